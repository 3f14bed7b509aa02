"""Blocking keys: two records can only be the same, or answer one another, where they share a key.

In: a record. Out: its keys, few and exact, so that a store finds the candidates for a new record by an index.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

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
    if isinstance(record, Proposal | Ceasefire):
        return (name,)  # a process has tens of them, and every answer and incident looks at all
    if isinstance(record, Response):
        return (f"{name}|{record.party}",)
    return tuple(f"{name}|{who}|{month}" for who in _subjects(record) for month in _months(record))


def link_keys_of(record: Record) -> tuple[str, ...]:
    """The keys of the records that this one may belong to."""
    if isinstance(record, Response):
        return ("proposal",)
    if isinstance(record, TruceEvent | Incident | Proposal):
        return ("ceasefire",)
    return ("proposal", "ceasefire") if isinstance(record, Ceasefire | Agreement) else ()


def _subjects(record: Record) -> tuple[str, ...]:
    if isinstance(record, Meeting):
        return _pairs(record.participants)
    if isinstance(record, Agreement):
        return _pairs(record.parties)
    if isinstance(record, Demand):
        return (record.party,)
    if isinstance(record, MediatorStep):
        return (f"{record.actor}|{record.step}",)
    if isinstance(record, Statement):
        return (record.speaker or "",)
    if isinstance(record, Incident):
        return (f"{record.accuser}|{'+'.join(record.accused)}",)
    if isinstance(record, Deed):
        return (f"{record.value}|{'+'.join(record.actors)}",)
    return (record.value,) if isinstance(record, TruceEvent) else ("",)


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
