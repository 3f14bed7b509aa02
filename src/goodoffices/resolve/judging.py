"""A person's decisions on claims and records, applied after whatever a program found, so that no re-read undoes them.

In: claims or records, and the judgements in the order they were made. Out: the same, as judged. UNDO takes back the
last judgement of that subject; nothing is overwritten, a judgement only shadows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from goodoffices.errors import InputError
from goodoffices.record.claims import Claim, Factuality, Judgement, Kind, Verdict
from goodoffices.record.evidence import Link
from goodoffices.record.processes import Record
from goodoffices.record.settling import leave_out
from goodoffices.record.talks import Answer, Response
from goodoffices.record.truces import Incident, TruceEvent
from goodoffices.record.when import Basis, When, check_edtf
from goodoffices.resolve.duplicates import merge
from goodoffices.resolve.threads import BY_A_PERSON


def standing_judgements(judgements: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """What stands per subject after every UNDO."""
    stacks: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in sorted(judgements, key=lambda judgement: judgement.decided):
        stack = stacks[judgement.subject]
        if judgement.verdict is Verdict.UNDO:
            del stack[-1:]
        else:
            stack.append(judgement)
    return {subject: tuple(stack) for subject, stack in stacks.items() if stack}


def judge_claims(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> tuple[tuple[Claim, ...], frozenset[str]]:
    """The claims that stand, edited ones under their old ids' evidence, and the ids that a person accepted."""
    standing = standing_judgements(judgements)
    kept: list[Claim] = []
    reviewed: set[str] = set()
    for claim in claims:
        judged = _judge_claim(claim, standing.get(claim.id, ()))
        if judged is None:
            continue
        kept.append(judged[0])
        if judged[1]:
            reviewed.add(judged[0].id)
    return tuple(kept), frozenset(reviewed)


def judge_records(records: Iterable[Record], judgements: Iterable[Judgement]) -> tuple[Record, ...]:
    """Records with merges, splits and links as persons made them."""
    held = {record.id: record for record in records}
    for subject, decided in sorted(standing_judgements(judgements).items()):
        for judgement in decided:
            if subject in held:
                _JUDGES.get(judgement.verdict, _keep)(held, judgement)
    return tuple(held[name] for name in sorted(held))


def _judge_claim(claim: Claim, decided: tuple[Judgement, ...]) -> tuple[Claim, bool] | None:
    accepted = False
    for judgement in decided:
        if judgement.verdict is Verdict.REJECT:
            return None
        if judgement.verdict is Verdict.DISPUTE:
            claim, accepted = replace(claim, sure=False), False
        if judgement.verdict is Verdict.EDIT:
            claim = edit_claim(claim, judgement)
        accepted = accepted or judgement.verdict in (Verdict.ACCEPT, Verdict.EDIT)
    return claim, accepted


def edit_claim(claim: Claim, judgement: Judgement) -> Claim:
    """A claim with the fields that a person changed; InputError names a field that claims do not have."""
    names = {field.name for field in fields(claim)} - {"report", "quote", "text"}
    changes: dict[str, Any] = {}
    for name, raw in judgement.changes:
        if name not in names:
            raise InputError(f"{name!r} cannot be edited on a claim; editable: {', '.join(sorted(names))}")
        changes[name] = _parse(name, json.loads(raw))
    return replace(claim, **changes)


def _parse(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "kind":
        return _choice(Kind, value)
    if name == "factuality":
        return _choice(Factuality, value)
    if name == "when":
        return When(check_edtf(value), Basis.PERSON)
    return tuple(value) if isinstance(value, list) else value


def _choice(options: Any, value: str) -> Any:
    try:
        return options(value)
    except ValueError as problem:
        raise InputError(f"{value!r} is not allowed; write one of {', '.join(options)}") from problem


def _merge(held: dict[str, Record], judgement: Judgement) -> None:
    """MERGE: the subject goes into the record named by `into`."""
    into = _named(judgement, "into")
    if into in held and into != judgement.subject:
        joined = merge(held.pop(into), held.pop(judgement.subject))
        held[into] = replace(joined, id=into)


def _split(held: dict[str, Record], judgement: Judgement) -> None:
    """SPLIT: the evidence named by `evidence` leaves the subject and makes a record of its own."""
    record = held[judgement.subject]
    out = set(_named(judgement, "evidence") or ())
    leaving = tuple(piece for piece in record.evidence if piece.id in out)
    staying = tuple(piece for piece in record.evidence if piece.id not in out)
    if leaving and staying:
        held[record.id] = leave_out(record, staying)
        name = f"{record.id}.{leaving[0].id}"
        held[name] = leave_out(replace(record, id=name), leaving)


def _relink(held: dict[str, Record], judgement: Judgement) -> None:
    """RELINK: the subject belongs to the proposal or truce named by `to`, or to none."""
    record, target = held[judgement.subject], _named(judgement, "to")
    links = (Link(target, 1.0, BY_A_PERSON),) if target else ()
    if isinstance(record, Response):
        held[record.id] = replace(record, proposal=target, links=links)
    elif isinstance(record, TruceEvent | Incident):
        held[record.id] = replace(record, ceasefire=target, links=links)


def _reject(held: dict[str, Record], judgement: Judgement) -> None:
    held.pop(judgement.subject)


def _accept(held: dict[str, Record], judgement: Judgement) -> None:
    record = held[judgement.subject]
    held[record.id] = replace(record, evidence=tuple(replace(piece, reviewed=True) for piece in record.evidence))


def _edit(held: dict[str, Record], judgement: Judgement) -> None:
    """EDIT: new values of plain fields of a record, dates as EDTF."""
    record = held[judgement.subject]
    names = {field.name for field in fields(record)} - {"id", "process", "evidence", "links"}
    changes: dict[str, Any] = {}
    for name, raw in judgement.changes:
        if name not in names:
            raise InputError(f"{name!r} cannot be edited on {record.id}; editable: {', '.join(sorted(names))}")
        changes[name] = _parse_record(name, json.loads(raw))
    held[record.id] = replace(record, **changes)
    _accept(held, judgement)


def _parse_record(name: str, value: Any) -> Any:
    if name in _DATES and value is not None:
        return When(check_edtf(value), Basis.PERSON)
    if name == "value" and value in set(Answer):
        return Answer(value)
    return tuple(value) if isinstance(value, list) else value


_DATES = frozenset({"when", "tabled", "declared", "signed", "planned_end", "deadline", "withdrawn"})


def _keep(held: dict[str, Record], judgement: Judgement) -> None:
    """DISPUTE of a record changes nothing by itself; a board shows the judgement beside the cell."""


_JUDGES = {
    Verdict.MERGE: _merge,
    Verdict.SPLIT: _split,
    Verdict.RELINK: _relink,
    Verdict.REJECT: _reject,
    Verdict.ACCEPT: _accept,
    Verdict.EDIT: _edit,
}


def _named(judgement: Judgement, field: str) -> Any:
    return next((json.loads(raw) for name, raw in judgement.changes if name == field), None)
