"""The head word of an act → when the act happened or is to happen, from the time expressions of its report.

In: a parse, the head word (a verb or an event noun), and the report's time expressions. Out: a When, or None where the
text gives no clue. The rule: an act takes the date of its own modifiers; else of what completes it; else of the verb it
is an argument of or joined to. The date of a saying is not the date of what is said, and neither is the day of
publication; a duration is not a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from goodoffices.extract.calendars import bounds_of, moved, unit_of
from goodoffices.extract.parse import Parse
from goodoffices.extract.tree import Token
from goodoffices.record.sources import Role, Span
from goodoffices.record.when import Basis, TimeExpression, TimeType, When
from goodoffices.vocab.speech import Stance, speech_vocab

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
    """A date, or a range of two: its clause, how deep in it it hangs, and the word that sets it outside ("before")."""

    first: TimeExpression
    last: TimeExpression
    token: Token
    clause: int
    depth: int
    barrier: int | None


def date_clause(parse: Parse, head: Token, times: Sequence[TimeExpression], *, saying: bool = False) -> When | None:
    """The date of the act whose head word is `head`; `saying` where the act is itself what a reporting verb reports."""
    above = {head.i, *(token.i for token in head.ancestors)}
    dated = [one for one in _dated_in(parse, head, times) if one.barrier is None or one.barrier in above]
    own = [one for one in dated if one.token.head.i == head.i and one.token.dep_ == "poss"]
    if own:
        return _as_when(parse, head, own[0])  # "Thursday's explosion", whatever else the sentence dates
    for owner in _owners(head, saying):
        own = [one for one in dated if one.clause == owner.i and _is_in_reach(head, owner, one)]
        if own:
            return _as_when(parse, head, min(own, key=lambda one: (one.depth, one.first.span)))
    return None


def date_since(parse: Parse, head: Token, times: Sequence[TimeExpression]) -> When | None:
    """ "Since the truce expired on Friday they have fired rockets": from that day on; None where no such clause is."""
    clauses = (child for child in head.children if child.dep_ == "advcl")
    since = [clause for clause in clauses if any(mark.lower_ == "since" for mark in clause.children)]
    lasts = any(child.dep_ in ("aux", "auxpass") and child.lemma_ == "have" for child in head.children)
    found = date_clause(parse, since[0], times) if lasts and since else None
    return None if found is None else replace(found, edtf=f"{found.edtf.partition('/')[0]}/..")


def up_to_report(parse: Parse, when: When | None) -> When | None:
    """What has gone on since a day is told up to the day of the report; years stay open."""
    day = parse.report.published
    if when is None or day is None or not when.edtf.endswith("/.."):
        return when
    start = when.edtf.removesuffix("/..")
    end = f"{day}"[: len(start)]
    return replace(when, edtf=f"{start}/{end}") if len(start) > len("2025") and start < end else when


def told_by(head: Token) -> Token:
    """What a verb of saying or planning tells ("they attacked on Monday, the army said"), else the word itself."""
    told = [child for child in head.children if child.dep_ == "ccomp"] if _speaks(head) else []
    told += [child for child in head.children if _is_content(child)]
    return told[0] if len(told) == 1 else head


def _is_in_reach(head: Token, owner: Token, one: _Dated) -> bool:
    """A noun takes the date of a verb above it only where that date follows it closely ("held talks on Monday")."""
    if head.pos_ not in ("NOUN", "PROPN") or head.i in (owner.i, one.token.i) or head.is_ancestor(one.token):
        return True
    return 0 <= one.first.span.start - head.end <= _NEAR


_NEAR = 80  # characters: a place and a name or two; further on, the date belongs to something else


def _dated_in(parse: Parse, head: Token, times: Sequence[TimeExpression]) -> list[_Dated]:
    start, end = head.sent.start_char, head.sent.end_char
    here = [_up_to_now(parse, time) or time for time in times if start <= time.span.start < end]
    dates = [time for time in here if edtf_of(time) is not None and not _is_filing(parse, time)]
    dates = [time for time in dates if not _is_adrift(parse, time)]
    return [_hang(parse, first, last) for first, last in _ranges(parse.report.text, dates)]


def _is_filing(parse: Parse, time: TimeExpression) -> bool:
    """The day in a dateline is when the story was filed, though the parser hangs it on the first clause."""
    return parse.report.role_at(time.span.start) in (Role.DATELINE, Role.BYLINE)


def _is_adrift(parse: Parse, time: TimeExpression) -> bool:
    """ "Two months later" that would lie after the report: it is counted from a day that the report does not name."""
    day, covered = parse.report.published, bounds_of(time.value.partition("T")[0])
    if day is None or covered is None or not _LATER.search(time.span.of(parse.report.text)):
        return False
    return covered[0] > day


_LATER = re.compile(r"(?:month|week|day|year|hour|decade)s? (?:later|afterwards?)$", re.IGNORECASE)


def _up_to_now(parse: Parse, time: TimeExpression) -> TimeExpression | None:
    """ "Over the past three days": the days before the report, as a date; None for years, and for what is no count."""
    counted, text, day = _COUNTED.fullmatch(time.value), parse.report.text, parse.report.published
    if day is None or counted is None or not _PAST.search(time.span.of(text)):
        return None
    if not _OVER.search(text[max(0, time.span.start - 15) : time.span.start]):
        return None
    count = int(counted["count"] or ceil(int(counted["hours"]) / 24))
    try:
        first = moved(day, counted["unit"] or "D", -count)
    except (OverflowError, ValueError):  # a report of the year 1
        return None
    return replace(time, type=TimeType.DATE, value=f"{first}/{day}")


# Minutes ("PT30M") are no months, and over years anything happens.
_COUNTED = re.compile(r"P(?P<count>\d{1,3})(?P<unit>[DWM])|PT(?P<hours>\d{1,3})H")
_PAST = re.compile(r"\b(?:past|last)\b", re.IGNORECASE)
_OVER = re.compile(r"\b(?:over|in|during|within|throughout|for)\s+$", re.IGNORECASE)


def _ranges(text: str, dates: list[TimeExpression]) -> list[tuple[TimeExpression, TimeExpression]]:
    """Dates that follow each other with nothing but "to", "and" or a dash between them are one."""
    ranges: list[tuple[TimeExpression, TimeExpression]] = []
    for time in dates:
        if ranges and _RANGE.fullmatch(text, ranges[-1][1].span.end, time.span.start):
            ranges[-1] = (ranges[-1][0], time)
        else:
            ranges.append((time, time))
    return ranges


def _hang(parse: Parse, first: TimeExpression, last: TimeExpression) -> _Dated:
    found = parse.doc.char_span(first.span.start, last.span.end, alignment_mode="expand")
    token, depth, barrier = (found.root if found is not None else parse.doc[0]), 0, None
    if _is_of_the_noun(token, last) and first.span.of(parse.report.text)[-1].isdigit():
        return _Dated(first, last, token, token.head.i, 1, None)  # "the 1953 armistice": of the noun alone
    root = token
    while not _is_clause(token) and token.head.i != token.i:
        token, depth = token.head, depth + 1
        barrier = token.i if token.lower_ in _BARRIERS else barrier
    before = parse.report.text[token.sent.start_char : first.span.start]
    if _OUTSIDE.search(before):
        barrier = -1
    elif _COMPARED.search(before):
        barrier = token.i if any(child.lower_ == "since" for child in token.children) else -1
    return _Dated(first, last, root, token.i, depth, barrier)


def _is_of_the_noun(token: Token, last: TimeExpression) -> bool:
    noun = token.head
    return token.dep_ in _PREMODIFIERS and noun.pos_ in ("NOUN", "PROPN") and noun.idx >= last.span.end


_PREMODIFIERS = frozenset({"compound", "nummod", "amod", "nmod", "quantmod"})
_BARRIERS = frozenset({"before", "after", "until", "till", "following", "despite", "than", "unlike"})


def _is_clause(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def _owners(head: Token, saying: bool) -> Iterator[Token]:
    """Whose date is the act's, nearest first: the head, what completes it, what it is an argument of or joined to."""
    yield from _own_words(head, saying)
    token = head
    while not _stands_alone(token, saying):
        token = token.head
        yield token
        yield from (child for child in token.children if child.dep_ == "xcomp" or (saying and _is_setting(child)))


def _speaks(verb: Token) -> bool:
    return "quote" in speech_vocab().verbs.get(verb.lemma_.lower(), {})


def _is_setting(verb: Token) -> bool:
    """ "Speaking on Friday, the envoy said …": when and where it was said."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_.lower() in _TALKING


_TALKING = frozenset({"speak", "talk", "write", "address", "testify", "appear"})


def _stands_alone(token: Token, saying: bool) -> bool:
    """Whether the date of the clause above says nothing of this one."""
    if token.head.i == token.i:
        return True
    if saying and token.tag_ == "VBG" and token.dep_ in ("acl", "advcl") and _speaks(token):
        return False
    if _is_then(token):
        return False
    if token.dep_ in ("relcl", "acl"):
        return True
    if not saying and _is_content(token):
        return True
    if token.dep_ == "pcomp" and token.head.lower_ in _OTHER_TIME:
        return True
    if token.dep_ == "advcl":
        return any(child.dep_ == "mark" or child.lower_ in _OTHER_TIME for child in token.children)
    return token.dep_ == "ccomp" and not saying


def _is_content(token: Token) -> bool:
    """What is planned ("agreed to meet") or blamed ("accused of shelling"): not done on the day that is said."""
    if token.dep_ == "xcomp":
        ahead = any(child.lower_ == "to" for child in token.children)
        return ahead and speech_vocab().verbs.get(token.head.lemma_.lower(), {}).get("infinitive") in _AHEAD
    return (
        token.dep_ == "pcomp" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in speech_vocab().verbs
    )


_AHEAD = frozenset({Stance.PLAN, Stance.ATTITUDE, Stance.DEMAND})


def _is_then(token: Token) -> bool:
    """ "On 16 May, when both agreed to swap prisoners": what happened at the time that the clause above tells."""
    opened = any(child.lower_ == "when" for child in token.children)
    return opened and token.dep_ in ("relcl", "advcl") and token.tag_ in ("VBD", "VBN")


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
    if "/" in time.value:  # the days up to the report
        return time.value
    value = time.value.removeprefix("FY").partition("T")[0]
    covered = bounds_of(value)
    if covered is None or len(value) < 4:
        return None
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value):
        return value
    if unit_of(value) in ("S", "Q", "H"):
        return f"{covered[0]:%Y-%m}/{covered[1]:%Y-%m}"
    return f"{covered[0]}/{covered[1]}"


def _as_when(parse: Parse, head: Token, one: _Dated) -> When:
    text, edtf = parse.report.text, edtf_of(one.first) or ""
    span = Span(one.first.span.start, one.last.span.end)
    if one.last is not one.first:
        edtf = _joined(edtf, edtf_of(one.last) or "")
    elif not one.token.is_ancestor(head) and _SINCE.search(_before(parse, one)):
        edtf = f"{edtf.partition('/')[0]}/.."
    elif span.of(text).lower() == "overnight":
        edtf = overnight(edtf)
    return When(edtf, _basis_of(one.first, text), span)


def _before(parse: Parse, one: _Dated) -> str:
    """The words of the sentence before a date."""
    return parse.report.text[one.token.sent.start_char : one.first.span.start]


def _joined(first: str, last: str) -> str:
    start, end = first.partition("/")[0], last.rpartition("/")[2]
    return f"{start}/{end}" if start < end else first


def overnight(day: str) -> str:
    """The night that ends on a day, as EDTF."""
    return f"{date.fromisoformat(day) - timedelta(days=1)}/{day}"


def _basis_of(time: TimeExpression, text: str) -> Basis:
    words = time.span.of(text)
    if "/" in time.value:
        return Basis.RELATIVE
    if re.search(r"\d", words):
        return Basis.EXPLICIT if not re.search(r"ago|later|earlier", words) else Basis.RELATIVE
    if re.search(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", words, re.IGNORECASE):
        return Basis.WEEKDAY
    return (
        Basis.EXPLICIT if words[:1].isupper() and " " not in words and words.lower() not in _DEICTIC else Basis.RELATIVE
    )


_DEICTIC = frozenset({"today", "yesterday", "tomorrow", "tonight", "overnight"})
