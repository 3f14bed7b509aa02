"""What hand-made lines say together: every name resolves, nothing extends itself, no two lines contradict each other.

In: typed lines with their numbers. Out: nothing, or InputError naming the line and field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pycountry

from goodoffices.errors import InputError
from goodoffices.record.when import When
from goodoffices.resolve.lines import (
    AnyLine,
    CeasefireEndLine,
    CeasefireLine,
    Line,
    ProposalLine,
    ResponseLine,
    known_day,
)

Numbered = tuple[int, AnyLine]

# The fields that hold actor ids, whichever kind of line they stand on.
_ACTOR_FIELDS = (
    "proposers",
    "addressees",
    "required",
    "party",
    "parties",
    "reciprocated_by",
    "by",
    "accuser",
    "accused",
    "actor",
    "participants",
    "host",
    "addressee",
)

# The fields that name another record, and the kinds that it may be.
_REFERENCES = {
    "proposal": ("proposal",),
    "from_proposal": ("proposal",),
    "supersedes": ("proposal",),
    "ceasefire": ("ceasefire",),
    "extends": ("ceasefire", "proposal"),
}

_SHORT_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


def check_lines(lines: Iterable[Numbered], existing: Mapping[str, str], actors: frozenset[str]) -> None:
    """Raise InputError at the first line that cannot stand with the others.

    `existing` maps ids already on record to their kinds; `actors` are the known lower-case short names.
    """
    numbered = tuple(lines)
    kinds = _check_ids(numbered, existing)
    for number, line in numbered:
        _check_actors(number, line, actors)
        _check_references(number, line, kinds)
        _check_dates(number, line)
    _check_cycles(numbered)
    _check_answers(numbered)
    _check_ends(numbered)


def _check_ids(lines: tuple[Numbered, ...], existing: Mapping[str, str]) -> dict[str, str]:
    first: dict[str, int] = {}
    kinds = dict(existing)
    for number, line in lines:
        if line.id in first:
            raise InputError(f"{_at(number, line, 'id')}: already used on line {first[line.id]}; ids must be unique")
        first[line.id] = number
        kinds[line.id] = line.kind
    return kinds


def _check_actors(number: int, line: AnyLine, actors: frozenset[str]) -> None:
    for field in _ACTOR_FIELDS:
        value = getattr(line, field, None)
        for actor in (value,) if isinstance(value, str) else value or ():
            if not is_known_actor(actor, actors):
                raise InputError(
                    f"{_at(number, line, field)}: unknown party {actor!r}; "
                    "write ISO 3166 alpha-3 for a state (UKR) or a known lower-case short name (hamas)"
                )


def is_known_actor(actor: str, actors: frozenset[str]) -> bool:
    """Whether an id is a state's alpha-3 code or a known short name; any well-formed name where none are known."""
    if actor.isupper():
        return len(actor) == 3 and pycountry.countries.get(alpha_3=actor) is not None
    return actor in actors if actors else _SHORT_NAME.fullmatch(actor) is not None


def _check_references(number: int, line: AnyLine, kinds: Mapping[str, str]) -> None:
    for field, allowed in _REFERENCES.items():
        name = getattr(line, field, None)
        if name is None:
            continue
        if name not in kinds:
            raise InputError(f"{_at(number, line, field)}: no record {name!r} on file or in this import")
        if kinds[name] not in allowed:
            raise InputError(f"{_at(number, line, field)}: {name!r} is a {kinds[name]}; needed: {' or '.join(allowed)}")


def _check_dates(number: int, line: AnyLine) -> None:
    """An act is not reported before it happened; an end may be announced, a truce planned."""
    reported = known_day(line)
    occurred = getattr(line, "occurred", None)
    if isinstance(line, CeasefireEndLine) or reported is None or occurred is None:
        return
    if getattr(line, "state", "held") == "held" and reported < When(occurred).first:
        raise InputError(f"{_at(number, line, 'reported')}: {reported} lies before the act itself ({occurred})")


def _check_cycles(lines: tuple[Numbered, ...]) -> None:
    """No truce or proposal may extend or supersede itself, however many steps away."""
    for field in ("extends", "supersedes"):
        step = {line.id: name for _, line in lines if (name := getattr(line, field, None)) is not None}
        for number, line in lines:
            path = _walk(line.id, step)
            if path[-1] == line.id and len(path) > 1:
                raise InputError(f"{_at(number, line, field)}: a cycle, {' → '.join(path)}; drop one of the links")


def _walk(start: str, step: Mapping[str, str]) -> list[str]:
    path = [start]
    while path[-1] in step and step[path[-1]] not in path[1:]:
        path.append(step[path[-1]])
        if path[-1] == start:
            break
    return path


def _check_answers(lines: tuple[Numbered, ...]) -> None:
    """One speaker of one party cannot give two answers to one proposal on one day; different voices may differ."""
    given: dict[tuple[str | None, ...], tuple[int, ResponseLine]] = {}
    tabled = {line.id: line for _, line in lines if isinstance(line, ProposalLine)}
    for number, line in lines:
        if not isinstance(line, ResponseLine):
            continue
        key = (line.proposal, line.party, line.occurred, line.speaker)
        other_number, other = given.setdefault(key, (number, line))
        if other.value != line.value:
            raise InputError(
                f"{_at(number, line, 'value')}: {line.party} {line.value} on {line.occurred} contradicts "
                f"line {other_number} ({other.id}: {other.value}); name the two speakers, or add a conflict_of_sources"
            )
        _check_order(number, line, tabled.get(line.proposal))


def _check_order(number: int, line: ResponseLine, proposal: ProposalLine | None) -> None:
    if proposal is not None and When(line.occurred).last < When(proposal.tabled).first:
        raise InputError(
            f"{_at(number, line, 'occurred')}: {line.occurred} lies before {proposal.id} was tabled ({proposal.tabled})"
        )


def _check_ends(lines: tuple[Numbered, ...]) -> None:
    """A truce does not end before it is declared, nor in two ways."""
    truces = {line.id: line for _, line in lines if isinstance(line, CeasefireLine)}
    for number, truce in ((n, line) for n, line in lines if isinstance(line, CeasefireLine)):
        _check_term(number, truce)
    ends: dict[str, CeasefireEndLine] = {}
    for number, line in lines:
        if not isinstance(line, CeasefireEndLine) or not line.value.is_end:
            continue
        ended = truces.get(line.ceasefire)
        if ended is not None and When(line.occurred).last < When(ended.declared).first:
            raise InputError(f"{_at(number, line, 'occurred')}: before {ended.id} was declared ({ended.declared})")
        other = ends.setdefault(line.ceasefire, line)
        if other.value != line.value and other.occurred == line.occurred and other.by == line.by:
            raise InputError(f"{_at(number, line, 'value')}: {line.value} contradicts {other.id} ({other.value})")


def _check_term(number: int, truce: CeasefireLine) -> None:
    start = When(truce.effect_first).first if truce.effect_first else None
    end = When(truce.end_planned_day).last if truce.end_planned_day else None
    earliest = start or When(truce.declared).first
    if end and end < earliest:
        raise InputError(f"{_at(number, truce, 'end_planned_day')}: {end} lies before its first day {earliest}")
    if start and end and truce.fixed_days and _last(start, truce.fixed_days) != end:
        raise InputError(
            f"{_at(number, truce, 'fixed_days')}: {truce.fixed_days} days from {start} do not end on {end}; give one"
        )


def _last(start: date, days: int) -> date:
    return start + timedelta(days=days - 1)


def _at(number: int, line: Line, field: str) -> str:
    return f"line {number} ({line.id}), field {field!r}"
