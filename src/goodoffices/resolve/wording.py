"""Reports near one another in their words: texts → the nearest others by TF-IDF, added to one by one.

In: names and texts. Out: names with their likeness (the cosine of the weighted words, 0 to 1). A word counts by the
logarithm of how often it stands in a text, and the less the more texts hold it (Salton and Buckley 1988). Words are
hashed, so there is no vocabulary to keep, and a text that is added changes nobody's columns.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize

# A quarter of a million columns: of the words of 5,000 reports, fewer than one in ten shares its column.
_COLUMNS = 2**18


class Wordings:
    """Texts by name; several threads may ask while one adds."""

    def __init__(self) -> None:
        self._reader = HashingVectorizer(
            n_features=_COLUMNS, alternate_sign=False, norm=None, stop_words="english", dtype=np.float32
        )
        self._lock = threading.Lock()
        self._names: list[str] = []
        self._places: dict[str, int] = {}
        self._counts = csr_matrix((0, _COLUMNS), dtype=np.float32)
        self._weighed = self._counts

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def add(self, texts: Iterable[tuple[str, str]]) -> None:
        """Add texts under names that are new; one of no words is near to nothing."""
        found = list(texts)
        if not found:
            return
        counts = self._reader.transform([text for _, text in found])
        with self._lock:
            self._counts = vstack([self._counts, counts], format="csr")
            self._places |= {name: at for at, (name, _) in enumerate(found, len(self._names))}
            self._names += [name for name, _ in found]
            self._weighed = _weigh(self._counts)

    def find_nearest(self, name: str, most: int, least: float) -> tuple[tuple[str, float], ...]:
        """The names nearest to one, best first, at most so many and at least so near; none for an unknown name."""
        with self._lock:
            place, names, weighed = self._places.get(name), self._names, self._weighed
        if place is None:
            return ()
        near = weighed @ weighed[place].toarray().ravel()
        near[place] = 0.0
        order = np.argsort(-near, kind="stable")[:most]
        return tuple((names[at], float(near[at])) for at in order if near[at] >= least)


def _weigh(counts: csr_matrix) -> csr_matrix:
    """Counts → weights, every row of length 1."""
    total = counts.shape[0]
    held = np.bincount(counts.indices, minlength=_COLUMNS)
    rarity = (np.log((1 + total) / (1 + held)) + 1).astype(np.float32)
    weights = counts.copy()
    weights.data = (1 + np.log(weights.data)) * rarity[weights.indices]
    return normalize(weights, copy=False)
