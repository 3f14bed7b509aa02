"""Stability where a party's ranking has gaps: what holds however the gaps are filled, and what may hold.

In come a `Conflict` with partial orders, out go two tables, sure and possible. Given the moves and the others'
rankings, whether s holds for a party depends only on the set of states it likes better than s, and can only be lost
as that set grows: so the smallest set (surely better) decides *possibly*, the largest (not surely no better) decides
*necessarily*. Both are exact in the party's own gaps. Where the others' rankings have gaps too, SEQ counts only their
sure improvements for the first and their possible ones for the second: a sound lower and upper bound.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.conflict import Conflict, PartialOrder
from goodoffices.deals.joint import Coalition, Reach, check_size, joint_reach

Bools = NDArray[np.bool_]
Table = dict[str, Bools]
Better = frozenset[int]


def judge_partial(conflict: Conflict) -> tuple[Table, Table]:
    """(sure, possible), each holds[concept][party, state]."""
    check_size(conflict, len(conflict.states) * len(conflict.parties), "judging every state under unknown preferences")
    orders = [conflict.orders.get(at) or full_order(row) for at, row in enumerate(conflict.payoffs)]
    sure = _judge_all(conflict, orders, better="possible", answers="sure")
    return sure, _judge_all(conflict, orders, better="sure", answers="possible")


def full_order(payoffs: NDArray[np.int64]) -> PartialOrder:
    """A complete ranking as an order without gaps."""
    better = payoffs[:, None] > payoffs[None, :]
    return PartialOrder(better, better)


def _judge_all(conflict: Conflict, orders: list[PartialOrder], *, better: str, answers: str) -> Table:
    reach = Reach(conflict)
    improved = _improvements(reach, [getattr(order, answers) for order in orders])
    shape = (len(conflict.parties), len(conflict.states))
    table = {concept: np.zeros(shape, dtype=np.bool_) for concept in ("R", "GMR", "SMR", "SEQ")}
    for party in range(shape[0]):
        rest = tuple(one for one in range(shape[0]) if one != party)
        liked = getattr(orders[party], better)
        for state in range(shape[1]):
            above = frozenset(np.flatnonzero(liked[:, state]).tolist())
            verdict = judge_one(reach, party, state, above=above, improved=partial(improved, rest))
            for concept, holds in verdict.items():
                table[concept][party, state] = holds
    return table


def _improvements(reach: Reach, liked: list[Bools]) -> Callable[[Coalition, int], frozenset[int]]:
    known: dict[tuple[Coalition, int], frozenset[int]] = {}

    def steps(mover: int, state: int) -> list[int]:
        return [target for target in reach.moves(mover, state) if liked[mover][target, state]]

    def improved(coalition: Coalition, state: int) -> frozenset[int]:
        if (coalition, state) not in known:
            known[coalition, state] = joint_reach(state, coalition, steps)
        return known[coalition, state]

    return improved


def judge_one(
    reach: Reach, party: int, state: int, *, above: Better, improved: Callable[[int], frozenset[int]]
) -> dict[str, bool]:
    """One state for one party, given the set of states it likes better than it: the definitions as they stand."""
    rest = tuple(one for one in range(len(reach.conflict.parties)) if one != party)
    gains = [target for target in reach.moves(party, state) if target in above]
    return {
        "R": not gains,
        "GMR": all(any(answer not in above for answer in reach.joint(rest, target)) for target in gains),
        "SMR": all(
            any(_traps(reach, party, answer, above) for answer in reach.joint(rest, target)) for target in gains
        ),
        "SEQ": all(any(answer not in above for answer in improved(target)) for target in gains),
    }


def _traps(reach: Reach, party: int, answer: int, above: Better) -> bool:
    return answer not in above and not any(escape in above for escape in reach.moves(party, answer))
