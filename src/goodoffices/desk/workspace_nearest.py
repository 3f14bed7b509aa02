"""The reports nearest to one in their words, of those that a reader may see; near-copies are marked.

Texts are weighed in memory and kept up with the ledger: what was stored since the last question is added first.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from goodoffices.ledger import Ledger
from goodoffices.ledger.access import Viewer
from goodoffices.ledger.outlines import ReportOutline
from goodoffices.record.sources import Report
from goodoffices.resolve.copies import Signature, is_copy, own_text, sign_report
from goodoffices.resolve.wording import Wordings

# Five fit beside a report without pushing its claims away.
_SHOWN = 5
# Below this, two reports of 300 words share little more than the names of the parties.
_LEAST = 0.12
# Looked at before those are left out that the reader may not see, or sees already.
_LOOKED_AT = 80
# Rows that two programs write at once can be seen out of order (on PostgreSQL); so many are asked for again.
_OVERLAP = 50


@dataclass(frozen=True, slots=True)
class Near:
    """Another report, how near it is (0 to 1), and whether it prints the same words."""

    report: ReportOutline
    likeness: float
    is_copy: bool


@dataclass(slots=True)
class Neighbours:
    """The texts of one ledger."""

    ledger: Ledger
    wordings: Wordings = field(default_factory=Wordings)
    read_to: int = 0
    # Of reports without a sketch in the ledger only.
    signatures: dict[str, Signature] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def catch_up(self) -> None:
        """Read what was stored since the last time."""
        with self.lock:
            last = self.ledger.last_report()
            if last <= self.read_to:
                return
            after = max(0, self.read_to - _OVERLAP)
            new = [report for _, report in self.ledger.reports_after(after) if report.id not in self.wordings]
            self.wordings.add((report.id, own_text(report)) for report in new)
            self.read_to = last

    def find(self, report: Report, viewer: Viewer, without: Collection[str] = ()) -> tuple[Near, ...]:
        """The nearest of those that a viewer may see, without those that are shown already."""
        self.catch_up()
        found = self.wordings.find_nearest(report.id, _LOOKED_AT, _LEAST)
        shown = self._see([one for one in found if one[0] not in without], viewer)
        copies = self.copies_among(report, [outline.id for outline, _ in shown])
        return tuple(Near(outline, likeness, outline.id in copies) for outline, likeness in shown)

    def _see(self, found: Sequence[tuple[str, float]], viewer: Viewer) -> list[tuple[ReportOutline, float]]:
        """The first of these that a viewer may see; nearly always they are among the very first."""
        shown: list[tuple[ReportOutline, float]] = []
        for start in range(0, len(found), 2 * _SHOWN):
            some = dict(found[start : start + 2 * _SHOWN])
            visible = by_id(self.ledger.report_outlines(viewer, only=some.keys()))
            shown += [(visible[name], likeness) for name, likeness in some.items() if name in visible]
            if len(shown) >= _SHOWN:
                break
        return shown[:_SHOWN]

    def copies_among(self, report: Report, names: Collection[str]) -> frozenset[str]:
        """Which of these reports print the same words."""
        if not names:
            return frozenset()
        kept = self.ledger.sketches_of((report.id, *names))
        own = kept.get(report.id) or sign_report(report)
        return frozenset(name for name in names if is_copy(own, kept.get(name) or self._sign(name)))

    def _sign(self, name: str) -> Signature:
        if name not in self.signatures:
            self.signatures[name] = sign_report(self.ledger.report(name))
        return self.signatures[name]


def by_id(outlines: Iterable[ReportOutline]) -> dict[str, ReportOutline]:
    """Outlines by the id of their report."""
    return {outline.id: outline for outline in outlines}
