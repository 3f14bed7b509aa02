"""Ways between states against every sequence of moves, tried step by step."""

from itertools import pairwise

import pytest
from models import as_sets, random_arcs

from goodoffices.deals import Conflict, make_conflict, path, path_lengths


def lengths(conflict: Conflict, start: int, *, gains: bool) -> dict[int, int]:
    """Level by level over (state, last mover), on sets."""
    moves, payoffs = as_sets(conflict), conflict.payoffs.tolist()
    level, seen, found, steps = {(start, -1)}, {(start, -1)}, {start: 0}, 0
    while level:
        steps += 1
        level = {
            (t, j) for s, last in level for j in range(len(moves)) if j != last
            for t in moves[j][s] if not gains or payoffs[j][t] > payoffs[j][s]
        } - seen  # fmt: skip
        seen |= level
        for state, _ in level:
            found.setdefault(state, steps)
    return {state: count for state, count in found.items() if state != start}


@pytest.mark.parametrize("seed", range(60))
def test_ways_are_as_short_as_can_be(seed: int) -> None:
    conflict = random_arcs(seed)
    goal = len(conflict.states) - 1
    for gains in (False, True):
        expected = lengths(conflict, 0, gains=gains)
        assert path_lengths(conflict, 0, improvements=gains) == expected
        found = path(conflict, 0, goal)
        ways = found.improvements if gains else found.moves
        assert ways.length == expected.get(goal)
        assert all(len(one) == (ways.length or 0) + 1 for one in ways.paths)
        assert bool(ways.paths) == (goal in expected)


@pytest.mark.parametrize("seed", range(60))
def test_the_easiest_way_has_the_fewest_steps_against_a_movers_wish(seed: int) -> None:
    conflict = random_arcs(seed)
    found = path(conflict, 0, len(conflict.states) - 1)
    if found.moves.length is None:
        assert found.easiest.length is None
        return
    (way,) = found.easiest.paths
    unwanted = sum(not step.gains for step in way)
    assert all(unwanted <= sum(not step.gains for step in one) for one in found.moves.paths)
    assert (unwanted == 0) == (found.improvements.length is not None)
    assert all(before.movers != step.movers for before, step in pairwise(way))


def test_the_step_that_needs_an_incentive_is_named() -> None:
    conflict = make_conflict({"A": {1: [2]}, "B": {2: [3]}}, {"A": [3, 1, 2], "B": [3, 2, 1]})
    ((state, step),) = path(conflict, 1, 3).moves.incentives
    assert (state, step.movers, step.state) == (1, ("A",), 2)


def test_where_one_stands_is_no_way() -> None:
    conflict = make_conflict({"A": {1: [2]}}, {"A": [1, 2]})
    assert path(conflict, 1, 1).moves.length == 0
