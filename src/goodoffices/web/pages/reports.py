"""Reports: the list, adding one by paste, upload or address, and search over reports and claims."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from goodoffices.desk.workspace import shelve_reports
from goodoffices.desk.workspace_adding import NewReport, add_new
from goodoffices.errors import InputError
from goodoffices.record.sources import Sensitivity
from goodoffices.web.asking import in_public, parse_day
from goodoffices.web.rendering import path_of, render
from goodoffices.web.visitors import InHouse, Member, Reader, Refused, Visitor, check_form, need

router = APIRouter(dependencies=[Depends(check_form)])

# Rows on one page of a list: with titles and outlets about 25 kB.
_ROWS = 60


@router.get("/reports")
def list_reports(request: Request, house: InHouse, visitor: Reader, process: str = "", page: int = 1) -> Response:
    """The reports that the visitor may see, newest first."""
    viewer = visitor.viewer
    shelf = house.memory.recall(("shelf", viewer), lambda: shelve_reports(house.ledger, viewer))
    found = [one for one in shelf if not process or process in one.processes]
    first = max(page - 1, 0) * _ROWS
    pages = (len(found) + _ROWS - 1) // _ROWS
    rows = found[first : first + _ROWS]
    return render(request, "reports.html", rows=rows, total=len(found), page=page, pages=pages, of_process=process)


@router.get("/add")
def show_add(request: Request, visitor: Member) -> Response:
    """The form."""
    request.state.visitor = visitor
    today = datetime.now(UTC).date()
    return render(request, "add.html", problem="", today=today, levels=tuple(Sensitivity), given={})


@router.post("/add")
async def take_upload(request: Request, house: InHouse, visitor: Member) -> Response:
    """Read what came, then work in a thread: coding takes seconds."""
    form = await request.form()
    upload = form.get("file")
    raw = await upload.read() if isinstance(upload, UploadFile) else b""
    name = upload.filename or "" if isinstance(upload, UploadFile) else ""
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(_add, request, house, visitor, fields, (name, raw))


def _add(
    request: Request, house: InHouse, visitor: Visitor, fields: dict[str, str], upload: tuple[str, bytes]
) -> Response:
    try:
        new = NewReport(
            text=fields.get("text", "").replace("\r\n", "\n"),
            url=fields.get("url", "").strip(),
            file_name=upload[0],
            raw=upload[1],
            published=parse_day(fields.get("published", ""), "the day of publication"),
            outlet=fields.get("outlet", "").strip()[:200],
            sensitivity=Sensitivity(fields.get("sensitivity", "public")),
        )
        added = add_new(house.ledger, house.settings, new, by=visitor.id)
    except (InputError, ValueError) as problem:
        today = datetime.now(UTC).date()
        values = {"problem": str(problem), "today": today, "levels": tuple(Sensitivity), "given": fields}
        return render(request, "add.html", status=422, **values)
    finally:
        house.memory.forget()
    return RedirectResponse(path_of("reports", added), status_code=303)


@router.post("/share")
def share(
    house: InHouse,
    visitor: Annotated[Visitor, need("reviewer")],
    report: Annotated[str, Form(max_length=300)],
    level: Annotated[Sensitivity, Form()],
    principal: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Set who may see a report; an administrator may let in without seeing it."""
    if not visitor.may("administrator"):
        house.ledger.report(report, viewer=visitor.viewer)
        if level is Sensitivity.RESTRICTED and not principal:
            principal = f"user:{visitor.id}"
    if principal and not principal.startswith(("user:", "desk:")):
        raise Refused("Let in user:NAME or desk:NAME.")
    with house.ledger.transaction():
        if principal:
            house.ledger.grant_report(report, principal, by=visitor.id)
        house.ledger.set_sensitivity(report, level, by=visitor.id)
    house.memory.forget()
    return RedirectResponse(path_of("reports", report), status_code=303)


@router.get("/search")
def search(request: Request, house: InHouse, visitor: Reader, q: str = "") -> Response:
    """Reports and claims that hold the words."""
    words = q[:200]
    viewer = visitor.viewer
    hits = house.ledger.search_reports(words, viewer=viewer, limit=30) if words.strip() else ()
    claims = house.ledger.search_claims(words, viewer=viewer, limit=30) if words.strip() else ()
    if in_public(house, visitor):
        claims = tuple(one for one in claims if one.reviewed)
    return render(request, "search.html", words=words, hits=hits, claims=claims)
