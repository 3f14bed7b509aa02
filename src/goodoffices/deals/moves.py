"""Who can move where: in come a party's possible moves, out go its reachable states, in one of two shapes.

`Arcs` holds any moves, one by one. `Cliques` holds moves that can all be undone: the states among which a party moves
freely form groups, so nothing is stored per move (2²⁰ states of seven free options each would be 134 million moves).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import CaseError

Ints = NDArray[np.int64]
Places = NDArray[np.int32]

# 20 million moves take some 800 MB while they are built: what a laptop beside other work can give.
MOST_ARCS = 20_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Moves one by one: those of state s lead to `targets[starts[s]:starts[s + 1]]`."""

    starts: Ints
    targets: Places

    def of(self, state: int) -> tuple[int, ...]:
        """The states that one move from `state` leads to."""
        return tuple(self.targets[self.starts[state] : self.starts[state + 1]].tolist())

    @property
    def count(self) -> int:
        """How many moves there are."""
        return len(self.targets)

    def sources(self) -> Places:
        """The state each move starts from."""
        sizes = np.diff(self.starts)
        return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)

    def keep(self, wanted: NDArray[np.bool_]) -> Arcs:
        """Only the moves marked in `wanted`."""
        counts = np.bincount(self.sources()[wanted], minlength=len(self.starts) - 1)
        return Arcs(_running(counts), self.targets[wanted])


@dataclass(frozen=True, slots=True, eq=False)
class Cliques:
    """Moves that can be undone: the states of one `group` reach each other; `order` lists the states group by group."""

    group: Places
    order: Places
    starts: Ints

    def of(self, state: int) -> tuple[int, ...]:
        """The states that one move from `state` leads to."""
        group = self.group[state]
        members: list[int] = self.order[self.starts[group] : self.starts[group + 1]].tolist()
        return tuple(one for one in members if one != state)

    @property
    def count(self) -> int:
        """How many moves there are."""
        sizes = np.diff(self.starts)
        return int((sizes * (sizes - 1)).sum())


Moves = Arcs | Cliques


def make_arcs(pairs: Iterable[tuple[int, int]], states: int) -> Arcs:
    """Moves from (from, to) pairs; a move to where one stands is none, and twice the same is once."""
    wanted = sorted({pair for pair in pairs if pair[0] != pair[1]})
    counts = np.zeros(states, dtype=np.int64)
    for start, _ in wanted:
        counts[start] += 1
    return Arcs(_running(counts), np.array([end for _, end in wanted], dtype=np.int32))


def make_cliques(keys: NDArray[np.int64]) -> Cliques:
    """Moves among states that share a key."""
    _, group = np.unique(keys, return_inverse=True)
    order = np.argsort(group, kind="stable").astype(np.int32)
    return Cliques(group.astype(np.int32), order, _running(np.bincount(group)))


def as_arcs(moves: Moves) -> Arcs:
    """The same moves one by one; CaseError where there are too many to hold."""
    if isinstance(moves, Arcs):
        return moves
    if moves.count > MOST_ARCS:
        raise CaseError(
            f"{moves.count:,} moves would have to be held one by one ({moves.count * 40 / 1e9:.1f} GB; at most "
            f"{MOST_ARCS:,}); leave out options that nobody uses, or rule out states with `infeasible`"
        )
    return pair_up(moves)


def pair_up(moves: Cliques) -> Arcs:
    """Every ordered pair of different states of one clique."""
    sizes = np.diff(moves.starts)
    each = sizes[moves.group]  # per state, how many states its clique has, itself included
    first = np.repeat(moves.starts[:-1][moves.group], each)
    within = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    targets = moves.order[first + within]
    arcs = Arcs(_running(each), targets)
    return arcs.keep(targets != arcs.sources())


def merge_arcs(moves: Arcs, place: Mapping[int, int] | Places, states: int) -> Arcs:
    """The moves after states were merged: `place` tells the new state of each old one."""
    return make_arcs(((int(place[start]), int(place[end])) for start, end in _pairs(moves)), states)


def _pairs(moves: Arcs) -> Iterable[tuple[int, int]]:
    return zip(moves.sources().tolist(), moves.targets.tolist(), strict=True)


def _running(counts: NDArray[np.int64]) -> Ints:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
