"""Parse → mentions: who is spoken of, where, and which actors they stand for. This is the order of the steps.

Names of the vocabulary (`names.py`), persons (`persons.py`), nouns that stand for somebody (`nominals.py`), what is a
place (`places.py`), whose story it is (`principals.py`), and what pronouns and bare nouns refer to (`coreference.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from pathlib import Path

from goodoffices.extract.coreference import add_pronouns, is_first_person, resolve
from goodoffices.extract.names import add_names, find_name_hits
from goodoffices.extract.nominals import add_nominals, introduce_persons
from goodoffices.extract.parse import Parse
from goodoffices.extract.persons import add_persons, settle_persons
from goodoffices.extract.phrases import Lists, Phrase, Story
from goodoffices.extract.places import mark_places
from goodoffices.extract.principals import find_principals
from goodoffices.extract.quotations import quotations_of
from goodoffices.extract.tree import Token
from goodoffices.extract.words import Words, read_words
from goodoffices.record.actors import Mention
from goodoffices.record.sources import Span
from goodoffices.vocab.actors import load_gazetteer
from goodoffices.vocab.offices import load_directory
from goodoffices.vocab.titles import load_titles


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of one report, in order; `by_word` gives the one that answers for each word of the document."""

    all: tuple[Mention, ...]
    by_word: dict[int, Mention]
    conjuncts: dict[int, tuple[int, ...]]
    first_person: frozenset[int]
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()

    def at(self, token: Token) -> Mention | None:
        """The mention that a token heads, else the smallest one that covers it."""
        return self.by_word.get(token.i)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions whose head stands in the characters `[start, end)`."""
        return tuple(mention for mention in self.all if start <= mention.head < end)

    def ids_of(self, token: Token) -> tuple[str, ...]:
        """The actors of the noun phrase that a token heads, with those coordinated with it; no places."""
        found: list[str] = []
        for word in (token.i, *self.conjuncts.get(token.i, ())):
            mention = self.by_word.get(word)
            if mention is not None and not mention.is_place:
                found += mention.actors
        return tuple(dict.fromkeys(found))

    def resolve_first_person(self, content: Span, speaker: Mention) -> Mentions:
        """The same mentions with "I" and "we" inside quoted words standing for who says them."""
        chosen = {
            word: replace(mention, actors=speaker.actors, name=speaker.name, antecedent=speaker.span)
            for word, mention in self.by_word.items()
            if word in self.first_person and content.contains(mention.span)
        }
        changed = {mention.head: mention for mention in chosen.values()}
        kept = tuple(changed.get(mention.head, mention) for mention in self.all)
        return replace(self, all=kept, by_word=self.by_word | chosen)


def find_mentions(
    parse: Parse, own: Path | None = None, own_persons: Path | None = None, *, words: Words | None = None
) -> Mentions:
    """Find who a report speaks of; `own` and `own_persons` are a user's files beside actors.yaml and persons.yaml."""
    lists = Lists(load_gazetteer(own), load_directory(own_persons), load_titles())
    words = words or read_words(parse)
    story = Story(parse, words, lists, _quoted_in(parse, words))
    hits = find_name_hits(story)
    add_names(story, hits)
    people = add_persons(story, hits)
    settle_persons(story, people)
    add_nominals(story)
    introduce_persons(story, people)
    mark_places(story)
    parties, mediators = find_principals(story)
    add_pronouns(story)
    resolve(story, people, (parties, mediators))
    return _as_mentions(story, parties, mediators)


def _quoted_in(parse: Parse, words: Words) -> frozenset[int]:
    """The words that stand between quotation marks."""
    spans = (quotation.inner for quotation in quotations_of(parse.report))
    return frozenset(
        word
        for span in spans
        for word in range(bisect_left(words.start, span.start), bisect_left(words.start, span.end))
    )


def _as_mentions(story: Story, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Mentions:
    ordered = sorted(story.phrases, key=lambda phrase: (phrase.head, phrase.first))
    made = {phrase: _as_mention(story, phrase) for phrase in ordered}
    by_word = {word: made[phrase] for word, phrase in story.at.items()}
    by_word |= {word: made[phrase] for word, phrase in story.headed.items()}
    joined = {phrase.head: tuple(story.conjuncts(phrase.head)) for phrase in ordered}
    speaking = frozenset(phrase.head for phrase in ordered if is_first_person(story, phrase))
    return Mentions(tuple(made.values()), by_word, joined, speaking, parties, mediators)


def _as_mention(story: Story, phrase: Phrase) -> Mention:
    through = story.span_of(phrase.antecedent) if phrase.antecedent is not None else None
    head = story.words.start[phrase.head]
    return Mention(story.span_of(phrase), head, phrase.actors, phrase.name, phrase.person, phrase.is_place, through)
