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
from goodoffices.record.truces import Ceasefire, Effect
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
    return min([piece.known for piece in record.evidence if piece.known is not None], default=None)


def day_of(record: Record) -> date | None:
    """The day from which a record counts: its date, or the last day it can have happened on where that is vague.

    An act without any date had happened by the day it was first reported, which bounds it and is not its date.
    """
    when = date_of(record)
    if when is not None:
        first, last = when.bounds
        if first == last:  # most records; when they were first known decides nothing then
            return first
    return place_day(when, first_known(record))


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


def leave_out(record: Record, seen: tuple[Evidence, ...]) -> Record:
    """The record as a part of its evidence has it; what only the rest told is not in it."""
    if isinstance(record, Ceasefire):
        record = _forget(record, [piece for piece in record.evidence if piece not in seen])
    return settle(replace(record, evidence=seen))


def _forget(truce: Ceasefire, gone: Iterable[Evidence]) -> Ceasefire:
    """The truce without the days that these sources gave; settling puts back what others give as well."""
    left = tuple(gone)
    begins = {piece.begins for piece in left}
    return replace(
        truce,
        effects=tuple(effect for effect in truce.effects if effect.when not in begins),
        planned_end=None if truce.planned_end in {piece.ends for piece in left} else truce.planned_end,
        fixed_days=None if truce.fixed_days in {piece.days for piece in left} else truce.fixed_days,
    )


def _settle_truce(truce: Ceasefire) -> dict[str, Any]:
    """First days are kept side by side; of several last days or lengths that of the earliest source stands."""
    known = {effect.when for effect in truce.effects}
    told = {piece.begins for piece in truce.evidence if piece.begins is not None} - known
    ends = next((piece.ends for piece in truce.evidence if piece.ends is not None), None)
    days = next((piece.days for piece in truce.evidence if piece.days is not None), None)
    return {
        "effects": sort_effects((*truce.effects, *map(Effect, told))),
        "planned_end": truce.planned_end or ends,
        "fixed_days": truce.fixed_days or days,
    }


def sort_effects(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """First days in their order, each once."""
    return tuple(sorted(set(effects), key=lambda effect: (effect.when.first, effect.issuer or "")))


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


_OWN_FIELDS: dict[type, Callable[[Any], dict[str, Any]]] = {
    Meeting: _settle_meeting,
    Proposal: _settle_proposal,
    Ceasefire: _settle_truce,
}
