"""Many packages compared with one at a time: the rules of `robust` in whole numbers, for arrays.

In come the places of packages' options, one row each, and one party's judge; out go, per row, the extreme differences
to one package as numerators over common denominators, so that their signs are exact. Each set of numbers that fits a
party has its extremes at one of a few corners; there is one column per corner.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.bargain import Taste, as_fraction
from goodoffices.deals.robust import Judge

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Table:
    """One party's differences between options, looked up instead of worked out."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        bargain = judge.bargain
        ranges = [
            [[self._range(issue, a, b) for b in range(len(one.options))] for a in range(len(one.options))]
            for issue, one in enumerate(bargain.issues)
        ]
        self.unit = lcm(*(end.denominator for rows in ranges for row in rows for pair in row for end in pair))
        self.tables = [
            [np.array([[int(pair[which] * self.unit) for pair in row] for row in rows]) for rows in ranges]
            for which in (0, 1)
        ]

    def _range(self, issue: int, first: int, second: int) -> tuple[Fraction, Fraction]:
        if self.judge.taste is not None:
            return self.judge.per_issue(self.judge.taste, issue, first, second)
        places = [0] * len(self.judge.bargain.issues)
        one, other = [*places], [*places]
        one[issue], other[issue] = first, second
        exact = self.judge.worth(one) - self.judge.worth(other)
        return exact, exact

    def least(self, rows: Ints, package: Ints) -> tuple[Ints, Ints]:
        """Per row by how much it is worth more than `package` at least: (numerators per corner, denominators)."""
        found = np.stack([table[rows[:, at], package[at]] for at, table in enumerate(self.tables[0])], axis=1)
        return self._corners(found)

    def signs(self, rows: Ints, package: Ints) -> Ints:
        """Per row the sign of the least difference."""
        corners, _ = self.least(rows, package)
        return np.asarray(np.sign(corners.min(axis=1)))

    def greatest(self, rows: Ints, package: Ints) -> Fraction:
        """The greatest difference that any row may have to `package`."""
        found = -np.stack([table[rows[:, at], package[at]] for at, table in enumerate(self.tables[1])], axis=1)
        corners, units = self._corners(found)
        row, corner = np.unravel_index(np.argmin(corners / units), corners.shape)
        return -Fraction(int(corners[row, corner]), int(units[corner]))

    def _corners(self, differences: Ints) -> tuple[Ints, Ints]:
        taste = self.judge.taste
        if taste is None:
            return differences.sum(axis=1, keepdims=True), np.array([self.unit])
        if taste.weights:
            return self._bounded(taste, differences)
        ranked = [self.judge.bargain.issue(name) for name in taste.importance]
        rest = [at for at in range(differences.shape[1]) if at not in ranked]
        sums = np.concatenate((np.cumsum(differences[:, ranked], axis=1), differences[:, rest]), axis=1)
        units = [self.unit * (at + 1) for at in range(len(ranked))] + [self.unit] * len(rest)
        return sums, np.array(units)

    def _bounded(self, taste: Taste, differences: Ints) -> tuple[Ints, Ints]:
        """What is left over of the weights goes to the least differences first."""
        pairs = [taste.weights.get(issue.name, (Fraction(0), Fraction(1))) for issue in self.judge.bargain.issues]
        exact = [(as_fraction(low), as_fraction(high)) for low, high in pairs]
        unit = lcm(*(end.denominator for pair in exact for end in pair))
        low, high = (np.array([int(pair[which] * unit) for pair in exact]) for which in (0, 1))
        order = np.argsort(differences, axis=1, kind="stable")
        room = (high - low)[order]
        given = np.clip(unit - low.sum() - (np.cumsum(room, axis=1) - room), 0, room)
        totals = (differences * low).sum(axis=1) + (np.take_along_axis(differences, order, axis=1) * given).sum(axis=1)
        return totals[:, None], np.array([self.unit * unit])


def mark_better(tables: list[Table], rows: Ints, package: Ints) -> Bools:
    """Which rows surely beat `package`: at least as good for everybody, better for somebody."""
    signs = np.stack([table.signs(rows, package) for table in tables], axis=1)
    return np.asarray((signs.min(axis=1) >= 0) & (signs.max(axis=1) > 0))
