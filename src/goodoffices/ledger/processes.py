"""Processes, and which reports belong to which: found by the program, named and edited by persons, kept in versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.exc import IntegrityError

from goodoffices.errors import EditConflict, NotRecorded
from goodoffices.ledger.attacks import read_place, recount_report
from goodoffices.ledger.bodies import read_body, write_body
from goodoffices.ledger.connection import Store
from goodoffices.ledger.schema import AnyRow, processes, records, report_processes
from goodoffices.record.processes import Process


@dataclass(frozen=True, slots=True)
class StoredProcess:
    """A process with its version, to be given back with the next edit."""

    process: Process
    version: int
    recorded: datetime
    edited_by: str | None = None
    reason: str = ""


class Processes(Store):
    """Processes in the ledger."""

    def put_process(self, process: Process, *, seen: int, edited_by: str | None = None, reason: str = "") -> int:
        """Store a new version of a process and return its number; the same again changes nothing.

        `seen` is the version that was looked at (0 for a new process); raises EditConflict when there is a later one.
        """
        try:
            with self._writing() as conn:
                return _put(conn, process, seen, {"edited_by": edited_by, "reason": reason, "recorded_at": self._now()})
        except IntegrityError as problem:
            raise EditConflict(
                f"{process.id}: somebody changed this process at the same time; look at it again (nothing was lost)"
            ) from problem

    def process(self, process_id: str, *, recorded_at: datetime | None = None) -> StoredProcess:
        """A process; raises NotRecorded."""
        with self._reading() as conn:
            row = conn.execute(_select(recorded_at).where(processes.c.id == process_id)).first()
        if row is None:
            raise NotRecorded(f"no process {process_id!r} in {self.place}; `goodoffices process` lists them")
        return _as_process(row)

    def processes(self, *, recorded_at: datetime | None = None) -> tuple[StoredProcess, ...]:
        """All processes, by id."""
        with self._reading() as conn:
            return tuple(_as_process(row) for row in conn.execute(_select(recorded_at).order_by(processes.c.id)))

    def count_process(self, process_id: str) -> tuple[int, int]:
        """How many reports and records a process has, without reading them."""
        links = report_processes.c
        held = (
            select(func.count())
            .select_from(report_processes)
            .where(links.process == process_id, links.removed_at.is_(None)),
            select(func.count())
            .select_from(records)
            .where(records.c.process == process_id, records.c.superseded_at.is_(None)),
        )
        with self._reading() as conn:
            return conn.execute(held[0]).scalar_one(), conn.execute(held[1]).scalar_one()

    def processes_of(self, report_id: str) -> tuple[str, ...]:
        """The processes that a report belongs to."""
        links = report_processes.c
        with self._reading() as conn:
            found = conn.execute(
                select(links.process)
                .where(links.report == report_id, links.removed_at.is_(None))
                .order_by(links.process)
            ).scalars()
            return tuple(found)

    def placed_by_person(self, report_id: str) -> bool:
        """Whether a person put the report into a process or took it out of one; programs leave it where it is."""
        links = report_processes.c
        by_hand = links.added_by.is_not(None) | links.removed_by.is_not(None)
        with self._reading() as conn:
            found = conn.execute(select(links.seq).where(links.report == report_id, by_hand).limit(1)).first()
        return found is not None

    def link_reports(self, process: str, report_ids: Iterable[str], *, added_by: str | None = None) -> int:
        """Put reports into a process; returns how many were not in it before."""
        with self._writing() as conn:
            now = self._now()
            return sum(link_report(conn, each, process, added_by=added_by, now=now) for each in report_ids)

    def unlink_report(self, process: str, report_id: str, *, removed_by: str | None = None) -> bool:
        """Take a report out of a process; says whether it was in it."""
        links = report_processes.c
        with self._writing() as conn:
            done = conn.execute(
                update(report_processes)
                .where(links.process == process, links.report == report_id, links.removed_at.is_(None))
                .values(removed_at=self._now(), removed_by=removed_by)
            )
            if done.rowcount:
                place = replace(read_place(conn, report_id), processes=(process,))
                recount_report(conn, place, report_id, gone=True)
            return done.rowcount > 0


def link_report(
    conn: Connection, report_id: str, process: str, *, added_by: str | None, now: datetime, counted: bool = True
) -> bool:
    """Put one report into a process; says whether it was not in it before. A new report has nothing to be counted.

    A person's word that it belongs there is kept beside the program's.
    """
    links = report_processes.c
    known = conn.execute(
        select(links.seq, links.added_by).where(
            links.process == process, links.report == report_id, links.removed_at.is_(None)
        )
    ).first()
    row = {"report": report_id, "process": process, "added_by": added_by, "recorded_at": now}
    if known is None:
        conn.execute(report_processes.insert(), row)
        if counted:
            recount_report(conn, replace(read_place(conn, report_id), processes=(process,)), report_id, gone=False)
    elif added_by is not None and known.added_by is None:
        conn.execute(update(report_processes).where(links.seq == known.seq).values(removed_at=now))
        conn.execute(report_processes.insert(), row)
    return known is None


def _put(conn: Connection, process: Process, seen: int, row: dict[str, Any]) -> int:
    last = conn.execute(_select(None).where(processes.c.id == process.id)).first()
    version = last.version if last else 0
    body = write_body(process)
    if last is not None and last.body == body:
        return int(version)
    if version != seen:
        raise EditConflict(
            f"{process.id}: {last.edited_by or 'the program' if last else 'nobody'} changed this process to version "
            f"{version} and you had seen {seen}; look at it again (nothing was lost)"
        )
    now = row["recorded_at"]
    still = processes.c.superseded_at.is_(None)
    conn.execute(update(processes).where(processes.c.id == process.id, still).values(superseded_at=now))
    conn.execute(processes.insert(), {"id": process.id, "version": version + 1, "body": body, **row})
    return int(version) + 1


def _select(recorded_at: datetime | None) -> Any:
    question = select(processes)
    if recorded_at is None:
        return question.where(processes.c.superseded_at.is_(None))
    still = processes.c.superseded_at.is_(None) | (processes.c.superseded_at > recorded_at)
    return question.where(processes.c.recorded_at <= recorded_at, still)


def _as_process(row: AnyRow) -> StoredProcess:
    return StoredProcess(read_body(Process, row.body), row.version, row.recorded_at, row.edited_by, row.reason)
