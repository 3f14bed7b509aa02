"""Parse → its time expressions as TIMEX3, each resolved against the report's own date.

In: a parse. Out: time expressions in order, spans exact. The rule: `timex` finds the stretches, the readers give each
its value in the scene it stands in. The reference day is the dateline's, else the publication date, never the day the
program runs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import partial
from typing import Any

from goodoffices.extract.calendars import bounds_of
from goodoffices.extract.dating import date_clause
from goodoffices.extract.day_readings import DAY_READERS
from goodoffices.extract.length_readings import LENGTH_READERS
from goodoffices.extract.parse import Parse
from goodoffices.extract.period_readings import PERIOD_READERS
from goodoffices.extract.readings import Part
from goodoffices.extract.scenes import Scene
from goodoffices.extract.shifted_readings import SHIFTED_READERS
from goodoffices.extract.tenses import Tense, tense_at
from goodoffices.extract.timex import find_matches, find_place, lower_text
from goodoffices.record.sources import Report, Role, Span
from goodoffices.record.when import TimeExpression, TimeType

READERS = DAY_READERS | PERIOD_READERS | SHIFTED_READERS | LENGTH_READERS


def find_times(parse: Parse) -> tuple[TimeExpression, ...]:
    """Every time expression of a report, in order."""
    return tuple(_read(parse))


def times_as_row(report: Report, times: Iterable[TimeExpression]) -> dict[str, Any]:
    """The line that `goodoffices dates` prints for a report."""
    return {
        "report": report.id,
        "times": [
            {"span": [time.span.start, time.span.end], "type": time.type.value, "value": time.value} for time in times
        ],
    }


def _read(parse: Parse) -> Iterator[TimeExpression]:
    text, starts = parse.report.text, [token.idx for token in parse.doc]
    lowered = lower_text(text)
    reference = _known_day(parse.report.published)
    narrative: str | None = None
    place = find_place(lowered, 0)
    while place is not None:
        start, first, end = place
        found = _first_reading(parse, starts, (reference, narrative), (start, first))
        if found is not None:
            match, parts = found
            end = match.end()
            for part in parts:
                narrative = _anchored(part) or narrative
                reference = _dated_line(parse.report, start, part) or reference
                yield TimeExpression(_span_of(match, part), part.type, part.value)
        place = find_place(lowered, end)


def _known_day(published: date | None) -> date | None:
    """The publication date; the first and last years of the calendar are how some feeds say that they know none."""
    return published if published is not None and MINYEAR < published.year < MAXYEAR else None


def _dated_line(report: Report, start: int, part: Part) -> date | None:
    """The day that the report's own dateline gives; None elsewhere, and where it does not fit the publication date."""
    covered = bounds_of(part.value) if part.type is TimeType.DATE and len(part.value) == 10 else None
    if covered is None or report.role_at(start) not in (Role.DATELINE, Role.BYLINE):
        return None
    if report.published is None:
        return covered[0]
    # Copy is filed on the day or some days before it is printed; anything further off is another date.
    is_recent = timedelta(0) <= report.published - covered[0] <= timedelta(days=7)
    return covered[0] if is_recent and report.role_at(start) is Role.DATELINE else None


def _anchored(part: Part) -> str | None:
    """The day or longer that later words ("the next day") may start from; None where the part gives none."""
    value = part.value.partition("T")[0]
    return value if part.type in (TimeType.DATE, TimeType.TIME) and bounds_of(value) else None


def _span_of(match: re.Match[str], part: Part) -> Span:
    return Span(match.start(part.opens), match.end(part.closes))


def _first_reading(
    parse: Parse, starts: list[int], known: tuple[date | None, str | None], place: tuple[int, int]
) -> tuple[re.Match[str], tuple[Part, ...]] | None:
    for rule, match in find_matches(parse.report.text, *place):
        scene = Scene(*known, partial(_tense, parse, starts, match.span()))
        parts = READERS[rule.name](match, scene)
        if parts:
            return match, parts
    return None


_AHEAD_OF = re.compile(r"\b(?:until|till|by)\s+(?:the\s+)?$", re.IGNORECASE)


def _tense(parse: Parse, starts: list[int], place: tuple[int, int]) -> Tense:
    # A limit lies ahead, whatever the tense of the verb it limits ("the truce was extended until Friday").
    if _AHEAD_OF.search(parse.report.text, max(0, place[0] - 12), place[0]):
        return Tense.FUTURE
    return tense_at(parse.doc[max(0, bisect_right(starts, place[1] - 1) - 1)])


__all__ = ["date_clause", "find_times", "times_as_row"]
