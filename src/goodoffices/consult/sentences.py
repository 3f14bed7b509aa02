"""Report → numbered sentences, and parts that fit a model's window.

Only the story is numbered: a model is not asked about page furniture. Numbers run through the whole report, so that a
part in the middle names the same sentences as the whole. The splitter is a few patterns on purpose: it needs no parser,
and a sentence is only the place where a quote must stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.record.sources import Report, Role, Span

_STORY = frozenset({Role.TITLE, Role.STANDFIRST, Role.HEADING, Role.BODY, Role.CAPTION, Role.DATELINE})

# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st gen lt col maj capt sgt adm brig sen rep gov pres amb hon rev vs no art etc inc ltd co corp fig
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun approx est al ft
    u.s u.s.a u.k u.n e.u d.c a.m p.m i.e e.g
    """.split()
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\sa-z])")
_LAST_WORD = re.compile(r"([\w.]+)$")

# Overlap of neighbouring parts: enough for "he" and "the plan" to find what they stand for.
_OVERLAP = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A numbered sentence; `number` counts from 1 through the whole report."""

    number: int
    span: Span
    role: Role


def number_sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of the story, numbered in order; the whole text where a report has no passages."""
    spans = ((span, passage.role) for passage in report.with_role(_STORY) for span in _split(report.text, passage.span))
    if not report.passages:
        spans = ((span, Role.BODY) for span in _split(report.text, Span(0, len(report.text))))
    return tuple(Sentence(number, span, role) for number, (span, role) in enumerate(spans, start=1))


def split_parts(report: Report, sentences: tuple[Sentence, ...], max_words: int) -> tuple[tuple[Sentence, ...], ...]:
    """Runs of sentences of at most `max_words` words each (or one sentence), each sharing three with the one before."""
    parts: list[tuple[Sentence, ...]] = []
    part: list[Sentence] = []
    fresh = 0
    for sentence in sentences:
        if fresh and _words(report, (*part, sentence)) > max_words:
            parts.append(tuple(part))
            part, fresh = part[-_OVERLAP:] if len(part) > _OVERLAP else [], 0
        part.append(sentence)
        fresh += 1
    return (*parts, tuple(part)) if part else tuple(parts)


def _words(report: Report, sentences: tuple[Sentence, ...]) -> int:
    return sum(len(sentence.span.of(report.text).split()) for sentence in sentences)


def _split(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        if not _is_abbreviation(text, start, match):
            yield from _trim(text, start, match.end())
            start = match.end()
    yield from _trim(text, start, span.end)


def _is_abbreviation(text: str, start: int, match: re.Match[str]) -> bool:
    if not match.group().startswith(".") or len(match.group()) > 1:
        return False
    word = _LAST_WORD.search(text, start, match.start())
    return word is not None and (word.group().lower() in _ABBREVIATIONS or len(word.group()) == 1)


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if piece.strip():
        lead = len(piece) - len(piece.lstrip())
        yield Span(start + lead, start + len(piece.rstrip()))
