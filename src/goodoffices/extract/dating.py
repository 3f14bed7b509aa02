"""The head word of an act → when the act happened or is to happen, from the time expressions of its report.

In: a parse, the head word (a verb or an event noun), and the report's time expressions. Out: a When, or None where the
text gives no clue. The rule: an act takes the date of its own modifiers; else of what completes it; else of the verb it
is an argument of or joined to. The date of a saying is not the date of what is said, and neither is the day of
publication; a duration is not a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from goodoffices.extract.calendars import bounds_of, unit_of
from goodoffices.extract.parse import Parse
from goodoffices.record.sources import Span
from goodoffices.record.when import Basis, TimeExpression, TimeType, When

# A bound that an act lies outside of is not its date ("before Friday", "until 2014", "ahead of Monday").
_OUTSIDE = re.compile(
    r"\b(?:until|till|before|ahead of|prior to|after|following|past|than|unlike)\s+(?:at least\s+)?$", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:since(?:\s+(?:the\s+)?(?:start|beginning|outbreak|launch|onset)\s+of\s[^,.;]{1,40}?)?"
    r"|starting|beginning|effective|as of)\s+(?:on\s+|in\s+)?$|(?:^|[.,]\s*)from\s+$",
    re.IGNORECASE,
)
# "The worst since 2014" is not of 2014.
_COMPARED = re.compile(r"\b(?:first|most|worst|best|only|\w+est)\b[^.;]*\bsince\b[^.;]*$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:[-–—,]|to|until|till|and|through|into)\s*(?:on\s+|in\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A time expression that is a date: the token it hangs on, the clause that holds it, and how deep in it."""

    time: TimeExpression
    clause: int
    depth: int
    is_outside: bool


def date_clause(parse: Parse, head: Token, times: Sequence[TimeExpression], *, saying: bool = False) -> When | None:
    """The date of the act whose head word is `head`; `saying` where the act is itself what a reporting verb reports."""
    dated = _dated_in(parse, head, times)
    for owner in _owners(head, saying):
        own = [one for one in dated if one.clause == owner.i and not one.is_outside]
        if own:
            return _as_when(parse, own)
    return None


def _dated_in(parse: Parse, head: Token, times: Sequence[TimeExpression]) -> list[_Dated]:
    first, last = head.sent.start_char, head.sent.end_char
    inside = (time for time in times if first <= time.span.start < last)
    return [_hang(parse, time) for time in inside if edtf_of(time) is not None]


def _hang(parse: Parse, time: TimeExpression) -> _Dated:
    found = parse.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    token, depth = found.root, 0
    while not _is_clause(token) and token.head.i != token.i:
        token, depth = token.head, depth + 1
    before = parse.report.text[max(token.sent.start_char, time.span.start - 120) : time.span.start]
    return _Dated(time, token.i, depth, bool(_OUTSIDE.search(before) or _COMPARED.search(before)))


def _is_clause(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def _owners(head: Token, saying: bool) -> Iterator[Token]:
    """Whose date is the act's, nearest first: the head, what completes it, what it is an argument of or joined to."""
    yield from _own_words(head, saying)
    token = head
    while not _stands_alone(token, saying):
        token = token.head
        yield token
        yield from (child for child in token.children if child.dep_ == "xcomp")


def _stands_alone(token: Token, saying: bool) -> bool:
    """Whether the date of the clause above says nothing of this one."""
    if token.head.i == token.i or token.dep_ in ("relcl", "acl"):
        return True
    if token.dep_ == "pcomp" and token.head.lower_ in _OTHER_TIME:
        return True
    if token.dep_ == "advcl":
        return any(child.dep_ == "mark" or child.lower_ in _OTHER_TIME for child in token.children)
    return token.dep_ == "ccomp" and not saying


# A clause that one of these opens happens at a time of its own.
_OTHER_TIME = frozenset(
    {
        "after",
        "before",
        "since",
        "until",
        "when",
        "once",
        "if",
        "because",
        "although",
        "though",
        "while",
        "following",
        "ahead",
        "despite",
    }
)


def _own_words(head: Token, saying: bool) -> Iterator[Token]:
    yield head
    nearer = {"xcomp", "acomp", "oprd"}
    if head.pos_ in ("NOUN", "PROPN"):
        nearer |= {"acl", "relcl"}
    if head.pos_ in ("ADP", "SCONJ"):
        nearer |= {"pobj", "pcomp"}
    if saying:
        nearer |= {"advcl"}
    for child in head.children:
        if child.dep_ in nearer and not (child.dep_ == "advcl" and _stands_alone(child, saying)):
            yield from _own_words(child, saying=False)


def edtf_of(time: TimeExpression) -> str | None:
    """A date or time as an EDTF string; None for durations, sets, and what no calendar holds."""
    if time.type not in (TimeType.DATE, TimeType.TIME):
        return None
    value = time.value.removeprefix("FY").partition("T")[0]
    covered = bounds_of(value)
    if covered is None or len(value) < 4:
        return None
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value):
        return value
    if unit_of(value) in ("S", "Q", "H"):
        return f"{covered[0]:%Y-%m}/{covered[1]:%Y-%m}"
    return f"{covered[0]}/{covered[1]}"


def _as_when(parse: Parse, own: list[_Dated]) -> When:
    text = parse.report.text
    one = min(own, key=lambda dated: (dated.depth, dated.time.span))
    position = own.index(one)
    edtf = edtf_of(one.time) or ""
    before = text[max(0, one.time.span.start - 70) : one.time.span.start]
    last = one
    for later in own[position + 1 :]:
        if _RANGE.fullmatch(text, last.time.span.end, later.time.span.start):
            last = later
    if last is not one:
        edtf = _joined(edtf, edtf_of(last.time) or "")
        return When(edtf, _basis_of(one.time, text), Span(one.time.span.start, last.time.span.end))
    if _SINCE.search(before):
        edtf = f"{edtf.partition('/')[0]}/.."
    elif one.time.span.of(text).lower() == "overnight":
        edtf = _overnight(edtf)
    return When(edtf, _basis_of(one.time, text), one.time.span)


def _joined(first: str, last: str) -> str:
    start, end = first.partition("/")[0], last.rpartition("/")[2]
    return f"{start}/{end}" if start < end else first


def _overnight(day: str) -> str:
    return f"{date.fromisoformat(day) - timedelta(days=1)}/{day}"


def _basis_of(time: TimeExpression, text: str) -> Basis:
    words = time.span.of(text)
    if re.search(r"\d", words):
        return Basis.EXPLICIT if not re.search(r"ago|later|earlier", words) else Basis.RELATIVE
    if re.search(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", words, re.IGNORECASE):
        return Basis.WEEKDAY
    return (
        Basis.EXPLICIT if words[:1].isupper() and " " not in words and words.lower() not in _DEICTIC else Basis.RELATIVE
    )


_DEICTIC = frozenset({"today", "yesterday", "tomorrow", "tonight", "overnight"})
