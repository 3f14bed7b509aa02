"""Packages under judgements without points, and one draft in particular.

In come a `Bargain` and a package. Out go the red lines it crosses, who would accept it (necessary, possible, no),
packages that are surely better for everybody, and the trades that lead there. Without a draft: the packages that
nothing surely beats, those that most parties necessarily accept first, then by the worst-off party's least gain, then
by greatest regret.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.bargain import Bargain, RedLine, as_fraction
from goodoffices.deals.robust import Judge
from goodoffices.deals.tables import Table, mark_better
from goodoffices.deals.zone import broken_lines, feasible
from goodoffices.errors import CaseError

Package = tuple[str, ...]
Ints = NDArray[np.int64]

# Every package is compared with every other: 2000 make four million comparisons, some seconds for two parties.
MOST_COMPARED = 2000
# Packages tried for joint gains over one draft.
MOST_TRIED = 100_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A package and who would accept it; `least` and `regret` are the least gain and the greatest loss against
    another.
    """

    package: Package
    accepts: dict[str, str]
    least: Fraction
    regret: Fraction


@dataclass(frozen=True, slots=True)
class Robust:
    """The packages that no other surely beats, best first; `compared` were compared, `complete` says if all were."""

    issues: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    compared: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Trade:
    """One issue that would be settled otherwise, and what each party surely or possibly makes of it."""

    issue: str
    now: str
    instead: str
    effect: dict[str, str]


@dataclass(frozen=True, slots=True)
class Gain:
    """A package surely better than the draft for somebody and surely no worse for anybody, by these trades."""

    package: Package
    trades: tuple[Trade, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be said of a draft; `complete` says whether every package was tried for joint gains."""

    package: Package
    crossed: tuple[RedLine, ...]
    accepts: dict[str, str]
    gains: tuple[Gain, ...]
    complete: bool

    @property
    def verdict(self) -> str:
        """`no` where it crosses a red line or somebody surely refuses; `necessary` where all surely accept."""
        answers = set(self.accepts.values())
        if self.crossed or "no" in answers:
            return "no"
        return "necessary" if answers == {"necessary"} else "possible"


def check(bargain: Bargain, draft: Sequence[str] | Mapping[str, str], most: int = 10) -> Check:
    """Red lines hit, who would accept, and at most `most` joint gains over the draft, fewest trades first."""
    places = bargain.places(draft)
    crossed = broken_lines(bargain, places)
    judges = _judges(bargain)
    accepts = {judge.party: _accepts(judge, places, crossed) for judge in judges}
    zone = feasible(bargain, most=MOST_TRIED)
    rows = _rows(bargain, zone.packages)
    better = (
        rows[mark_better([Table(judge) for judge in judges], rows, np.array(places))]
        if judges and len(rows)
        else rows[:0]
    )
    fewest = sorted(better.tolist(), key=lambda one: (sum(a != b for a, b in zip(one, places, strict=True)), one))
    gains = [Gain(bargain.named(one), _trades(bargain, judges, places, one)) for one in fewest[:most]]
    return Check(bargain.named(places), crossed, accepts, tuple(gains), zone.count == len(zone.packages))


def robust_frontier(bargain: Bargain) -> Robust:
    """The packages that obey every red line and that none surely beats."""
    judges = _judges(bargain)
    if not judges:
        raise CaseError("nothing says what any party wants; give `importance` and `orders`, or `values`")
    zone = feasible(bargain, most=MOST_COMPARED)
    rows, tables = _rows(bargain, zone.packages), [Table(judge) for judge in judges]
    kept = [one for one in rows if not mark_better(tables, rows, one).any()]
    found = sorted((_candidate(bargain, tables, one, rows) for one in kept), key=_rank)
    names = tuple(issue.name for issue in bargain.issues)
    return Robust(names, tuple(found), len(rows), zone.count == len(rows))


def _rank(one: Candidate) -> tuple[int, Fraction, Fraction, Package]:
    sure = sum(answer == "necessary" for answer in one.accepts.values())
    return -sure, -one.least, one.regret, one.package


def _candidate(bargain: Bargain, tables: Sequence[Table], one: Ints, rows: Ints) -> Candidate:
    judges, places = [table.judge for table in tables], tuple(one.tolist())
    accepts = {judge.party: judge.accepts(places) for judge in judges}
    least = min(_least_gain(bargain, judge, places) for judge in judges)
    regret = max(table.greatest(rows, one) for table in tables)
    return Candidate(bargain.named(places), accepts, least, regret)


def _rows(bargain: Bargain, packages: Sequence[Package]) -> Ints:
    """Packages as the places of their options, one row each."""
    found = [{option: at for at, option in enumerate(issue.options)} for issue in bargain.issues]
    rows = [[places[option] for places, option in zip(found, package, strict=True)] for package in packages]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(bargain.issues))


def _least_gain(bargain: Bargain, judge: Judge, one: tuple[int, ...]) -> Fraction:
    """The least gain over walking away that is sure; against what was accepted where there are samples."""
    if judge.taste is None:
        return judge.worth(one) - as_fraction(bargain.worths[judge.party].reservation or 0)
    samples = judge.taste.accepts
    return max((judge.difference(one, bargain.places(sample))[0] for sample in samples), default=Fraction(-1))


def _accepts(judge: Judge, places: tuple[int, ...], crossed: Sequence[RedLine]) -> str:
    """A party never accepts what crosses its own red line, or a rule that binds everybody."""
    return "no" if any(line.party in ("", judge.party) for line in crossed) else judge.accepts(places)


def _judges(bargain: Bargain) -> list[Judge]:
    return [Judge(bargain, party) for party in bargain.parties]


def _trades(bargain: Bargain, judges: Sequence[Judge], now: Sequence[int], instead: Sequence[int]) -> tuple[Trade, ...]:
    """The issues in which two packages differ, each with what the change alone means to every party."""
    found = []
    for at, (one, other) in enumerate(zip(now, instead, strict=True)):
        if one != other:
            changed = [*now[:at], other, *now[at + 1 :]]
            effect = {judge.party: _effect(judge.difference(changed, now)) for judge in judges}
            issue = bargain.issues[at]
            found.append(Trade(issue.name, issue.options[one], issue.options[other], effect))
    return tuple(found)


def _effect(difference: tuple[Fraction, Fraction]) -> str:
    least, most = difference
    if least == most == 0:
        return "the same"
    if least >= 0:
        return "better"
    return "worse" if most <= 0 else "open"
