"""What can be said of packages when nobody gives points: by orders of issues and options, bounds, and sample
judgements.

In comes a `Taste`, out go the least and the greatest difference in worth between two packages over every set of
points that fits it: *necessarily* better where the least is not below nothing, *possibly* where the greatest is not.
Weights in an order (w₁ ≥ w₂ ≥ …, sum 1): the extremes are means of the first r differences (Kirkwood and Sarin 1985).
Weights in bounds: what is left over goes to the greatest differences first. Options in an order: best 1, worst 0, the
rest anything between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from goodoffices.deals.bargain import Bargain, Number, Taste, as_fraction
from goodoffices.errors import CaseError

Range = tuple[Fraction, Fraction]
Places = Sequence[int]

_NONE: Range = (Fraction(0), Fraction(0))
_ANY: Range = (Fraction(-1), Fraction(1))


def ordinal_range(differences: Sequence[Number]) -> Range:
    """The least and greatest weighted difference over all weights w₁ ≥ w₂ ≥ … ≥ 0 of sum 1, in that order of issues."""
    means = [total / (at + 1) for at, total in enumerate(accumulate(as_fraction(one) for one in differences))]
    return min(means), max(means)


def interval_range(differences: Sequence[Number], bounds: Sequence[tuple[Number, Number]]) -> Range:
    """The least and greatest weighted difference over all weights within bounds, of sum 1."""
    exact = [as_fraction(one) for one in differences]
    pairs = [(as_fraction(low), as_fraction(high)) for low, high in bounds]
    free = 1 - sum((low for low, _ in pairs), Fraction(0))
    if free < 0 or sum(high for _, high in pairs) < 1 or any(low < 0 or low > high for low, high in pairs):
        raise CaseError("the bounds of the weights contradict each other: no weights within them add up to 1")
    return -_greedy([-one for one in exact], pairs, free), _greedy(exact, pairs, free)


def _greedy(differences: Sequence[Fraction], bounds: Sequence[Range], free: Fraction) -> Fraction:
    total = sum((low * one for (low, _), one in zip(bounds, differences, strict=True)), Fraction(0))
    for one, (low, high) in sorted(zip(differences, bounds, strict=True), key=lambda pair: -pair[0]):
        given = min(free, high - low)
        total, free = total + given * one, free - given
    return total


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Compares packages for one party by what is known of it, worth in points included."""

    bargain: Bargain
    party: str

    @property
    def taste(self) -> Taste | None:
        """The party's taste; None where it has points."""
        return self.bargain.tastes.get(self.party)

    def difference(self, package: Places, other: Places) -> Range:
        """The least and greatest amount by which `package` is worth more than `other`."""
        if self.taste is None:
            exact = self.worth(package) - self.worth(other)
            return exact, exact
        ranges = [self.per_issue(self.taste, at, a, b) for at, (a, b) in enumerate(zip(package, other, strict=True))]
        lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
        return self._weigh(self.taste, lows)[0], self._weigh(self.taste, highs)[1]

    def worth(self, package: Places) -> Fraction:
        """What a package is worth in points."""
        worth = self.bargain.worths[self.party]
        parts = {issue.casefold(): {o.casefold(): n for o, n in row.items()} for issue, row in worth.parts.items()}
        named = zip(self.bargain.issues, self.bargain.named(package), strict=True)
        return as_fraction(worth.constant) + sum(
            (as_fraction(parts.get(issue.name.casefold(), {}).get(option.casefold(), 0)) for issue, option in named),
            Fraction(0),
        )

    def accepts(self, package: Places) -> str:
        """`necessary`, `possible` or `no`: whether the party would rather have the package than walk away.

        By points: whether it is worth the reservation. By samples: it is necessary where it is surely at least as
        good as one that was accepted, and `no` where surely no better than one that was rejected. Where nothing was
        said of walking away, `possible` is all there is to say.
        """
        if self.taste is None:
            bound = self.bargain.worths[self.party].reservation
            if bound is None:
                return "possible"
            return "necessary" if self.worth(package) >= as_fraction(bound) else "no"
        if any(self.difference(package, self.bargain.places(one))[0] >= 0 for one in self.taste.accepts):
            return "necessary"
        if any(self.difference(self.bargain.places(one), package)[0] >= 0 for one in self.taste.rejects):
            return "no"
        return "possible"

    def per_issue(self, taste: Taste, issue: int, first: int, second: int) -> Range:
        """The least and greatest difference in value between two options of an issue."""
        found = self.bargain.issues[issue]
        if first == second:
            return _NONE
        if found.name in taste.values:
            return _between(taste.values[found.name], found.options[first], found.options[second])
        order = taste.orders.get(found.name)
        return _ANY if order is None else _ordered(order, found.options[first], found.options[second])

    def _weigh(self, taste: Taste, differences: list[Fraction]) -> Range:
        if taste.weights:
            bounds = [taste.weights.get(issue.name, (Fraction(0), Fraction(1))) for issue in self.bargain.issues]
            return interval_range(differences, bounds)
        ranked = [self.bargain.issue(name) for name in taste.importance]
        rest = [at for at in range(len(differences)) if at not in ranked]
        if not rest:
            return ordinal_range([differences[at] for at in ranked])
        return _partly_ranked([differences[at] for at in ranked], [differences[at] for at in rest])


def _partly_ranked(ranked: list[Fraction], rest: list[Fraction]) -> Range:
    """Issues that nobody ranked may weigh anything, up to everything."""
    ranges = [ordinal_range(ranked)] if ranked else []
    ranges += [(one, one) for one in rest]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _between(values: Mapping[str, Range], first: str, second: str) -> Range:
    low, high = values.get(first, (Fraction(0), Fraction(1))), values.get(second, (Fraction(0), Fraction(1)))
    return low[0] - high[1], low[1] - high[0]


def _ordered(order: tuple[str, ...], first: str, second: str) -> Range:
    """Best is 1 and worst 0; what lies between is open, but never the wrong way round."""
    at, other = order.index(first), order.index(second)
    ends = {at, other} == {0, len(order) - 1}
    if at < other:
        return (Fraction(1) if ends else Fraction(0)), Fraction(1)
    return Fraction(-1), (Fraction(-1) if ends else Fraction(0))


def surely_beats(judges: Sequence[Judge], package: Places, other: Places) -> bool:
    """Whether `package` is surely at least as good as `other` for everybody, and surely better for somebody."""
    least = [judge.difference(package, other)[0] for judge in judges]
    return min(least) >= 0 and max(least) > 0


def complain_of_samples(bargain: Bargain) -> None:
    """CaseError where a party refused a package that is surely at least as good for it as one that it accepts."""
    for party, taste in bargain.tastes.items():
        judge = Judge(bargain, party)
        for refused in taste.rejects:
            for taken in taste.accepts:
                if judge.difference(bargain.places(refused), bargain.places(taken))[0] >= 0:
                    raise CaseError(
                        f"{party} is said to accept {', '.join(taken)} and to reject {', '.join(refused)}, which "
                        f"by its own "
                        "order is at least as good; correct one of the two judgements or the order"
                    )
