"""Records → versioned rows, and the questions of a board: which records hold, which of them a new claim may touch.

A record's body is never changed: a change is a new version, and the old one is closed. So a decoded body can be kept
in memory by its row's number for as long as there is room, and a warm board reads row numbers from one index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select, true, update
from sqlalchemy.exc import IntegrityError

from goodoffices.errors import EditConflict, InputError, NotRecorded
from goodoffices.ledger.access import OWNER, Viewer, rests_on_visible, select_hidden
from goodoffices.ledger.bodies import read_body
from goodoffices.ledger.connection import Store
from goodoffices.ledger.judgements import BATCH
from goodoffices.ledger.links import drop_links, shorten_key
from goodoffices.ledger.record_rows import RecordEntry, put_batch, split_batches
from goodoffices.ledger.schema import AnyRow, record_claims, record_keys, records
from goodoffices.ledger.shelf import Shelf
from goodoffices.record.processes import RECORD_TYPES, Record, name_record


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as stored: its version, when it was recorded, and the first and last day its evidence was known."""

    record: Record
    version: int
    recorded: datetime
    known_first: date
    known_last: date

    @property
    def type(self) -> str:
        """The stored name of its kind ("proposal", "truce_event")."""
        return name_record(self.record)


@dataclass(frozen=True, slots=True)
class PutRecords:
    """How many records were new, changed (a new version each) and the same as before."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Records(Store):
    """Records in the ledger."""

    def put_records(self, entries: Iterable[RecordEntry]) -> PutRecords:
        """Store records, each as a new version where it differs from the current one; all of them, or none.

        Raises InputError for a record without evidence, EditConflict when another process stored the same meanwhile.
        """
        try:
            with self._writing() as conn:
                now = self._now()
                counts = [put_batch(conn, batch, process, now) for process, batch in split_batches(entries)]
        except IntegrityError as problem:
            raise EditConflict(
                f"{self.place}: another process stored some of these records first; resolve again (nothing was lost)"
            ) from problem
        return PutRecords(*map(sum, zip(*counts, strict=True))) if counts else PutRecords()

    def drop_records(self, process: str, record_ids: Iterable[str]) -> int:
        """Close records that no claim carries any more; returns how many there were."""
        with self._writing() as conn:
            now, names = self._now(), list(dict.fromkeys(record_ids))
            closed = 0
            for start in range(0, len(names), BATCH):
                batch = names[start : start + BATCH]
                which = (records.c.process == process, records.c.id.in_(batch), records.c.superseded_at.is_(None))
                closed += conn.execute(update(records).where(*which).values(superseded_at=now)).rowcount
                drop_links(conn, process, batch)
            return closed

    def records(
        self,
        process: str,
        *,
        types: Sequence[str] = (),
        as_of: date | None = None,
        known_at: date | None = None,
        recorded_at: datetime | None = None,
        viewer: Viewer = OWNER,
    ) -> tuple[StoredRecord, ...]:
        """The records of a process that hold, oldest first.

        `as_of` leaves out what is dated later and was reported later; `known_at` what nobody had reported by then (a
        record keeps later evidence: ask it with `Evidence.known_by`); `recorded_at` gives the versions of that moment.
        Records that rest on a report hidden from `viewer` are left out whole; see `partial_records`.
        """
        question = _select(process, recorded_at).order_by(records.c.first_day, records.c.seq)
        if types:
            question = question.where(records.c.type.in_(types))
        if as_of is not None:
            question = question.where((records.c.first_day <= as_of) | (records.c.known_first <= as_of))
        if known_at is not None:
            question = question.where(records.c.known_first <= known_at)
        with self._reading() as conn:
            if recorded_at is None:
                return self._fetch(conn, question.where(rests_on_visible(viewer, process)))
            hidden: set[str] = set() if viewer.sees_all else set(conn.execute(select_hidden(viewer)).scalars().all())
            found = self._fetch(conn, question)
        return tuple(each for each in found if not any(piece.report in hidden for piece in each.record.evidence))

    def partial_records(self, process: str, viewer: Viewer) -> dict[str, tuple[str, ...]]:
        """Records left out for a viewer because part of their evidence is hidden, each with the claims that are not.

        What these claims say by themselves can be shown once they are resolved anew, without the rest.
        """
        hidden = select_hidden(viewer)
        links = record_claims.c
        touched = select(links.record).where(links.process == process, links.report.in_(hidden))
        question = (
            select(links.record, links.claim)
            .where(links.process == process, links.record.in_(touched), links.report.not_in(hidden))
            .order_by(links.record, links.claim)
        )
        found: dict[str, tuple[str, ...]] = {}
        with self._reading() as conn:
            for record, claim in conn.execute(question):
                found[record] = (*found.get(record, ()), claim)
        return found

    def record(self, record_id: str, *, process: str | None = None, viewer: Viewer = OWNER) -> StoredRecord:
        """One record that holds; raises NotRecorded, or InputError where several processes have one of that id."""
        where = records.c.process == process if process is not None else true()
        with self._reading() as conn:
            homes = conn.execute(
                select(records.c.process).where(records.c.id == record_id, records.c.superseded_at.is_(None), where)
            ).scalars()
            places = list(homes)
            if len(places) > 1:
                raise InputError(f"{record_id!r} is in {', '.join(sorted(places))}; say which process is meant")
            visible = rests_on_visible(viewer, places[0]) if places else true()
            found = (
                self._fetch(conn, _select(places[0], None).where(records.c.id == record_id, visible)) if places else ()
            )
        if not found:
            raise NotRecorded(f"no record {record_id!r} in {self.place}; `goodoffices board` shows the ids")
        return found[0]

    def record_versions(self, process: str, record_id: str) -> tuple[StoredRecord, ...]:
        """All versions of a record, oldest first."""
        question = select(records.c.seq).where(records.c.process == process, records.c.id == record_id)
        with self._reading() as conn:
            return self._fetch(conn, question.order_by(records.c.version))

    def find_records(self, process: str, keys: Iterable[str]) -> tuple[StoredRecord, ...]:
        """The records of a process that share a blocking key; what this costs does not depend on the ledger's size."""
        wanted = sorted({shorten_key(key) for key in keys})
        seqs: set[int] = set()
        with self._reading() as conn:
            for start in range(0, len(wanted), BATCH):
                shared = select(record_keys.c.record).where(
                    record_keys.c.process == process, record_keys.c.key.in_(wanted[start : start + BATCH])
                )
                seqs.update(conn.execute(_select(process, None).where(records.c.id.in_(shared))).scalars().all())
            return self._shelf.read(conn, sorted(seqs))

    def records_of_claim(self, claim_id: str) -> tuple[tuple[str, str], ...]:
        """The records that rest on a claim, as (process, record id)."""
        links = record_claims.c
        question = select(links.process, links.record).where(links.claim == claim_id)
        with self._reading() as conn:
            return tuple(
                (row.process, row.record) for row in conn.execute(question.order_by(links.process, links.record))
            )

    def _fetch(self, conn: Connection, question: Select[Any]) -> tuple[StoredRecord, ...]:
        return self._shelf.read(conn, list(conn.execute(question).scalars()))

    @property
    def _shelf(self) -> Shelf[StoredRecord]:
        if not hasattr(self, "_records"):
            self._records: Shelf[StoredRecord] = Shelf(records, _as_stored)
        return self._records


def _select(process: str, recorded_at: datetime | None) -> Select[Any]:
    question = select(records.c.seq).where(records.c.process == process)
    if recorded_at is None:
        return question.where(records.c.superseded_at.is_(None))
    still = records.c.superseded_at.is_(None) | (records.c.superseded_at > recorded_at)
    return question.where(records.c.recorded_at <= recorded_at, still)


def _as_stored(row: AnyRow) -> StoredRecord:
    record: Record = read_body(RECORD_TYPES[row.type], row.body)
    return StoredRecord(record, row.version, row.recorded_at, row.known_first, row.known_last)
