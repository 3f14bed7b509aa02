"""Stability by the fast algorithms is stability by the definitions."""

import oracle
import pytest
from models import as_sets, random_arcs, random_options

from goodoffices.deals import Conflict, coalition_stable, make_conflict, stable
from goodoffices.deals.joint import Reach
from goodoffices.deals.moves import Cliques, as_arcs
from goodoffices.deals.stability import CONCEPTS, judge_stability


def assert_as_defined(conflict: Conflict) -> None:
    holds, moves, payoffs = judge_stability(conflict), as_sets(conflict), conflict.payoffs.tolist()
    for concept in CONCEPTS:
        for party in range(len(conflict.parties)):
            expected = [oracle.stable(moves, payoffs, party, s, concept) for s in range(len(conflict.states))]
            assert holds[concept][party].tolist() == expected, (concept, party)


@pytest.mark.parametrize("start", range(0, 1500, 100))
def test_any_moves_are_judged_as_defined(start: int) -> None:
    for seed in range(start, start + 100):
        assert_as_defined(random_arcs(seed))


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_moves_that_can_be_undone_are_judged_as_defined(start: int) -> None:
    for seed in range(start, start + 100):
        conflict = random_options(seed)
        assert all(isinstance(moves, Cliques) for moves in conflict.moves)
        assert_as_defined(conflict)


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_irreversible_options_are_judged_as_defined(start: int) -> None:
    for seed in range(start, start + 100):
        assert_as_defined(random_options(seed, irreversible=True))


@pytest.mark.parametrize("start", range(0, 150, 50))
def test_coalitions_are_judged_as_defined(start: int) -> None:
    for seed in range(start, start + 50):
        conflict = random_arcs(seed)
        moves, payoffs, found = as_sets(conflict), conflict.payoffs.tolist(), coalition_stable(conflict)
        groups = oracle.coalitions(tuple(range(len(conflict.parties))))
        for concept, states in found.items():
            expected = [
                s
                for s in range(len(conflict.states))
                if all(oracle.holds_against(moves, payoffs, group, s, concept) for group in groups)
            ]
            assert list(states) == expected, (seed, concept)


def test_both_algorithms_agree_on_larger_conflicts() -> None:
    for seed in range(30):
        conflict = random_options(seed + 9000)
        other = Conflict(conflict.parties, conflict.states, tuple(map(as_arcs, conflict.moves)), conflict.payoffs)
        one, two = judge_stability(conflict), judge_stability(other)
        assert all((one[concept] == two[concept]).all() for concept in CONCEPTS)


def test_each_idea_of_stability_lies_within_the_weaker_ones() -> None:
    for seed in range(200):
        holds = judge_stability(random_arcs(seed + 5000))
        assert (holds["R"] <= holds["SMR"]).all()
        assert (holds["SMR"] <= holds["GMR"]).all()
        assert (holds["R"] <= holds["SEQ"]).all()
        assert (holds["SEQ"] <= holds["GMR"]).all()


def test_the_prisoners_stay_silent_only_where_an_answer_is_feared() -> None:
    moves = {"A": {1: [3], 3: [1], 2: [4], 4: [2]}, "B": {1: [2], 2: [1], 3: [4], 4: [3]}}
    found = stable(make_conflict(moves, {"A": [3, 1, 4, 2], "B": [2, 1, 4, 3]})).equilibria
    assert found == {"R": (4,), "GMR": (1, 4), "SMR": (1, 4), "SEQ": (1, 4)}


def test_an_answer_may_leave_the_mover_where_it_was() -> None:
    conflict = make_conflict({"1": {1: [2]}, "2": {2: [3]}}, {"1": [2, [1, 3]], "2": [3, 2, 1]})
    individual = stable(conflict).individual
    assert individual["GMR"]["1"] == individual["SEQ"]["1"] == (1, 2, 3)
    assert individual["R"]["1"] == (2, 3)


def test_nobody_moves_twice_running() -> None:
    moves = [[{1}, {2}, set()], [set(), {0}, set()]]
    conflict = make_conflict({"1": {0: [1], 1: [2]}, "2": {1: [0]}}, {"1": [0, 1, 2], "2": [0, 1, 2]})
    assert Reach(conflict).joint((0,), 0) == oracle.joint(moves, (0,), 0) == {1}
    assert Reach(conflict).joint((0, 1), 0) == oracle.joint(moves, (0, 1), 0) == {0, 1}
