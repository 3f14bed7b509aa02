"""Text → units: the paragraphs, headings and single lines of a page, with their exact characters.

A blank line always ends a unit, a single line break only where the text is not hard-wrapped. A text is taken for
hard-wrapped when its lines break where the next word would not have fitted any more; pages whose links were pulled
onto lines of their own ("Both sides accused each other of / breaking the truce") are put together again by grammar:
a line that begins in lower case goes on with the sentence before it, and a line cannot end in "of" or "the".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.record.sources import Span
from goodoffices.vocab.furniture import load_furniture

# Everything that Unicode (UAX 14) lets end a line; a form feed ends a page of a PDF.
_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_LIST_ITEM = re.compile(r"(?:[-*•·▪►–—] |\d{1,2}[.)] |#{1,6} )")
_SENTENCE_END = re.compile(r"[.!?](?:…?[\s\"'”’»)\]]+)?$")
# Enough for a full stop and the quotation marks and brackets that can follow it.
_TAIL = 8
_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[.!?…,][\"”»]$")
# Words that cannot be the last of a sentence, so that a line ending in one goes on below.
_OPEN_WORDS = frozenset(
    "a an and as at between by during for from in into its of on or over that the their to under which who with".split()
)
# Narrower columns are lists and menus, wider ones are paragraphs: mail wraps at 72, typescripts and PDFs below 110.
_NARROWEST, _WIDEST = 40, 110
# Four of five breaks must be forced ones; footnotes and short lines of verse stay below that.
_WRAPPED_SHARE = 0.8
# A label of a menu ("about us") is shorter than what a sentence has by the time a link interrupts it.
_SENTENCE_WORDS = 5


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_EDGES = " \t.:…>»→›|*_#"


def plain(text: str) -> str:
    """Text as the vocabulary of pages has it: lower case, straight quotes, nothing at the ends."""
    return text.translate(_PLAIN).lower().strip(_EDGES)


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the page that belongs together; `words` are its words, `text` has them with single spaces.

    `plain` is the text as the vocabulary of pages has it.
    """

    span: Span
    text: str
    words: tuple[str, ...]
    plain: str

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does, closing quotation marks allowed; "…" is where a teaser was cut."""
        return bool(_SENTENCE_END.search(self.text[-_TAIL:]))


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    after_blank: bool


def find_units(text: str) -> tuple[Unit, ...]:
    """Divide a page; every character that is not white space is in exactly one unit, in order."""
    lines = tuple(_lines(text))
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(make_unit(text, Span(group[0].span.start, group[-1].span.end)) for group in groups)


def make_unit(text: str, span: Span) -> Unit:
    """The unit at a span of a text."""
    words = tuple(span.of(text).split())
    line = " ".join(words)
    return Unit(span, line, words, plain(line))


def _lines(text: str) -> Iterator[_Line]:
    before = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if not body:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        gap = text[before:start]
        yield _Line(Span(start, start + len(body)), body, max(gap.count("\n"), gap.count("\r")) > 1)
        before = start + len(body)


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The column at which a text is wrapped, 0 when it is not."""
    pairs = [(line, after) for line, after in pairwise(lines) if not after.after_blank]
    # Lines that close a sentence may be the last of a paragraph and say nothing about the column.
    pairs = [(line, after) for line, after in pairs if not _END.search(line.text[-_TAIL:])]
    if len(pairs) < 3:
        return 0
    widths = sorted(len(line.text) for line, _ in pairs)
    width = widths[int(len(widths) * 0.95)]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    forced = sum(_is_forced(line, after, width) for line, after in pairs)
    return width if forced >= _WRAPPED_SHARE * len(pairs) else 0


def _is_forced(line: _Line, after: _Line, width: int) -> bool:
    # Two characters of grace: some programs count the space at the end, some do not.
    return len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) >= width - 2


def _continues(group: Sequence[_Line], line: _Line, width: int) -> bool:
    last = group[-1]
    if _LIST_ITEM.match(line.text) or plain(line.text) in load_furniture().lines:
        return False
    if line.text[0].islower() and not _END.search(last.text[-_TAIL:]):
        long = _word_count(group) >= _SENTENCE_WORDS or _word_count([line]) > _SENTENCE_WORDS
        return long or last.text.endswith(",")
    if line.after_blank:
        return False
    if width and (
        _is_forced(last, line, width) or (len(last.text) > width / 2 and not _END.search(last.text[-_TAIL:]))
    ):
        return True
    return last.text.split()[-1].lower() in _OPEN_WORDS and _word_count(group) >= _SENTENCE_WORDS


def _word_count(group: Sequence[_Line]) -> int:
    return sum(line.text.count(" ") + 1 for line in group)
