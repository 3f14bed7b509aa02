"""Reports and what is found in them: stored once each, in one transaction, read back whole or as a stream.

The same text at the same address is the same report, whatever it is called; adding it again changes nothing and says
so. The day a report is *known* is its publication day, or the day it was recorded where it bears no date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import IntegrityError

from goodoffices.errors import InputError, NotRecorded, UnreadableReport
from goodoffices.ledger.access import OWNER, Viewer, is_visible
from goodoffices.ledger.attacks import count_attacks, read_place
from goodoffices.ledger.bodies import digest, read_body, write_body
from goodoffices.ledger.claims import Reading, Written, rehome, write_reading
from goodoffices.ledger.connection import Store
from goodoffices.ledger.indexing import index_report
from goodoffices.ledger.processes import link_report
from goodoffices.ledger.schema import AnyRow, report_processes, reports
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.sources import Outlet, Passage, Report, Sensitivity

# Rows fetched at a time when all reports are streamed: with texts of a few kB each, a few hundred kB in memory.
_STREAM = 100


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a report did.

    `report` is the id it is stored under; `added` says that its text was new, `changed` that anything was written.
    `claims` became current, `superseded` were closed, `held` stay behind a person's decision.
    """

    report: str
    added: bool
    changed: bool
    claims: int = 0
    superseded: int = 0
    held: int = 0


class Reports(Store):
    """Reports in the ledger."""

    def add_report(
        self,
        report: Report,
        claims: Iterable[Claim] = (),
        *,
        coder: str = "embedded",
        version: str = "",
        processes: Sequence[str] = (),
    ) -> Added:
        """Store a report with one coder's claims, whole or not at all.

        `version` is the coder's; a reading that differs from the last one supersedes it, save what persons decided.
        Raises UnreadableReport for a text that no database can keep, InputError for claims of another coder.
        """
        found = tuple(claims)
        _check(report, found, coder)
        try:
            with self._writing() as conn:
                return self._add(conn, report, Reading(report.id, date.min, coder, version, found), processes)
        except IntegrityError:  # another process stored the same report between our look and our write
            with self._writing() as conn:
                return self._add(conn, report, Reading(report.id, date.min, coder, version, found), processes)

    def _add(self, conn: Connection, report: Report, reading: Reading, processes: Sequence[str]) -> Added:
        now = self._now()
        stored = _find(conn, report, lock=True)
        added = stored is None
        linked = False
        if stored is None:
            stored = _insert(conn, report, now)
        for process in processes:
            linked |= link_report(conn, stored.id, process, added_by=None, now=now, counted=not added)
        own = tuple(rehome(claim, stored.id) for claim in reading.claims)
        written = write_reading(conn, replace(reading, report=stored.id, known=stored.known, claims=own), now)
        if any(claim.kind is Kind.ATTACK for claim in (*written.opened, *written.closed)):
            count_attacks(conn, read_place(conn, stored.id), written.opened, written.closed)
        if added or written.changed:
            index_report(conn, stored.id)
        return _as_added(stored.id, written, added=added, changed=added or linked or written.changed)

    def find_report(self, report: Report) -> str | None:
        """The id under which this text (at this address) is stored already; None where it is new."""
        with self._reading() as conn:
            row = _find(conn, report)
        return row.id if row else None

    def report(self, report_id: str, *, viewer: Viewer = OWNER) -> Report:
        """A stored report; raises NotRecorded, also for one that the viewer may not see."""
        with self._reading() as conn:
            row = conn.execute(select(reports).where(reports.c.id == report_id, is_visible(viewer))).first()
        if row is None:
            raise NotRecorded(f"no report {report_id!r} in {self.place}; `goodoffices reports` lists them")
        return as_report(row)

    def reports(
        self,
        *,
        process: str | None = None,
        known_at: date | None = None,
        recorded_at: datetime | None = None,
        viewer: Viewer = OWNER,
    ) -> Iterator[Report]:
        """All reports, by the day they were known; a stream."""
        question = select_reports(process=process, known_at=known_at, recorded_at=recorded_at, viewer=viewer)
        # The rows are closed when the reader stops before the end, too.
        with self._reading() as conn, conn.execute(question, execution_options={"yield_per": _STREAM}) as rows:
            for row in rows:
                yield as_report(row)


def select_reports(
    *,
    process: str | None = None,
    known_at: date | None = None,
    recorded_at: datetime | None = None,
    viewer: Viewer = OWNER,
) -> Select[Any]:
    """The question for reports of a process as known on a day, or as stored by a moment."""
    question = select(reports).where(is_visible(viewer)).order_by(reports.c.known, reports.c.id)
    if process is not None:
        question = question.where(reports.c.id.in_(select_members(process, recorded_at)))
    if known_at is not None:
        question = question.where(reports.c.known <= known_at)
    if recorded_at is not None:
        question = question.where(reports.c.recorded_at <= recorded_at)
    return question


def select_members(process: str, recorded_at: datetime | None = None) -> Select[Any]:
    """The ids of a process's reports."""
    links = report_processes.c
    question = select(links.report).where(links.process == process)
    if recorded_at is None:
        return question.where(links.removed_at.is_(None))
    still = links.removed_at.is_(None) | (links.removed_at > recorded_at)
    return question.where(links.recorded_at <= recorded_at, still)


def as_report(row: AnyRow) -> Report:
    """A row → the report."""
    return Report(
        id=row.id,
        text=row.text,
        passages=read_body(tuple[Passage, ...], row.passages),
        published=row.published,
        outlet=Outlet(row.outlet, row.outlet_domain) if row.outlet is not None else None,
        url=row.url,
        title=row.title,
        origin=row.origin,
        language=row.language,
        media_type=row.media_type,
        sha256_bytes=row.sha256_bytes,
        sha256_text=row.sha256_text,
        source_name=row.source_name,
        retrieved=row.retrieved,
        sensitivity=Sensitivity(row.sensitivity),
    )


def _check(report: Report, found: Sequence[Claim], coder: str) -> None:
    if "\x00" in report.text:
        raise UnreadableReport(
            f"{report.id}: the text holds a NUL character, so it is not text; give the page it came from"
        )
    try:
        report.text.encode()
    except UnicodeEncodeError as problem:
        raise UnreadableReport(
            f"{report.id}: the text holds half a character at {problem.start}; decode it again"
        ) from problem
    unsure = [claim.id for claim in found if not 0 <= claim.confidence <= 1]
    if unsure:
        raise InputError(f"{report.id}: claim {unsure[0]} has a confidence that is no probability; it must be 0 to 1")
    others = {claim.coder for claim in found} - {coder}
    if others:
        raise InputError(
            f"{report.id}: claims by {', '.join(sorted(others))} in a reading by {coder}; add each coder's by itself"
        )


def _find(conn: Connection, report: Report, *, lock: bool = False) -> AnyRow | None:
    question = select(reports.c.id, reports.c.known).where(reports.c.fingerprint == _fingerprint(report))
    return conn.execute(question.with_for_update() if lock else question).first()


def _fingerprint(report: Report) -> str:
    return digest((_hash_text(report), report.url or ""))


def _hash_text(report: Report) -> str:
    return report.sha256_text or hashlib.sha256(report.text.encode()).hexdigest()


def _insert(conn: Connection, report: Report, now: datetime) -> AnyRow:
    row = {
        "id": _free_id(conn, report),
        "fingerprint": _fingerprint(report),
        "sha256_text": _hash_text(report),
        "sha256_bytes": report.sha256_bytes,
        "text": report.text,
        "passages": write_body(report.passages, tuple[Passage, ...]),
        "published": report.published,
        "known": report.published or now.date(),
        "outlet": report.outlet.name if report.outlet else None,
        "outlet_domain": report.outlet.domain if report.outlet else None,
        "url": report.url,
        "title": report.title,
        "origin": report.origin,
        "language": report.language,
        "media_type": report.media_type,
        "source_name": report.source_name,
        "retrieved": report.retrieved,
        "sensitivity": report.sensitivity,
        "recorded_at": now,
    }
    return conn.execute(reports.insert().returning(reports.c.id, reports.c.known), row).one()


def _free_id(conn: Connection, report: Report) -> str:
    """The report's id, or one made from it and its text where another text bears it already."""
    taken = conn.execute(select(reports.c.id).where(reports.c.id == report.id)).first()
    return report.id if taken is None else f"{report.id}-{_fingerprint(report)[:8]}"


def _as_added(report_id: str, written: Written, *, added: bool, changed: bool) -> Added:
    return Added(report_id, added, changed, len(written.opened), len(written.closed), written.held)
