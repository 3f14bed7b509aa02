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

# A plan is answered and restated for up to a year; what is older is found by a person.
_STANDING_MONTHS = 13

# Reports come in any order: what is answered may be known by a later report only, under that report's month.
_EARLY_MONTHS = 4

# An undated act was reported within days of a dated report of it, so months are looked at with this margin.
_MARGIN_DAYS = 3


def keys_of(record: Record) -> tuple[str, ...]:
    """The keys under which a record is found."""
    name = name_record(record)
    months = _months(record)
    if isinstance(record, Proposal | Ceasefire):
        times = ("open",) if isinstance(record, Ceasefire) and _is_open(record) else months
        return (*(f"{name}|{time}" for time in times), *(f"to|{target}" for target in targets_of(record)))
    own = tuple(f"{name}|{who}|{month}" for who in _subjects(record) for month in months)
    return (*own, *_answering_keys(record, months), *(f"to|{target}" for target in targets_of(record)))


def twin_keys_of(record: Record) -> tuple[str, ...]:
    """The keys under which records of the same event are found; plans and truces are told of again for months."""
    if isinstance(record, Proposal | Ceasefire):
        return (*keys_of(record), *_standing(record, name_record(record)))
    return keys_of(record)


def _is_open(truce: Ceasefire) -> bool:
    """Whether news of a truce may come years later: it has no term of its own."""
    return truce.planned_end is None and truce.fixed_days is None


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
        return (*_standing(record, "proposal"), *_standing(record, "ceasefire"), *_waiting(record, "response"))
    if isinstance(record, Ceasefire):
        news = (*_waiting(record, "truce_event"), *_waiting(record, "incident"))
        return (*_standing(record, "ceasefire"), *_standing(record, "proposal"), *news)
    if isinstance(record, Response):
        return (*_standing(record, "proposal"), *_standing(record, "ceasefire"))
    if isinstance(record, Agreement):
        return _standing(record, "proposal")
    return _standing(record, "ceasefire") if isinstance(record, TruceEvent | Incident) else ()


def _standing(record: Record, name: str) -> tuple[str, ...]:
    """The proposals or truces of the months before and of some months after, and the truces without a term."""
    months = _months(record)
    numbers = [_number(month) for month in months if month[:4].isdigit()]
    if not numbers:
        return (f"{name}|open", *(f"{name}|{month}" for month in months))
    ahead = _STANDING_MONTHS if isinstance(record, Proposal) else _EARLY_MONTHS
    reach = range(min(numbers) - _STANDING_MONTHS, max(numbers) + ahead + 1)
    return (f"{name}|open", f"{name}|undated", *(f"{name}|{_month(number)}" for number in reach))


def _waiting(record: Record, name: str) -> tuple[str, ...]:
    """The month of a proposal or truce and the one after: when most answers to it, and news of it, come."""
    months = _months(record)
    last = months[-1] if months and months[-1][:4].isdigit() else None
    following = (f"{name}|{_next_month(last)}",) if last else ()
    return (*(f"{name}|{month}" for month in months), *following)


def _next_month(month: str) -> str:
    return _month(_number(month) + 1)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


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
    return tuple(_month(first.year * 12 + first.month - 1 + n) for n in range(count))
