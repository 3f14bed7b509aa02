"""Which single judgement the verdicts hang on.

In comes a `Conflict`, out goes, per state and concept, the share of one-judgement changes under which the verdict
stays, and the changes that flip it. A change is: two neighbours in one party's ranking swap places; or a pair that is
unknown turns out one way or the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.conflict import Conflict, State
from goodoffices.deals.stability import CONCEPTS, count_moves, judge_stability
from goodoffices.errors import CaseError

# Each change solves the conflict anew; so many visits of moves take about half a minute.
MOST_WORK = 400_000_000


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement changed: `party` liking `better` more than `worse` after all; `kind` is "swap" or "unknown"."""

    party: str
    better: tuple[State, ...]
    worse: tuple[State, ...]
    kind: str

    @property
    def sentence(self) -> str:
        """The changed judgement in words."""
        better, worse = (", ".join(str(state) for state in states) for states in (self.better, self.worse))
        return f"if {self.party} likes {better} better than {worse}"


@dataclass(frozen=True, slots=True)
class Flip:
    """A judgement that turns a verdict: `state` under `concept` holds (`then`) only after the change."""

    judgement: Judgement
    concept: str
    state: State
    then: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """`changes` judgements tried; per concept and state whether it is an equilibrium and in what share that stays."""

    changes: int
    verdicts: dict[str, dict[State, bool]]
    shares: dict[str, dict[State, tuple[int, int]]]
    flips: tuple[Flip, ...]


def sensitivity(conflict: Conflict, states: Sequence[State] = ()) -> Sensitivity:
    """The verdicts on `states` (all of them where none is named) under every change of one judgement."""
    places = [conflict.place(state) for state in states] or list(range(len(conflict.states)))
    _check_work(conflict)
    base = _equilibria(conflict)
    kept = {concept: np.zeros(len(conflict.states), dtype=np.int64) for concept in CONCEPTS}
    flips: list[Flip] = []
    tried = 0
    for judgement, payoffs in changed_rankings(conflict):
        found = _equilibria(replace(conflict, payoffs=payoffs))
        tried += 1
        for concept in CONCEPTS:
            same = found[concept] == base[concept]
            kept[concept] += same
            flips += [
                Flip(judgement, concept, conflict.states[at], bool(found[concept][at])) for at in places if not same[at]
            ]
    verdicts = {one: {conflict.states[at]: bool(base[one][at]) for at in places} for one in CONCEPTS}
    shares = {one: {conflict.states[at]: (int(kept[one][at]), tried) for at in places} for one in CONCEPTS}
    return Sensitivity(tried, verdicts, shares, tuple(flips))


def changed_rankings(conflict: Conflict) -> Iterator[tuple[Judgement, NDArray[np.int64]]]:
    """Every change of one judgement, with the payoffs after it."""
    for party, name in enumerate(conflict.parties):
        row = conflict.payoffs[party]
        levels = np.unique(row)
        for low, high in pairwise(levels):
            payoffs = conflict.payoffs.copy()
            payoffs[party] = np.where(row == low, high, np.where(row == high, low, row))
            better, worse = conflict.named(np.flatnonzero(row == low)), conflict.named(np.flatnonzero(row == high))
            yield Judgement(name, better, worse, "swap"), payoffs
        for first, second in conflict.orders[party].unknown if party in conflict.orders else ():
            for better_at, worse_at in ((first, second), (second, first)):
                decided = _decide(conflict.payoffs, party, better_at, worse_at)
                pair = (conflict.states[better_at],), (conflict.states[worse_at],)
                yield Judgement(name, *pair, "unknown"), decided


def _decide(payoffs: NDArray[np.int64], party: int, better: int, worse: int) -> NDArray[np.int64]:
    """The payoffs with one pair decided: where they stand the wrong way round they swap, where they tie they part."""
    decided = payoffs * 2
    if payoffs[party, better] < payoffs[party, worse]:
        decided[party, [better, worse]] = decided[party, [worse, better]]
    elif payoffs[party, better] == payoffs[party, worse]:
        decided[party, better] += 1
    return decided


def _equilibria(conflict: Conflict) -> dict[str, NDArray[np.bool_]]:
    return {concept: np.all(holds, axis=0) for concept, holds in judge_stability(conflict).items()}


def _check_work(conflict: Conflict) -> None:
    size = len(conflict.states)
    changes = sum(len(np.unique(row)) - 1 for row in conflict.payoffs)
    work = changes * (size * 40 + min(count_moves(conflict.moves), size * 40))
    if work > MOST_WORK:
        raise CaseError(
            f"{changes:,} changes of one judgement on {size:,} states would take about {work / MOST_WORK / 2:,.0f} "
            f"minutes; "
            "merge states that are the same in practice, or rank with fewer statements"
        )
