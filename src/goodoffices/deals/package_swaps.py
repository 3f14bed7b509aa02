"""Which single judgement the verdicts on packages hang on, where parties have orders and no points.

In comes a `Bargain`, out goes, per package, in what share of one-judgement changes its verdicts stay, and the changes
that flip them. A change is: two neighbours in a party's issue priorities or in one of its option orders swap places;
or a pair that nobody ranked turns out one way or the other. Two verdicts: `unbeaten` (no package surely beats it)
and `accepted` (necessary, possible, no: the least of the parties' answers).
Weights that obey some comparisons are mixtures of equal weights on sets that hold, with every issue, all that weigh
more, and that fall into no two unrelated parts; so the extremes are means over these sets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, permutations
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.bargain import Bargain, Taste
from goodoffices.deals.drafts import MOST_COMPARED, Package
from goodoffices.deals.robust import Judge
from goodoffices.deals.tables import Table
from goodoffices.deals.zone import feasible
from goodoffices.errors import CaseError

Ints = NDArray[np.int64]
Swapped = tuple[str, str]

# Comparisons of two packages in all changes together: some twenty seconds.
MOST_WORK = 60_000_000
_ANSWERS = ("no", "possible", "necessary")


@dataclass(frozen=True, slots=True)
class TasteChange:
    """One judgement changed: `party` putting `better` before `worse`, options of `issue` or else two issues."""

    party: str
    issue: str
    better: str
    worse: str
    kind: str

    @property
    def sentence(self) -> str:
        """The changed judgement in words."""
        if self.issue:
            return f"if {self.party} likes {self.issue} = {self.better} better than {self.worse}"
        return f"if {self.worse} weighs no more than {self.better} for {self.party}"


@dataclass(frozen=True, slots=True)
class PackageFlip:
    """A change that turns a verdict of a package from `now` to `then`."""

    change: TasteChange
    package: Package
    verdict: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class PackageSensitivity:
    """`changes` were tried; per verdict and package what it is now and in how many changes it stays so.

    `contradicted` changes cannot be: with them a party would accept less than it rejects. `complete` says whether
    every feasible package was compared.
    """

    issues: tuple[str, ...]
    changes: int
    verdicts: dict[str, dict[Package, str]]
    kept: dict[str, dict[Package, int]]
    flips: tuple[PackageFlip, ...]
    contradicted: tuple[TasteChange, ...]
    complete: bool


def package_sensitivity(bargain: Bargain) -> PackageSensitivity:
    """The verdicts on all feasible packages under every change of one judgement."""
    changes = list(changed_tastes(bargain))
    if not bargain.parties:
        raise CaseError("nothing says what any party wants; give `importance` and `orders`, or `values`")
    most = min(MOST_COMPARED, isqrt(MOST_WORK // (len(changes) + len(bargain.parties))))
    zone = feasible(bargain, most)
    field = _Field(bargain, zone.packages)
    base, kept = field.verdicts({}), {name: np.zeros(len(zone.packages), np.int64) for name in ("unbeaten", "accepted")}
    flips: list[PackageFlip] = []
    contradicted = []
    for change, table in changes:
        if _contradicts(table):
            contradicted.append(change)
            continue
        found = field.verdicts({change.party: table})
        for name, now in base.items():
            same = now == found[name]
            kept[name] += same
            flips += [
                PackageFlip(change, zone.packages[at], name, str(now[at]), str(found[name][at]))
                for at in np.flatnonzero(~same)
            ]
    return PackageSensitivity(
        zone.issues,
        len(changes) - len(contradicted),
        {name: dict(zip(zone.packages, map(str, row), strict=True)) for name, row in base.items()},
        {name: dict(zip(zone.packages, row.tolist(), strict=True)) for name, row in kept.items()},
        tuple(flips),
        tuple(contradicted),
        zone.count == len(zone.packages),
    )


def changed_tastes(bargain: Bargain) -> Iterator[tuple[TasteChange, Table]]:
    """Every change of one judgement, with the party's comparisons after it."""
    for party, taste in bargain.tastes.items():
        for change, changed in _swaps(party, taste):
            yield change, Table(Judge(replace(bargain, tastes={**bargain.tastes, party: changed}), party))
        for change in (*_open_weights(bargain, party, taste), *_open_options(bargain, party, taste)):
            yield change, DecidedTable(Judge(bargain, party), change)


def _swaps(party: str, taste: Taste) -> Iterator[tuple[TasteChange, Taste]]:
    for first, second in pairwise(() if taste.weights else taste.importance):
        importance = _swap(taste.importance, first, second)
        yield TasteChange(party, "", second, first, "swap"), replace(taste, importance=importance)
    for issue, order in taste.orders.items():
        for first, second in pairwise(() if issue in taste.values else order):
            orders = {**taste.orders, issue: _swap(order, first, second)}
            yield TasteChange(party, issue, second, first, "swap"), replace(taste, orders=orders)


def _swap(order: Sequence[str], first: str, second: str) -> tuple[str, ...]:
    other = {first: second, second: first}
    return tuple(other.get(name, name) for name in order)


def _open_weights(bargain: Bargain, party: str, taste: Taste) -> Iterator[TasteChange]:
    """Two issues of which one at least stands in no order of weight."""
    ranked = {bargain.issue(name) for name in taste.importance}
    for first, second in permutations(range(len(bargain.issues)), 2):
        if not taste.weights and not {first, second} <= ranked:
            yield TasteChange(party, "", bargain.issues[first].name, bargain.issues[second].name, "unknown")


def _open_options(bargain: Bargain, party: str, taste: Taste) -> Iterator[TasteChange]:
    """Two options of an issue that has neither an order nor bounds."""
    for issue in bargain.issues:
        if issue.name not in taste.orders and issue.name not in taste.values:
            for better, worse in permutations(issue.options, 2):
                yield TasteChange(party, issue.name, better, worse, "unknown")


class DecidedTable(Table):
    """A party's comparisons with one open pair decided."""

    def __init__(self, judge: Judge, change: TasteChange) -> None:
        self.change = change
        super().__init__(judge)

    def _range(self, issue: int, first: int, second: int) -> tuple[Fraction, Fraction]:
        found = self.judge.bargain.issues[issue]
        pair = found.options[first], found.options[second]
        least = Fraction(1 if len(found.options) == 2 else 0)  # of two options the best is 1 and the worst 0
        if found.name == self.change.issue and pair == (self.change.better, self.change.worse):
            return least, Fraction(1)
        if found.name == self.change.issue and pair == (self.change.worse, self.change.better):
            return Fraction(-1), -least
        return super()._range(issue, first, second)

    def _corners(self, differences: Ints) -> tuple[Ints, Ints]:
        taste, bargain = self.judge.taste, self.judge.bargain
        if self.change.issue or taste is None:
            return super()._corners(differences)
        ranked = [bargain.issue(name) for name in taste.importance]
        heavier, lighter = bargain.issue(self.change.better), bargain.issue(self.change.worse)
        sets = weight_sets(ranked, differences.shape[1], heavier, lighter)
        sums = np.stack([differences[:, list(one)].sum(axis=1) for one in sets], axis=1)
        return sums, np.array([self.unit * len(one) for one in sets])


def weight_sets(ranked: Sequence[int], count: int, heavier: int, lighter: int) -> list[tuple[int, ...]]:
    """The sets of issues with equal weights that all weights are mixtures of: `ranked` in order, one pair decided."""
    chain = [tuple(ranked[: length + 1]) for length in range(len(ranked))]
    alone = [(at,) for at in range(count) if at not in ranked and at != lighter]
    if lighter in ranked:  # whoever holds it must hold the heavier one, which nobody ranked
        return [one if lighter not in one else (*one, heavier) for one in chain] + alone
    if heavier in ranked:
        return chain + [(*one, lighter) for one in chain if heavier in one] + alone
    return [*chain, *alone, (heavier, lighter)]


class _Field:
    """The packages that are compared, and each party's comparisons as they stand."""

    def __init__(self, bargain: Bargain, packages: Sequence[Package]) -> None:
        self.bargain = bargain
        rows = [bargain.places(package) for package in packages]
        self.rows = np.array(rows, dtype=np.int64).reshape(len(rows), len(bargain.issues))
        self.tables = {party: Table(Judge(bargain, party)) for party in bargain.parties}
        self.signs = {party: self._compare(table) for party, table in self.tables.items()}
        self.answers = {party: self._answer(table) for party, table in self.tables.items()}

    def verdicts(self, changed: Mapping[str, Table]) -> dict[str, NDArray[np.str_]]:
        """Per verdict what it is for every package, with some party's comparisons changed."""
        signs = self.signs | {party: self._compare(table) for party, table in changed.items()}
        answers = self.answers | {party: self._answer(table) for party, table in changed.items()}
        beats = np.logical_and.reduce([one >= 0 for one in signs.values()])
        beats &= np.logical_or.reduce([one > 0 for one in signs.values()])
        least = np.min(np.stack(list(answers.values())), axis=0)
        return {"unbeaten": np.where(beats.any(axis=0), "no", "yes"), "accepted": np.array(_ANSWERS)[least]}

    def _compare(self, table: Table) -> NDArray[np.int8]:
        """Per two packages the sign of the least difference: [i, j] is above 0 where i is surely better than j."""
        found = np.empty((len(self.rows), len(self.rows)), dtype=np.int8)
        for at, row in enumerate(self.rows):
            found[:, at] = table.signs(self.rows, row)
        return found

    def _answer(self, table: Table) -> Ints:
        """Per package the place of the party's answer in no, possible, necessary."""
        taste = table.judge.taste
        if taste is None:
            return np.array([_ANSWERS.index(table.judge.accepts(tuple(row))) for row in self.rows.tolist()], np.int64)
        found = np.ones(len(self.rows), dtype=np.int64)
        for sample in taste.rejects:
            places = np.tile(self.bargain.places(sample), (len(self.rows), 1))
            found[table.signs(places, self.rows.T) >= 0] = 0
        for sample in taste.accepts:
            found[table.signs(self.rows, np.array(self.bargain.places(sample))) >= 0] = 2
        return found


def _contradicts(table: Table) -> bool:
    """Whether the party would accept a package that is surely no better than one it rejects."""
    taste, bargain = table.judge.taste, table.judge.bargain
    if taste is None or not taste.rejects:
        return False
    refused = np.array([bargain.places(one) for one in taste.rejects])
    return any((table.signs(refused, np.array(bargain.places(one))) >= 0).any() for one in taste.accepts)
