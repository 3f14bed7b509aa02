"""Deals that a rule of fairness points to: Nash, Kalai–Smorodinsky, egalitarian; and Adjusted Winner for shares.

In comes a `Bargain` with points and reservations, out go the deals each rule picks, all ties returned. Everything is
over packages worth at least walking away to everyone. Gains are measured from the reservation; the ideal of a party
is the best of *these* packages for it. Nash: the greatest product of gains. Kalai–Smorodinsky: the greatest least
share of the ideal gain, then the greatest second least, and so on (Nagahisa and Tanaka 2002 for finite sets).
Egalitarian: the same with gains as such. Utilitarian sums are off unless asked for: they add up points of different
people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np

from goodoffices.deals.bargain import Bargain, Number, as_fraction
from goodoffices.deals.pareto import Deal, Frontier, frontier
from goodoffices.errors import CaseError

Gains = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class ReferencePoints:
    """Per rule the deals it picks; `left_out` are parties that gain by no package, whom Nash and KS cannot weigh."""

    parties: tuple[str, ...]
    reservations: tuple[Fraction, ...]
    ideal: tuple[Fraction, ...]
    deals: dict[str, tuple[Deal, ...]]
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def reference_points(bargain: Bargain, *, utilitarian: bool = False, edge: Frontier | None = None) -> ReferencePoints:
    """The deals that rules of fairness point to; `deals` is empty where no package is worth it to everyone.

    Every rule's pick is on the frontier, so only that is searched (`edge`, where it is known already).
    """
    edge = edge or frontier(bargain)
    bounds = _reservations(edge)
    places = np.flatnonzero(edge.rational).tolist()
    if not places:
        return ReferencePoints(edge.parties, bounds, (), {}, (), ("no package is worth walking in for to every party",))
    worths = {place: _worths(edge, place) for place in places}
    ideal = tuple(max(worth[party] for worth in worths.values()) for party in range(len(bounds)))
    gains = {place: tuple(u - d for u, d in zip(worth, bounds, strict=True)) for place, worth in worths.items()}
    rules = _rules(gains, tuple(best - bound for best, bound in zip(ideal, bounds, strict=True)), worths, utilitarian)
    picked = {name: tuple(edge.deal(place) for place in _best(gains, rule)) for name, (rule, _) in rules.items()}
    stuck = tuple(name for name, best, bound in zip(edge.parties, ideal, bounds, strict=True) if best == bound)
    notes = tuple(note for _, note in rules.values() if note)
    return ReferencePoints(edge.parties, bounds, ideal, picked, stuck, notes)


Rule = Callable[[int], tuple[Fraction, ...]]


def _rules(
    gains: Mapping[int, Gains], room: Gains, worths: Mapping[int, Gains], utilitarian: bool
) -> dict[str, tuple[Rule, str]]:
    """Per rule what it makes greatest, and a note where it had to be narrowed."""
    movable = [party for party, most in enumerate(room) if most > 0]
    most = max(sum(gain > 0 for gain in row) for row in gains.values())
    note = (
        ""
        if most == len(room)
        else f"no package gains something for all {len(room)} parties; Nash is over the {most} that can"
    )

    def nash(place: int) -> tuple[Fraction, ...]:
        winning = [gain for gain in gains[place] if gain > 0]
        return (Fraction(len(winning)), prod(winning, start=Fraction(1)))

    rules: dict[str, tuple[Rule, str]] = {
        "nash": (nash, note),
        "kalai_smorodinsky": (lambda place: tuple(sorted(gains[place][one] / room[one] for one in movable)), ""),
        "egalitarian": (lambda place: tuple(sorted(gains[place])), ""),
    }
    if utilitarian:
        rules["utilitarian"] = (
            lambda place: (sum(worths[place], Fraction(0)),),
            "utilitarian sums suppose that the parties' points mean the same; nothing here shows that they do",
        )
    return rules


def _best(places: Mapping[int, Gains], rule: Rule) -> list[int]:
    values = {place: rule(place) for place in places}
    best = max(values.values())
    return [place for place, value in values.items() if value == best]


def _worths(edge: Frontier, place: int) -> Gains:
    return tuple(edge.points.exact(party, number) for party, number in enumerate(edge.rows[place].tolist()))


def _reservations(edge: Frontier) -> Gains:
    missing = [name for name, bound in zip(edge.parties, edge.points.reservations, strict=True) if bound is None]
    if missing:
        raise CaseError(
            f"nobody has said what walking away is worth to {', '.join(missing)}; give `reservation`, or ask for "
            f"the frontier, "
            "which needs none"
        )
    return tuple(edge.points.exact(at, bound or 0) for at, bound in enumerate(edge.points.reservations))


@dataclass(frozen=True, slots=True)
class Winner:
    """Adjusted Winner: the share of each item that the first party gets, and what both then have of their 100 %."""

    parties: tuple[str, str]
    shares: dict[str, Fraction]
    totals: tuple[Fraction, Fraction]
    split: str | None


def adjusted_winner(points: Mapping[str, Mapping[str, Number]]) -> Winner:
    """Divide items between two parties that spread points over them: equitable, efficient and free of envy.

    Each item goes to who values it more; then items move from who is ahead, in the order of the ratio of the two
    values, until both have the same; at most one item is split (Brams and Taylor 1996).
    """
    if len(points) != 2:
        raise CaseError(f"Adjusted Winner divides between two parties; {len(points)} were given")
    names = list(points)
    first, second = (_shares(points[name], name) for name in names)
    if set(first) != set(second):
        raise CaseError(
            f"both parties must value the same items; only one values {', '.join(sorted(set(first) ^ set(second)))}"
        )
    shares = {item: Fraction(int(first[item] >= second[item])) for item in first}
    ahead, behind = (first, second) if _lead(shares, first, second) >= 0 else (second, first)
    split = None
    for item in _by_ratio(shares, ahead, behind, taken=Fraction(int(ahead is first))):
        lead = _lead(shares, first, second)
        if lead == 0:
            break
        part = min(Fraction(1), abs(lead) / (first[item] + second[item]))
        shares[item] += -part if ahead is first else part
        split = item if part < 1 else split
    totals = (
        sum((shares[one] * first[one] for one in shares), Fraction(0)),
        sum(((1 - shares[one]) * second[one] for one in shares), Fraction(0)),
    )
    return Winner((names[0], names[1]), shares, totals, split)


def _shares(values: Mapping[str, Number], name: str) -> dict[str, Fraction]:
    found = {item: as_fraction(value) for item, value in values.items()}
    total = sum(found.values())
    if total <= 0 or min(found.values()) < 0:
        raise CaseError(f"{name}'s points must not be negative and add up to more than nothing")
    return {item: value / total for item, value in found.items()}


def _lead(shares: Mapping[str, Fraction], first: Mapping[str, Fraction], second: Mapping[str, Fraction]) -> Fraction:
    return sum((shares[one] * first[one] - (1 - shares[one]) * second[one] for one in shares), Fraction(0))


def _by_ratio(
    shares: Mapping[str, Fraction], ahead: Mapping[str, Fraction], behind: Mapping[str, Fraction], *, taken: Fraction
) -> Sequence[str]:
    """The items of who is ahead that the other values at all, those whose giving up costs least first."""
    items = [one for one in shares if shares[one] == taken and behind[one] > 0]
    return sorted(items, key=lambda one: (ahead[one] / behind[one], one))
