"""The timeline: a picture made on the server, the same made movable by JavaScript, and a table."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import vl_convert
from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from goodoffices.assess.timeline import Entry, list_entries
from goodoffices.desk.boards import Asked, Question
from goodoffices.web.asking import QuestionAsked, ask, in_public, open_process
from goodoffices.web.cells import link_first
from goodoffices.web.charts import HATCH, draw_chart, make_chart
from goodoffices.web.house import House
from goodoffices.web.lanes import Chosen, chart_rows
from goodoffices.web.rendering import render
from goodoffices.web.visitors import InHouse, Reader, Visitor

router = APIRouter()

# Rows of the table before "all".
_MOST = 120


@lru_cache(maxsize=1)
def _bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed, as they ship inside vl-convert; nothing comes from another host."""
    made: str = vl_convert.javascript_bundle()  # type: ignore[call-arg]
    return made


@router.get("/charts.js")
def send_bundle() -> Response:
    """The library for the movable picture."""
    keep = {"Cache-Control": "public, max-age=86400"}
    return Response(_bundle(), media_type="text/javascript", headers=keep)


@router.get("/p/{process_id}/timeline")
def show_timeline(
    request: Request, house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked, whole: str = ""
) -> Response:
    """The page: picture, then the same as a table."""
    process = open_process(house, visitor, process_id)
    chosen = _choose(request)
    asked, entries = _entries(house, visitor, process.id, question, chosen)
    latest = tuple(reversed(entries))[: None if whole else _MOST]
    rows = tuple((one, link_first(asked, one.evidence, process.id, one.record)) for one in latest)
    return render(
        request,
        "timeline.html",
        process=process,
        question=question,
        board=asked.board,
        rows=rows,
        total=len(entries),
        whole_address=str(request.url.include_query_params(whole="1").query),
        chosen=chosen,
        kinds=sorted({one.kind for one in entries} | set(chosen.kinds)),
        actors=sorted({actor for one in entries for actor in one.who}),
        address=str(request.url.query),
        in_public=in_public(house, visitor),
        hatch=Markup(HATCH),  # noqa: S704 - ours
    )


@router.get("/p/{process_id}/timeline.svg")
def draw_timeline(
    request: Request, house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked
) -> Response:
    """The picture."""
    spec = _specify(request, house, visitor, process_id, question)
    key = ("svg", visitor.viewer, process_id, request.url.query, visitor.user is None)
    picture = house.memory.recall(key, lambda: draw_chart(spec))
    return Response(picture, media_type="image/svg+xml")


@router.get("/p/{process_id}/timeline.json")
def specify_timeline(
    request: Request, house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked
) -> Response:
    """The specification, for the movable picture and for other programs."""
    return Response(json.dumps(_specify(request, house, visitor, process_id, question)), media_type="application/json")


def _specify(request: Request, house: House, visitor: Visitor, process_id: str, question: Question) -> dict[str, Any]:
    process = open_process(house, visitor, process_id)
    asked, entries = _entries(house, visitor, process.id, question, _choose(request))
    attacks = house.ledger.attack_days(
        process.id,
        until=asked.board.as_of,
        known_at=question.known_at,
        reviewed_only=asked.board.view.reviewed,
        viewer=visitor.viewer,
    )
    return make_chart(process, chart_rows(asked, entries, process), attacks, asked)


def _choose(request: Request) -> Chosen:
    given = request.query_params
    return Chosen(tuple(filter(None, given.getlist("kind"))), given.get("actor", ""), given.get("since", "")[:10])


def _entries(
    house: House, visitor: Visitor, process_id: str, question: Question, chosen: Chosen
) -> tuple[Asked, tuple[Entry, ...]]:
    asked = ask(house, visitor, process_id, question)
    entries = list_entries(asked.records, asked.board.as_of, asked.board.view)
    return asked, tuple(one for one in entries if chosen.keeps(one))
