"""Templates → pages: always escaped, with the words and marks that every page shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from goodoffices import __version__
from goodoffices.desk.workspace_watches import name_cell
from goodoffices.ledger.search import Hit
from goodoffices.vocab.actors import name_actor
from goodoffices.web.visitors import Visitor, house_of, meet_visitor


def _words(value: object) -> str:
    """`no_response_known` → "no response known"."""
    return str(value).replace("_", " ")


def _flat(text: str | None) -> str:
    """One line, without signs that steer a terminal or turn the writing around."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text or "").split())


def _line(text: str) -> str:
    """One line as well, with the spaces at its ends: a stretch of a longer text."""
    held = "".join(sign if sign.isprintable() else " " for sign in text)
    return " " * held.startswith(" ") + " ".join(held.split()) + " " * held.endswith(" ")


def _short(text: str | None, longest: int = 140) -> str:
    words = _flat(text)
    return words if len(words) <= longest else words[: max(words.rfind(" ", 0, longest), 1)] + " …"


def write_day(day: date | datetime | None, unknown: str = "—") -> str:
    """A day as every page writes it: 2 May 2025."""
    return unknown if day is None else f"{day.day} {day:%b %Y}"


def _moment(moment: datetime | None) -> str:
    return "—" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"


def _names(actors: str | Iterable[str] | None) -> str:
    given = (actors,) if isinstance(actors, str) else tuple(actors or ())
    return ", ".join(name_actor(actor) for actor in given) or "—"


def _excerpt(hit: Hit) -> list[tuple[str, bool]]:
    """An excerpt in pieces, each with whether it was looked for."""
    edges = [0, *(edge for match in hit.matches for edge in (match.start, match.end)), len(hit.excerpt)]
    text = "".join(sign if sign.isprintable() else " " for sign in hit.excerpt)
    pieces = [(text[start:end], bool(number % 2)) for number, (start, end) in enumerate(pairwise(edges))]
    return [(piece, found) for piece, found in pieces if piece]


def path_of(*parts: object) -> str:
    """An address inside the workspace; every part is quoted."""
    return "/" + "/".join(quote(str(part), safe="") for part in parts)


def _make_environment() -> Environment:
    made = Environment(
        loader=PackageLoader("goodoffices.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"words": _words, "flat": _flat, "short": _short, "day": write_day, "moment": _moment}
    made.filters |= {"names": _names, "line": _line, "cell": name_cell, "excerpt": _excerpt}
    made.globals |= {"path": path_of, "query": urlencode, "version": __version__}
    return made


_ENVIRONMENT = _make_environment()


def compile_templates() -> None:
    """Make every template ready, so that nobody who asks for a page waits for it."""
    for name in _ENVIRONMENT.list_templates(extensions=["html"]):
        _ENVIRONMENT.get_template(name)


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page."""
    return HTMLResponse(render_text(request, template, values), status_code=status)


def render_text(request: Request, template: str, values: Mapping[str, Any]) -> str:
    """The text of a page."""
    house = house_of(request)
    visitor: Visitor = getattr(request.state, "visitor", None) or meet_visitor(request)
    shared = {"site": house.settings.web, "me": visitor, "here": request.url.path, "process": None}
    return _ENVIRONMENT.get_template(template).render(shared | dict(values))
