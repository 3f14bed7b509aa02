"""HTML → report: the text is what trafilatura makes of the page, its headline in front, and stays the evidence.

The date is htmldate's, taken from the page's own marks only and not from any date that stands in the text.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from goodoffices.errors import UnreadableReport
from goodoffices.read.article import make_report
from goodoffices.read.decoding import check_text, decode_bytes
from goodoffices.read.limits import DEEPEST_TAGS, LONGEST_PAGE
from goodoffices.read.readings import Item
from goodoffices.record.sources import Report

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
# Only elements that have to be closed: browsers close a paragraph or list item themselves.
_NESTING = re.compile(
    r"<(?P<close>/?)(?:div|span|section|article|table|blockquote|ul|ol|font|b|i|em|strong|a|center|main|aside|nav)\b",
    re.IGNORECASE,
)
# What the two libraries raise on pages that are broken in ways they did not foresee.
_BROKEN = (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError)


def read_page(item: Item) -> Report:
    """Make a report of an HTML page; raises UnreadableReport where it holds no article."""
    declared = _CHARSET.search(item.raw[:4096])
    html = decode_bytes(item.raw, item.name, item.charset or (declared[1].decode("ascii") if declared else None))
    _check_length(html, item.name)
    check_nesting(html, item.name)
    document = _extract(html, item)
    text = _with_headline(document.title or "", document.text or "")
    if not text.strip():
        raise UnreadableReport(f"{item.name}: no article was found in the page; save its text as .txt and give that")
    return make_report(
        check_text(text, item.name),
        id=item.id,
        published=item.published or _find_date(html, item),
        outlet=item.outlet or document.sitename,
        url=item.url or document.url,
        title=document.title,
        media_type="text/html",
        raw=item.raw,
        retrieved=item.retrieved,
        source_name=item.name,
    )


def check_nesting(html: str, name: str) -> None:
    """Raise UnreadableReport for a page nested so deeply that parsers fail on it."""
    depth = deepest = 0
    for match in _NESTING.finditer(html):
        depth = max(0, depth - 1) if match["close"] else depth + 1
        deepest = max(deepest, depth)
    if deepest > DEEPEST_TAGS:
        raise UnreadableReport(
            f"{name}: nests {deepest:,} elements, at most {DEEPEST_TAGS} are read; save its text as .txt and give that"
        )


def _check_length(html: str, name: str) -> None:
    if len(html) > LONGEST_PAGE:
        raise UnreadableReport(
            f"{name}: the page has {len(html):,} characters, at most {LONGEST_PAGE:,} are read; save its text as .txt"
        )


def _extract(html: str, item: Item) -> Any:
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second, for HTML only

    try:
        document = bare_extraction(html, url=item.url, include_comments=False, with_metadata=True)
    except _BROKEN as problem:
        raise UnreadableReport(f"{item.name}: the page is broken ({problem}); save its text as .txt") from problem
    if document is None:
        raise UnreadableReport(f"{item.name}: no article was found in the page; save its text as .txt and give that")
    return document


def _with_headline(title: str, text: str) -> str:
    return text if not title or text.startswith(title) else f"{title}\n\n{text}"


def _find_date(html: str, item: Item) -> date | None:
    from htmldate import find_date  # noqa: PLC0415 - slow to import, for HTML only

    try:
        found = find_date(html, extensive_search=False, original_date=True, url=item.url)
    except _BROKEN:
        return None
    return date.fromisoformat(found) if found else None
