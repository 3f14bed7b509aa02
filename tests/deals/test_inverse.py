"""Counts of rankings against every ranking, and demotions against every set of states."""

from itertools import combinations, permutations

import oracle
import pytest
from models import as_sets, random_arcs

from goodoffices.deals import Conflict, make_conflict, what_if
from goodoffices.deals.inverse import count_rankings, find_clauses
from goodoffices.deals.joint import Reach
from goodoffices.deals.stability import CONCEPTS


@pytest.mark.parametrize("seed", [one for one in range(60) if len(random_arcs(one).states) <= 6])
def test_rankings_are_counted_as_if_each_were_tried(seed: int) -> None:
    conflict = random_arcs(seed)
    states = range(len(conflict.states))
    moves, payoffs, state = as_sets(conflict), conflict.payoffs.tolist(), seed % len(states)
    for change in what_if(conflict, state).changes:
        party = conflict.parties.index(change.party)
        good = sum(
            oracle.stable(moves, [*payoffs[:party], list(row), *payoffs[party + 1 :]], party, state, change.concept)
            for row in permutations(states)
        )
        assert change.rankings == good, change


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_demotions_are_the_smallest_that_do(start: int) -> None:
    for seed in range(start, start + 50):
        conflict = random_arcs(seed)
        state = seed % len(conflict.states)
        for change in what_if(conflict, state).changes:
            found = {frozenset(one) for one in (*change.demotions, *change.others)}
            assert found == every_smallest(conflict, change.party, state, change.concept), (seed, change)


def every_smallest(conflict: Conflict, party: str, state: int, concept: str) -> set[frozenset[int]]:
    """Every set of states is tried as the one that must come below `state`."""
    at, moves, rows = conflict.parties.index(party), as_sets(conflict), conflict.payoffs.tolist()
    above = [s for s in range(len(conflict.states)) if rows[at][s] > rows[at][state]]
    found: list[frozenset[int]] = []
    for size in range(len(above) + 1):
        for drop in map(frozenset, combinations(above, size)):
            row = [0 if s in drop else value for s, value in enumerate(rows[at])]
            if not any(one <= drop for one in found) and oracle.stable(
                moves, [*rows[:at], row, *rows[at + 1 :]], at, state, concept
            ):
                found.append(drop)
    return set(found) - {frozenset()}


def test_a_published_conflict_over_water_counts_by_definition() -> None:
    pairs = {1: [2, 3], 2: [1, 3], 3: [1, 2], 4: [5, 6], 5: [4, 6], 6: [4, 5]}
    moves = {"Syria": pairs, "Iraq": {1: [4], 2: [5], 3: [6], 4: [1], 5: [2], 6: [3]}}
    conflict = make_conflict(moves, {"Syria": [1, 3, 6, 2, 4, 5], "Iraq": [2, 4, 6, 1, 5, 3]})
    changes = [one for one in what_if(conflict, 2).changes if one.party == "Syria"]
    assert [one.rankings for one in changes] == [240, 384, 300, 384]
    assert [one.demotions for one in changes] == [((1, 3),), ((3,), (6,)), ((6,),), ((3,), (6,))]


def test_a_state_named_by_no_clause_is_free() -> None:
    conflict = make_conflict({"A": {}, "B": {}}, {"A": [1, 2, 3], "B": [1, 2, 3]})
    for concept in CONCEPTS:
        assert count_rankings(find_clauses(Reach(conflict), 0, 0, concept), 0, 3) == 6
