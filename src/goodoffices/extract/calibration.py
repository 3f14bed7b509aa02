"""How a claim was chosen → how likely it is that kind, value and actors are all right, and whether it is sure.

The chances of the three choices are too bold where they agree by habit; a logistic regression on claims of reports
that were left out of training says how often such choices were right. A claim is sure when that share passes the
threshold of the model, which is set so that sure claims of left-out reports were right often enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodoffices.extract.linear import Linear

# Steps at which a chance counts as one notch higher; finer ones meet too few claims.
_NOTCHES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_STEPS = {name: tuple((notch, f"{name}>{notch}") for notch in _NOTCHES) for name in ("kind", "value", "actor", "joint")}
# Sure claims are to be right three times out of four; the rest is room for reports unlike those left out.
WANTED = 0.8
# A threshold that rests on fewer claims is luck.
_FEWEST = 30


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely each choice of a claim was when it was made, and whether a rule of the same kind and value fired."""

    kind: float
    value: float
    actor: float
    rule: bool = False
    rule_value: bool = False


def describe_chances(chances: Chances, kind: str) -> list[str]:
    """The features of a claim's confidence."""
    joint = chances.kind * chances.value * chances.actor
    named = (("kind", chances.kind), ("value", chances.value), ("actor", chances.actor), ("joint", joint))
    found = [step for name, chance in named for notch, step in _STEPS[name] if chance > notch]
    found.append(f"is {kind}")
    found += [name for name, holds in (("rule", chances.rule), ("rule value", chances.rule_value)) if holds]
    return found


def confidence_of(part: Linear | None, chances: Chances, kind: str) -> float:
    """The calibrated probability that a claim is right; the joint chance where the model has no calibration."""
    if part is None:
        return chances.kind * chances.value * chances.actor
    return float(part.probabilities([describe_chances(chances, kind)])[0, part.classes.index("right")])


def find_threshold(judged: Iterable[tuple[float, bool]]) -> float:
    """The lowest confidence from which claims are right as often as wanted; above 1 where none is."""
    ranked: Sequence[tuple[float, bool]] = sorted(judged, reverse=True)
    right, threshold = 0, 1.01
    for number, (confidence, is_right) in enumerate(ranked, 1):
        right += is_right
        last_of_its_kind = number == len(ranked) or ranked[number][0] < confidence
        if last_of_its_kind and number >= _FEWEST and right / number >= WANTED:
            threshold = confidence
    return threshold


def reliability(judged: Iterable[tuple[float, bool]], bins: int = 10) -> tuple[tuple[float, float, int], ...]:
    """Mean confidence, share right and number of claims in each tenth of the scale that holds any."""
    rows: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, is_right in judged:
        rows[min(int(confidence * bins), bins - 1)].append((confidence, is_right))
    return tuple(
        (sum(c for c, _ in row) / len(row), sum(r for _, r in row) / len(row), len(row)) for row in rows if row
    )
