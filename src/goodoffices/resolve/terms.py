"""When a truce that a claim declares begins and ends, from the claim's date and the days its words name.

In: a claim and its report's day. Out: a `Term`. A date after the report, or an interval, is the truce's own; a date
before is the day of its declaration, and the days named in the words are its term.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from goodoffices.record.claims import Claim
from goodoffices.record.truces import Effect
from goodoffices.record.when import Basis, When

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = rf"(?P<{{0}}>{'|'.join(name[:3] + '[a-z]*' for name in _MONTHS)})"
_TO = r"\s*(?:-|–|to|through|until|till|and)\s*"
_RANGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "May 8 to May 10", "May 8-10"
        rf"\b{_MONTH.format('m1')}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?:{_MONTH.format('m2')}\s+)?(?P<d2>\d{{1,2}})\b",
        # "8-10 May", "8 May to 10 May"
        rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+{_MONTH.format('m1')})?{_TO}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('m2')}\b",
    )
)

# A day that lies this much before the report belongs to the next year ("from January 2", written in December).
_NEXT_YEAR_DAYS = 180


# UCDP precision of a week: the widest date that can be a truce's term.
_WEEK = 3

_DAYS = (
    re.compile(rf"\b{_MONTH.format('m1')}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('m1')}\b", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A truce's declaration, first days and last day, as far as one claim tells."""

    declared: When | None
    effects: tuple[Effect, ...] = ()
    end: When | None = None


def find_term(claim: Claim, published: date | None) -> Term:
    """The term that a claim gives."""
    when = claim.when
    named = _named_range(f"{claim.object or ''} {claim.text}", published)
    if named is not None:
        return _term(named[0], named[1], _declared(when, published, named[0]))
    if when is None:
        return Term(None)
    is_ahead = published is not None and when.first > published
    if when.precision > _WEEK and when.last < date.max:
        return Term(None)  # a month says neither when it was declared nor when it begins
    if is_ahead or ("/" in when.edtf and when.first < when.last):
        end = when.last if when.first < when.last < date.max else None
        return _term(when.first, end, None)
    return Term(when)


def find_day(words: str, near: date) -> date | None:
    """The day that words name ("of 11 March"), in the year that brings it closest to `near`."""
    for pattern in _DAYS:
        found = pattern.search(words)
        if found is not None:
            return _closest(_month(found["m1"]), int(found["d1"]), near)
    return None


def without_days(words: str) -> str:
    """Words without the days and years in them: "the plan of 11 March" is "the plan of"."""
    for pattern in _DAYS:
        words = pattern.sub(" ", words)
    return " ".join(re.sub(r"\b(?:19|20)\d{2}\b", " ", words).split())


def is_day_of_object(claim: Claim) -> bool:
    """Whether its date is that by which its object is called: who accepts "the plan of 11 March" does so later."""
    when = claim.when
    if when is None or not claim.object or when.first != when.last:
        return False
    return find_day(claim.object, when.first) == when.first


def _closest(month: int, day: int, near: date) -> date | None:
    try:
        options = [date(near.year + step, month, day) for step in (-1, 0, 1)]
    except ValueError:  # 30 February, or 29 in most years
        return None
    return min(options, key=lambda option: abs((option - near).days))


def _term(first: date, last: date | None, declared: When | None) -> Term:
    end = When(last.isoformat(), Basis.EXPLICIT) if last else None
    return Term(declared, (Effect(When(first.isoformat(), Basis.EXPLICIT)),), end)


def _declared(when: When | None, published: date | None, first: date) -> When | None:
    """The claim's own date, unless it is the term's; nothing is declared after it was reported."""
    if when is None or when.first >= first or (published is not None and when.first > published):
        return None
    return when


def _named_range(words: str, published: date | None) -> tuple[date, date] | None:
    if published is None:
        return None
    for pattern in _RANGES:
        found = pattern.search(words)
        if found is not None:
            return _read_range(found, published)
    return None


def _read_range(found: re.Match[str], published: date) -> tuple[date, date] | None:
    months = [_month(name) for name in (found["m1"], found["m2"]) if name]
    try:
        first = date(published.year, months[0], int(found["d1"]))
        last = date(published.year, months[-1], int(found["d2"]))
    except ValueError:  # "May 8 to 40 people"
        return None
    if (published - first).days > _NEXT_YEAR_DAYS:
        first, last = first.replace(year=first.year + 1), last.replace(year=last.year + 1)
    return (first, last) if first <= last <= first + timedelta(days=366) else None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name[:3].lower()))
