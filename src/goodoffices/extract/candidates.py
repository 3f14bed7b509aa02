"""A parse → candidate clauses: every place of the story where a claim may stand.

A candidate is headed by a verb that heads a clause, by a noun that names an act (`vocab/event_nouns.yaml`), or by
the root of a sentence without a verb (headlines). Its span is the shortest clause: the words below its head without
the clauses beside it, without introducing words ("that", "and") and without marks at the ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.extract.parse import Parse
from goodoffices.extract.replies import find_replies
from goodoffices.extract.words import Words, read_words
from goodoffices.record.sources import Role, Span
from goodoffices.vocab.loading import load_vocab

_NOMINAL = frozenset({"NOUN", "PROPN"})
# Clauses beside the one that is read: they are candidates of their own.
_BESIDE = frozenset({"conj", "parataxis"})
_OPENING = frozenset({"cc", "mark", "punct", "preconj", "intj"})
# Clauses of circumstance that a quote leaves out; "if" and "unless" stay, since they say how far the claim goes.
_CIRCUMSTANCE = frozenset(
    {"as", "while", "although", "though", "whereas", "because", "since", "after", "before", "when"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may carry claims: the index of its head word, its sentence, its characters."""

    head: int
    sentence: int
    role: Role
    span: Span
    first: int
    last: int


@lru_cache(maxsize=1)
def event_nouns() -> frozenset[str]:
    """Lemmas of the nouns that name an act by themselves.

    Raises BadVocabulary when the file is not groups of words.
    """
    return read_event_nouns(load_vocab("event_nouns"))


def read_event_nouns(groups: Any) -> frozenset[str]:
    """Check the groups of a vocabulary file and join them."""
    if not isinstance(groups, dict) or not all(isinstance(words, list) for words in groups.values()):
        raise BadVocabulary("event_nouns.yaml: expected groups of words (`group: [word, …]`)")
    return frozenset(str(word) for words in groups.values() for word in words)


def find_candidates(parse: Parse, words: Words | None = None) -> tuple[Candidate, ...]:
    """Every candidate clause of the story, in the order of their heads."""
    words = words or read_words(parse)
    return tuple(_candidates(parse, words))


def _candidates(parse: Parse, words: Words) -> Iterator[Candidate]:
    nouns = event_nouns()
    for number, sentence in parse.story():
        replies = find_replies(sentence)
        for head in range(sentence.start, sentence.end):
            if _may_claim(words, head, nouns):
                first, last = clause_bounds(words, head, replies)
                span = Span(words.start[first], words.end[last])
                yield Candidate(head, number, parse.roles[number], span, first, last)


def _may_claim(words: Words, head: int, nouns: frozenset[str]) -> bool:
    if words.is_verb(head):
        return words.dep[head] not in ("amod", "compound") and words.text[head][:1].isalpha()
    if words.head[head] == head:
        return words.text[head][:1].isalpha() and words.right[head] > words.left[head]
    return words.pos[head] in _NOMINAL and words.lemma[head] in nouns and words.dep[head] != "compound"


def clause_bounds(words: Words, head: int, replies: Mapping[int, int]) -> tuple[int, int]:
    """The first and last word of the clause of a head, without nested clauses beside it and replies that end it."""
    first, last = words.left[head], words.right[head]
    last = min((mark - 1 for mark, end in replies.items() if head < mark and end >= last), default=last)
    for child in words.children[head]:
        if not _stands_beside(words, head, child):
            continue
        if child < head:
            first = max(first, words.right[child] + 1)
        else:
            last = min(last, words.left[child] - 1)
    return _trim(words, head, (first, last))


def _stands_beside(words: Words, head: int, child: int) -> bool:
    dep = words.dep[child]
    if words.lower[child] == "according":  # who says so is told of the clause, and is no part of it
        return True
    if dep in _BESIDE:
        return words.is_verb(child) and words.is_verb(head)
    if dep == "advcl":
        opening = words.lower[words.left[child]]
        return child < head or opening in _CIRCUMSTANCE
    return dep == "relcl" and words.pos[head] == "PROPN"


def _trim(words: Words, head: int, bounds: tuple[int, int]) -> tuple[int, int]:
    first, last = bounds
    while first < head and _is_loose(words, first, _OPENING):
        first += 1
    while last > head and _is_loose(words, last, ("punct", "cc")):
        last -= 1
    return min(first, head), max(last, head)


def _is_loose(words: Words, word: int, deps: frozenset[str] | tuple[str, ...]) -> bool:
    return words.dep[word] in deps or words.text[word].isspace() or not any(map(str.isalnum, words.text[word]))
