"""The application: pages, guards and what a problem looks like."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from goodoffices import __version__
from goodoffices.desk.workspace_jobs import Jobs
from goodoffices.desk.workspace_nearest import Neighbours
from goodoffices.desk.workspace_oidc import Provider
from goodoffices.errors import EditConflict, GoodOfficesError, InputError, LedgerBusy, NotRecorded
from goodoffices.ledger import Ledger
from goodoffices.settings import Settings
from goodoffices.web.guards import Guards
from goodoffices.web.house import House
from goodoffices.web.pages import PAGES
from goodoffices.web.rendering import render
from goodoffices.web.rounds import make_rounds
from goodoffices.web.shelf import Shelf
from goodoffices.web.visitors import FormRefused, Refused, SignInNeeded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_STATUS: tuple[tuple[type[GoodOfficesError], int], ...] = (
    (NotRecorded, 404),
    (EditConflict, 409),
    (LedgerBusy, 503),
    (FormRefused, 403),
    (Refused, 403),
    (SignInNeeded, 401),
    (InputError, 422),
    (GoodOfficesError, 400),
)
_TITLES = {
    400: "That cannot be done",
    401: "Sign in to go on",
    403: "Not allowed",
    404: "Not on record",
    405: "Not possible here",
    409: "Somebody decided first",
    422: "That does not fit",
    503: "Busy; try again in a moment",
}


def make_app(ledger: Ledger, settings: Settings) -> FastAPI:
    """The workspace over an open ledger."""
    house = House(ledger, settings)
    app = FastAPI(
        title=settings.web.title,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
    )
    app.state.house = house
    app.state.provider = Provider(settings.web.oidc)
    app.state.neighbours = Neighbours(ledger)
    app.state.jobs = Jobs()
    app.add_middleware(Shelf, house=house)
    app.add_middleware(Guards, house=house)
    app.mount("/static", StaticFiles(directory=str(files("goodoffices.web") / "static")), name="static")
    for page in PAGES:
        app.include_router(page.router)
    for kind in (GoodOfficesError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _show_problem)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    with make_rounds(app.state.house, app.state.neighbours):
        yield


def _show_problem(request: Request, problem: Exception) -> Response:
    status, said = _describe(problem)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": said}, status_code=status)
    if isinstance(problem, SignInNeeded) and request.method == "GET":
        return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", status_code=303)
    return render(
        request, "problem.html", status=status, code=status, title=_TITLES.get(status, "That went wrong"), said=said
    )


def _describe(problem: Exception) -> tuple[int, str]:
    if isinstance(problem, RequestValidationError):
        first: Any = problem.errors()[0]
        return 422, f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}"
    if isinstance(problem, HTTPException):
        nowhere = problem.status_code == 404 and problem.detail == "Not Found"
        return problem.status_code, "There is no page at this address." if nowhere else str(problem.detail)
    status = next(code for kind, code in _STATUS if isinstance(problem, kind))
    # Where the ledger lies is nobody's business but the administrator's.
    said = "Nothing with that name is on record, or you may not see it." if status == 404 else str(problem)
    return status, said
