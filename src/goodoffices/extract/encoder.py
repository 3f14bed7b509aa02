"""Clauses in their sentences → a second opinion on their kinds and values, by a small neural encoder.

In: the layers of a report and the places of the clauses to ask about. Out: how likely each kind is, and each value if
a clause is of that kind. A sentence is read as pieces of words, each of which gets a vector; a clause is told by the
vectors of its head, of its words on the average, and of its sentence. The encoder is the lower half of all-MiniLM-L6-v2
(Wang et al. 2020, Reimers and Gurevych 2019; Apache 2.0), taught anew by `training/teach_encoder.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from goodoffices.extract.cutting import Sentence, cut_sentences
from goodoffices.extract.layers import Layers
from goodoffices.extract.linear import Floats, softmax
from goodoffices.extract.wordpieces import Pieces


@dataclass(frozen=True, slots=True)
class Labels:
    """What an encoder tells apart, in the order of its scores: kinds, then pairs of kind and value."""

    kinds: tuple[str, ...]
    values: tuple[tuple[str, str], ...]

    def values_of(self, kind: str) -> list[int]:
        """The columns of a kind's values among the scores."""
        return [len(self.kinds) + at for at, (own, _) in enumerate(self.values) if own == kind]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an encoder holds of the clauses it was asked about: scores, a row each; `rows` tells which by place."""

    labels: Labels
    rows: Mapping[int, int]
    scores: Floats

    def kinds(self, classes: Sequence[str], rows: slice = slice(None)) -> Floats:
        """How likely each of these kinds is, clause by clause, if it is one of them."""
        return softmax(self.scores[rows, [self.labels.kinds.index(name) for name in classes]])

    def values(self, place: int, kind: str) -> Mapping[str, float]:
        """How likely each value is if the clause is of this kind; nothing where it was not asked."""
        row, columns = self.rows.get(place), self.labels.values_of(kind)
        if row is None or not columns:
            return {}
        chances = softmax(self.scores[row : row + 1, columns])[0].tolist()
        names = (self.labels.values[column - len(self.labels.kinds)][1] for column in columns)
        return dict(zip(names, chances, strict=True))


@dataclass(frozen=True, slots=True)
class Encoder:
    """An encoder with its vocabulary, the labels it tells apart, and the weights that tell them."""

    session: Any
    pieces: Pieces
    labels: Labels
    weights: Floats
    bias: Floats
    record: Mapping[str, Any] = field(default_factory=dict)

    def consider(self, layers: Layers, places: Iterable[int]) -> Opinion:
        """The encoder's opinion of some clauses of a report, sentence by sentence: no other sentence sways it."""
        rows: dict[int, int] = {}
        vectors: list[Floats] = []
        for sentence in cut_sentences(self.pieces, layers, places):
            for clause, vector in zip(sentence.clauses, self._read(sentence), strict=True):
                rows[clause.place] = len(vectors)
                vectors.append(vector)
        stacked = np.array(vectors, dtype=np.float32).reshape(len(vectors), len(self.weights))
        return Opinion(self.labels, rows, np.asarray(stacked @ self.weights + self.bias, dtype=np.float32))

    def _read(self, sentence: Sentence) -> Iterator[Floats]:
        """A row of three vectors for each clause: of its head, of its words on the average, of the sentence."""
        numbers = np.array([sentence.pieces], dtype=np.int64)
        found = self.session.run(None, {"pieces": numbers, "mask": np.ones_like(numbers)})[0][0]
        for one in sentence.clauses:
            yield np.concatenate([found[one.head], found[one.first : one.last + 1].mean(axis=0), found[0]])

    def has_learned(self, text: str) -> bool:
        """Whether this text was among those the encoder was taught on: what it says of it proves nothing."""
        return digest_of(text) in self.record.get("taught", ())


def digest_of(text: str) -> str:
    """A short mark of a report's text, by which an encoder knows what it has learned from."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]
