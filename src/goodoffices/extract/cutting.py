"""Clauses → the sentences they stand in, cut into pieces of words, as an encoder reads them.

In: the layers of a report and the places of the clauses to ask about. Out: each sentence once, as numbers of pieces,
with the pieces at which its clauses begin and end and at which their heads stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from goodoffices.extract.candidates import Candidate
from goodoffices.extract.layers import Layers
from goodoffices.extract.wordpieces import Pieces

# Longer sentences are lists; what stands beyond is not read.
_LONGEST = 126


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause by its place among the candidates, and where its head, its first and its last piece stand."""

    place: int
    head: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as numbers of pieces, with the clauses in it that are asked about."""

    pieces: tuple[int, ...]
    clauses: tuple[Clause, ...]


def cut_sentences(pieces: Pieces, layers: Layers, places: Iterable[int]) -> Iterator[Sentence]:
    """The sentences of some clauses, each once, cut into pieces; clauses too far on in a long one are left out."""
    asked: dict[int, list[tuple[int, Candidate]]] = {}
    for place in places:
        candidate = layers.candidates[place]
        asked.setdefault(candidate.sentence, []).append((place, candidate))
    for number, clauses in asked.items():
        stretch = layers.parse.sentences[number]
        yield _cut(pieces, layers.words.text[stretch.start : stretch.end], stretch.start, clauses)


def _cut(pieces: Pieces, texts: Sequence[str], start: int, asked: Sequence[tuple[int, Candidate]]) -> Sentence:
    numbers, begins = [pieces.begin], []
    for text in texts:
        begins.append(len(numbers))
        numbers.extend(pieces.split(text))
    begins.append(len(numbers))
    numbers = [*numbers[: _LONGEST + 1], pieces.end]
    end = len(numbers) - 2

    def at(word: int) -> int:
        return min(begins[word - start], end)

    found = []
    for place, one in asked:
        if begins[one.head - start] > end:
            continue  # beyond what is read
        first = at(one.first)
        last = min(begins[one.last + 1 - start] - 1, end)
        found.append(Clause(place, at(one.head), first, max(first, last)))
    return Sentence(tuple(numbers), tuple(found))
