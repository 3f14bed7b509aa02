"""What moved: since a day or one's last visit, as a page, Atom and JSON; watches and their feeds."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from markupsafe import Markup

from goodoffices.assess.changes import Change
from goodoffices.desk.boards import Question
from goodoffices.desk.histories import ask_changes, ask_news
from goodoffices.desk.workspace_watches import FEED_DAYS, Wanted, changes_for, read_wanted, write_wanted
from goodoffices.errors import NotRecorded
from goodoffices.web.asking import QuestionAsked, ask, in_public, open_process, parse_day
from goodoffices.web.cells import link_first
from goodoffices.web.feeds import Feed, as_atom, as_json_feed
from goodoffices.web.house import House
from goodoffices.web.rendering import path_of, render, render_text
from goodoffices.web.visitors import InHouse, Person, Reader, Visitor, check_form, hash_secret

router = APIRouter(dependencies=[Depends(check_form)])

# How far back a first visit looks.
WEEK = timedelta(days=7)


@router.get("/p/{process_id}/changes")
def show_changes(
    request: Request, house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked, since: str = ""
) -> Response:
    """What moved since a day, or since the visitor's last visit."""
    process = open_process(house, visitor, process_id)
    board = ask(house, visitor, process.id, question).board
    start = parse_day(since, "since") or request.state.visited or board.as_of - WEEK
    rows = house.memory.recall(
        ("changed rows", process.id, replace(question, viewer=visitor.viewer), in_public(house, visitor), start),
        lambda: _draw_rows(request, house, visitor, process.id, question, start),
    )
    return render(
        request,
        "changes.html",
        process=process,
        question=question,
        board=board,
        since=start,
        visited=isinstance(start, datetime),
        rows=rows,
    )


def _draw_rows(
    request: Request, house: House, visitor: Visitor, process_id: str, question: Question, start: date | datetime
) -> Markup:
    """The rows of the table, the same for everybody who sees the same since the same day or moment."""
    asked = ask(house, visitor, process_id, question)
    found = find_changes(house, visitor, process_id, question, start)
    rows = [(one, link_first(asked, one.evidence, process_id)) for one in reversed(found)]
    return Markup(render_text(request, "changed_rows.html", {"rows": rows}).strip())  # noqa: S704 - a template's own


def find_changes(
    house: House, visitor: Visitor, process_id: str, question: Question, since: date | datetime
) -> tuple[Change, ...]:
    """What moved since a day, or since a moment here, for this visitor; remembered until something is written."""
    reviewed = question.reviewed or in_public(house, visitor)
    asked = replace(question, process=process_id, reviewed=reviewed)

    def find() -> tuple[Change, ...]:
        now = ask(house, visitor, process_id, question).board
        if isinstance(since, datetime):
            return ask_news(house.ledger, asked, since, after=now)
        return ask_changes(house.ledger, asked, since, after=now)

    return house.memory.recall(("changes", asked, since), find, ahead=True)


@router.get("/p/{process_id}/changes.atom")
def send_atom(house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked, since: str = "") -> Response:
    """What moved, as Atom."""
    feed, found, last = _feed(house, visitor, process_id, question, since, ".atom")
    return Response(as_atom(feed, found, last), media_type="application/atom+xml")


@router.get("/p/{process_id}/changes.json")
def send_json(house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked, since: str = "") -> Response:
    """What moved, as a JSON Feed."""
    feed, found, last = _feed(house, visitor, process_id, question, since, ".json")
    return JSONResponse(as_json_feed(feed, found, last), media_type="application/feed+json")


def _feed(
    house: House, visitor: Visitor, process_id: str, question: Question, since: str, suffix: str
) -> tuple[Feed, tuple[Change, ...], date]:
    process = open_process(house, visitor, process_id)
    last = ask(house, visitor, process.id, question).board.as_of
    start = parse_day(since, "since") or last - timedelta(days=FEED_DAYS)
    found = tuple(reversed(find_changes(house, visitor, process.id, question, start)))
    page = house.settings.web.base_url + path_of("p", process.id, "changes")
    return Feed(f"{house.settings.web.title}: {process.name}", page, page + suffix), found, last


@router.post("/watch")
def add_watch(
    request: Request,
    house: InHouse,
    visitor: Person,
    process: Annotated[str, Form(max_length=100)],
    name: Annotated[str, Form(min_length=1, max_length=100)],
    words: Annotated[str, Form(max_length=200)] = "",
    mail: Annotated[str, Form()] = "",
) -> Response:
    """Save a watch; its feed's address is shown once."""
    chosen = open_process(house, visitor, process)
    secret = secrets.token_urlsafe(32)
    house.ledger.add_watch(
        visitor.id,
        name=name,
        wanted=write_wanted(Wanted(chosen.id, words)),
        mail=bool(mail),
        feed_token=hash_secret(secret),
    )
    address = f"{house.settings.web.base_url}/feeds/{secret}"
    return render(request, "shown_once.html", title="Your watch is saved", what="Its feed", secret=address)


@router.post("/watch/{watch_id}/end")
def end_watch(house: InHouse, visitor: Person, watch_id: str) -> Response:
    """End one of one's own watches."""
    if house.ledger.watch(watch_id).user != visitor.id:
        raise NotRecorded("no such watch")
    house.ledger.end_watch(watch_id)
    return RedirectResponse("/account", status_code=303)


@router.get("/feeds/{secret}")
def send_watch(house: InHouse, secret: str) -> Response:
    """A watch's feed: its address is its secret, and shows what its owner may see now."""
    watch = house.ledger.watch_of_feed(hash_secret(secret))
    if watch is None:
        raise NotRecorded("no such feed")
    user = house.ledger.user(watch.user)
    wanted = read_wanted(watch.filter)
    found = changes_for(house.ledger, wanted, user.viewer)
    base = house.settings.web.base_url
    feed = Feed(watch.name, base + path_of("p", wanted.process, "changes"), f"{base}/feeds/{secret}")
    return Response(as_atom(feed, found, watch.recorded.date()), media_type="application/atom+xml")
