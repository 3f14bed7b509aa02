"""Dates of known precision: EDTF strings with the UCDP precision and the basis they were read on.

Sources: EDTF levels 0 and 1 (ISO 8601-2:2019); UCDP GED codebook 23.1, `date_prec`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from goodoffices.errors import InputError
from goodoffices.record.sources import Span

# UCDP precision codes by the widest number of days that each still covers; 5 is wider than a month.
_WIDEST_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4))


class Basis(StrEnum):
    """What a date rests on, strongest first."""

    EXPLICIT = "explicit"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    DURATION = "duration"
    CONTEXT = "context"
    PERSON = "person"


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class When:
    """A date, month, year or interval in EDTF, with what it was read from; `span` is the expression in the text."""

    edtf: str
    basis: Basis = Basis.EXPLICIT
    span: Span | None = None

    @property
    def first(self) -> date:
        """The first day it may mean; `date.min` for an open start."""
        return _bounds(self.edtf)[0]

    @property
    def last(self) -> date:
        """The last day it may mean; `date.max` for an open end."""
        return _bounds(self.edtf)[1]

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and the last day it may mean."""
        return _bounds(self.edtf)

    @property
    def precision(self) -> int:
        """UCDP date precision: 1 day, 2 up to six days, 3 week, 4 month, 5 more."""
        first, last = _bounds(self.edtf)
        if first == last:  # the common case
            return 1
        days = (last - first).days + 1
        return next((code for widest, code in _WIDEST_DAYS if days <= widest), 5)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3: where it stands, its type and its normalised value ("2025-05-01", "P30D", "PRESENT_REF")."""

    span: Span
    type: TimeType
    value: str


def check_edtf(text: str) -> str:
    """Return an EDTF string unchanged, or raise InputError saying what is allowed."""
    _bounds(text)
    return text


# The EDTF grammar takes tens of milliseconds per month or year, and one process repeats few of them.
@lru_cache(maxsize=65536)
def _bounds(text: str) -> tuple[date, date]:
    start, slash, end = text.partition("/")
    if slash:
        return (date.min if start in ("", "..") else _single(start, text)[0]), (
            date.max if end in ("", "..") else _single(end, text)[1]
        )
    return _single(text, text)


def _single(part: str, whole: str) -> tuple[date, date]:
    try:  # the common case, a plain day, does not need the grammar
        day = date.fromisoformat(part[:10]) if len(part) >= 10 else None
    except ValueError:
        day = None
    if day is not None and (len(part) == 10 or part[10] == "T"):
        return day, day
    try:
        parsed = parse_edtf(part)
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError, AttributeError, OverflowError) as problem:
        raise InputError(
            f"{whole!r} is not a date in EDTF; write 2025-05-01, 2025-05, 2025 or an interval 2025-03-23/2025-03-25"
        ) from problem
