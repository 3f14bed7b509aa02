"""The same least values where every move can be undone, without holding a single move.

A party's states form cliques. Where moves can be undone, what a coalition reaches is a connected component of the union
of its members' cliques; what it reaches by improvements alone comes of sweeps: V(t) := min of V over t and the better
states of its clique, for one party after the other until nothing changes. Sorting each party's cliques by its payoff
once makes a sweep one running minimum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.moves import Cliques, Places

Values = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Sorted:
    """A party's states, clique by clique and within each by what the party likes; `better` is where better ones start.

    `better[k]` is the place in `order` of the first state that the party likes better than that at k; the clique's end
    where there is none.
    """

    order: Places
    group: Places
    better: Places
    ends: NDArray[np.bool_]


def sort_cliques(cliques: Cliques, payoffs: Values) -> Sorted:
    """Sort the states of each clique by payoff, worst first."""
    width = int(payoffs.max()) + 1
    order = np.argsort(cliques.group.astype(np.int64) * width + payoffs, kind="stable").astype(np.int32)
    group, liked = cliques.group[order], payoffs[order]
    new = np.flatnonzero((group[1:] != group[:-1]) | (liked[1:] != liked[:-1])) + 1
    starts = np.concatenate((new, [len(order)])).astype(np.int32)
    lengths = np.diff(np.concatenate(([0], starts)))
    better = np.repeat(starts, lengths)
    last = np.minimum(better, len(order) - 1)
    return Sorted(order, group, better, (better == len(order)) | (group[last] != group))


def least_of_better(values: Values, cliques: Sorted, nowhere: int) -> Values:
    """Per state the least value among the states of its clique that the party likes better."""
    return _suffix(values, cliques, nowhere)


def most_of_better(values: Values, cliques: Sorted, nowhere: int) -> Values:
    """Per state the greatest value among the states of its clique that the party likes better."""
    return -_suffix(-values, cliques, -nowhere)


def _suffix(values: Values, cliques: Sorted, nowhere: int) -> Values:
    """A running minimum from the right that starts anew in each clique.

    Cliques further right get larger keys, so that the running minimum never carries a value across a border.
    """
    lowest = int(values.min())
    width = int(values.max()) - lowest + 1
    keys = cliques.group.astype(np.int64) * width + (values[cliques.order] - lowest)
    running = np.minimum.accumulate(keys[::-1])[::-1]
    least = running[np.minimum(cliques.better, len(keys) - 1)]
    least -= cliques.group.astype(np.int64) * width - lowest
    least[cliques.ends] = nowhere
    found = np.empty_like(values)
    found[cliques.order] = least
    return found


def components(movers: Sequence[Cliques], states: int) -> Places:
    """Which states the movers' joint moves connect."""
    if len(movers) == 1:
        return movers[0].group
    from scipy.sparse import coo_matrix  # noqa: PLC0415 - 30 MB that no other question needs
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    rows, ends = [], []
    for cliques in movers:
        inside = cliques.group[cliques.order][1:] == cliques.group[cliques.order][:-1]
        rows.append(cliques.order[:-1][inside])
        ends.append(cliques.order[1:][inside])
    row, end = np.concatenate(rows), np.concatenate(ends)
    graph = coo_matrix((np.ones(len(row), dtype=np.int8), (row, end)), shape=(states, states))
    _, found = connected_components(graph, directed=False)
    return np.asarray(found, dtype=np.int32)


def least_of_groups(values: Values, group: Places) -> Values:
    """Per state the least value in its group."""
    least = np.full(int(group.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, group, values)
    return least[group]


def most_of_groups(values: Values, group: Places) -> Values:
    """Per state the greatest value in its group."""
    return -least_of_groups(-values, group)


def least_improved(values: Values, movers: Sequence[Sorted]) -> Values:
    """Per state the least value that joint improvements of the movers reach, the state itself included."""
    found, quiet, nowhere = values.copy(), 0, int(values.max()) + 1
    while quiet < len(movers):
        for mover in movers:
            lower = np.minimum(found, least_of_better(found, mover, nowhere))
            quiet = quiet + 1 if np.array_equal(lower, found) else 0
            found = lower
            if quiet >= len(movers):
                break
    return found
