"""Reports and claims in outline: the columns that lists and queues need, without texts and bodies.

A list of thousands of reports, or a queue that weighs a hundred thousand claims, decodes nothing that it does not show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from goodoffices.ledger.access import OWNER, Viewer, is_visible, select_hidden
from goodoffices.ledger.claims import StoredClaim, as_stored
from goodoffices.ledger.connection import Store
from goodoffices.ledger.judgements import BATCH, UNJUDGED, About, read_standings
from goodoffices.ledger.reports import select_members
from goodoffices.ledger.schema import AnyRow, claims, judgements, readings, report_processes, reports
from goodoffices.record.claims import Kind, Verdict
from goodoffices.record.sources import Sensitivity, Span

# Characters of a text that tell what it is where it has no title.
_OPENING = 240


@dataclass(frozen=True, slots=True)
class ReportOutline:
    """A report without its text."""

    id: str
    title: str
    outlet: str
    published: date | None
    sensitivity: Sensitivity
    processes: tuple[str, ...]
    opening: str


@dataclass(frozen=True, slots=True)
class ClaimOutline:
    """A claim that nobody decided on: what its coder made of which words, and how sure it was."""

    id: str
    report: str
    coder: str
    kind: Kind
    value: str | None
    actors: frozenset[str]
    quote: Span
    confidence: float


class Outlines(Store):
    """Reports and claims in outline."""

    def report_outlines(
        self, viewer: Viewer = OWNER, *, only: Collection[str] | None = None
    ) -> tuple[ReportOutline, ...]:
        """Every report that a viewer may see, or of these `only`, newest first."""
        if only is not None and not only:
            return ()
        found = (reports.c.id, reports.c.title, reports.c.outlet, reports.c.published, reports.c.sensitivity)
        opening = func.substr(reports.c.text, 1, _OPENING).label("opening")
        question = (
            select(*found, opening).where(is_visible(viewer)).order_by(reports.c.known.desc(), reports.c.id.desc())
        )
        links = report_processes.c
        held = select(links.report, links.process).where(links.removed_at.is_(None)).order_by(links.process)
        if only is not None:
            question, held = question.where(reports.c.id.in_(only)), held.where(links.report.in_(only))
        members: dict[str, tuple[str, ...]] = {}
        with self._reading() as conn:
            rows = conn.execute(question).all()
            for report, process in conn.execute(held):
                members[report] = (*members.get(report, ()), process)
        return tuple(_outline_report(row, members.get(row.id, ())) for row in rows)

    def unjudged_claims(
        self,
        process: str,
        *,
        weights: Mapping[Kind, float],
        otherwise: float,
        most: int,
        named: Iterable[str] = (),
        viewer: Viewer = OWNER,
    ) -> tuple[ClaimOutline, ...]:
        """The unjudged claims of a process whose kind's weight times their coder's doubt is highest.

        With them come those that are `named`, and all of reports that several coders read: they may disagree. Doubt is
        most at a confidence of 0.5, none at 0 and 1.
        """
        weight = case(*((claims.c.kind == kind, value) for kind, value in weights.items()), else_=otherwise)
        score = weight * (1 - func.abs(2 * claims.c.confidence - 1))
        twice = (
            select(readings.c.report)
            .where(readings.c.superseded_at.is_(None))
            .group_by(readings.c.report)
            .having(func.count(readings.c.coder.distinct()) > 1)
        )
        asked = _ask_unjudged(process, viewer)
        names = sorted(set(named))
        with self._reading() as conn:
            rows = list(conn.execute(asked.order_by(score.desc(), claims.c.id.desc()).limit(most)))
            rows += conn.execute(asked.where(claims.c.report.in_(twice)))
            for start in range(0, len(names), BATCH):
                rows += conn.execute(asked.where(claims.c.id.in_(names[start : start + BATCH])))
        return tuple({row.id: _outline_claim(row) for row in rows}.values())

    def claims_of(self, ids: Sequence[str]) -> tuple[StoredClaim, ...]:
        """Unjudged claims by their ids, in the order asked for; none for an id that is not on record."""
        found: dict[str, StoredClaim] = {}
        with self._reading() as conn:
            for start in range(0, len(ids), BATCH):
                batch: ColumnElement[bool] = claims.c.id.in_(ids[start : start + BATCH])
                rows = conn.execute(select(claims).where(batch, claims.c.superseded_at.is_(None))).all()
                standings = read_standings(conn, [row.id for row in rows], about=About.CLAIM)
                found |= {row.id: as_stored(row, standings.get(row.id, UNJUDGED)) for row in rows}
        return tuple(found[one] for one in ids if one in found)


def _ask_unjudged(process: str, viewer: Viewer) -> Select[Any]:
    one = claims.c
    # An undo takes one decision back, and never more than there are: what is left over still counts.
    counts = func.sum(case((judgements.c.verdict == Verdict.UNDO, -1), else_=1))
    judged = (
        select(judgements.c.subject)
        .where(judgements.c.about == About.CLAIM)
        .group_by(judgements.c.subject)
        .having(counts > 0)
    )
    question = select(
        one.id, one.report, one.coder, one.kind, one.value, one.actors, one.quote_start, one.quote_end, one.confidence
    ).where(one.superseded_at.is_(None), one.report.in_(select_members(process)), one.id.not_in(judged))
    return question if viewer.sees_all else question.where(one.report.not_in(select_hidden(viewer)))


def _outline_report(row: AnyRow, processes: tuple[str, ...]) -> ReportOutline:
    title = row.title or row.opening[:90].partition("\n")[0] or row.id
    level = Sensitivity(row.sensitivity)
    return ReportOutline(row.id, title, row.outlet or "", row.published, level, processes, row.opening)


def _outline_claim(row: AnyRow) -> ClaimOutline:
    actors = frozenset(filter(None, row.actors.split("|")))
    quote = Span(row.quote_start, row.quote_end)
    return ClaimOutline(row.id, row.report, row.coder, Kind(row.kind), row.value, actors, quote, row.confidence)
