"""Parse → its time expressions as TIMEX3, each resolved against the report's own date.

In: a parse. Out: time expressions in order, spans exact. The rule: `timex` finds the stretches, `readings` gives each its
value in the scene it stands in; the reference day is the dateline's date where it is given, else the publication date,
and never the day the program runs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from goodoffices.extract.calendars import bounds_of
from goodoffices.extract.dating import date_clause
from goodoffices.extract.parse import Parse
from goodoffices.extract.readings import READERS, Part
from goodoffices.extract.scenes import Scene
from goodoffices.extract.tenses import Tense, tense_at
from goodoffices.extract.timex import find_matches, next_start
from goodoffices.record.sources import Report, Span
from goodoffices.record.when import TimeExpression, TimeType


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
    reference = parse.report.published
    narrative: str | None = None
    position: int | None = 0
    while position is not None:
        found = _first_reading(parse, starts, (reference, narrative), position)
        if found is None:
            position = next_start(text, position)
            continue
        match, parts = found
        for part in parts:
            if part.type is TimeType.DATE and bounds_of(part.value):
                narrative = part.value
            elif part.type is TimeType.TIME and bounds_of(part.value[:10]):
                narrative = part.value[:10]
            yield TimeExpression(_span_of(match, part), part.type, part.value)
        position = match.end()


def _span_of(match: re.Match[str], part: Part) -> Span:
    start, end = match.span(part.group)
    return Span(start, end)


def _first_reading(
    parse: Parse, starts: list[int], known: tuple[date | None, str | None], position: int
) -> tuple[re.Match[str], tuple[Part, ...]] | None:
    for rule, match in find_matches(parse.report.text, position):
        scene = Scene(*known, partial(_tense, parse, starts, match.end()))
        parts = READERS[rule.name](match, scene)
        if parts:
            return match, parts
    return None


def _tense(parse: Parse, starts: list[int], end: int) -> Tense:
    return tense_at(parse.doc[max(0, bisect_right(starts, end - 1) - 1)])


__all__ = ["date_clause", "find_times", "times_as_row"]
