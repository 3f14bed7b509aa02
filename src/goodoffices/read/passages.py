"""A page's text → its passages: what each stretch is (title, dateline, body, furniture …), with exact offsets.

Nothing is cut away or changed: passages are in order, do not overlap, and together hold every character that is not
white space. Furniture is decided first (see `furniture`), then the head of the page down to the first paragraph of
the story, then the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from goodoffices.read.datelines import find_dateline
from goodoffices.read.furniture import find_furniture, is_furniture, is_prose
from goodoffices.read.units import Unit, find_units, make_unit, plain
from goodoffices.record.sources import Passage, Role, Span
from goodoffices.vocab.furniture import FurnitureWords, load_furniture

# "Truce holds | Conflict News | Example News": the bars and dashes that outlets put between headline and name.
_TITLE_TAIL = re.compile(r"(?P<head>.{10,}?\S)(?: \| [^|]{3,40})? (?P<mark>\||-|–|—|:) +(?P<name>[A-Z][\w .&'’]{1,39})")
# After a dash stands a name only if it reads like one; "Truce holds — Kremlin" names who says so.
_OUTLET_WORD = re.compile(
    r"\b(?:News|Times|Post|Today|Tribune|Herald|Guardian|Gazette|Journal|Radio|TV|Television|Agency|Press|Daily|Review"
    r"|Monitor|Observer|Independent|Standard|Telegraph|Chronicle|Star|Broadcasting|Magazine|Online)\b"
)
_STANDFIRST_WORDS = 40
# A headline, its copy, and two or three lines of standfirst: no page has more above its story.
_HEADLINES = 5
_HEADING_WORDS = 14
_CAPTION_WORDS = 70
_CREDIT_WORDS = 8
_BYLINE_WORDS = 14
_BYLINE = re.compile(
    r"[*_(\[]{0,2}(?:by|from|(?:words|story|edited|reporting|writing|written) by|author)\b[:/]?(?:\s|$|author)",
    re.IGNORECASE,
)
# "ANNA EXAMPLE and BO SAMPLE", "Anna Example, Special for Example News": names and nothing else.
_NAMES = re.compile(r"(?:[A-ZÀ-Þ][\w'’.\-]*,? (?:and |AND |for |de |van |al-)?){1,7}[A-ZÀ-Þ][\w'’.\-]*$")
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTHS} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_STAMP = re.compile(
    r"(?:(?:published|updated|posted|last updated|last modified|first published|date|issued)\b.{0,60}$)"
    rf"|{_WEEKDAY}{_DATE}(?:,? \d{{4}})?\b.{{0,50}}$"
    # "Example Weekly, 18 April 2025" and the clock of a live page
    rf"|\W?[^.?!]{{3,40}}[|,] {_WEEKDAY}{_DATE},? \d{{4}}\W?$"
    r"|\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?$"
    r"|\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}\b.{0,40}$",
    re.IGNORECASE,
)
# A credit stands after a slash, bar, bracket or dash, or after "via": "[File: A. Name/AFP]", "B. Name | Getty Images".
_CREDIT = re.compile(
    r"(?:[/|\[(—–-]|\bvia |\bphoto by |\bcredit:? )\s*(?P<name>[\w \-.']{2,30})[\])]?\.?$", re.IGNORECASE
)
_TOGGLE = re.compile(r"\b(?:hide|toggle) caption\b", re.IGNORECASE)
_SIGNED = re.compile(r"\b(?:contributed to this (?:report|story|article)|(?:also )?reported from [A-Z])", re.IGNORECASE)
_MARKED_HEADING = re.compile(r"#{1,6} |\*\*[^*]{1,120}\*\*$|-{2,3} .{3,80}:$")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z©“\"])")
# Legal notices in front of a story that came as one paragraph run to six or seven sentences.
_NOTICE_SENTENCES = 8


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    units: tuple[Unit, ...]
    furniture: tuple[bool, ...]
    words: FurnitureWords
    titles: frozenset[str] = frozenset()

    def is_title(self, unit: Unit) -> bool:
        return unit.plain in self.titles


def find_passages(text: str, title: str | None = None) -> tuple[Passage, ...]:
    """Divide a report's text into passages; `title` is the headline where it is known from elsewhere."""
    units = find_units(text)
    page = _Page(text, units, find_furniture(units), load_furniture(), _title_forms(title or ""))
    first = _first_paragraph(page)
    if not any(page.is_title(unit) for unit in page.units[:first]):
        page = replace(page, titles=_title_forms(_top_line(page, first)))
    return tuple(
        passage
        for i, unit in enumerate(page.units)
        for passage in (_head(page, i, first) if i < first else _story(page, unit, page.furniture[i]))
    )


def split_title(title: str) -> tuple[str, str]:
    """The headline and the outlet's name after it ("Truce holds | Example News"); the name is empty where none is."""
    line = _bare(title)
    match = _TITLE_TAIL.fullmatch(line)
    if match and (match["mark"] in "|:" or _OUTLET_WORD.search(match["name"])):
        return match["head"], match["name"]
    return line, ""


def _bare(title: str) -> str:
    return " ".join(title.split()).lstrip("# ").strip("*")


def _title_forms(title: str) -> frozenset[str]:
    """A headline as it may stand again on its page: as given, and without whatever follows its last bar or dash."""
    match = _TITLE_TAIL.fullmatch(_bare(title))
    return frozenset(form for form in (plain(title), plain(match["head"]) if match else "") if form)


def _top_line(page: _Page, first: int) -> str:
    """The first line of the head that could be a headline, empty where there is none."""
    lines = (unit for i, unit in enumerate(page.units[:first]) if not page.furniture[i])
    return next((unit.text for unit in lines if _could_be_title(page, unit)), "")


def _could_be_title(page: _Page, unit: Unit) -> bool:
    return not (_is_caption(page, unit) or _is_byline(unit) or _is_stamp(unit) or find_dateline(unit.text))


def _first_paragraph(page: _Page) -> int:
    """Where the story begins: the first prose that is no furniture, caption, title or standfirst."""
    prose = [i for i, unit in enumerate(page.units) if not page.furniture[i] and _is_paragraph(page, unit)]
    if not prose:
        return len(page.units)
    for here, after in pairwise(prose[: _HEADLINES + 1]):
        if not _is_headline_like(page, here, after):
            return here
    return prose[: _HEADLINES + 1][-1]


def _is_paragraph(page: _Page, unit: Unit) -> bool:
    if find_dateline(unit.text) and len(unit.words) > _HEADING_WORDS:
        return True
    return (
        is_prose(unit)
        and not unit.text.startswith("#")
        and not _is_caption(page, unit)
        and not page.is_title(unit)
        and not _is_byline(unit)
    )


def _is_headline_like(page: _Page, first: int, second: int) -> bool:
    """Whether the first prose is only a long headline or a standfirst: one sentence, set apart from the story."""
    unit = page.units[first]
    if len(unit.words) > _STANDFIRST_WORDS or find_dateline(unit.text):
        return False
    copied = sum(other.plain == unit.plain for other in page.units) > 1
    between = page.units[first + 1 : second]
    set_apart = any(_is_byline(other) or _is_stamp(other) for other in between)
    on_top = first == 0 and (not unit.ends_sentence or unit.text.endswith("?"))
    return copied or on_top or (set_apart and _sentences(unit) == 1)


def _sentences(unit: Unit) -> int:
    return len(_SENTENCE_BREAK.split(unit.text))


def _head(page: _Page, i: int, first: int) -> Iterator[Passage]:
    unit = page.units[i]
    dateline = find_dateline(unit.text) if i == first - 1 else None
    if page.is_title(unit):
        yield Passage(unit.span, Role.TITLE)
    elif page.furniture[i]:
        yield Passage(unit.span, Role.FURNITURE)
    elif _is_names(unit):
        yield Passage(unit.span, Role.BYLINE)
    elif dateline and dateline.length >= len(unit.text) - 1:
        yield Passage(unit.span, Role.DATELINE)
    else:
        label = len(unit.words) <= 3 or unit.text.startswith("#")
        yield from _judge(page, unit, Role.HEADING if label else Role.STANDFIRST)


def _story(page: _Page, unit: Unit, furniture: bool) -> Iterator[Passage]:
    if furniture:
        yield Passage(unit.span, Role.BYLINE if _is_byline(unit) else Role.FURNITURE)
    else:
        yield from _judge(page, unit, Role.HEADING if _is_heading(unit) else Role.BODY)


def _judge(page: _Page, unit: Unit, otherwise: Role) -> Iterator[Passage]:
    if _is_caption(page, unit):
        yield Passage(unit.span, Role.CAPTION if len(unit.words) > 8 else Role.FURNITURE)
    elif _is_byline(unit) or _is_stamp(unit):
        yield Passage(unit.span, Role.BYLINE)
    elif otherwise is Role.BODY:
        yield from _paragraph(page, unit)
    else:
        yield Passage(unit.span, otherwise)


def _paragraph(page: _Page, unit: Unit) -> Iterator[Passage]:
    start = unit.span.start
    notice = _notice_length(page, unit)
    if notice:
        yield Passage(Span(start, start + notice), Role.FURNITURE)
        start = _skip_space(page.text, start + notice)
    dateline = find_dateline(page.text[start : unit.span.end])
    if dateline:
        yield Passage(Span(start, start + dateline.length), Role.DATELINE)
        start = _skip_space(page.text, start + dateline.length)
    if start < unit.span.end:
        yield Passage(Span(start, unit.span.end), Role.BODY)


def _notice_length(page: _Page, unit: Unit) -> int:
    """How many characters of legal notice a page that came as one paragraph has in front of its story."""
    if len(unit.words) <= 50:
        return 0
    raw = unit.span.of(page.text)[:2000]
    ends = [match.start() for match in _SENTENCE_BREAK.finditer(raw)][:_NOTICE_SENTENCES]
    found, before = 0, 0
    for end in ends:
        if is_furniture(make_unit(raw, Span(before, end)), page.words):
            found = end
        before = end
    return found


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _is_heading(unit: Unit) -> bool:
    if _MARKED_HEADING.match(unit.text):
        return True
    # Questions make good headings; a short answer in quotation marks ("No.") is part of the story.
    # "The mediator said in a statement:" leads into what follows.
    leads = unit.text.endswith(":") and len(unit.words) > 2
    closed = leads or (unit.ends_sentence and not unit.text.endswith("?")) or unit.text.endswith((",", ";"))
    return not is_prose(unit) and not closed and len(unit.words) <= _HEADING_WORDS and not unit.text[0].islower()


def _is_names(unit: Unit) -> bool:
    """Whether a line above the story holds names alone; four words, as headlines in title case are longer."""
    lower = unit.text.lower().split()
    few = len(lower) <= 4 or ("and" in lower and not {"the", "of", "on", "in", "to", "between"} & set(lower))
    return few and bool(_NAMES.fullmatch(unit.text))


def _is_byline(unit: Unit) -> bool:
    if len(unit.words) <= 30 and _SIGNED.search(unit.text):
        return True
    return len(unit.words) <= _BYLINE_WORDS and bool(_BYLINE.match(unit.text)) and not is_prose(unit)


def _is_stamp(unit: Unit) -> bool:
    return len(unit.words) <= _BYLINE_WORDS and bool(_STAMP.match(unit.text)) and not unit.text.endswith(".")


def _is_caption(page: _Page, unit: Unit) -> bool:
    # "Truce agreed by both sides after talks in Geneva | Reuters" is a headline, "Name | Agency | Reuters" a credit.
    if len(unit.words) > _CAPTION_WORDS or (" | " in unit.text and len(unit.words) > _CREDIT_WORDS):
        return False
    line = unit.plain
    if line.startswith(page.words.captions) or _TOGGLE.search(line):
        return True
    credit = _CREDIT.search(line)
    return credit is not None and credit["name"].strip() in page.words.credits
