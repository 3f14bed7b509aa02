"""How a claim was chosen → how likely it is that kind, value and actors are all right, and whether it is sure.

The chances of the three choices are too bold where they agree by habit; a logistic regression on claims of reports
that were left out of training says how often such choices were right for claims of this sort: how many act, whether all
sides do, whether they are named or meant by a pronoun. A claim is sure when that share passes the
threshold of the model, which is set so that sure claims of left-out reports were right often enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from goodoffices.extract.linear import Linear
from goodoffices.extract.mentions import Mentions
from goodoffices.record.claims import Claim

# Steps at which a chance counts as one notch higher; finer ones meet too few claims.
_NOTCHES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_CHANCES = ("kind", "value", "actor", "regression", "encoder", "joint")
_STEPS = {name: tuple((notch, f"{name}>{notch}") for notch in _NOTCHES) for name in _CHANCES}
# Characters; a few words are mostly a bare noun, and a long clause often holds more than one act.
_SHORT, _LONG = 40, 150
# Sure claims are to be right three times out of four.
WANTED = 0.75
# A threshold that rests on fewer claims is luck.
_FEWEST = 30


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely each choice of a claim was when it was made, and what it rests on.

    `regression` and `encoder` are what each of the two holds of the kind by itself; `firm` says that a rule decided the
    kind, `rule` and `rule_value` that one of the same kind and value fired, `forms` by what words its actors are named.
    """

    kind: float
    value: float
    actor: float
    regression: float = 0.0
    encoder: float = 0.0
    rule: bool = False
    rule_value: bool = False
    firm: bool = False
    forms: frozenset[str] = frozenset()

    @property
    def joint(self) -> float:
        """How likely kind, value and actor are all right, if one says nothing of another."""
        return self.kind * self.value * self.actor


def describe_choice(claim: Claim, chances: Chances, mentions: Mentions) -> list[str]:
    """The features of a claim's confidence: how likely its choices were, what sort of claim it is; never who acts."""
    found = [step for name in _CHANCES for notch, step in _STEPS[name] if getattr(chances, name) > notch]
    marks = ("rule", "rule_value", "firm")
    found += [mark for mark in marks if getattr(chances, mark)]
    found += [f"by {form}" for form in sorted(chances.forms)]
    size = min(len(claim.actors), 3)
    found += [f"is {claim.kind}", f"of {size}", f"{claim.kind} of {size}"]
    found += [name for name, holds in _relations(claim, mentions) if holds]
    return found


def _relations(claim: Claim, mentions: Mentions) -> Iterator[tuple[str, bool]]:
    actors, parties = frozenset(claim.actors), frozenset(mentions.parties)
    yield "all parties", len(parties) > 1 and actors >= parties
    yield "some party", bool(actors & parties)
    yield "some mediator", bool(actors & frozenset(mentions.mediators))
    yield "no target", not claim.targets
    yield "short", len(claim.text) < _SHORT
    yield "long", len(claim.text) > _LONG


def confidence_of(part: Linear | None, claim: Claim, chances: Chances, mentions: Mentions) -> float:
    """The calibrated probability that a claim is right; the joint chance where the model has no calibration."""
    if part is None:
        return chances.joint
    return calibrated(part, describe_choice(claim, chances, mentions))


def calibrated(part: Linear, described: Iterable[str]) -> float:
    """The probability that a claim described so is right."""
    return float(part.probabilities([described])[0, part.classes.index("right")])


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
