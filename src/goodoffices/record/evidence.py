"""What a record rests on: one piece per claim or imported line, with all that a question "as known on that day" needs.

A record repeats the facts of its claims' reports here (outlet, origin, days), so that an assessment reads records only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import prod

from goodoffices.record.claims import Factuality
from goodoffices.record.sources import Span
from goodoffices.record.when import When


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim or imported line behind a record.

    `id` is the claim's id or the imported line's; `report` the report's id, or the address of an imported source.
    `known` is the day it could be known (the report's publication), `recorded` when the ledger took it in. `value`
    and `when` are what this source says, also where the record as a whole says otherwise. Copies of one text share
    `origin` (an agency) or `copy_of` (the report first seen with these words) and count as one source. `sure` says
    that a cell may rest on it before a person has looked, `reviewed` that a person accepted it; `withdrawn` is the day
    from which a person's no, or an edit, took it out; `confidence` is how likely it is rightly read. Of a truce,
    `begins`, `ends` and `days` are the first day, the last day and the length that this source gives.
    """

    id: str
    report: str
    outlet: str | None = None
    origin: str | None = None
    copy_of: str | None = None
    known: date | None = None
    recorded: datetime | None = None
    speaker: str | None = None
    direct: bool = False
    actors: tuple[str, ...] = ()
    quote: Span | None = None
    text: str = ""
    value: str | None = None
    when: When | None = None
    factuality: Factuality = Factuality.ASSERTED
    basis: str = "statement"
    sure: bool = True
    reviewed: bool = False
    withdrawn: date | None = None
    confidence: float = 1.0
    begins: When | None = None
    ends: When | None = None
    days: int | None = None

    @property
    def source(self) -> str:
        """Who counts as the source: the agency behind a copy, else the first print of the words, else the outlet."""
        return self.origin or self.copy_of or self.outlet or self.report

    def known_by(self, day: date | None) -> bool:
        """Whether it was known and still held on `day` (now, where `day` is None); undated: known when recorded."""
        if self.withdrawn is not None and (day is None or self.withdrawn <= day):
            return False
        known = self.known or (self.recorded.date() if self.recorded else None)
        return day is None or known is None or known <= day


@dataclass(frozen=True, slots=True)
class Link:
    """A possible target of a record (the proposal an answer may belong to), how well it fits, and why."""

    target: str
    score: float
    reason: str = ""


def combine_confidence(evidence: Iterable[Evidence]) -> float:
    """How likely it is that at least one independent source is rightly read: each counts once, by its best piece."""
    best: dict[str, float] = {}
    for piece in evidence:
        best[piece.source] = max(best.get(piece.source, 0.0), piece.confidence)
    return 1 - prod(1 - confidence for confidence in best.values())


def count_sources(evidence: Iterable[Evidence]) -> int:
    """How many independent sources stand behind a record."""
    return len({piece.source for piece in evidence})
