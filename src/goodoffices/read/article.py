"""One page's text → a Report: its passages, and what the page says of itself. Given facts win over found ones."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from urllib.parse import urlsplit

from goodoffices.read.languages import find_language
from goodoffices.read.origins import agency_of, find_origin
from goodoffices.read.passages import find_passages, split_title
from goodoffices.read.published import find_published
from goodoffices.record.sources import Outlet, Passage, Report, Role, Sensitivity


def make_report(  # noqa: PLR0913 - each is one thing that may be known of a report besides its text
    text: str,
    *,
    id: str,  # noqa: A002 - the noun's own name for it
    published: date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    media_type: str = "text/plain",
    raw: bytes | None = None,
    retrieved: datetime | None = None,
    source_name: str | None = None,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
) -> Report:
    """Make a report of a page's text; `raw` are the bytes it was decoded from, for their hash."""
    passages = find_passages(text, title)
    headline, named = split_title(title or _titled(text, passages))
    name = outlet or _known_name(named, url)
    encoded = text.encode("utf-8", "surrogatepass")
    return Report(
        id=id,
        text=text,
        passages=passages,
        published=published or find_published(text, passages, url),
        outlet=Outlet(name, _domain(url)) if name else None,
        url=url,
        title=headline or None,
        origin=find_origin(text, passages, name),
        language=find_language(_story(text, passages)),
        media_type=media_type,
        sha256_bytes=hashlib.sha256(encoded if raw is None else raw).hexdigest(),
        sha256_text=hashlib.sha256(encoded).hexdigest(),
        source_name=source_name,
        retrieved=retrieved,
        sensitivity=sensitivity,
    )


def _story(text: str, passages: tuple[Passage, ...]) -> str:
    """The paragraphs alone: menus have hardly any of the words by which a language is known."""
    return " ".join(passage.span.of(text) for passage in passages if passage.role is Role.BODY) or text


def _titled(text: str, passages: tuple[Passage, ...]) -> str:
    return next((passage.span.of(text) for passage in passages if passage.role is Role.TITLE), "")


def _known_name(named: str, url: str | None) -> str | None:
    """The outlet behind a headline's bar; with an address its host is the surer name."""
    return agency_of(named) or named or _domain(url)


def _domain(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
