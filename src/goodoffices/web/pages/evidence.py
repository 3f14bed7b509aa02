"""Evidence: a report as stored, its claims where they stand; a claim, a record, with all behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

from fastapi import APIRouter, Request, Response

from goodoffices.assess.timeline import describe
from goodoffices.desk.boards import Question
from goodoffices.desk.showing import show_claim, show_record
from goodoffices.desk.workspace import Elsewhere, records_by_report, reports_elsewhere
from goodoffices.desk.workspace_nearest import Neighbours, by_id
from goodoffices.errors import NotRecorded
from goodoffices.ledger import StoredClaim
from goodoffices.ledger.threads import Subject, Topic
from goodoffices.record.claims import Factuality
from goodoffices.record.processes import Record, name_record
from goodoffices.record.sources import Report, Role
from goodoffices.vocab.actors import name_actor
from goodoffices.vocab.codebook import load_codebook
from goodoffices.web.asking import ask, in_public, list_open, open_process
from goodoffices.web.cells import link_to
from goodoffices.web.house import House
from goodoffices.web.rendering import render
from goodoffices.web.visitors import InHouse, Reader, Visitor, why_no_comment

router = APIRouter()

# Reports of the same events beside a report; more are found from the records.
_ELSEWHERE = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report's text that shows alike: its role, the claims that cover it, those that begin with it."""

    text: str
    role: str
    claims: tuple[StoredClaim, ...]
    begins: tuple[StoredClaim, ...]


def cut_report(report: Report, claims: Iterable[StoredClaim]) -> tuple[Piece, ...]:
    """The text in pieces, cut wherever a passage or claim begins or ends; joined, they are the text."""
    found = tuple(claims)
    edges = {0, len(report.text)}
    for span in (*(p.span for p in report.passages), *(one.claim.quote for one in found)):
        edges |= {span.start, span.end}
    marks = sorted(edges)
    return tuple(_piece(report, found, start, end) for start, end in pairwise(marks))


def _piece(report: Report, claims: tuple[StoredClaim, ...], start: int, end: int) -> Piece:
    over = tuple(one for one in claims if one.claim.quote.start <= start and end <= one.claim.quote.end)
    begins = tuple(one for one in over if one.claim.quote.start == start)
    return Piece(report.text[start:end], report.role_at(start).value, over, begins)


@router.get("/reports/{report_id:path}")
def show_report(request: Request, house: InHouse, visitor: Reader, report_id: str) -> Response:
    """A report with its claims where they stand."""
    report = house.ledger.report(report_id, viewer=visitor.viewer)
    public = in_public(house, visitor)
    claims = tuple(
        house.ledger.current_claims(
            report=report.id, viewer=visitor.viewer, with_rejected=not public, reviewed_only=public
        )
    )
    homes = house.ledger.processes_of(report.id)
    processes = tuple(process for process in list_open(house, visitor) if process.id in homes)
    told = _elsewhere(house, visitor, report.id, processes)
    visible = by_id(house.ledger.report_outlines(visitor.viewer, only=[one.report for one in told]))
    elsewhere = tuple(one for one in told if one.report in visible)
    neighbours: Neighbours = request.app.state.neighbours
    return render(
        request,
        "report.html",
        report=report,
        pieces=cut_report(report, claims),
        claims=claims,
        processes=processes,
        furniture=Role.FURNITURE.value,
        resting=_resting(house, visitor, report.id, processes),
        elsewhere=tuple((visible[one.report], one) for one in elsewhere),
        copies=neighbours.copies_among(report, [one.report for one in elsewhere]),
        nearest=neighbours.find(report, visitor.viewer, {one.report for one in elsewhere}),
        grants=house.ledger.grants_of(report.id) if visitor.may("administrator") else (),
        **discussion(house, visitor, Subject(Topic.REPORT, report.id)),
    )


def _resting(
    house: House, visitor: Visitor, report_id: str, processes: Iterable[Any]
) -> dict[str, list[tuple[str, Record]]]:
    """The records that rest on each claim of a report."""
    found: dict[str, list[tuple[str, Record]]] = {}
    for process in processes:
        for record in _about(house, visitor, process.id, report_id):
            for piece in record.evidence:
                if piece.report == report_id:
                    found.setdefault(piece.id, []).append((process.id, record))
    return found


def _elsewhere(house: House, visitor: Visitor, report_id: str, processes: Iterable[Any]) -> tuple[Elsewhere, ...]:
    """Reports of the same events, each once, with whatever process it shares most with."""
    found: dict[str, Elsewhere] = {}
    for process in processes:
        for one in reports_elsewhere(_about(house, visitor, process.id, report_id), report_id)[:_ELSEWHERE]:
            held = found.get(one.report)
            if held is None or len(held.shared) < len(one.shared):
                found[one.report] = one
    return tuple(found.values())[:_ELSEWHERE]


def _about(house: House, visitor: Visitor, process_id: str, report_id: str) -> tuple[Record, ...]:
    """The records that rest on a report, looked up; a process has thousands."""
    key = ("by report", process_id, visitor.viewer, in_public(house, visitor))

    def sort() -> dict[str, tuple[Record, ...]]:
        return records_by_report(ask(house, visitor, process_id, Question()).records)

    return house.memory.recall(key, sort, ahead=True).get(report_id, ())


@router.get("/claims/{claim_id}")
def show_one_claim(request: Request, house: InHouse, visitor: Reader, claim_id: str) -> Response:
    """A claim in its context, with chain, rule, versions and reviews."""
    shown = show_claim(house.ledger, claim_id, visitor.viewer)
    if in_public(house, visitor) and not shown.stored.reviewed:
        raise NotRecorded(f"no claim {claim_id!r}, or none that has been reviewed")
    seen = {process.id for process in list_open(house, visitor)}
    codebook = load_codebook()
    return render(
        request,
        "claim.html",
        shown=shown,
        stored=shown.stored,
        claim=shown.stored.claim,
        records=tuple(_resting_on(house, visitor, shown.records, seen)),
        kinds=tuple((kind.name, tuple(value.name for value in kind.values)) for kind in codebook.kinds),
        factualities=tuple(Factuality),
        versions=len(house.ledger.claim_versions(shown.stored.id)),
        **discussion(house, visitor, Subject(Topic.CLAIM, shown.stored.id)),
    )


def _resting_on(house: House, visitor: Visitor, named: Iterable[tuple[str, str]], seen: set[str]) -> Iterable[Any]:
    """The records that rest on a claim, as far as the visitor may see them."""
    for process, record_id in named:
        if process in seen:
            try:
                record = house.ledger.record(record_id, process=process, viewer=visitor.viewer).record
                yield process, record, describe(record)
            except NotRecorded:
                continue


@router.get("/p/{process_id}/records/{record_id}")
def show_one_record(request: Request, house: InHouse, visitor: Reader, process_id: str, record_id: str) -> Response:
    """A record with its evidence, the decisions on it, and what is near it."""
    process = open_process(house, visitor, process_id)
    shown = show_record(house.ledger, record_id, process.id, visitor.viewer)
    pieces = [p for p in shown.record.evidence if p.reviewed or not in_public(house, visitor)]
    if not pieces:
        raise NotRecorded(f"no record {record_id!r}, or none that has been reviewed")
    records = ask(house, visitor, process.id, Question()).records
    return render(
        request,
        "record.html",
        process=process,
        shown=shown,
        record=shown.record,
        title=describe(shown.record),
        facts=tuple(_facts(shown.record)),
        pieces=tuple((piece, link_to(piece, process.id, shown.record.id)) for piece in pieces),
        alike=tuple((one, describe(one)) for one in records if _could_join(one, shown.record)),
        targets=tuple((one, describe(one)) for one in records if name_record(one) == _TARGETS.get(shown.type)),
        about=tuple((one, describe(one)) for one in records if _refers(one, record_id)),
        versions=house.ledger.record_versions(process.id, shown.record.id),
        **discussion(house, visitor, Subject(Topic.RECORD, shown.record.id, process.id)),
    )


# What each kind of record can be linked to.
_TARGETS = {"response": "proposal", "truce_event": "ceasefire", "incident": "ceasefire"}
_ALIKE = ("proposal", "ceasefire", "meeting", "agreement", "response", "demand", "mediator_step")


def _could_join(one: Record, record: Record) -> bool:
    return type(one) is type(record) and one.id != record.id and name_record(record) in _ALIKE


def _refers(one: Record, record_id: str) -> bool:
    return record_id in (getattr(one, "proposal", None), getattr(one, "ceasefire", None), getattr(one, "about", None))


# Fields of a record that hold ids of actors.
_ACTORS = (
    "proposers", "addressees", "required", "party", "parties", "participants", "host", "actor", "actors", "accused",
    "accuser", "accusers", "mediators", "side_a", "side_b",
)  # fmt: skip
_UNSAID = ("id", "process", "evidence", "links", "variants", "thread", "title")


def _facts(record: Record) -> Iterable[tuple[str, str]]:
    for one in fields(record):
        value = getattr(record, one.name)
        if one.name in _UNSAID or value in (None, (), "", False):
            continue
        if one.name in _ACTORS:
            yield one.name.replace("_", " "), ", ".join(map(name_actor, (value,) if isinstance(value, str) else value))
        else:
            yield one.name.replace("_", " "), _say(value)


def _say(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(_say(one) for one in value)
    if hasattr(value, "edtf"):
        return f"{value.edtf} ({value.basis})"
    if hasattr(value, "track"):
        days = f"{value.days} days" if value.days else None
        return "; ".join(filter(None, (value.track, value.scope, days, value.purpose, *value.wording)))
    if hasattr(value, "when"):
        return f"{value.when.edtf}{' by ' + value.issuer if value.issuer else ''}"
    return str(value)


def discussion(house: House, visitor: Visitor, subject: Subject) -> dict[str, Any]:
    """What a page needs to show the threads about its subject."""
    return {
        "subject": subject,
        "threads": house.ledger.threads_about(subject, viewer=visitor.viewer),
        "no_comment": why_no_comment(house, visitor),
    }
