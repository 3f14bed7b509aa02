"""Changes → Atom (RFC 4287) and JSON Feed 1.1; what reports say is text in them, never markup."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from goodoffices.assess.changes import Change
from goodoffices.desk.workspace_watches import say_change

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's own facts: title, the page it tells of, its own address."""

    title: str
    page: str
    address: str


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)


def mark_change(change: Change) -> str:
    """The same for the same change whenever the feed is read."""
    parts = (change.subject, change.cell, change.after, change.day)
    return "urn:goodoffices:" + hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:24]


def _line(change: Change) -> str:
    return _clean(say_change(change))


def as_atom(feed: Feed, changes: Iterable[Change], otherwise: date) -> bytes:
    """An Atom document."""
    found = tuple(changes)
    root = Element("feed", xmlns=_ATOM)
    SubElement(root, "title").text = _clean(feed.title)
    SubElement(root, "id").text = feed.address
    SubElement(root, "link", rel="self", href=feed.address)
    SubElement(root, "link", rel="alternate", href=feed.page)
    SubElement(root, "updated").text = _stamp(max((one.day for one in found if one.day), default=otherwise))
    SubElement(SubElement(root, "author"), "name").text = "goodoffices"
    for change in found:
        entry = SubElement(root, "entry")
        SubElement(entry, "title").text = _line(change)
        SubElement(entry, "id").text = mark_change(change)
        SubElement(entry, "link", href=feed.page)
        SubElement(entry, "updated").text = _stamp(change.day or otherwise)
        SubElement(entry, "summary", type="text").text = _clean(change.sentence or "")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def as_json_feed(feed: Feed, changes: Iterable[Change], otherwise: date) -> dict[str, Any]:
    """A JSON Feed."""
    items = [
        {
            "id": mark_change(one),
            "url": feed.page,
            "title": _line(one),
            "content_text": one.sentence or "",
            "date_published": _stamp(one.day or otherwise),
        }
        for one in changes
    ]
    address = {"home_page_url": feed.page, "feed_url": feed.address}
    return {"version": "https://jsonfeed.org/version/1.1", "title": feed.title, **address, "items": items}


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
