"""RSS and Atom → reports, one per entry: headline, then the text of the entry as the feed gives it.

The pages that entries link to are not fetched; give their addresses for that.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

from goodoffices.errors import UnreadableReport
from goodoffices.read.article import make_report
from goodoffices.read.decoding import check_size, check_text
from goodoffices.read.readings import Item
from goodoffices.record.sources import Report

_BLOCKS = frozenset("p div li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article figure figcaption".split())
_UNSEEN = frozenset(("script", "style"))


def read_feed(item: Item) -> Iterator[tuple[str, Report | UnreadableReport]]:
    """Make a report of each entry, with the name to call it by; raises UnreadableReport where there is no feed."""
    check_size(len(item.raw), item.name)
    feed = _parse(item)
    if not feed.entries:
        raise UnreadableReport(f"{item.name}: is no feed with entries; give the address of an RSS or Atom feed")
    for i, entry in enumerate(feed.entries, 1):
        name = f"{item.name}, entry {i}"
        try:
            yield name, _read_entry(replace(item, name=name, outlet=item.outlet or feed.feed.get("title")), entry)
        except UnreadableReport as problem:
            yield name, problem


def _parse(item: Item) -> Any:
    import feedparser  # noqa: PLC0415 - slow to import, for feeds only

    return feedparser.parse(io.BytesIO(item.raw))


def _read_entry(item: Item, entry: Any) -> Report:
    url = entry.get("link")
    title = html_to_text(entry.get("title", ""))
    bodies = [content.get("value", "") for content in entry.get("content", ())] or [entry.get("summary", "")]
    body = "\n\n".join(html_to_text(part) for part in bodies)
    text = check_text(f"{title}\n\n{body}".strip(), item.name)
    mark = sha256((entry.get("id") or url or text).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return make_report(
        text,
        id=f"{item.id}-{mark}",
        published=item.published or _entry_date(entry),
        outlet=item.outlet,
        url=url,
        title=title or None,
        media_type="application/feed",
        retrieved=item.retrieved,
        source_name=item.name,
    )


def _entry_date(entry: Any) -> date | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return date(*moment[:3]) if moment else None


def html_to_text(html: str) -> str:
    """The text of a fragment of HTML: blocks become paragraphs; for whole pages see `webpages`."""
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    paragraphs = (" ".join(part.split()) for part in "".join(parser.parts).split("\n\n"))
    return "\n\n".join(part for part in paragraphs if part)


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own signature
        self.unseen += tag in _UNSEEN
        if tag in _BLOCKS or tag == "br":
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data.replace("\n\n", "\n"))
