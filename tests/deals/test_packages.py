"""Red lines, frontiers and reference points against every package written out."""

from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.deals import (
    Bargain,
    Issue,
    RedLine,
    Worth,
    adjusted_winner,
    blockers,
    count_rational,
    feasible,
    frontier,
    make_bargain,
    parse_statement,
    reference_points,
)
from goodoffices.deals.dominance import undominated
from goodoffices.deals.zone import broken_lines
from goodoffices.errors import CaseError


def random_bargain(seed: int, *, lines: int = 4) -> Bargain:
    rng = np.random.default_rng(seed)
    sizes = rng.integers(2, 4, int(rng.integers(2, 5)))
    issues = [Issue(f"i{at}", tuple(f"o{one}" for one in range(size))) for at, size in enumerate(sizes)]
    red = [RedLine(f"L{at}", parse_statement(random_line(rng, issues)), party="A") for at in range(lines)]
    worths = {
        f"P{party}": Worth(
            {one.name: {o: int(rng.integers(0, 6)) / 10 for o in one.options} for one in issues},
            0.1,
            int(rng.integers(0, 9)) / 10,
        )
        for party in range(int(rng.integers(1, 5)))
    }
    return make_bargain(issues, worths, red)


def random_line(rng: np.random.Generator, issues: list[Issue]) -> str:
    def fact() -> str:
        one = issues[int(rng.integers(len(issues)))]
        return f"{one.name} {rng.choice(['=', '!='])} {rng.choice(one.options)}"

    return fact() if rng.random() < 0.5 else f"{fact()} {rng.choice(['and', 'or', 'if', 'iff'])} {fact()}"


def every_package(bargain: Bargain) -> list[tuple[str, ...]]:
    return list(product(*(issue.options for issue in bargain.issues)))


def broken(bargain: Bargain, package: tuple[str, ...]) -> frozenset[str]:
    return frozenset(line.name for line in broken_lines(bargain, bargain.places(package)))


def worth(bargain: Bargain, package: tuple[str, ...]) -> tuple[Fraction, ...]:
    return tuple(
        Fraction(str(one.constant))
        + sum(Fraction(str(one.parts[i.name][o])) for i, o in zip(bargain.issues, package, strict=True))
        for one in bargain.worths.values()
    )


def minimal(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    return {one for one in sets if not any(other < one for other in sets)}


@pytest.mark.parametrize("start", range(0, 100, 25))
def test_what_blocks_and_what_would_open_is_found_as_if_all_sets_were_tried(start: int) -> None:
    for seed in range(start, start + 25):
        bargain = random_bargain(seed, lines=6)
        packages = {package: broken(bargain, package) for package in every_package(bargain)}
        assert feasible(bargain).count == sum(not lines for lines in packages.values())
        found, ways = blockers(bargain), minimal(set(packages.values()))
        ways = set() if frozenset() in ways else ways
        assert {frozenset(one.drop) for one in found.relaxations} == ways
        for one in found.relaxations:
            assert one.packages == sum(lines <= set(one.drop) for lines in packages.values())
        names = [line.name for line in bargain.red_lines]
        stuck = {frozenset(c) for n in range(1, 7) for c in combinations(names, n)
                 if all(set(c) & lines for lines in packages.values())}  # fmt: skip
        assert {frozenset(one) for one in found.blocking} == minimal(stuck)


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_the_frontier_is_what_no_package_beats(start: int) -> None:
    for seed in range(start, start + 50):
        bargain = random_bargain(seed, lines=2)
        free = {p: worth(bargain, p) for p in every_package(bargain) if not broken(bargain, p)}
        best = {p for p, u in free.items() if not any(beats(other, u) for other in free.values())}
        deals = list(frontier(bargain).deals())
        assert {package for deal in deals for package in deal.packages} == best
        assert all(free[package] == deal.utilities for deal in deals for package in deal.packages)
        assert sum(deal.count for deal in deals) == len(best)
        bounds = [Fraction(str(one.reservation)) for one in bargain.worths.values()]
        assert count_rational(bargain) == sum(
            all(a >= d for a, d in zip(u, bounds, strict=True)) for u in free.values()
        )


def beats(one: tuple[Fraction, ...], other: tuple[Fraction, ...]) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("start", range(0, 150, 50))
def test_reference_points_are_best_among_all_packages(start: int) -> None:
    for seed in range(start, start + 50):
        bargain = random_bargain(seed, lines=1)
        bounds = tuple(Fraction(str(one.reservation)) for one in bargain.worths.values())
        free = [worth(bargain, p) for p in every_package(bargain) if not broken(bargain, p)]
        fair = [u for u in free if all(a >= d for a, d in zip(u, bounds, strict=True))]
        found = reference_points(bargain)
        assert bool(found.deals) == bool(fair)
        if not fair:
            continue
        room = [max(u[at] for u in fair) - d for at, d in enumerate(bounds)]
        gains = {u: tuple(a - d for a, d in zip(u, bounds, strict=True)) for u in fair}
        equal = max(sorted(row) for row in gains.values())
        assert {d.utilities for d in found.deals["egalitarian"]} == {
            u for u, row in gains.items() if sorted(row) == equal
        }
        shares = {u: sorted(g / r for g, r in zip(row, room, strict=True) if r) for u, row in gains.items()}
        best = {u for u, row in shares.items() if row == max(shares.values())}
        assert {d.utilities for d in found.deals["kalai_smorodinsky"]} <= best
        if any(min(row) > 0 for row in gains.values()):
            products = {u: np.prod([*row]) for u, row in gains.items()}
            top = {u for u, value in products.items() if value == max(products.values())}
            assert {d.utilities for d in found.deals["nash"]} == top


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_rows_that_none_beats_are_marked(columns: int, seed: int) -> None:
    rows = np.random.default_rng(seed).integers(0, 5, (30, columns))
    expected = [not any((other >= row).all() and (other > row).any() for other in rows) for row in rows]
    assert undominated(rows.astype(np.int64)).tolist() == expected


def test_sums_of_tenths_are_exact() -> None:
    issues = [Issue("a", ("x", "y")), Issue("b", ("x", "y"))]
    worths = {
        "P": Worth({"a": {"x": 0.1, "y": 0.3}, "b": {"x": 0.2, "y": 0}}),
        "Q": Worth({"a": {"x": 0, "y": 0}, "b": {"x": 0, "y": 0}}),
    }
    found = frontier(make_bargain(issues, worths))
    assert [deal.utilities[0] for deal in found.deals()] == [Fraction(1, 2)]
    worths["P"] = Worth({"a": {"x": 0.1, "y": 0.3}, "b": {"x": 0.2, "y": 0.0}}, 0, 0.3)
    alike = frontier(make_bargain(issues, {"P": Worth({"a": {"x": 0.1, "y": 0.3}, "b": {"x": 0.2, "y": "1/5"}})}))
    assert alike.rows.tolist() == [[5]]


def test_computed_thirds_are_thirds() -> None:
    issues = [Issue("a", ("x", "y")), Issue("b", ("x", "y"))]
    worths = {"P": Worth({"a": {"x": 1 / 3, "y": 2 / 3}, "b": {"x": 1 / 3, "y": 0}})}
    (deal,) = frontier(make_bargain(issues, worths)).deals()
    assert deal.utilities == (Fraction(1),)


def test_twenty_issues_need_no_enumeration() -> None:
    rng = np.random.default_rng(3)
    issues = [Issue(f"i{at}", tuple("abcde")) for at in range(20)]
    worths = {p: Worth({i.name: {o: int(rng.integers(100)) for o in i.options} for i in issues}) for p in "PQ"}
    bargain = make_bargain(issues, worths)
    assert feasible(bargain, most=3).count == 5**20
    found = frontier(bargain)
    assert len(found) > 10
    assert undominated(found.rows).all()


def test_too_many_linked_packages_are_searched_not_counted() -> None:
    issues = [Issue(f"i{at}", ("x", "y", "z")) for at in range(40)]
    line = " and ".join(f"(i{at} != x or i{at + 1} != x)" for at in range(39))
    bargain = make_bargain(issues, {"P": Worth({"i0": {"x": 1}})}, [RedLine("L", parse_statement(line))])
    zone = feasible(bargain, most=5)
    assert zone.count is None
    assert len(zone.packages) == 5
    assert zone.verdict == "possible"
    with pytest.raises(CaseError, match="12,157,665,459,056,928,801 packages"):
        frontier(bargain)


def test_nash_found_his_barter_in_1950() -> None:
    goods = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
    taken = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
    issues = [Issue(good, ("keep", "give")) for good in (*goods, *taken)]
    bill = {g: {"keep": b} for g, (b, _) in goods.items()} | {g: {"give": b} for g, (b, _) in taken.items()}
    jack = {g: {"give": j} for g, (_, j) in goods.items()} | {g: {"keep": j} for g, (_, j) in taken.items()}
    bargain = make_bargain(issues, {"Bill": Worth(bill, 0, 12), "Jack": Worth(jack, 0, 6)})
    (nash,) = reference_points(bargain).deals["nash"]
    assert nash.utilities == (24, 11)
    assert nash.packages == (("give",) * 4 + ("keep",) + ("give",) * 3 + ("keep",),)


def test_adjusted_winner_splits_one_item_and_leaves_both_the_same() -> None:
    found = adjusted_winner({"A": {"x": 50, "y": 30, "z": 20}, "B": {"x": 40, "y": 20, "z": 40}})
    assert found.totals[0] == found.totals[1] == Fraction(26, 45)
    assert found.split == "x"


def test_walking_away_may_be_better_for_somebody_whatever_is_agreed() -> None:
    bargain = make_bargain(
        [Issue("a", ("x", "y"))], {"P": Worth({"a": {"x": 1}}, 0, 5), "Q": Worth({"a": {"y": 1}}, 0, 0)}
    )
    found = reference_points(bargain)
    assert found.deals == {}
    assert "no package" in found.notes[0]
