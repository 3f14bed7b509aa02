"""An act told by its distance from another ("two days after the talks opened") → its day.

In: a parse, the head word of the act, and the report's time expressions. Out: a When, or None. The rule: a length that
stands before "after" or "before" is counted from the day of the clause that it belongs to; where that clause says only
that something comes ("The visit comes a week after …") its day is that of the story, else the report's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from goodoffices.extract.calendars import moved
from goodoffices.extract.dating import date_clause
from goodoffices.extract.parse import Parse
from goodoffices.extract.story_days import find_story_day
from goodoffices.extract.tree import Token
from goodoffices.record.when import Basis, TimeExpression, When

_COUNTED = re.compile(r"P(?P<count>\d{1,3})(?P<unit>[DW])")
# "About a week after" is no day.
_ROUGHLY = re.compile(r"\b(?:about|around|nearly|almost|some|roughly|than|least)\b", re.IGNORECASE)
_NEAR = 12  # characters: the word before the length
_WAY = {"after": -1, "before": 1}
_COMING = frozenset({"come", "follow", "happen", "occur"})


def find_anchored_day(parse: Parse, head: Token, times: Sequence[TimeExpression]) -> When | None:
    """The day of an act that is told as so many days before or after what its sentence tells."""
    turn = _turn_above(head)
    if turn is None:
        return None
    length = next((time for time in times if 0 <= turn.idx - time.span.end <= 1), None)
    counted = _COUNTED.fullmatch(length.value) if length is not None else None
    clause = _clause_above(turn)
    if length is None or counted is None or clause is None or _is_rough(parse, length):
        return None
    start = _day_of(parse, clause, times)
    if start is None:
        return None
    try:
        day = moved(start, counted["unit"], _WAY[turn.lower_] * int(counted["count"]))
    except (OverflowError, ValueError):  # before the year 1
        return None
    return When(f"{day}", Basis.RELATIVE, length.span)


def _is_rough(parse: Parse, length: TimeExpression) -> bool:
    return _ROUGHLY.search(parse.report.text, max(0, length.span.start - _NEAR), length.span.end) is not None


def _turn_above(head: Token) -> Token | None:
    """The "after" or "before" that opens the clause or phrase of a word."""
    token = head
    while True:
        opening = [child for child in token.children if child.dep_ == "mark" and child.lower_ in _WAY]
        if opening:
            return opening[0]
        if token.head.i == token.i or token.dep_ in ("relcl", "acl", "ccomp"):
            return None
        token = token.head
        if token.lower_ in _WAY:
            return token


def _clause_above(turn: Token) -> Token | None:
    """The verb that "after" belongs to: its own governor, or that of the clause it opens."""
    token = turn.head if turn.dep_ == "mark" else turn
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _day_of(parse: Parse, clause: Token, times: Sequence[TimeExpression]) -> date | None:
    found = date_clause(parse, clause, times)
    if found is not None:
        first, last = found.bounds
        return first if first == last else None
    if clause.lemma_ not in _COMING:
        return None
    story = find_story_day(parse, clause, times)
    return parse.report.published if story is None else story.first
