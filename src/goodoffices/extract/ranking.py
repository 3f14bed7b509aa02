"""Alternatives described by named features → the likeliest one: a conditional logit, fitted and asked.

Every alternative of a choice gets a score, the sum of its features' weights; the scores of one choice are turned
into probabilities together (McFadden 1974). What all alternatives share cancels out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.extract.linear import Floats, Linear

Rows = Sequence[Iterable[str]]
ONE = ("score",)


def rank(part: Linear, rows: Rows) -> Floats:
    """The probability of each alternative of one choice."""
    scores = np.array([_score(part, row) for row in rows], dtype=np.float32)
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)


def _score(part: Linear, row: Iterable[str]) -> float:
    index, weights = part.index, part.weights
    places = [place for name in row if (place := index.get(name)) is not None]
    return float(weights[places, 0].sum())


def fit_ranking(choices: Sequence[tuple[Rows, int]], strength: float, rarest: int = 3) -> Linear:
    """Fit a conditional logit to choices: the rows of the alternatives and which of them was right."""
    from scipy.optimize import minimize  # noqa: PLC0415 - a quarter of a second that only training needs

    index = _index((rows[right] for rows, right in choices), (row for rows, _ in choices for row in rows), rarest)
    matrix = _matrix(index, [row for rows, _ in choices for row in rows])
    sizes = np.array([len(rows) for rows, _ in choices])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    rights = starts + np.array([right for _, right in choices])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        powers = np.exp(scores)
        chances = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        gradient = chances.copy()
        gradient[rights] -= 1
        value = -strength * np.log(np.maximum(chances[rights], 1e-12)).sum() + 0.5 * weights @ weights
        return float(value), strength * (matrix.T @ gradient) + weights

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return Linear(ONE, index, found.x[:, None].astype(np.float32), np.zeros(1, dtype=np.float32))


def _index(right: Iterable[Iterable[str]], every: Iterable[Iterable[str]], rarest: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in every:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    seen = {name for row in right for name in row}
    return {name: at for at, name in enumerate(sorted(n for n in seen if counts[n] >= rarest))}


def _matrix(index: Mapping[str, int], rows: Sequence[Iterable[str]]) -> Any:
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - see above

    places: list[int] = []
    starts = [0]
    for row in rows:
        places.extend(place for name in row if (place := index.get(name)) is not None)
        starts.append(len(places))
    data = np.ones(len(places))
    return csr_matrix((data, places, starts), shape=(len(rows), len(index)))
