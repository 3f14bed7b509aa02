"""Verdicts on packages under one changed judgement, against the same bargain written anew."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import linprog

from goodoffices.deals import Bargain, Issue, Taste, make_bargain, package_sensitivity, robust_frontier
from goodoffices.deals.package_swaps import changed_tastes, weight_sets
from goodoffices.deals.robust import Judge
from goodoffices.errors import CaseError

LINE, WATCH = Issue("line", ("here", "there")), Issue("watch", ("none", "some"))
WHOLE = {"line": ("here", "there"), "watch": ("some", "none")}


def random_bargain(seed: int) -> Bargain:
    rng = np.random.default_rng(seed)
    issues = [Issue(f"i{at}", ("a", "b", "c")) for at in range(3)]
    tastes = {}
    for party in "PQ":
        orders = {issue.name: tuple(rng.permutation(["a", "b", "c"]).tolist()) for issue in issues}
        tastes[party] = Taste(tuple(rng.permutation(["i0", "i1", "i2"]).tolist()), orders=orders)
    sample = tuple(rng.permutation(["a", "b", "c"]).tolist())
    tastes["P"] = replace(tastes["P"], accepts=(sample,))
    tastes["Q"] = replace(tastes["Q"], rejects=(sample,))
    return make_bargain(issues, tastes=tastes)


def verdicts_anew(bargain: Bargain) -> dict[str, dict[tuple[str, ...], str]]:
    """The verdicts by the functions that answer one question at a time."""
    best = {one.package for one in robust_frontier(bargain).candidates}
    packages = [tuple(p) for p in np.array(np.meshgrid(*(i.options for i in bargain.issues))).T.reshape(-1, 3).tolist()]
    words = ("no", "possible", "necessary")
    answers = {p: min(words.index(Judge(bargain, q).accepts(bargain.places(p))) for q in "PQ") for p in packages}
    return {
        "unbeaten": {package: "yes" if package in best else "no" for package in packages},
        "accepted": {package: words[answer] for package, answer in answers.items()},
    }


@pytest.mark.parametrize("seed", range(8))
def test_every_swap_gives_what_the_bargain_written_anew_gives(seed: int) -> None:
    bargain = random_bargain(seed)
    found, now = package_sensitivity(bargain), verdicts_anew(bargain)
    assert found.verdicts == now
    expected, kept = set(), {name: dict.fromkeys(row, 0) for name, row in now.items()}
    for change, table in changed_tastes(bargain):
        then = verdicts_anew(table.judge.bargain)
        for name, row in now.items():
            for package, word in row.items():
                kept[name][package] += then[name][package] == word
                if then[name][package] != word:
                    expected.add((change, package, name, word, then[name][package]))
    assert found.changes == 2 * (2 + 3 * 2)
    assert found.kept == kept
    assert {(one.change, one.package, one.verdict, one.now, one.then) for one in found.flips} == expected


def test_an_unranked_pair_of_options_is_tried_both_ways() -> None:
    known, open_taste = Taste(("watch", "line"), orders=WHOLE), Taste(("watch", "line"), orders={"line": WHOLE["line"]})
    found = package_sensitivity(make_bargain([LINE, WATCH], tastes={"A": known, "B": open_taste}))
    assert found.verdicts["unbeaten"]["here", "none"] == "yes"
    flips = {one.change.sentence for one in found.flips if one.package == ("here", "none")}
    assert "if B likes watch = some better than none" in flips
    assert "if B likes watch = none better than some" not in flips


@pytest.mark.parametrize(("ranked", "pair"), [((), (0, 1)), ((2, 0), (0, 1)), ((2, 0), (1, 0)), ((0,), (3, 1))])
def test_weights_with_one_pair_decided_have_the_extremes_of_a_linear_program(
    ranked: tuple[int, ...], pair: tuple[int, int]
) -> None:
    rng = np.random.default_rng(len(ranked))
    rules = [*pairwise(ranked), pair]
    bounds = [[(at == low) - (at == high) for at in range(4)] for high, low in rules]
    for _ in range(20):
        row = rng.integers(-9, 10, 4)
        least = min(row[list(one)].mean() for one in weight_sets(ranked, 4, *pair))
        solved = linprog(row, A_ub=bounds, b_ub=[0] * len(rules), A_eq=[[1] * 4], b_eq=[1], bounds=(0, 1))
        assert least == pytest.approx(solved.fun, abs=1e-9)


def test_a_change_against_a_sample_judgement_is_named_and_not_counted() -> None:
    taste = Taste(("line", "watch"), orders=WHOLE, accepts=(("here", "none"),), rejects=(("there", "some"),))
    found = package_sensitivity(make_bargain([LINE, WATCH], tastes={"A": taste}))
    assert [one.sentence for one in found.contradicted] == [
        "if line weighs no more than watch for A",
        "if A likes line = there better than here",
    ]
    assert found.changes == 1


def test_nothing_known_of_anybody_is_said() -> None:
    with pytest.raises(CaseError, match="nothing says what any party wants"):
        package_sensitivity(make_bargain([LINE, WATCH]))
