"""When a page says it was published: its stamp ("Published: May 2, 2025"), its address (/2025/05/02/), its dateline.

In: a page's text, passages and address. Out: a calendar date, or None. A stamp that says "published" wins over one
that says nothing, that over the address, that over a dateline with a year; "updated" is the last resort. Dates written
in figures only are read when they begin with the year: 02/05/2025 means two days on two sides of an ocean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from goodoffices.read.datelines import find_dateline
from goodoffices.record.sources import Passage, Role

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(rf"\b{_NAME}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAME},?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:\b|T)"),
)
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?:[/-]|$)")
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|issued|released|date)\b", re.IGNORECASE)
_STAMPS = (Role.BYLINE, Role.FURNITURE)
# A stamp is a line of its own; in a longer one the date is part of what is told.
_STAMP_WORDS = 16
# "Media release 12/24, 3 May 2024": a date among the labels above a story is the release's own.
_LABEL_WORDS = 8


def find_published(text: str, passages: Sequence[Passage], url: str | None = None) -> date | None:
    """The day a page gives as that of its publication, None where it gives none."""
    ranked = sorted(_candidates(text, passages, url), key=lambda pair: pair[0])
    return ranked[0][1] if ranked else None


def read_date(text: str) -> date | None:
    """The first full date in a line, however it is written."""
    matches = (match for pattern in _DATES if (match := pattern.search(text)))
    return next((day for match in matches if (day := _as_date(match)) is not None), None)


def _candidates(text: str, passages: Sequence[Passage], url: str | None) -> Iterator[tuple[int, date]]:
    address = _IN_ADDRESS.search(url or "")
    if address and (day := _as_date(address)):
        yield 2, day
    above = True
    for passage in passages:
        line = passage.span.of(text)
        above = above and passage.role is not Role.BODY
        rank, stamp = _rank(passage.role, line, above)
        if rank is not None and (day := read_date(stamp)):
            yield rank, day


def _rank(role: Role, line: str, above: bool) -> tuple[int | None, str]:
    """How good a stamp a line is, 0 best, and the part of it that holds the date; None for what is none."""
    if role is Role.DATELINE:
        dateline = find_dateline(line + " X")
        return 3, dateline.day if dateline else ""
    words = len(line.split())
    if role in _STAMPS and words <= _STAMP_WORDS and "©" not in line:
        # "Published May 2, Updated May 3" is about the first date, which stands first.
        if _PUBLISHED.search(line):
            return 0, line
        if _UPDATED.match(line):
            return 4, line
    # A bare date below the story may be that of another one in a box.
    return (1 if above and (role in _STAMPS or words <= _LABEL_WORDS) and words <= _STAMP_WORDS else None), line


def _as_date(match: re.Match[str]) -> date | None:
    month = match["month"].lower()[:3]
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
