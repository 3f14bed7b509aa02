"""Report text → quotations: what stands between quotation marks of any style, paragraph by paragraph.

In: the text and the spans of its paragraphs. Out: `Quotation`s in order, outermost only, marks included. A pair is
decided by the marks and their neighbours alone (an opening mark stands before a word and not after one; a closing
mark the other way round), never by the parse. Three rules decide what pairs cannot:

- a quotation still open at the end of a paragraph goes on where the next paragraph opens with the same mark (the
  printers' convention for long speeches) and is joined to it by `continues`;
- one that is never closed ends with its sentence, or with its paragraph where it began a speech;
- an apostrophe is no mark: inside a word, after a plural's s while nothing is open, or before digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goodoffices.record.sources import Report, Role, Span

# What closes a mark; double marks may be closed by their straight or doubled forms when outlets mix them.
_CLOSERS = {"“": '”"″', '"': '"”', "„": "“”", "«": "»", "‘": "’'", "'": "'’", "`": "'’"}
_SILENT = frozenset({Role.FURNITURE, Role.BYLINE})
_DOUBLE = frozenset('“"„«')
_MARKS = re.compile(r"``|''|[“”„\"«»‘’'`″]")
_SENTENCE_END = re.compile(r"[.!?…][)\]]?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks; `inner` is without them; `continues` says the paragraph before left it open."""

    span: Span
    inner: Span
    continues: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    sign: str


def find_quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Quotation, ...]:
    """Every outermost quotation of the paragraphs, in order."""
    found: list[Quotation] = []
    carried: str | None = None
    for paragraph in paragraphs:
        here = list(_pair_marks(text, paragraph, carried))
        found += [quotation for quotation, _ in here]
        carried = here[-1][1] if here and not here[-1][0].closed else None
    return tuple(found)


def _pair_marks(text: str, paragraph: Span, carried: str | None) -> Iterator[tuple[Quotation, str]]:
    """Pairs of one paragraph with their opening sign; `carried` is the sign that the paragraph before left open."""
    marks = list(_marks(text, paragraph))
    at = 0
    while at < len(marks):
        mark = marks[at]
        if not _opens(text, mark, paragraph):
            at += 1
            continue
        closing = _closing(text, marks[at + 1 :], mark, paragraph)
        if closing is None and mark.sign not in _DOUBLE:
            at += 1  # a lone single mark is an apostrophe
            continue
        continues = carried is not None and mark.sign == carried and not text[paragraph.start : mark.start].strip()
        quotation = _quotation(text, mark, closing, paragraph)
        yield Quotation(quotation.span, quotation.inner, continues, quotation.closed), mark.sign
        at = next((i for i, later in enumerate(marks) if later.start >= quotation.span.end), len(marks))


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _MARKS.finditer(text, paragraph.start, paragraph.end):
        sign = match.group()
        yield _Mark(match.start(), match.end(), '"' if len(sign) == 2 else sign)


def _opens(text: str, mark: _Mark, paragraph: Span) -> bool:
    if mark.sign not in _CLOSERS:
        return False
    before = text[mark.start - 1] if mark.start > paragraph.start else " "
    after = text[mark.end] if mark.end < paragraph.end else " "
    if mark.sign == "«":
        return True  # French puts a space inside its marks
    if after.isspace() or before.isalnum():
        return False
    if mark.sign in "'‘`":
        return after.isalnum() and not after.isdigit() and (before.isspace() or before in '([—–-"“:')
    return True


def _closing(text: str, later: list[_Mark], opening: _Mark, paragraph: Span) -> _Mark | None:
    candidates = [mark for mark in later if mark.sign in _CLOSERS[opening.sign] and _closes(text, mark, paragraph)]
    if opening.sign in _DOUBLE or len(candidates) < 2:
        return candidates[0] if candidates else None
    # Of single marks the first that follows punctuation or precedes it: "the workers' rights" lies inside otherwise.
    firm = (mark for mark in candidates if not _maybe_plural(text, mark, paragraph))
    return next(firm, candidates[0])


def _closes(text: str, mark: _Mark, paragraph: Span) -> bool:
    before = text[mark.start - 1]
    after = text[mark.end] if mark.end < paragraph.end else " "
    return mark.sign == "»" or (not before.isspace() and not after.isalnum())


def _maybe_plural(text: str, mark: _Mark, paragraph: Span) -> bool:
    rest = text[mark.end : min(mark.end + 2, paragraph.end)]
    return text[mark.start - 1] == "s" and len(rest) == 2 and rest[0] == " " and rest[1].islower()


def _quotation(text: str, opening: _Mark, closing: _Mark | None, paragraph: Span) -> Quotation:
    if closing is not None:
        return Quotation(Span(opening.start, closing.end), Span(opening.end, closing.start))
    before = text[paragraph.start : opening.start].rstrip()
    leads = not before or before[-1] in ":,"  # a speech begins here; elsewhere a few words are quoted
    sentence = None if leads else _SENTENCE_END.search(text, opening.end, paragraph.end)
    end = sentence.end() if sentence else opening.end + len(text[opening.end : paragraph.end].rstrip())
    return Quotation(Span(opening.start, end), Span(opening.end, end), closed=False)


def quotations_of(report: Report) -> tuple[Quotation, ...]:
    """The quotations in the story of a report."""
    return find_quotations(report.text, spoken_paragraphs(report))


def spoken_paragraphs(report: Report) -> tuple[Span, ...]:
    """The paragraphs of a report in which somebody may be quoted."""
    return paragraphs_of(report.text, (passage.span for passage in report.passages if passage.role not in _SILENT))


def paragraphs_of(text: str, passages: Iterable[Span]) -> tuple[Span, ...]:
    """The passages as given, or the text's lines where it has none."""
    given = tuple(passages)
    return given or tuple(Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text))
