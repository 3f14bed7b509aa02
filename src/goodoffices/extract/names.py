"""Report → names that the vocabulary knows: states, peoples, capitals, metonyms, places, groups, and persons in full.

The longest name at a place wins. Not names: media (who print, but do not act), a word in a line of capitals that only
capitals make a name ("WHO IS NEXT"), "pro-Russian" (which says whose friend, not who), a country inside a person's
name ("Jordan Peterson").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from goodoffices.extract.phrases import Form, Phrase, Story
from goodoffices.vocab.actors import NameEntry, Sort
from goodoffices.vocab.naming import Key, find_words
from goodoffices.vocab.offices import PersonEntry

_Entry = TypeVar("_Entry")
_Found = tuple[int, int, NameEntry | None, PersonEntry | None]
# What stands before a name and turns it into a stance.
_STANCES = frozenset({"pro", "anti", "non", "ex", "post", "pre"})
# Joined to a name by a hyphen, these leave the name acting ("the US-led coalition"); others make it a circumstance.
_LEADING = frozenset({"led", "dominated", "run"})


@dataclass(frozen=True, slots=True)
class NameHit:
    """Words `[first, end)` of the document that are a name, with what the vocabulary says."""

    first: int
    end: int
    name: NameEntry | None = None
    person: PersonEntry | None = None


def find_name_hits(story: Story) -> tuple[NameHit, ...]:
    """Every name of the gazetteer and every full name of the directory, none overlapping, in order."""
    text_words = find_words(story.parse.report.text)
    lists = story.lists
    persons = _matches(text_words, lists.directory.by_name, lists.directory.lengths)
    names = _matches(text_words, lists.gazetteer.entries, lists.gazetteer.lengths)
    found: list[_Found] = [(start, end, None, entry) for start, end, entry in persons]
    found += [(start, end, entry, None) for start, end, entry in names]
    found.sort(key=lambda hit: (hit[0], -hit[1]))
    return tuple(_as_hits(story, found))


def add_names(story: Story, hits: tuple[NameHit, ...]) -> None:
    """Keep the names that stand for an actor, or for a place."""
    for hit in hits:
        if hit.name is not None and hit.name.sort is not Sort.MEDIA and not _is_stance(story, hit):
            head = story.head_of(hit.first, hit.end)
            actors = (hit.name.actor,)
            story.add(Phrase(hit.first, hit.end, head, Form.NAME, actors, hit.name.sort, hit.name.name))


def is_circumstance(story: Story, phrase: Phrase) -> bool:
    """Whether a name only says by whom something is backed, held or made ("Iran-backed", "Israeli-occupied")."""
    lower = story.words.lower
    after = phrase.end
    return (
        after + 1 < len(lower)
        and lower[after] in {"-", "‑", "–"}
        and story.words.tag[after + 1] in {"VBN", "VBD", "JJ"}
        and (lower[after + 1] not in _LEADING)
    )


def _matches(
    text_words: list[tuple[str, int, int]], entries: Mapping[Key, _Entry], lengths: dict[str, tuple[int, ...]]
) -> Iterator[tuple[int, int, _Entry]]:
    folded = [word for word, _, _ in text_words]
    i = 0
    while i < len(folded):
        if folded[i] not in lengths:  # begins no name, as most words
            i += 1
            continue
        length, entry = _longest(folded, i, entries, lengths)
        if folded[i] == "the" and entry is not None and _longest(folded, i + 1, entries, lengths)[0] >= length:
            length, entry = 1, None  # "the West Bank" is not the West
        if entry is not None:
            yield text_words[i][1], text_words[i + length - 1][2], entry
        i += length


def _longest(
    folded: list[str], i: int, entries: Mapping[Key, _Entry], lengths: Mapping[str, tuple[int, ...]]
) -> tuple[int, _Entry | None]:
    """The longest entry that begins at a word, with its length."""
    for length in lengths.get(folded[i], ()) if i < len(folded) else ():
        entry = entries.get(tuple(folded[i : i + length]))
        if entry is not None and i + length <= len(folded):
            return length, entry
    return 1, None


def _as_hits(story: Story, found: list[_Found]) -> Iterator[NameHit]:
    starts = story.words.start
    done = 0
    for start, end, name, person in found:
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if first < done or "\n" in story.parse.report.text[start:end]:
            continue
        if name is not None and _is_shouted(story, first, last + 1):
            continue
        done = last + 1
        yield NameHit(first, last + 1, name, person)


def _is_shouted(story: Story, first: int, end: int) -> bool:
    """Whether a one-word name of capitals stands in a line of capitals, where any word looks like one."""
    words = story.words.text
    if end - first > 1 or not words[first].isupper() or len(words[first]) > 5:
        return False
    around = [*words[max(0, first - 3) : first], *words[end : end + 3]]
    letters = [word for word in around if len(word) > 2 and word.isalpha()]
    return len(letters) >= 2 and all(word.isupper() for word in letters)


def _is_stance(story: Story, hit: NameHit) -> bool:
    lower = story.words.lower
    if hit.name is not None and hit.name.name.lower().partition("-")[0] in _STANCES:
        return False  # the stance is part of the name: "pro-Russian separatists"
    dashed = hit.first >= 2 and lower[hit.first - 1] in {"-", "‑", "–"} and lower[hit.first - 2] in _STANCES
    glued = lower[hit.first].partition("-")[0] in _STANCES
    return dashed or glued
