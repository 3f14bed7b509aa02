"""The head word of an act → when the act happened or is to happen, from the time expressions of its report.

In: a parse, the head word (a verb or an event noun), and the report's time expressions. Out: a When, or None where the
text gives no clue. The rule: an act takes the date of its own modifiers; else the date of the verb it is an argument of,
or is joined to; else the date its sentence opens with. The date of a saying is not the date of what is said, and neither
is the day of publication; a duration is not a date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from goodoffices.extract.calendars import bounds_of
from goodoffices.extract.parse import Parse
from goodoffices.record.sources import Span
from goodoffices.record.when import Basis, TimeExpression, TimeType, When

_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis", "root", "conj"})


def date_clause(parse: Parse, head: Token, times: Sequence[TimeExpression], *, saying: bool = False) -> When | None:
    """The date of the act whose head word is `head`; `saying` where the act is itself what a reporting verb reports."""
    dated = _dated_in(parse, head, times)
    for owner in _owners(head, saying):
        own = [time for time, clause in dated if clause.i == owner.i]
        if own:
            return _as_when(parse, own)
    return None


def _dated_in(parse: Parse, head: Token, times: Sequence[TimeExpression]) -> list[tuple[TimeExpression, Token]]:
    sentence = head.sent
    return [
        (time, _clause_of(parse.doc[_index(parse, time)]))
        for time in times
        if sentence.start_char <= time.span.start < sentence.end_char and edtf_of(time) is not None
    ]


def _index(parse: Parse, time: TimeExpression) -> int:
    found = parse.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    return int(found.root.i) if found is not None else 0


def _clause_of(token: Token) -> Token:
    while token.head.i != token.i:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return token
        token = token.head
    return token


def _owners(head: Token, saying: bool) -> Iterator[Token]:
    token = head
    while True:
        yield token
        above = token.head
        if above.i == token.i:
            return
        if token.dep_ == "ccomp" and not saying or token.dep_ in ("relcl", "acl"):
            return
        token = above


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
    return f"{covered[0]}/{covered[1]}"


def _as_when(parse: Parse, own: list[TimeExpression]) -> When:
    return When(edtf_of(own[0]) or "", Basis.EXPLICIT, own[0].span)
