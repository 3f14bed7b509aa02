"""The head of a clause → its object: the proposal, truce, talks or terms concerned, in the words of the report.

The first noun phrase about arms, talks or terms among the arguments of the head, nearest part first; never a person,
place or party. "A halt of strikes" is the halt, not the strikes. Long phrases are cut at their first clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.extract.candidates import Candidate, event_nouns
from goodoffices.extract.layers import Layers
from goodoffices.extract.words import Words

_NOUNS = frozenset({"NOUN", "PROPN"})
# Longer phrases say more than what the claim is about.
_LONGEST = 10
# Nouns that put an end to what hangs on them, and what it hangs on them by.
_STOPS = frozenset("halt end stop pause break freeze suspension moratorium cessation ban reduction cut".split())
_LINKS = frozenset({"of", "in", "on", "to"})


def find_object(layers: Layers, candidate: Candidate) -> str | None:
    """The object's phrase as written, None where the clause names none."""
    words = layers.words
    for word in _things(words, candidate):
        if words.lemma[word] in event_nouns() and layers.mentions.by_word.get(word) is None:
            above = _stop_of(words, word)
            return _phrase(layers, above if candidate.first <= above <= candidate.last else word, candidate)
    return None


def _stop_of(words: Words, word: int) -> int:
    """What stops the thing, where that is told; else the thing itself."""
    above = words.over(word, _LINKS)
    stops = above is not None and words.lemma[above] in _STOPS and words.pos[above] in _NOUNS
    return above if above is not None and stops else word


def _things(words: Words, candidate: Candidate) -> Iterator[int]:
    inside = [word for word in range(candidate.first, candidate.last + 1) if words.pos[word] in _NOUNS]
    after = [word for word in inside if word > candidate.head]
    yield from after
    yield from (word for word in inside if word <= candidate.head)


def _phrase(layers: Layers, word: int, candidate: Candidate) -> str:
    words = layers.words
    first, last = max(words.left[word], candidate.first), min(words.right[word], candidate.last)
    for child in words.children[word]:
        if words.dep[child] in ("relcl", "acl", "advcl", "appos", "conj", "cc") and child > word:
            last = min(last, words.left[child] - 1)
    last = min(last, word + _LONGEST)
    while first < word and (words.dep[first] in ("det", "punct") or words.text[first].isspace()):
        first += 1
    while last > word and words.dep[last] in ("punct", "cc", "prep"):
        last -= 1
    return " ".join(layers.parse.report.text[words.start[first] : words.end[last]].split())
