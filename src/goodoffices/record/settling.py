"""What a record says, as a function of the evidence it has: its date, its day, and the fields its claims decide.

Used twice: when claims are joined to a record, and when evidence is left out (as known on an earlier day, reviewed
only), so that both give the same record whatever the order in which reports came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from goodoffices.record.evidence import Evidence
from goodoffices.record.findings import SourceConflict
from goodoffices.record.processes import Record
from goodoffices.record.talks import Agreement, Meeting, MeetingState, Proposal
from goodoffices.record.truces import Ceasefire
from goodoffices.record.when import Basis, When

# The field that holds the date of the act; "when" for all others.
_DATE_FIELDS: dict[type, str] = {Proposal: "tabled", Agreement: "signed", Ceasefire: "declared"}

# A day or a few days (UCDP precision 1 and 2) names the act's first day; anything wider is a bound, not a day.
_DAYS_PRECISION = 2

_BASES = tuple(Basis)


def date_of(record: Record) -> When | None:
    """The date of the act as the record has it."""
    found: When | None = getattr(record, _DATE_FIELDS.get(type(record), "when"), None)
    return found


def first_known(record: Record) -> date | None:
    """The first day on which the record could be known."""
    return min((piece.known for piece in record.evidence if piece.known), default=None)


def day_of(record: Record) -> date | None:
    """The day from which a record counts: its date, or the last day it can have happened on where that is vague.

    An act without any date had happened by the day it was first reported, which bounds it and is not its date.
    """
    return place_day(date_of(record), first_known(record))


def place_day(when: When | None, known: date | None) -> date | None:
    """The day on which an act of this date, reported on `known`, is counted."""
    if when is None:
        return known
    if when.precision <= _DAYS_PRECISION or known is None:
        return when.first if when.first > date.min else when.last
    return min(when.last, max(known, when.first))


def choose_when(evidence: Iterable[Evidence]) -> When | None:
    """The date that most independent sources allow; among equals the narrowest, then the best founded, then the first.

    A month allows every day in it, so a vague source supports a precise one and never outvotes it.
    """
    dated = [piece for piece in evidence if piece.when is not None]
    options = {piece.when for piece in dated if piece.when is not None}
    return min(options, key=lambda when: _preference(when, dated), default=None)


def _preference(when: When, dated: list[Evidence]) -> tuple[int, int, int, str]:
    support = {piece.source for piece in dated if piece.when is not None and _allows(piece.when, when)}
    return -len(support), when.precision, _BASES.index(when.basis), when.edtf


def _allows(wide: When, narrow: When) -> bool:
    return wide.first <= narrow.first and narrow.last <= wide.last


def settle(record: Record) -> Record:
    """The record as its present evidence has it."""
    changes: dict[str, Any] = {}
    when = None if isinstance(record, SourceConflict) else choose_when(record.evidence)  # a conflict has no day
    if when is not None:
        changes[_DATE_FIELDS.get(type(record), "when")] = when
    own = _OWN_FIELDS.get(type(record))
    if own is not None:
        changes |= own(record)
    return replace(record, **changes) if changes else record


def _settle_meeting(meeting: Meeting) -> dict[str, Any]:
    """A meeting is as far as its furthest report, and was called off only where nobody saw it held."""
    states = {piece.value for piece in meeting.evidence}
    return {"state": next((state for state in _FURTHEST if state in states), meeting.state)}


_FURTHEST = (MeetingState.HELD, MeetingState.CALLED_OFF, MeetingState.PLANNED, MeetingState.OFFERED)


def _settle_proposal(proposal: Proposal) -> dict[str, Any]:
    """A proposal is floated as long as no source says that it was put."""
    values = {piece.value for piece in proposal.evidence if piece.value is not None}
    withdrawn = choose_when(piece for piece in proposal.evidence if piece.value == "withdrawn")
    tabled = choose_when(piece for piece in proposal.evidence if piece.value != "withdrawn")
    return {
        "floated": values == {"floated"} if values else proposal.floated,
        "withdrawn": withdrawn if "withdrawn" in values else proposal.withdrawn,
        "tabled": tabled or proposal.tabled,
    }


_OWN_FIELDS: dict[type, Callable[[Any], dict[str, Any]]] = {Meeting: _settle_meeting, Proposal: _settle_proposal}
