"""The API, version 1: the same questions and decisions as JSON, for programs with a token."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, TypeAdapter

from goodoffices.assess.as_json import board_as_json
from goodoffices.assess.changes import changes_as_rows
from goodoffices.assess.timeline import entries_as_rows, list_entries
from goodoffices.desk.boards import Question
from goodoffices.desk.queues import queue_as_rows, review_queue
from goodoffices.desk.reviewing import as_changes, decide, make_judgement
from goodoffices.desk.workspace_adding import NewReport, add_new
from goodoffices.errors import NotRecorded
from goodoffices.ledger import StoredClaim
from goodoffices.record.claims import Claim, Verdict
from goodoffices.record.processes import name_record
from goodoffices.record.sources import Sensitivity
from goodoffices.web.asking import ask, in_public, list_open, list_shelf, open_process
from goodoffices.web.house import House
from goodoffices.web.pages.changes import find_changes
from goodoffices.web.visitors import InHouse, Reader, Refused, Visitor, need


class Problem(BaseModel):
    """What went wrong."""

    error: str


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": said}
    for code, said in (
        (400, "cannot be done"), (401, "sign in"), (403, "not allowed"), (404, "not on record"),
        (409, "somebody decided first"), (413, "too large"), (422, "does not fit"),
    )
}  # fmt: skip

router = APIRouter(prefix="/api/v1", responses=_PROBLEMS)

Json = dict[str, Any]
Id = Annotated[str, Path(min_length=1, max_length=200, pattern=r"^[^/\x00]+$")]
AsOf = Annotated[date | None, Query(description="what held on this day")]
KnownAt = Annotated[date | None, Query(description="what was known on this day")]
Flag = Annotated[bool, Query()]
_CLAIM = TypeAdapter(Claim)


class Decision(BaseModel):
    """A decision on a claim or record; `seen` is the version that was looked at."""

    verdict: Verdict
    seen: int = Field(ge=0, le=2**31)
    reason: str = Field("", max_length=2000)
    changes: list[str] = Field(default_factory=list, max_length=30, description="FIELD=JSON")


class Pasted(BaseModel):
    """A report to be read: its text, and what is known of it."""

    text: str = Field(min_length=1, max_length=2_000_000)
    published: date | None = None
    outlet: str = Field("", max_length=200)
    sensitivity: Sensitivity = Sensitivity.PUBLIC


def _question(
    as_of: date | None, known_at: date | None, reviewed: bool, candidates: bool, visitor: Visitor
) -> Question:
    return Question(
        as_of=as_of,
        known_at=known_at,
        reviewed=reviewed,
        candidates=candidates and not reviewed,
        viewer=visitor.viewer,
    )


@router.get("/openapi.json", include_in_schema=False)
def describe_api(request: Request) -> JSONResponse:
    """The description of all this."""
    routes = [route for route in request.app.routes if getattr(route, "path", "").startswith("/api/v1/")]
    routes = routes or request.app.routes
    made = get_openapi(title="goodoffices", version="1", routes=routes)
    made["paths"] = {path: what for path, what in made["paths"].items() if path.startswith("/api/v1/")}
    made.setdefault("components", {})["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{}, {"token": []}]
    return JSONResponse(made)


@router.get("/processes")
def list_processes(house: InHouse, visitor: Reader) -> list[Json]:
    """The processes on record."""
    return [
        {"id": one.id, "name": one.name, "parties": list(one.parties), "mediators": list(one.mediators)}
        for one in list_open(house, visitor)
    ]


@router.get("/processes/{process}/board")
def get_board(
    house: InHouse,
    visitor: Reader,
    process: Id,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    reviewed: Flag = False,
    candidates: Flag = False,
) -> Json:
    """The board of a process."""
    question = _question(as_of, known_at, reviewed, candidates, visitor)
    return board_as_json(ask(house, visitor, process, question).board)


@router.get("/processes/{process}/timeline")
def get_timeline(
    house: InHouse, visitor: Reader, process: Id, as_of: AsOf = None, known_at: KnownAt = None
) -> list[Json]:
    """Every record in the order of its day."""
    asked = ask(house, visitor, process, _question(as_of, known_at, False, False, visitor))
    return list(entries_as_rows(list_entries(asked.records, asked.board.as_of, asked.board.view)))


@router.get("/processes/{process}/changes")
def get_changes(
    house: InHouse, visitor: Reader, process: Id, since: date, as_of: AsOf = None, known_at: KnownAt = None
) -> list[Json]:
    """What moved since a day."""
    chosen = open_process(house, visitor, process)
    question = _question(as_of, known_at, False, False, visitor)
    return list(changes_as_rows(find_changes(house, visitor, chosen.id, question, since)))


@router.get("/processes/{process}/queue")
def get_queue(
    house: InHouse,
    visitor: Annotated[Visitor, need("member")],
    process: Id,
    most: Annotated[int, Query(ge=1, le=500)] = 50,
) -> list[Json]:
    """What to review first."""
    chosen = open_process(house, visitor, process)
    return queue_as_rows(review_queue(house.ledger, chosen.id, most=most, viewer=visitor.viewer))


@router.get("/processes/{process}/records/{record}")
def get_record(house: InHouse, visitor: Reader, process: Id, record: Id) -> Json:
    """A record with its evidence."""
    chosen = open_process(house, visitor, process)
    stored = house.ledger.record(record, process=chosen.id, viewer=visitor.viewer)
    if in_public(house, visitor) and not all(piece.reviewed for piece in stored.record.evidence):
        raise NotRecorded("none that has been reviewed")
    standing = house.ledger.standing(record, process=chosen.id)
    body = TypeAdapter(type(stored.record)).dump_python(stored.record, mode="json")
    return {"type": name_record(stored.record), "version": standing.version, "status": standing.status, "record": body}


@router.get("/reports")
def list_reports(
    house: InHouse,
    visitor: Reader,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> list[Json]:
    """Reports, newest first, without their texts."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "outlet": one.outlet,
            "published": str(one.published) if one.published else None,
            "sensitivity": one.sensitivity,
            "processes": list(one.processes),
        }
        for one in list_shelf(house, visitor)[offset : offset + limit]
    ]


@router.post("/reports", status_code=201)
def post_report(house: InHouse, visitor: Annotated[Visitor, need("member")], pasted: Annotated[Pasted, Body()]) -> Json:
    """Read a report into the ledger."""
    _only_tokens(visitor)
    new = NewReport(text=pasted.text, published=pasted.published, outlet=pasted.outlet, sensitivity=pasted.sensitivity)
    try:
        added = add_new(house.ledger, house.settings, new, by=visitor.id)
    finally:
        house.memory.forget()
    return {"report": added, "claims": [one.id for one in house.ledger.current_claims(report=added)]}


@router.get("/reports/{report}")
def get_report(house: InHouse, visitor: Reader, report: Id) -> Json:
    """A report with its text and claims."""
    stored = house.ledger.report(report, viewer=visitor.viewer)
    public = in_public(house, visitor)
    claims = house.ledger.current_claims(report=stored.id, viewer=visitor.viewer, reviewed_only=public)
    return {
        "id": stored.id,
        "title": stored.title,
        "outlet": stored.outlet.name if stored.outlet else None,
        "published": str(stored.published) if stored.published else None,
        "url": stored.url,
        "sha256_text": stored.sha256_text,
        "text": stored.text,
        "claims": [_as_row(one) for one in claims],
    }


@router.get("/claims/{claim}")
def get_claim(house: InHouse, visitor: Reader, claim: Id) -> Json:
    """A claim as it stands, with the decisions on it."""
    stored = house.ledger.claim(claim, viewer=visitor.viewer)
    if in_public(house, visitor) and not stored.reviewed:
        raise NotRecorded("none that has been reviewed")
    return _as_row(stored)


def _as_row(stored: StoredClaim) -> Json:
    judged = [
        {"verdict": one.verdict, "by": one.reviewer, "decided": one.decided.isoformat(), "reason": one.reason}
        for one in stored.judgements
    ]
    row = {"id": stored.id, "status": stored.status, "version": stored.version, "judgements": judged}
    return row | {"claim": _CLAIM.dump_python(stored.claim, mode="json")}


@router.post("/claims/{claim}/decisions", status_code=201)
def decide_claim(
    house: InHouse, visitor: Annotated[Visitor, need("reviewer")], claim: Id, decision: Annotated[Decision, Body()]
) -> Json:
    """Decide on a claim."""
    stored = house.ledger.claim(claim, viewer=visitor.viewer)
    return _decide(house, visitor, stored.id, decision)


@router.post("/processes/{process}/records/{record}/decisions", status_code=201)
def decide_record(
    house: InHouse,
    visitor: Annotated[Visitor, need("reviewer")],
    process: Id,
    record: Id,
    decision: Annotated[Decision, Body()],
) -> Json:
    """Decide on a record."""
    chosen = open_process(house, visitor, process)
    house.ledger.record(record, process=chosen.id, viewer=visitor.viewer)
    return _decide(house, visitor, record, decision, chosen.id)


def _decide(house: House, visitor: Visitor, subject: str, decision: Decision, process: str | None = None) -> Json:
    _only_tokens(visitor)
    changes = as_changes(decision.changes)
    judgement = make_judgement(subject, decision.verdict, visitor.id, reason=decision.reason, changes=changes)
    try:
        decided = decide(house.ledger, judgement, seen=decision.seen, process=process)
    finally:
        house.memory.forget()
    return {"version": decided.version, "records": [list(pair) for pair in decided.records]}


def _only_tokens(visitor: Visitor) -> None:
    """Raise Refused for a write that comes with a browser's cookie, which another site can make it send."""
    if not visitor.by_token:
        raise Refused("Programs write with a token: send Authorization: Bearer …; make one on your account page.")


@router.get("/search")
def search(
    house: InHouse,
    visitor: Reader,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Json:
    """Reports and claims that hold the words."""
    hits = house.ledger.search_reports(q, viewer=visitor.viewer, limit=limit)
    claims = house.ledger.search_claims(q, viewer=visitor.viewer, limit=limit)
    public = in_public(house, visitor)
    return {
        "reports": [{"report": hit.report, "title": hit.title, "excerpt": hit.excerpt} for hit in hits],
        "claims": [_as_row(one) for one in claims if one.reviewed or not public],
    }
