"""Claims → event rows as POLECAT publishes them: one row per event, with country and sector on both sides.

In go claims and the reports they stand in; out come rows in the order of the claims. Claims without a PLOVER code, and
those reported as not so, make no row. The date is the act's own; the day of publication has a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from goodoffices.record.claims import Claim, Factuality
from goodoffices.record.sources import Report, Span
from goodoffices.vocab.actors import locate_actor, name_actor, sector_of_actor
from goodoffices.vocab.plover import load_plover

# POLECAT joins several actors of one side in one cell.
_JOIN = "; "


@dataclass(frozen=True, slots=True)
class PloverRow:
    """One event; empty strings where nothing is known."""

    event_date: str
    event_type: str
    event_mode: str
    quad: str
    score: float
    cameo: str
    actor_name: str
    actor_country: str
    actor_sector: str
    recipient_name: str
    recipient_country: str
    recipient_sector: str
    quote: str
    report: str
    outlet: str
    published: str
    claim: str

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in fields(cls))


def plover_rows(claims: Iterable[Claim], reports: Mapping[str, Report], own: Path | None = None) -> Iterator[PloverRow]:
    """One row per claim that is an event; `reports` by id, `own` a user's file of actors."""
    for claim in claims:
        if claim.plover is not None and claim.factuality is not Factuality.DENIED:
            yield _row(claim, reports.get(claim.report), own)


def _row(claim: Claim, report: Report | None, own: Path | None) -> PloverRow:
    assert claim.plover is not None  # noqa: S101 - `plover_rows` gives none without
    kind, mode = claim.plover.type, claim.plover.mode
    table = load_plover()
    return PloverRow(
        claim.when.edtf if claim.when else "",
        kind,
        mode or "",
        table.type(kind).quad,
        table.score(kind, mode),
        claim.cameo or "",
        *_side(claim.actors, _texts(claim.actor_spans, report), own),
        *_side(claim.targets, _texts(claim.target_spans, report), own),
        claim.text,
        claim.report,
        report.outlet.name if report and report.outlet else "",
        report.published.isoformat() if report and report.published else "",
        claim.id,
    )


def _texts(spans: Iterable[Span], report: Report | None) -> tuple[str, ...]:
    return tuple(span.of(report.text) for span in spans) if report else ()


def _side(actors: tuple[str, ...], words: tuple[str, ...], own: Path | None) -> tuple[str, str, str]:
    # Somebody in no list is still somebody: the report's own words name them.
    if not actors:
        return _JOIN.join(words), "", ""
    names = _JOIN.join(name_actor(actor, own) for actor in actors)
    countries = _JOIN.join(locate_actor(actor, own) or "" for actor in actors)
    return names, countries, _JOIN.join(sector_of_actor(actor, own) for actor in actors)
