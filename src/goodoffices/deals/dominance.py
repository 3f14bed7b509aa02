"""Which rows no other row beats: at least as good in every column and better in one.

In come whole numbers, one row per package and one column per party; out goes a mark per row. Equal rows stand or fall
together. Two columns: sort and a running maximum. Three and more: the row of the greatest sum cannot be beaten, so it
strikes out what it beats, and so on with what is left (exact; each round is one comparison per column).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def undominated(rows: Ints) -> Bools:
    """Marks the rows that no other row beats."""
    if len(rows) == 0:
        return np.zeros(0, dtype=np.bool_)
    if rows.shape[1] == 1:
        return np.asarray(rows[:, 0] == rows[:, 0].max())
    return _sorted_pairs(rows) if rows.shape[1] == 2 else _pivots(rows)


def _sorted_pairs(rows: Ints) -> Bools:
    order = np.lexsort((-rows[:, 1], -rows[:, 0]))
    first, second = rows[order, 0], rows[order, 1]
    best = np.maximum.accumulate(second)
    kept = np.concatenate(([True], second[1:] > best[:-1]))
    same = np.concatenate(([False], (first[1:] == first[:-1]) & (second[1:] == second[:-1])))
    heads = np.maximum.accumulate(np.where(same, 0, np.arange(len(rows))))
    marks = np.empty(len(rows), dtype=np.bool_)
    marks[order] = kept[heads]
    return marks


def _pivots(rows: Ints) -> Bools:
    marks = np.zeros(len(rows), dtype=np.bool_)
    order = np.argsort(-_sums(rows), kind="stable")
    columns = [np.ascontiguousarray(rows[order, column]) for column in range(rows.shape[1])]
    while len(order):
        better = columns[0] > columns[0][0]
        equal = columns[0] == columns[0][0]
        for column in columns[1:]:
            better |= column > column[0]
            equal &= column == column[0]
        marks[order[equal]] = True
        order = order[better]
        columns = [column[better] for column in columns]
    return marks


def _sums(rows: Ints) -> Ints:
    """Sums over columns made alike, so that a party with large points does not rule alone.

    A beaten row has the smaller sum for any positive whole factors; they are left out where sums would not fit 64 bits.
    """
    shifted = rows - rows.min(axis=0)
    spread = np.maximum(shifted.max(axis=0), 1)
    factors = spread.max() // spread
    if int(spread.max()) >= 2**62 // rows.shape[1]:
        return np.asarray([sum(row) for row in shifted.tolist()], dtype=object)
    return np.asarray((shifted * factors).sum(axis=1))
