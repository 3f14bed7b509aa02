"""Unknown preferences: what holds under every completion, and under some."""

from itertools import permutations

import numpy as np
import oracle
import pytest
from models import as_sets, random_arcs

from goodoffices.deals import make_conflict, stable
from goodoffices.deals.conflict import Conflict, chain_order
from goodoffices.deals.stability import CONCEPTS
from goodoffices.errors import CaseError


@pytest.mark.parametrize("start", range(0, 120, 20))
def test_one_partys_gaps_are_judged_as_if_each_completion_were_tried(start: int) -> None:
    for seed in range(start, start + 20):
        conflict = random_arcs(seed)
        size = len(conflict.states)
        if size > 6:
            continue
        rng = np.random.default_rng(seed)
        ranked = rng.permutation(size).tolist()
        chains = [ranked[at : at + 2] for at in range(size - 1) if rng.random() < 0.6]
        row, order = chain_order(chains, {s: s for s in range(size)}, "P0")
        payoffs = np.vstack([row, conflict.payoffs[1:]])
        found = stable(Conflict(conflict.parties, conflict.states, conflict.moves, payoffs, {0: order}))
        rows = [one for one in permutations(range(size)) if all(one[a] > one[b] for a, b in chains)]
        compare(conflict, found, rows)


def compare(conflict: Conflict, found: object, rows: list[tuple[int, ...]]) -> None:
    moves, others = as_sets(conflict), conflict.payoffs.tolist()[1:]
    for concept in CONCEPTS:
        for state in range(len(conflict.states)):
            tried = [oracle.stable(moves, [list(row), *others], 0, state, concept) for row in rows]
            assert found.sure[concept][0, state] == all(tried)  # type: ignore[attr-defined]
            assert found.possible[concept][0, state] == any(tried)  # type: ignore[attr-defined]


def test_gaps_of_others_leave_sound_bounds() -> None:
    for seed in range(60):
        conflict = random_arcs(seed + 300)
        if len(conflict.parties) < 2:
            continue
        place = {s: s for s in range(len(conflict.states))}
        row, order = chain_order([], place, "P1")
        open_one = Conflict(
            conflict.parties, conflict.states, conflict.moves,
            np.vstack([conflict.payoffs[:1], [row], conflict.payoffs[2:]]), {1: order},
        )  # fmt: skip
        found, moves, payoffs = stable(open_one), as_sets(conflict), conflict.payoffs.tolist()
        for state in place:
            holds = oracle.stable(moves, payoffs, 0, state, "SEQ")
            assert found.sure["SEQ"][0, state] <= holds <= found.possible["SEQ"][0, state]


def test_a_pair_that_the_ranking_decides_is_not_unknown() -> None:
    with pytest.raises(CaseError, match="puts other states between"):
        make_conflict({"A": {1: [2]}}, {"A": [1, 2, 3]}, unknown={"A": [(1, 3)]})


def test_neighbours_may_be_unknown() -> None:
    found = stable(make_conflict({"A": {1: [2], 2: [1]}}, {"A": [1, 2, 3]}, unknown={"A": [(1, 2)]}))
    assert found.necessary["R"] == (3,)
    assert found.possibly["R"] == (1, 2, 3)


def test_a_circle_of_preferences_is_refused() -> None:
    with pytest.raises(CaseError, match="goes round in a circle"):
        chain_order([[1, 2], [2, 3], [3, 1]], {1: 0, 2: 1, 3: 2}, "A")
