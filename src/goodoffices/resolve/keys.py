"""Blocking keys: two records can only be the same, or answer one another, where they share a key.

In: a record. Out: its keys, few and exact, so that a store finds the candidates for a new record by an index.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from goodoffices.record.mediation import MediatorStep
from goodoffices.record.processes import Record, name_record
from goodoffices.record.settling import date_of, first_known
from goodoffices.record.talks import Agreement, Demand, Meeting, Proposal, Response, Statement
from goodoffices.record.truces import Ceasefire, Deed, Incident, TruceEvent

# A date wider than this many months is no help in finding; the month of the report stands in for it.
_MOST_MONTHS = 2

# An undated act was reported within days of a dated report of it, so months are looked at with this margin.
_MARGIN_DAYS = 3


def keys_of(record: Record) -> tuple[str, ...]:
    """The keys under which a record is found."""
    name = name_record(record)
    if isinstance(record, Proposal | Ceasefire):  # a process has tens of them; every answer and incident looks at all
        return (name, *(f"to|{target}" for target in targets_of(record)))
    months = _months(record)
    own = tuple(f"{name}|{who}|{month}" for who in _subjects(record) for month in months)
    return (*own, *_answering_keys(record, months), *(f"to|{target}" for target in targets_of(record)))


def targets_of(record: Record) -> tuple[str, ...]:
    """The proposals and truces that a record names."""
    named = (getattr(record, field, None) for field in ("proposal", "ceasefire", "from_proposal", "extends"))
    return tuple(dict.fromkeys(target for target in named if target))


def _answering_keys(record: Record, months: tuple[str, ...]) -> tuple[str, ...]:
    """Answers and news are also found by month, since a proposal or truce may be reported after them."""
    if not isinstance(record, Response | TruceEvent | Incident):
        return ()
    return tuple(f"{name_record(record)}|{month}" for month in months)


def link_keys_of(record: Record) -> tuple[str, ...]:
    """The keys of the records that this one may belong to, or that may have waited for it."""
    if isinstance(record, Proposal):
        return ("ceasefire", *_waiting(record, "response"))
    if isinstance(record, Ceasefire):
        return ("proposal", *_waiting(record, "truce_event"), *_waiting(record, "incident"))
    if isinstance(record, Response | Agreement):
        return ("proposal",)
    return ("ceasefire",) if isinstance(record, TruceEvent | Incident) else ()


def _waiting(record: Record, name: str) -> tuple[str, ...]:
    """The month of a proposal or truce and the one after: when most answers to it, and news of it, come."""
    months = _months(record)
    last = months[-1] if months and months[-1][:4].isdigit() else None
    following = (f"{name}|{_next_month(last)}",) if last else ()
    return (*(f"{name}|{month}" for month in months), *following)


def _next_month(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def _subjects(record: Record) -> tuple[str, ...]:
    subjects = _SUBJECTS.get(type(record))
    return subjects(record) if subjects else ("",)


_SUBJECTS: dict[type, Callable[[Any], tuple[str, ...]]] = {
    Meeting: lambda meeting: _pairs(meeting.participants),
    Agreement: lambda agreement: _pairs(agreement.parties),
    Demand: lambda demand: (demand.party,),
    Response: lambda response: (f"{response.party}|{response.value}",),
    MediatorStep: lambda step: (f"{step.actor}|{step.step}",),
    Statement: lambda statement: (statement.speaker or "",),
    Incident: lambda incident: (f"{incident.accuser}|{'+'.join(incident.accused)}",),
    Deed: lambda deed: (deed.value,),
    TruceEvent: lambda event: (event.value,),
}


def _pairs(actors: tuple[str, ...]) -> tuple[str, ...]:
    """Every two of the actors, and each alone: a visit may name the visitor only."""
    return tuple("+".join(pair) for size in (1, 2) for pair in combinations(sorted(set(actors)), size))


def _months(record: Record) -> tuple[str, ...]:
    when, known = date_of(record), first_known(record)
    if when is not None and when.first > date.min and when.last < date.max:
        months = _between(when.first, when.last)
        if len(months) <= _MOST_MONTHS:
            return months
    margin = timedelta(days=_MARGIN_DAYS)
    return _between(known - margin, known + margin) if known else ("undated",)


def _between(first: date, last: date) -> tuple[str, ...]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count > _MOST_MONTHS:
        return ("",) * count
    months = ((first.year * 12 + first.month - 1 + n) for n in range(count))
    return tuple(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months)
