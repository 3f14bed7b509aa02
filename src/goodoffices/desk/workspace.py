"""What the workspace asks: which processes a person may see, a cell's history, the reports behind the same records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goodoffices.assess.docket import View
from goodoffices.desk.boards import live_processes
from goodoffices.ledger import Ledger
from goodoffices.ledger.access import Viewer
from goodoffices.record.evidence import Evidence
from goodoffices.record.processes import Process, Record
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Response


def visible_processes(ledger: Ledger, viewer: Viewer) -> tuple[Process, ...]:
    """The processes that anything a viewer may see belongs to, and those that a person made."""
    return tuple(
        stored.process
        for stored in live_processes(ledger)
        if stored.process.named_by is not None
        or ledger.has_report(stored.process.id, viewer)
        or bool(ledger.records(stored.process.id, viewer=viewer))
    )


def answers_given(records: Iterable[Record], view: View, until: date) -> dict[tuple[str, str], tuple[Response, ...]]:
    """Every answer on record by (proposal, party), in the order of their days."""
    given: dict[tuple[str, str], list[Response]] = {}
    for record in records:
        seen = view.apply(record) if isinstance(record, Response) else None
        if isinstance(seen, Response) and seen.proposal and (day_of(seen) or date.max) <= until:
            given.setdefault((seen.proposal, seen.party), []).append(seen)
    return {key: tuple(sorted(found, key=_in_time)) for key, found in given.items()}


def _in_time(response: Response) -> tuple[date, str]:
    return day_of(response) or date.min, response.id


def records_about(records: Iterable[Record], report_id: str) -> tuple[Record, ...]:
    """The records that rest on a report."""
    return tuple(record for record in records if any(piece.report == report_id for piece in record.evidence))


def records_by_report(records: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """The records that rest on each report, in their order."""
    found: dict[str, list[Record]] = {}
    for record in records:
        for report in {piece.report for piece in record.evidence}:
            found.setdefault(report, []).append(record)
    return {report: tuple(resting) for report, resting in found.items()}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another report on the same events: how many it shares, and whether it carries the same words."""

    report: str
    outlet: str
    known: date | None
    shared: tuple[str, ...]
    is_copy: bool


def reports_elsewhere(records: Iterable[Record], report_id: str) -> tuple[Elsewhere, ...]:
    """Reports that stand behind the same records, those that share most first."""
    shared: dict[str, dict[str, Evidence]] = {}
    for record in records_about(records, report_id):
        own = {piece.copy_of or report_id for piece in record.evidence if piece.report == report_id}
        for piece in record.evidence:
            if piece.report != report_id and piece.quote is not None:
                shared.setdefault(piece.report, {})[record.id] = piece
                # Another report by the same agency is no copy; the words must be the same.
                if (piece.copy_of or piece.report) in own:
                    shared[piece.report][""] = piece
    found = [_elsewhere(report, pieces) for report, pieces in shared.items()]
    return tuple(sorted(found, key=lambda one: (not one.is_copy, -len(one.shared), one.report)))


def _elsewhere(report: str, pieces: dict[str, Evidence]) -> Elsewhere:
    piece = next(iter(pieces.values()))
    shared = tuple(record for record in pieces if record)
    return Elsewhere(report, piece.outlet or report, piece.known, shared, "" in pieces)
