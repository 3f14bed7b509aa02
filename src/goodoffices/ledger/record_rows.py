"""Storing records: which of those given differ from what holds, their new versions, their keys and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, func, select, update

from goodoffices.errors import InputError
from goodoffices.ledger.bodies import write_body
from goodoffices.ledger.judgements import BATCH
from goodoffices.ledger.links import write_evidence, write_keys
from goodoffices.ledger.schema import AnyRow, records
from goodoffices.record.processes import Record, name_record
from goodoffices.record.when import When

# Where each type says when it was; the first that is there counts.
_DAYS = ("tabled", "declared", "signed", "when")


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A record to store, with the blocking keys under which later claims will look for it."""

    record: Record
    keys: tuple[str, ...] = ()


def put_batch(conn: Connection, batch: dict[str, RecordEntry], process: str, now: datetime) -> tuple[int, int, int]:
    """Store records of one process by their ids; returns how many were new, changed and the same."""
    current = _read_current(conn, process, list(batch))
    bodies = {record_id: write_body(entry.record) for record_id, entry in batch.items()}
    fresh = [i for i in batch if i not in current]
    changed = [i for i, row in current.items() if row.body != bodies[i]]
    versions = {i: current[i].version for i in changed} | _last_versions(conn, process, fresh)
    _close(conn, [current[i].seq for i in changed], now)
    stamp = {"recorded_at": now, "superseded_at": None}
    rows = [
        _as_row(batch[i].record, now.date()) | stamp | {"version": versions.get(i, 0) + 1, "body": bodies[i]}
        for i in (*fresh, *changed)
    ]
    if rows:
        conn.execute(records.insert(), rows)
        write_evidence(conn, process, {i: batch[i].record.evidence for i in (*fresh, *changed)})
    write_keys(conn, process, {i: entry.keys for i, entry in batch.items()})
    return len(fresh), len(changed), len(batch) - len(fresh) - len(changed)


def split_batches(entries: Iterable[RecordEntry]) -> Iterator[tuple[str, dict[str, RecordEntry]]]:
    """Entries in batches of one process each; where an id comes twice in a batch, the later one counts."""
    for process, group in groupby(entries, key=lambda entry: entry.record.process):
        while batch := list(islice(group, BATCH)):
            yield process, {entry.record.id: entry for entry in batch}


def _read_current(conn: Connection, process: str, ids: list[str]) -> dict[str, AnyRow]:
    rows = conn.execute(
        select(records).where(records.c.process == process, records.c.id.in_(ids), records.c.superseded_at.is_(None))
    )
    return {row.id: row for row in rows}


def _last_versions(conn: Connection, process: str, ids: list[str]) -> dict[str, int]:
    """The last version of records that were closed once and come back."""
    if not ids:
        return {}
    question = (
        select(records.c.id, func.max(records.c.version).label("version"))
        .where(records.c.process == process, records.c.id.in_(ids))
        .group_by(records.c.id)
    )
    return {row.id: row.version for row in conn.execute(question)}


def _close(conn: Connection, seqs: list[int], now: datetime) -> None:
    if seqs:
        conn.execute(update(records).where(records.c.seq.in_(seqs)).values(superseded_at=now))


def _as_row(record: Record, today: date) -> dict[str, Any]:
    if not record.evidence:
        raise InputError(f"{record.id}: a {name_record(record)} without evidence; a record exists only through a claim")
    known = [piece.known or (piece.recorded.date() if piece.recorded else today) for piece in record.evidence]
    when = _find_when(record)
    return {
        "process": record.process,
        "id": record.id,
        "type": name_record(record),
        "first_day": when.first if when else min(known),
        "last_day": when.last if when else None,
        "known_first": min(known),
        "known_last": max(known),
    }


def _find_when(record: Record) -> When | None:
    found = next((getattr(record, name) for name in _DAYS if getattr(record, name, None) is not None), None)
    effects = getattr(record, "effects", ())
    return found or (effects[0].when if effects else None)
