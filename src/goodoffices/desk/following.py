"""A person decided: the records that rest on the claim, or the record itself, follow at once.

Evidence is never taken out of a record: a no, or an edit, withdraws it from that day on, so that a board as known the
day before is as it was.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from goodoffices.desk.copying import stored_facts
from goodoffices.desk.recording import put_records, resolve_into
from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger import Ledger, StoredClaim
from goodoffices.record.claims import Judgement, Verdict
from goodoffices.record.evidence import Evidence
from goodoffices.record.processes import Record
from goodoffices.record.settling import settle
from goodoffices.resolve.facts import Coded
from goodoffices.resolve.judging import judge_records


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
        resolve_into(ledger, process, Coded(stored_facts(ledger, report, process.parties), (claim,), reviewed))


def check_record_decision(ledger: Ledger, record: Record, judgement: Judgement) -> None:
    """Raise InputError or NotRecorded where a decision on a record cannot be carried out; asked before it is stored.

    Decisions on records are carried out whenever they are read, never written into them.
    """
    named = [json.loads(raw) for field, raw in judgement.changes if field in ("into", "to")]
    others = [ledger.record(name, process=record.process).record for name in named if name]
    if judgement.verdict is Verdict.MERGE and not all(type(other) is type(record) for other in others):
        raise InputError(f"{record.id} and {others[0].id} are records of different kinds and cannot be one")
    judged = judge_records([record, *others], [replace(judgement, subject=record.id)])
    if judgement.verdict in _CHANGING and record in judged:
        raise InputError(
            f"{judgement.verdict} would change nothing about {record.id}; see `goodoffices show {record.id}`"
        )


# A split or relink that leaves the record as it is was not understood.
_CHANGING = frozenset({Verdict.SPLIT, Verdict.RELINK, Verdict.MERGE})
