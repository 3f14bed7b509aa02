"""Preferences without points: closed forms against linear programs, and what may be said of a draft."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import linprog

from goodoffices.deals import (
    Issue,
    RedLine,
    Taste,
    Worth,
    check,
    interval_range,
    make_bargain,
    ordinal_range,
    parse_statement,
    robust_frontier,
)
from goodoffices.deals.robust import Judge, surely_beats
from goodoffices.deals.tables import Table, mark_better
from goodoffices.errors import CaseError


def solved(
    differences: list[float], bounds: list[tuple[float, float]], ordered: list[list[float]]
) -> tuple[float, float]:
    """The extremes by a linear program."""
    count = len(differences)
    more = {"A_ub": ordered, "b_ub": [0.0] * len(ordered)} if ordered else {}
    ends = [
        linprog([sign * one for one in differences], A_eq=[[1.0] * count], b_eq=[1.0], bounds=bounds, **more).fun
        for sign in (1, -1)
    ]
    return ends[0], -ends[1]


@pytest.mark.parametrize("seed", range(30))
def test_extremes_over_weights_are_those_of_a_linear_program(seed: int) -> None:
    rng = np.random.default_rng(seed)
    differences = (rng.integers(-10, 11, int(rng.integers(2, 6))) / 10).tolist()
    count = len(differences)
    ordered = [
        [-1.0 if at == one else 1.0 if at == one + 1 else 0.0 for at in range(count)] for one in range(count - 1)
    ]
    found = [float(one) for one in ordinal_range(differences)]
    assert found == pytest.approx(solved(differences, [(0, 1)] * count, ordered), abs=1e-9)
    bounds = [(0.5 / count, 1.5 / count)] * count
    bounded = [float(one) for one in interval_range(differences, bounds)]
    assert bounded == pytest.approx(solved(differences, bounds, []), abs=1e-6)


@pytest.mark.parametrize("seed", range(15))
def test_ordered_options_are_judged_as_by_a_linear_program_over_values(seed: int) -> None:
    rng = np.random.default_rng(seed)
    options = tuple("abcd")
    issues = [Issue(f"i{at}", options) for at in range(3)]
    taste = Taste(("i0", "i1", "i2"), orders={issue.name: tuple(rng.permutation(list(options))) for issue in issues})
    judge = Judge(make_bargain(issues, tastes={"P": taste}), "P")
    first, second = (tuple(int(one) for one in rng.integers(0, 4, 3)) for _ in range(2))
    found = [float(one) for one in judge.difference(first, second)]
    assert found == pytest.approx(worths_by_program(taste, issues, first, second), abs=1e-9)


def worths_by_program(
    taste: Taste, issues: list[Issue], first: tuple[int, ...], second: tuple[int, ...]
) -> tuple[float, float]:
    """Unknown: weight × value of every option; monotone in each order, worst 0, weights ordered, of sum 1."""
    index = {(i, option): at for at, (i, option) in enumerate((i, o) for i in range(3) for o in "abcd")}
    rows, goal = [], [0.0] * 12
    for i, issue in enumerate(issues):
        order = taste.orders[issue.name]
        for better, worse in pairwise(order):
            row = [0.0] * 12
            row[index[i, worse]], row[index[i, better]] = 1.0, -1.0
            rows.append(row)
        goal[index[i, issue.options[first[i]]]] += 1.0
        goal[index[i, issue.options[second[i]]]] -= 1.0
    tops = [index[i, taste.orders[issue.name][0]] for i, issue in enumerate(issues)]
    for heavier, lighter in pairwise(tops):
        row = [0.0] * 12
        row[lighter], row[heavier] = 1.0, -1.0
        rows.append(row)
    bottoms = {index[i, taste.orders[issue.name][-1]] for i, issue in enumerate(issues)}
    bounds = [(0, 0 if at in bottoms else 1) for at in range(12)]
    total = [[1.0 if at in tops else 0.0 for at in range(12)]]
    ends = [
        linprog([sign * one for one in goal], A_ub=rows, b_ub=[0] * len(rows), A_eq=total, b_eq=[1], bounds=bounds).fun
        for sign in (1, -1)
    ]
    return ends[0], -ends[1]


def test_extremes_are_exact() -> None:
    assert ordinal_range([0.5, -0.4, 0.1]) == (Fraction(1, 20), Fraction(1, 2))
    assert interval_range([0.5, -0.4, 0.1], [(0.2, 0.5)] * 3) == (Fraction(-7, 100), Fraction(1, 5))
    assert ordinal_range([-0.1, 0.3, 0.3])[1] == Fraction(1, 6)


def test_bounds_that_no_weights_meet_are_refused() -> None:
    with pytest.raises(CaseError, match="no weights within them add up to 1"):
        interval_range([1, 2], [(0, "1/4")] * 2)


LINE, WATCH = Issue("line", ("here", "there")), Issue("watch", ("none", "some"))
TASTES = {
    "A": Taste(
        ("line", "watch"), orders={"line": ("here", "there"), "watch": ("some", "none")}, accepts=(("there", "some"),)
    ),
    "B": Taste(
        ("watch", "line"), orders={"line": ("there", "here"), "watch": ("some", "none")}, rejects=(("here", "none"),)
    ),
}


def test_a_draft_is_told_its_red_lines_answers_and_joint_gains() -> None:
    line = RedLine("B1", parse_statement("watch = some"), "watch = some", "B")
    found = check(make_bargain([LINE, WATCH], tastes=TASTES, red_lines=[line]), {"watch": "none", "line": "there"})
    assert [one.name for one in found.crossed] == ["B1"]
    assert found.accepts == {"A": "possible", "B": "no"}
    assert found.verdict == "no"
    assert [gain.package for gain in found.gains] == [("there", "some"), ("here", "some")]
    assert found.gains[0].trades[0].effect == {"A": "better", "B": "better"}


def test_what_somebody_accepted_makes_what_is_better_necessary() -> None:
    found = check(make_bargain([LINE, WATCH], tastes=TASTES), ("here", "some"))
    assert found.accepts == {"A": "necessary", "B": "possible"}
    assert check(make_bargain([LINE, WATCH], tastes=TASTES), ("here", "none")).accepts["B"] == "no"


def test_nothing_surely_beats_the_robust_frontier() -> None:
    found = robust_frontier(make_bargain([LINE, WATCH], tastes=TASTES))
    assert {one.package for one in found.candidates} == {("here", "some"), ("there", "some")}
    assert found.complete


def test_points_and_orders_may_stand_side_by_side() -> None:
    worths = {"C": Worth({"line": {"here": 1, "there": 0}}, 0, 1)}
    found = check(make_bargain([LINE, WATCH], worths, tastes=TASTES), ("there", "some"))
    assert found.accepts == {"C": "no", "A": "necessary", "B": "possible"}


@pytest.mark.parametrize("seed", range(25))
def test_many_packages_are_compared_as_two_are(seed: int) -> None:
    rng = np.random.default_rng(seed)
    issues = [Issue(f"i{at}", ("a", "b", "c")) for at in range(3)]
    orders = {issue.name: tuple(rng.permutation(["a", "b", "c"])) for issue in issues}
    ranked = tuple(rng.permutation([issue.name for issue in issues])[: int(rng.integers(1, 4))])
    some = Taste(ranked, orders=orders)
    bounded = Taste(
        weights={"i0": (Fraction(1, 5), Fraction(1, 2)), "i1": (Fraction(0), Fraction(3, 4))}, orders=orders
    )
    worth = {"R": Worth({"i0": {"a": 0.3, "b": 1}, "i2": {"c": 0.7}})}
    judges = [Judge(make_bargain(issues, worth, tastes={"P": some, "Q": bounded}), party) for party in "PQR"]
    rows = rng.integers(0, 3, (20, 3))
    for judge in judges:
        signs = Table(judge).signs(rows, rows[0]).tolist()
        pairs = [judge.difference(tuple(row), tuple(rows[0])) for row in rows.tolist()]
        assert signs == [(least > 0) - (least < 0) for least, _ in pairs]
        assert Table(judge).greatest(rows, rows[0]) == max(most for _, most in pairs)
    beaten = mark_better([Table(judge) for judge in judges], rows, rows[0]).tolist()
    assert beaten == [surely_beats(judges, tuple(row), tuple(rows[0])) for row in rows.tolist()]
