"""Which states would hold, for whom, and under which idea of what others would do next.

In comes a `Conflict`, out goes a `Stability`. R (Nash): no move that the party gains by. GMR: each such move can be
answered by the others, with any moves, so that the party ends no better than it began. SMR: and it could not escape
from that. SEQ: the others answer only with moves that they themselves gain by. Others move jointly without bound,
nobody twice running. For a weak order one number decides: the least payoff W(t) to which the others can bring the
party from t; s is stable iff no improvement t has W(t) above the payoff of s (Fang, Hipel and Kilgour 1993, chapter
3; Li, Kilgour and Hipel 2005 for three and more).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals import arcs, sweeps
from goodoffices.deals.conflict import Conflict, State
from goodoffices.deals.moves import Arcs, Cliques, Moves, as_arcs

Bools = NDArray[np.bool_]
Values = NDArray[np.int64]

CONCEPTS = ("R", "GMR", "SMR", "SEQ")


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """What holds: `holds[concept][party, state]`; `sure` and `possible` the same where a ranking has gaps.

    Where nothing is unknown, the three are the same.
    """

    conflict: Conflict
    holds: Mapping[str, Bools]
    sure: Mapping[str, Bools]
    possible: Mapping[str, Bools]

    @property
    def equilibria(self) -> dict[str, tuple[State, ...]]:
        """Per concept the states that are stable for every party."""
        return {concept: self._named(np.all(holds, axis=0)) for concept, holds in self.holds.items()}

    @property
    def individual(self) -> dict[str, dict[str, tuple[State, ...]]]:
        """Per concept and party the states that are stable for it."""
        return {
            concept: {party: self._named(row) for party, row in zip(self.conflict.parties, holds, strict=True)}
            for concept, holds in self.holds.items()
        }

    @property
    def necessary(self) -> dict[str, tuple[State, ...]]:
        """Per concept the states that hold for every party however the unknown preferences turn out."""
        return {concept: self._named(np.all(holds, axis=0)) for concept, holds in self.sure.items()}

    @property
    def possibly(self) -> dict[str, tuple[State, ...]]:
        """Per concept the states that may hold for every party."""
        return {concept: self._named(np.all(holds, axis=0)) for concept, holds in self.possible.items()}

    def _named(self, holds: Bools) -> tuple[State, ...]:
        return self.conflict.named(np.flatnonzero(holds))


def stable(conflict: Conflict) -> Stability:
    """The stability of every state, for every party, under R, GMR, SMR and SEQ."""
    holds = judge_stability(conflict)
    if not conflict.orders:
        return Stability(conflict, holds, holds, holds)
    from goodoffices.deals.partial import judge_partial  # noqa: PLC0415 - only where something is unknown

    return Stability(conflict, holds, *judge_partial(conflict))


def judge_stability(conflict: Conflict) -> dict[str, Bools]:
    """holds[concept][party, state] for complete rankings."""
    free = [moves for moves in conflict.moves if isinstance(moves, Cliques)]
    if len(free) == len(conflict.moves):
        rows = _judge_cliques(free, conflict.payoffs)
    else:
        rows = _judge_arcs([as_arcs(moves) for moves in conflict.moves], conflict.payoffs)
    return {concept: np.array([row[at] for row in rows]) for at, concept in enumerate(CONCEPTS)}


def _judge_cliques(moves: list[Cliques], payoffs: Values) -> list[tuple[Bools, ...]]:
    ordered = [sweeps.sort_cliques(cliques, row) for cliques, row in zip(moves, payoffs, strict=True)]
    return [_judge_free(party, moves, payoffs[party], ordered) for party in range(len(moves))]


def _judge_free(party: int, moves: list[Cliques], payoffs: Values, ordered: list[sweeps.Sorted]) -> tuple[Bools, ...]:
    """One party's row of all four concepts, where every move can be undone."""
    others = [at for at in range(len(moves)) if at != party]
    lowest = int(payoffs.min()) - 1
    unanswered = sweeps.most_of_better(payoffs, ordered[party], lowest)
    rational = unanswered == lowest
    if not others:
        return (rational,) * 4
    group = sweeps.components([moves[at] for at in others], len(payoffs))
    escape = sweeps.most_of_groups(payoffs, moves[party].group)
    reached = (
        sweeps.least_of_groups(payoffs, group),
        sweeps.least_of_groups(escape, group),
        sweeps.least_improved(payoffs, [ordered[at] for at in others]),
    )
    return (rational, *(sweeps.most_of_better(one, ordered[party], lowest) <= payoffs for one in reached))


def _judge_arcs(moves: list[Arcs], payoffs: Values) -> list[tuple[Bools, ...]]:
    gains = [arcs.improving(one, row) for one, row in zip(moves, payoffs, strict=True)]
    return [_judge_party(party, moves, gains, payoffs[party]) for party in range(len(moves))]


def _judge_party(party: int, moves: list[Arcs], gains: list[Arcs], payoffs: Values) -> tuple[Bools, ...]:
    """One party's row of all four concepts, for any moves."""
    others = [at for at in range(len(moves)) if at != party]
    escape = np.maximum(payoffs, arcs.most_of_targets(payoffs, moves[party]))
    answers, improving = [moves[at] for at in others], [gains[at] for at in others]
    reached = (
        arcs.least_reached(payoffs, answers),
        arcs.least_reached(escape, answers),
        arcs.least_reached(payoffs, improving),
    )
    rational = np.diff(gains[party].starts) == 0
    return (rational, *(arcs.most_of_targets(one, gains[party]) <= payoffs for one in reached))


def count_moves(moves: tuple[Moves, ...]) -> int:
    """How many moves all parties have together."""
    return sum(one.count for one in moves)
