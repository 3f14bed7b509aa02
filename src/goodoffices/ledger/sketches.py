"""Which report prints whose words: a sketch of each text, and the keys under which texts with the same words meet.

A sketch is a row of numbers that another part computes (`resolve.copies`); here it is kept, and found by shared keys.
Only first prints are found: a copy points at the first print and never at another copy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import func, select

from goodoffices.ledger.connection import Store
from goodoffices.ledger.schema import report_bands, report_sketches, reports

Sketch = tuple[int, ...]

# Each number of a sketch fits into 32 bits.
_DIGITS = 8


class Sketches(Store):
    """Sketches of reports in the ledger."""

    def first_prints(self, bands: Iterable[str]) -> dict[str, Sketch]:
        """The reports that share a key, in the order in which they were stored, each with its sketch."""
        near = select(report_bands.c.report).where(report_bands.c.band.in_(sorted(set(bands))))
        question = (
            select(report_sketches.c.report, report_sketches.c.sketch)
            .join(reports, reports.c.id == report_sketches.c.report)
            .where(report_sketches.c.report.in_(near))
            .order_by(reports.c.seq)
        )
        with self._reading() as conn:
            return {row.report: _read(row.sketch) for row in conn.execute(question)}

    def sketches_of(self, ids: Collection[str]) -> dict[str, Sketch]:
        """The sketches of these reports, copies too; none for a report that an older version stored."""
        question = select(report_sketches.c.report, report_sketches.c.sketch)
        with self._reading() as conn:
            found = conn.execute(question.where(report_sketches.c.report.in_(sorted(set(ids)))))
            return {row.report: _read(row.sketch) for row in found}

    def put_sketch(self, report: str, sketch: Sketch, bands: Sequence[str], copy_of: str | None = None) -> None:
        """Keep the sketch of a report; a copy is not to be found, since its first print is."""
        with self._writing() as conn:
            conn.execute(report_sketches.insert(), {"report": report, "sketch": _write(sketch), "copy_of": copy_of})
            if copy_of is None:
                conn.execute(report_bands.insert(), [{"band": band, "report": report} for band in sorted(set(bands))])

    def copy_of(self, report: str) -> str | None:
        """The report whose words this one prints; None for a first print."""
        with self._reading() as conn:
            question = select(report_sketches.c.copy_of).where(report_sketches.c.report == report)
            found: str | None = conn.execute(question).scalar()
        return found

    def is_sketched(self, report: str) -> bool:
        """Whether the sketch of a report is kept."""
        question = select(report_sketches.c.report).where(report_sketches.c.report == report)
        with self._reading() as conn:
            return conn.execute(question).first() is not None

    def unsketched(self) -> tuple[str, ...]:
        """Reports without a sketch, in the order in which they were stored: those of an older ledger."""
        counted = [select(func.count()).select_from(table) for table in (reports, report_sketches)]
        missing = reports.c.id.not_in(select(report_sketches.c.report))
        with self._reading() as conn:
            stored, sketched = (conn.execute(question).scalar_one() for question in counted)
            if stored == sketched:  # counting is quick, comparing all of a large ledger is not
                return ()
            return tuple(conn.execute(select(reports.c.id).where(missing).order_by(reports.c.seq)).scalars())


def _write(sketch: Sketch) -> str:
    return "".join(f"{number:0{_DIGITS}x}" for number in sketch)


def _read(sketch: str) -> Sketch:
    return tuple(int(sketch[at : at + _DIGITS], 16) for at in range(0, len(sketch), _DIGITS))
