"""A person decided: the records that rest on the claim, or the record itself, follow at once.

Evidence is never taken out of a record: a no, or an edit, withdraws it from that day on, so that a board as known the
day before is as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from goodoffices.desk.recording import put_records, resolve_into
from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger import Ledger, StoredClaim
from goodoffices.ledger.bodies import change_body, write_body
from goodoffices.record.claims import Judgement, Verdict
from goodoffices.record.evidence import Evidence
from goodoffices.record.processes import Record
from goodoffices.record.settling import settle
from goodoffices.record.talks import Response
from goodoffices.record.truces import Incident, TruceEvent
from goodoffices.resolve.duplicates import merge
from goodoffices.resolve.facts import Coded, facts_of


def follow_claim(ledger: Ledger, claim_id: str, day: date) -> tuple[tuple[str, str], ...]:
    """Let every record rest on the claim as it now stands; returns the records concerned as (process, id)."""
    stored = ledger.claim(claim_id)
    touched = ledger.records_of_claim(claim_id)
    carried = False
    for process, record_id in touched:
        record = ledger.record(record_id, process=process).record
        pieces = tuple(_follow_piece(ledger, piece, stored, day) for piece in record.evidence)
        carried |= any(piece.id == stored.claim.id and piece.withdrawn is None for piece in pieces)
        put_records(ledger, [settle(replace(record, evidence=pieces))])
    if stored.status.holds and not carried:
        _resolve_again(ledger, stored)
    return ledger.records_of_claim(claim_id)


def _follow_piece(ledger: Ledger, piece: Evidence, stored: StoredClaim, day: date) -> Evidence:
    if piece.report != stored.claim.report or _original(ledger, piece) != stored.id:
        return piece
    if stored.status.holds and piece.id == stored.claim.id:
        return replace(piece, withdrawn=None, reviewed=stored.reviewed)
    return replace(piece, withdrawn=piece.withdrawn or day)


def _original(ledger: Ledger, piece: Evidence) -> str | None:
    """The id under which the claim behind a piece is stored; an edit gave the piece another."""
    try:
        return ledger.claim(piece.id).id
    except NotRecorded:
        return None


def _resolve_again(ledger: Ledger, stored: StoredClaim) -> None:
    claim = replace(stored.claim, sure=stored.claim.sure or stored.reviewed)
    reviewed = frozenset({claim.id}) if stored.reviewed else frozenset()
    report = ledger.report(claim.report)
    for process_id in ledger.processes_of(report.id):
        process = ledger.process(process_id).process
        resolve_into(ledger, process, Coded(facts_of(report, process.parties), (claim,), reviewed))


def follow_record(ledger: Ledger, record: Record, judgement: Judgement) -> tuple[tuple[str, str], ...]:
    """Carry out a decision on a record; a rejected one stays in the ledger and leaves the board."""
    changes = dict(judgement.changes)
    changed = _RECORD_DEEDS.get(judgement.verdict, _leave)(ledger, record, changes)
    put_records(ledger, changed)
    return tuple((one.process, one.id) for one in changed) or ((record.process, record.id),)


def _leave(_ledger: Ledger, _record: Record, _changes: dict[str, str]) -> tuple[Record, ...]:
    return ()


def _accept(_ledger: Ledger, record: Record, _changes: dict[str, str]) -> tuple[Record, ...]:
    return (replace(record, evidence=tuple(replace(piece, reviewed=True) for piece in record.evidence)),)


def _edit(_ledger: Ledger, record: Record, changes: dict[str, str]) -> tuple[Record, ...]:
    if {"id", "process", "evidence"} & set(changes):
        raise InputError("a record's id, process and evidence are not edited; merge or split it, or review its claims")
    return (change_body(type(record), write_body(record), changes.items()),)


def _merge(ledger: Ledger, record: Record, changes: dict[str, str]) -> tuple[Record, ...]:
    other = ledger.record(_named(changes, "into"), process=record.process).record
    if type(other) is not type(record):
        raise InputError(f"{record.id} and {other.id} are records of different kinds and cannot be one")
    joined = replace(merge(other, record), id=other.id)
    ledger.drop_records(record.process, [record.id])
    return (joined,)


def _split(_ledger: Ledger, record: Record, changes: dict[str, str]) -> tuple[Record, ...]:
    away = frozenset(_named(changes, "away").split())
    gone = tuple(piece for piece in record.evidence if piece.id in away)
    left = tuple(piece for piece in record.evidence if piece.id not in away)
    if not gone or not left:
        raise InputError(f"{record.id} rests on {len(record.evidence)} claims; name some of them, and not all")
    return settle(replace(record, evidence=left)), settle(
        replace(record, id=f"{record.id}-{gone[0].id}", evidence=gone)
    )


def _relink(ledger: Ledger, record: Record, changes: dict[str, str]) -> tuple[Record, ...]:
    target = ledger.record(_named(changes, "to"), process=record.process).record.id
    if isinstance(record, Response):
        return (replace(record, proposal=target, links=()),)
    if isinstance(record, TruceEvent | Incident):
        return (replace(record, ceasefire=target, links=()),)
    raise InputError(f"{record.id} is neither an answer nor news of a truce, and is linked to nothing")


def _named(changes: dict[str, str], field: str) -> str:
    name = changes.get(field, "").strip('"')
    if not name:
        raise InputError(f"this decision needs {field!r}")
    return name


_RECORD_DEEDS: dict[Verdict, Callable[[Ledger, Any, dict[str, str]], tuple[Record, ...]]] = {
    Verdict.ACCEPT: _accept,
    Verdict.EDIT: _edit,
    Verdict.MERGE: _merge,
    Verdict.SPLIT: _split,
    Verdict.RELINK: _relink,
}
