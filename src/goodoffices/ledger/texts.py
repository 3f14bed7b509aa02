"""The texts of several reports at once; and reports as they were stored, for what keeps up with a ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import func, select

from goodoffices.ledger.access import OWNER, Viewer, is_visible
from goodoffices.ledger.connection import Store
from goodoffices.ledger.reports import as_report, select_members
from goodoffices.ledger.schema import reports
from goodoffices.record.sources import Report

# Rows fetched at a time: with texts of a few kB each, a few hundred kB in memory.
_STREAM = 100


class Texts(Store):
    """Reports by the number of their row."""

    def last_report(self) -> int:
        """The number of the report that was stored last; 0 where there is none."""
        with self._reading() as conn:
            return int(conn.execute(select(func.max(reports.c.seq))).scalar() or 0)

    def has_report(self, process: str, viewer: Viewer = OWNER) -> bool:
        """Whether a viewer may see any report of a process."""
        question = select(reports.c.id).where(is_visible(viewer), reports.c.id.in_(select_members(process)))
        with self._reading() as conn:
            return conn.execute(question.limit(1)).first() is not None

    def texts_of(self, report_ids: Collection[str], viewer: Viewer = OWNER) -> dict[str, str]:
        """The texts of these reports, of those that a viewer may see."""
        question = select(reports.c.id, reports.c.text).where(reports.c.id.in_(report_ids), is_visible(viewer))
        with self._reading() as conn:
            return {row.id: row.text for row in conn.execute(question)}

    def reports_after(self, number: int) -> Iterator[tuple[int, Report]]:
        """The reports stored after that number, with theirs; a stream."""
        question = select(reports).where(reports.c.seq > number).order_by(reports.c.seq)
        with self._reading() as conn, conn.execute(question, execution_options={"yield_per": _STREAM}) as rows:
            for row in rows:
                yield row.seq, as_report(row)
