"""Which units of a page are furniture, going by the words of `furniture.yaml` and by the shape of menus and boxes.

In: the units of a page. Out: for each, whether it is furniture. Cue words count only in lines too short to be a
paragraph of the story; menus are runs of labels; a box of related headlines runs from its label to the next sentence
that is no copy of another line; below the last paragraph there is nothing but furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from goodoffices.read.units import Unit
from goodoffices.vocab.furniture import FurnitureWords, load_furniture

# A subscription call may run to two sentences, a paragraph of news seldom stays under fifty words with one in it.
_CUE_WORDS = 50
# Labels of menus have one to five words ("Asia & Pacific", "Get author RSS feed"); a headline has more.
_LABEL_WORDS = 5
# Cross-headings never come six in a row, menus always do.
_MENU_RUN = 6
# Link headlines in capitals ("TALKS RESUME AFTER …") are long, cross-headings in capitals are short.
_CAPITAL_WORDS = 5
_PROSE_WORDS = 8
_ADDRESS = re.compile(r"(?:\[\]\()?<?(?:https?://|www\.)\S+>?\)?$")
_RULE = re.compile(r"[\W_]+$")
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: ?(?:/|of) ?\d{1,3})?$")
# What stands three times on a page is its frame; a headline stands twice, above the page and above the story.
_COPIES = 3
# Front matter has a handful of keys; thirty lines below a first line of dashes are something else.
_FRONT_MATTER = 30


def find_furniture(units: Sequence[Unit]) -> tuple[bool, ...]:
    """Say for every unit of a page whether it is furniture."""
    words = load_furniture()
    marks = [is_furniture(unit, words) for unit in units]
    copies = Counter(unit.plain for unit in units)
    _mark_front_matter(units, marks)
    _mark_frame(units, marks, copies)
    _mark_menus(units, marks)
    _mark_boxes(units, marks, copies)
    _mark_links(units, marks)
    _mark_tail(units, marks, words)
    return tuple(marks)


def is_prose(unit: Unit) -> bool:
    """Whether a unit reads as a sentence or more, and not as a label or headline."""
    return len(unit.words) >= 25 or (unit.ends_sentence and len(unit.words) >= _PROSE_WORDS)


def is_furniture(unit: Unit, words: FurnitureWords) -> bool:
    """Whether the words of a unit alone give it away."""
    if len(unit.words) > _CUE_WORDS:
        return False
    line = unit.plain
    return (
        line in words.lines
        or line in words.opens
        or line in words.closes
        or line.startswith(words.starts)
        or any(cue in line for cue in words.contains)
        or bool(_RULE.match(unit.text))
        or bool(_ADDRESS.match(unit.text))
        or bool(_PAGE_NUMBER.match(line))
        # Counters and ids; four digits alone are a year.
        or (line.isdigit() and len(line) != 4)
        or "©" in unit.text
    )


def _mark_front_matter(units: Sequence[Unit], marks: list[bool]) -> None:
    """Markdown may begin with a block of keys and values between two lines of dashes."""
    if not units or units[0].text != "---":
        return
    end = next((i for i, unit in enumerate(units[1:_FRONT_MATTER], 1) if unit.text == "---"), 0)
    marks[:end] = [True] * end


def _mark_frame(units: Sequence[Unit], marks: list[bool], copies: Counter[str]) -> None:
    for i, unit in enumerate(units):
        if copies[unit.plain] >= _COPIES and not is_prose(unit):
            marks[i] = True


def _mark_menus(units: Sequence[Unit], marks: list[bool]) -> None:
    run: list[int] = []
    for i, unit in enumerate(units):
        if _is_label(unit) or (marks[i] and run):
            run.append(i)
            continue
        _mark_run(run, marks)
        run = []
    _mark_run(run, marks)


def _mark_run(run: Sequence[int], marks: list[bool]) -> None:
    if len(run) >= _MENU_RUN:
        for i in run:
            marks[i] = True


def _is_label(unit: Unit) -> bool:
    # "## …" is a heading by its own mark, however short, and "Truce holds | Example News" a headline.
    marked = unit.text.startswith("#") or " | " in unit.text
    return len(unit.words) <= _LABEL_WORDS and not unit.ends_sentence and not marked


def _mark_boxes(units: Sequence[Unit], marks: list[bool], copies: Counter[str]) -> None:
    opens = load_furniture().opens
    inside = False
    for i, unit in enumerate(units):
        line = unit.plain
        if line in opens or line.startswith("more from "):
            inside = True
        elif inside and is_prose(unit) and copies[line] == 1 and not marks[i]:
            inside = False
        if inside:
            marks[i] = True


def _mark_links(units: Sequence[Unit], marks: list[bool]) -> None:
    prose = [i for i, unit in enumerate(units) if is_prose(unit) and not marks[i]]
    if sum(units[i].text.isupper() for i in prose) * 2 > len(prose):
        return  # a telegram: all of it is in capitals
    for i, unit in enumerate(units):
        if prose and i >= prose[0] and len(unit.words) > _CAPITAL_WORDS and unit.text.isupper():
            marks[i] = True


def _mark_tail(units: Sequence[Unit], marks: list[bool], words: FurnitureWords) -> None:
    weights = [len(unit.words) if is_prose(unit) and not mark else 0 for unit, mark in zip(units, marks, strict=True)]
    last = max((i for i, weight in enumerate(weights) if weight), default=len(units))
    # A story may end on a sentence of three words; a label or headline has no full stop.
    while last + 1 < len(units) and units[last + 1].ends_sentence and not marks[last + 1]:
        last += 1
    for i in range(min(last + 1, _close(units, weights, words)), len(units)):
        marks[i] = True


def _close(units: Sequence[Unit], weights: Sequence[int], words: FurnitureWords) -> int:
    """Where the page closes its story: a comment box with most of the prose above it, so not one shown first."""
    below = sum(weights)
    above = 0
    for i, unit in enumerate(units):
        if unit.plain in words.closes and above > below - above:
            return i
        above += weights[i]
    return len(units)
