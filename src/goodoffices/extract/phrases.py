"""What the steps of the entity layer pass on: phrases of one report, and the lists they are read by.

A phrase is a mention in the making: words `[first, end)` of the document with their head, what sort of words they are,
and the actors found so far. `mentions.py` is the order of the steps; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from goodoffices.extract.parse import Parse
from goodoffices.extract.words import Words
from goodoffices.record.sources import Span
from goodoffices.vocab.actors import Gazetteer, Sort
from goodoffices.vocab.offices import Directory
from goodoffices.vocab.titles import Titles


class Form(StrEnum):
    """What sort of words a phrase is."""

    NAME = "name"
    PERSON = "person"
    POST = "post"
    ORGAN = "organ"
    LAND = "land"
    PEOPLE = "people"
    FIGHTERS = "fighters"
    GROUP = "group"
    OTHER = "other"
    FOE = "foe"
    BOTH = "both"
    PRONOUN = "pronoun"
    BODY = "body"


@dataclass(slots=True, eq=False)
class Phrase:
    """Words that stand for somebody, or may."""

    first: int
    end: int
    head: int
    form: Form
    actors: tuple[str, ...] = ()
    sort: Sort | None = None
    name: str | None = None
    person: bool = False
    is_place: bool = False
    antecedent: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """The vocabularies the entity layer reads by."""

    gazetteer: Gazetteer
    directory: Directory
    titles: Titles


@dataclass(slots=True)
class Story:
    """One report while its phrases are being found: `at[word]` is the innermost phrase that covers a word.

    `quoted` are the words between quotation marks.
    """

    parse: Parse
    words: Words
    lists: Lists
    quoted: frozenset[int] = frozenset()
    phrases: list[Phrase] = field(default_factory=list)
    at: dict[int, Phrase] = field(default_factory=dict)
    headed: dict[int, Phrase] = field(default_factory=dict)

    @property
    def published(self) -> date | None:
        """The day offices are looked up for."""
        return self.parse.report.published

    def add(self, phrase: Phrase) -> Phrase:
        """Keep a phrase; words that a smaller phrase covers stay with it, the head goes to the larger."""
        self.phrases.append(phrase)
        for word in range(phrase.first, phrase.end):
            self.at.setdefault(word, phrase)
        self.headed[phrase.head] = phrase
        return phrase

    def drop(self, first: int, end: int) -> None:
        """Forget every phrase that has a word in `[first, end)`."""
        dropped = [phrase for phrase in self.phrases if phrase.first < end and phrase.end > first]
        self.phrases[:] = [phrase for phrase in self.phrases if phrase not in dropped]
        for place in (self.at, self.headed):
            for word in [word for word, phrase in place.items() if phrase in dropped]:
                del place[word]

    def phrase_at(self, word: int) -> Phrase | None:
        """The phrase headed by a word, else the innermost that covers it."""
        return self.headed.get(word) or self.at.get(word)

    def conjuncts(self, word: int) -> Iterator[int]:
        """The words coordinated after a word, in order."""
        for child in self.words.with_dep(word, "conj"):
            yield child
            yield from self.conjuncts(child)

    def text_of(self, phrase: Phrase) -> str:
        """A phrase as written."""
        return self.span_of(phrase).of(self.parse.report.text)

    def span_of(self, phrase: Phrase) -> Span:
        """Its characters in the report, without a line end before it."""
        words = range(phrase.first, phrase.end)
        first = next((word for word in words if self.words.pos[word] != "SPACE"), phrase.first)
        return Span(self.words.start[first], self.words.end[phrase.end - 1])

    def head_of(self, first: int, end: int) -> int:
        """The word of `[first, end)` that the others hang on; the last one that is governed from outside."""
        outside = [word for word in range(first, end) if not first <= self.words.head[word] < end]
        roots = outside or [word for word in range(first, end) if self.words.head[word] == word]
        return roots[-1] if roots else end - 1
