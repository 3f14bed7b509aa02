"""Named features → class probabilities: one softmax regression as it is stored, loaded and asked.

Rows are lists of feature names; a feature that was not seen in training says nothing. Rows are scaled to unit length,
so that long clauses do not outvote short ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of shape (features, classes) and biases of shape (classes,)."""

    classes: tuple[str, ...]
    index: Mapping[str, int]
    weights: Floats
    bias: Floats

    def probabilities(self, rows: Sequence[Iterable[str]]) -> Floats:
        """One row per row of features, one column per class; each row sums to one."""
        scores = np.array([self._score(row) for row in rows], dtype=np.float32)
        return softmax(scores.reshape(len(rows), len(self.classes)))

    def best(self, row: Iterable[str]) -> tuple[str, float]:
        """The likeliest class of one row and its probability."""
        found = self.probabilities([row])[0]
        place = int(found.argmax())
        return self.classes[place], float(found[place])

    def _score(self, row: Iterable[str]) -> Floats:
        """The scores of one row, summed by hand: SciPy, slow to load, is needed for fitting only."""
        known = [place for name in row if (place := self.index.get(name)) is not None]
        scale = np.full(len(known), max(len(known), 1) ** -0.5, dtype=np.float32)
        return np.asarray(scale @ self.weights.take(known, axis=0) + self.bias, dtype=np.float32)


def sparse_rows(index: Mapping[str, int], rows: Sequence[Iterable[str]]) -> Any:
    """Lists of feature names → a sparse matrix whose rows have unit length."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - a fifth of a second that only training needs

    places: list[int] = []
    starts = [0]
    for row in rows:
        places.extend([place for name in row if (place := index.get(name)) is not None])
        starts.append(len(places))
    sizes = np.diff(starts)
    lengths = (1.0 / np.maximum(sizes, 1) ** 0.5).astype(np.float32)
    # Arrays of the matrix's own types are taken as they are; anything else is looked through and copied.
    indices, pointers = np.array(places, dtype=np.int32), np.array(starts, dtype=np.int32)
    return csr_matrix((np.repeat(lengths, sizes), indices, pointers), shape=(len(rows), len(index)))


def softmax(scores: Any) -> Floats:
    """Scores → probabilities, row by row."""
    shifted = np.asarray(scores, dtype=np.float32)
    powers = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)
