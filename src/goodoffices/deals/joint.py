"""Where a coalition's joint moves lead: every legal sequence of its members' moves, nobody twice running.

In come a state and the members' moves; out goes the set of states reached (Fang, Hipel and Kilgour 1993), by a
breadth-first search over (state, last mover).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

from goodoffices.deals.conflict import Conflict
from goodoffices.deals.moves import Arcs, Cliques
from goodoffices.errors import CaseError

Steps = Callable[[int, int], Iterable[int]]
Coalition = tuple[int, ...]

# Visits of a search in plain Python: some 20 s on an ordinary machine.
MOST_VISITS = 10_000_000


def joint_reach(start: int, coalition: Iterable[int], steps: Steps) -> frozenset[int]:
    """The states that legal sequences of the coalition's moves reach; `steps(mover, state)` are single moves."""
    members = tuple(coalition)
    seen = {(target, mover) for mover in members for target in steps(mover, start)}
    waiting = list(seen)
    while waiting:
        state, last = waiting.pop()
        for mover in members:
            if mover == last:
                continue
            for target in steps(mover, state):
                if (target, mover) not in seen:
                    seen.add((target, mover))
                    waiting.append((target, mover))
    return frozenset(state for state, _ in seen)


def all_coalitions(members: Iterable[int]) -> tuple[Coalition, ...]:
    """Every non-empty coalition, small ones first."""
    members = tuple(members)
    return tuple(group for size in range(1, len(members) + 1) for group in combinations(members, size))


class Reach:
    """The joint moves of one conflict, each looked up once."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._moves: dict[tuple[int, int], tuple[int, ...]] = {}
        self._gains: dict[tuple[int, int], tuple[int, ...]] = {}
        self._joint: dict[tuple[Coalition, int], frozenset[int]] = {}
        self._improved: dict[tuple[Coalition, int], frozenset[int]] = {}

    def moves(self, mover: int, state: int) -> tuple[int, ...]:
        """The single moves of a party."""
        key = (mover, state)
        if key not in self._moves:
            self._moves[key] = self.conflict.moves[mover].of(state)
        return self._moves[key]

    def gains(self, mover: int, state: int) -> tuple[int, ...]:
        """The single moves that a party gains by."""
        key = (mover, state)
        if key not in self._gains:
            likes = self.conflict.likes
            self._gains[key] = tuple(target for target in self.moves(mover, state) if likes(mover, target, state))
        return self._gains[key]

    def joint(self, coalition: Coalition, state: int) -> frozenset[int]:
        """What the coalition reaches with any moves."""
        key = (coalition, state)
        if key not in self._joint:
            self._joint[key] = joint_reach(state, coalition, self.moves)
        return self._joint[key]

    def improved(self, coalition: Coalition, state: int) -> frozenset[int]:
        """What the coalition reaches when every step is gained by its mover."""
        key = (coalition, state)
        if key not in self._improved:
            self._improved[key] = joint_reach(state, coalition, self.gains)
        return self._improved[key]


def check_size(conflict: Conflict, searches: int, what: str) -> None:
    """CaseError where a question would take so many searches over the whole graph that nobody would wait for it."""
    moves = sum(_count(one) for one in conflict.moves)
    visits = searches * (len(conflict.states) + moves)
    if visits > MOST_VISITS:
        raise CaseError(
            f"{what} would visit about {visits:,} moves (at most {MOST_VISITS:,}); ask about one state, rule out "
            f"states "
            "with `infeasible`, or merge states that are the same in practice"
        )


def _count(moves: Arcs | Cliques) -> int:
    return moves.count
