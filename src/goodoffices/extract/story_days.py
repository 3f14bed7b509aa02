"""A deed that its own sentence does not date → the day of the story that it is told in.

In: a parse, the head verb of a deed in the simple past, and the report's time expressions. Out: a When on the basis of
its context, or None. The rule: news tells what happened on one day, and names that day most. A deed after its naming
happened on it where no other day of that week is named in the report, or where no other date stands between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from goodoffices.extract.dating import edtf_of, overnight
from goodoffices.extract.parse import Parse
from goodoffices.extract.tree import Token
from goodoffices.record.sources import Role
from goodoffices.record.when import Basis, TimeExpression, When

_WEEK = timedelta(days=7)
# A date further back than this belongs to another part of the story.
_SENTENCES = 3
# The day in a dateline is when the story was filed.
_TOLD = frozenset({Role.TITLE, Role.STANDFIRST, Role.HEADING, Role.BODY})
_NO_NARRATIVE = frozenset({"aux", "neg"})
_EARLIER = frozenset({"after", "since", "before", "until", "if"})


def find_story_day(parse: Parse, head: Token, times: Sequence[TimeExpression]) -> When | None:
    """The day that the report is about, where the deed told by `head` is one of that day."""
    if parse.report.published is None or not _is_narrated(head):
        return None
    told = (time for time in times if parse.report.role_at(time.span.start) in _TOLD)
    dated = [(time.span, value) for time in told if (value := _day_of(parse, time)) is not None]
    named = Counter(value for _, value in dated if _is_recent(value, parse.report.published))
    before = [(span, value) for span, value in dated if span.start < head.sent.start_char]
    has_own = any(head.sent.start_char <= span.start < head.sent.end_char for span, _ in dated)
    if has_own or not named or not before:
        return None
    day, _ = named.most_common(1)[0]  # of days named as often, the first
    span, last = before[-1]
    if last == day and parse.sentences_between(span.start, head.sent.start_char) <= _SENTENCES:
        return When(day, Basis.CONTEXT, span)
    if len(named) == 1:
        return next((When(value, Basis.CONTEXT, span) for span, value in reversed(before) if value in named), None)
    return None


def _is_narrated(head: Token) -> bool:
    """Whether a verb tells a deed in the simple past: "fired", "were freed", not "had fired" nor "did not fire"."""
    if head.dep_ in ("relcl", "acl") or any(_tells_otherwise(child) for child in head.children):
        return False
    passive = any(child.dep_ == "auxpass" and child.tag_ == "VBD" for child in head.children)
    return head.tag_ == "VBD" or (head.tag_ == "VBN" and passive)


def _tells_otherwise(child: Token) -> bool:
    return child.dep_ in _NO_NARRATIVE or (child.dep_ == "mark" and child.lower_ in _EARLIER)


def _day_of(parse: Parse, time: TimeExpression) -> str | None:
    """The date of an expression in EDTF; a night is of two days."""
    value = edtf_of(time)
    return overnight(value) if value and time.span.of(parse.report.text).lower() == "overnight" else value


def _is_recent(value: str, published: date) -> bool:
    """Whether it is a day, or a night, of the week up to the report."""
    first, _, last = value.partition("/")
    try:
        if last and date.fromisoformat(last) - date.fromisoformat(first) != timedelta(days=1):
            return False
        return timedelta(0) <= published - date.fromisoformat(first) <= _WEEK
    except ValueError:  # a month, a year or a range
        return False
