"""Reports: the list, adding one by paste, upload or address, and search over reports and claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from goodoffices.desk.workspace_adding import NewReport, read_new
from goodoffices.desk.workspace_jobs import Jobs
from goodoffices.errors import InputError
from goodoffices.record.sources import Report, Sensitivity
from goodoffices.web.asking import in_public, list_shelf, parse_day
from goodoffices.web.house import House
from goodoffices.web.rendering import path_of, render
from goodoffices.web.visitors import InHouse, Member, Reader, Refused, Visitor, check_form, need

router = APIRouter(dependencies=[Depends(check_form)])

# Rows on one page of a list: with titles and outlets about 25 kB.
_ROWS = 60
# At some seconds each, what a person still waits for; a folder is read with `goodoffices read`.
_MOST_FILES = 20


@router.get("/reports")
def list_reports(request: Request, house: InHouse, visitor: Reader, process: str = "", page: int = 1) -> Response:
    """The reports that the visitor may see, newest first."""
    found = [one for one in list_shelf(house, visitor) if not process or process in one.processes]
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
    uploads = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
    files = [(one.filename or "", await one.read()) for one in uploads]
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(_add, request, house, visitor, fields, files)


def _add(
    request: Request, house: House, visitor: Visitor, fields: dict[str, str], files: list[tuple[str, bytes]]
) -> Response:
    try:
        given = _as_new(fields, files)
        items = [_open(new) for new in given]
        if len(items) == 1 and isinstance(items[0], InputError):
            raise items[0]
    except (InputError, ValueError) as problem:
        today = datetime.now(UTC).date()
        values = {"problem": str(problem), "today": today, "levels": tuple(Sensitivity), "given": fields}
        return render(request, "add.html", status=422, **values)
    named = [(new.file_name or new.url or "your text", item) for new, item in zip(given, items, strict=True)]
    job = house_jobs(request).start(house.ledger, house.settings, named, by=visitor.id)
    return RedirectResponse(path_of("add", job.id), status_code=303)


def _as_new(fields: dict[str, str], files: list[tuple[str, bytes]]) -> tuple[NewReport, ...]:
    """What the form gives: a text, an address, or any number of files."""
    if len(files) > _MOST_FILES:
        raise InputError(f"{len(files)} files are too many; send up to {_MOST_FILES}, or use `goodoffices read`")
    new = NewReport(
        text=fields.get("text", "").replace("\r\n", "\n"),
        url=fields.get("url", "").strip(),
        published=parse_day(fields.get("published", ""), "the day of publication"),
        outlet=fields.get("outlet", "").strip()[:200],
        sensitivity=Sensitivity(fields.get("sensitivity", "public")),
    )
    return tuple(replace(new, file_name=name, raw=raw) for name, raw in files) or (new,)


def _open(new: NewReport) -> Report | InputError:
    try:
        return read_new(new)
    except InputError as problem:
        return problem


def house_jobs(request: Request) -> Jobs:
    """The work of this workspace."""
    jobs: Jobs = request.app.state.jobs
    return jobs


@router.get("/add/{job_id}")
def show_job(request: Request, visitor: Member, job_id: str) -> Response:
    """How far it is; on to the report when the only one is read."""
    job = house_jobs(request).find(job_id, visitor.id)
    if job.is_done and len(job.items) == 1 and job.items[0].report:
        return RedirectResponse(path_of("reports", job.items[0].report), status_code=303)
    return render(request, "adding.html", job=job)


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
