"""Whether attacks by a party rose: a Poisson rate ratio with its exact conditional interval.

In: attacks per day and actor, with the sources that reported them. Out: a `RateRatio`. It is refused when the panel of
sources changed, because then a rise in reports is not a rise in attacks.
Source: conditional test of two Poisson rates (Przyborowski and Wilenski 1940), interval by Clopper and Pearson 1934.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from scipy.stats import beta

from goodoffices.assess.rules import ESCALATION
from goodoffices.record.findings import Finding
from goodoffices.record.truces import AttackDay

# DESIGN: the last two weeks against the eight before.
RECENT_DAYS, BEFORE_DAYS = 14, 56

# A rise counts when its 95 % interval excludes no change.
_ALPHA = 0.05

# Under half of the sources in common, the two windows were watched by different people.
_COMMON_SOURCES = 0.5


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Attacks per day, recent over before, with its 95 % interval; `refused` says why there is none."""

    actor: str
    recent: int
    before: int
    ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    refused: str | None = None
    evidence: tuple[str, ...] = ()

    @property
    def direction(self) -> str:
        """rose, fell, no clear change, or refused."""
        if self.lower is None or self.upper is None:
            return "refused"
        return "rose" if self.lower > 1 else "fell" if self.upper < 1 else "no clear change"

    @property
    def finding(self) -> Finding:
        """The direction with the counts and interval it rests on."""
        numbers = (("recent", self.recent), ("before", self.before), ("ratio", self.ratio))
        interval = (("lower", self.lower), ("upper", self.upper))
        inputs = tuple((name, f"{number:.4g}") for name, number in (*numbers, *interval) if number is not None)
        return Finding(ESCALATION, self.direction, 1.0, inputs, evidence=self.evidence, note=self.refused)


def compare_attacks(attacks: Iterable[AttackDay], actor: str, as_of: date) -> RateRatio:
    """One actor's attacks in the last 14 days (the day itself included) against the 56 before."""
    own = [day for day in attacks if day.actor == actor]
    edge = as_of - timedelta(days=RECENT_DAYS)
    start = edge - timedelta(days=BEFORE_DAYS)
    recent = [day for day in own if edge < day.day <= as_of]
    before = [day for day in own if start < day.day <= edge]
    counts = sum(day.attacks for day in recent), sum(day.attacks for day in before)
    evidence = tuple(dict.fromkeys(piece for day in recent for piece in day.evidence))
    refused = _refuse(recent, before)
    if refused:
        return RateRatio(actor, *counts, refused=refused, evidence=evidence)
    return RateRatio(actor, *counts, *rate_ratio(*counts), evidence=evidence)


def rate_ratio(recent: int, before: int) -> tuple[float, float, float]:
    """The ratio of the two daily rates and its exact 95 % interval."""
    exposure = BEFORE_DAYS / RECENT_DAYS
    total = recent + before
    lower = beta.ppf(_ALPHA / 2, recent, before + 1) if recent else 0.0
    upper = beta.ppf(1 - _ALPHA / 2, recent + 1, before) if before else 1.0
    share = recent / total if total else math.nan
    return _odds(share) * exposure, _odds(float(lower)) * exposure, _odds(float(upper)) * exposure


def _odds(share: float) -> float:
    return math.inf if share == 1 else share / (1 - share)


def _refuse(recent: list[AttackDay], before: list[AttackDay]) -> str | None:
    now, then = _panel(recent), _panel(before)
    if not now | then:
        return "no attacks reported in either window"
    if not now or not then:
        return "only one of the windows has any source"
    common = len(now & then) / len(now | then)
    if common < _COMMON_SOURCES:
        return f"the panel of sources changed: {len(now & then)} of {len(now | then)} report in both windows"
    return None


def _panel(days: Iterable[AttackDay]) -> frozenset[str]:
    return frozenset(source for day in days for source in day.sources)
