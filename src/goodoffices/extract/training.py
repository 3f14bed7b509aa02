"""Annotated reports → a model: what `goodoffices train` does.

The parts are fitted on all examples. Confidence is calibrated on the claims that models without their conflict
make of real reports, and the same claims tell how well the model does on conflicts that it has not seen. Practice
reports are fitted on and never judged: their authors knew what they would be for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goodoffices.extract.calibration import calibrated, describe_choice, find_threshold, reliability
from goodoffices.extract.examples import Example, make_example
from goodoffices.extract.fitting import fit_parts, fit_softmax
from goodoffices.extract.learned import Model
from goodoffices.extract.linear import Linear
from goodoffices.extract.scoring import BOARD_KINDS, is_coded, pair_claims, score_claims
from goodoffices.extract.sides import name_sides
from goodoffices.extract.steps import claim_as_row, find_drafts

# More would fit the calibration to the conflicts at hand.
_CALIBRATION = 2.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that a model without its conflict made, and whether it was right."""

    kind: str
    described: tuple[str, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """The conflicts that were left out together, the claims made of them, and their scores."""

    groups: tuple[str, ...]
    judged: tuple[Judged, ...]
    scores: Mapping[str, Any]


def train(examples: Sequence[Example], *, folds: int = 4, record: Mapping[str, Any] | None = None) -> Model:
    """Fit every part of a model; calibrated on left-out conflicts unless `folds` is below two."""
    model = fit_parts(examples)
    left_out = leave_out(examples, folds)
    judged = [each for fold in left_out for each in fold.judged]
    if not any(each.right for each in judged):
        return replace(model, record={**dict(record or {}), "cross_validation": []})
    part = _calibrate(judged)
    told = [(calibrated(part, each.described), each) for each in judged]
    sure = find_threshold((confidence, each.right) for confidence, each in told if each.kind in BOARD_KINDS)
    written = {
        **dict(record or {}),
        "reliability": reliability((confidence, each.right) for confidence, each in told),
        "cross_validation": [{"left_out": list(fold.groups), **fold.scores} for fold in left_out],
    }
    return Model({**model.parts, "confidence": part}, {**model.settings, "sure": round(sure, 4)}, written)


def _calibrate(judged: Iterable[Judged]) -> Linear:
    rows = [(each.described, "right" if each.right else "wrong") for each in judged]
    return fit_softmax(rows, _CALIBRATION)


def cross_validate(examples: Sequence[Example], folds: int = 4) -> tuple[Mapping[str, Any], ...]:
    """The scores on each group of conflicts by a model that has not seen them."""
    return tuple({"left_out": list(fold.groups), **fold.scores} for fold in leave_out(examples, folds))


def leave_out(examples: Sequence[Example], folds: int) -> tuple[Fold, ...]:
    """Every claim that models without its conflict make, judged against gold."""
    groups = spread_groups(examples, folds)
    # A fold of practice reports alone has nothing to judge, and its model would be fitted for nothing.
    judging = {group for example, group in zip(examples, groups, strict=True) if not example.practice}
    return tuple(_leave_out(examples, groups, fold) for fold in sorted(judging)) if len(set(groups)) > 1 else ()


def _leave_out(examples: Sequence[Example], groups: Sequence[int], fold: int) -> Fold:
    model = fit_parts([example for example, group in zip(examples, groups, strict=True) if group != fold])
    judged: list[Judged] = []
    gold: dict[str, Any] = {}
    found: dict[str, Any] = {}
    left = [one for one, group in zip(examples, groups, strict=True) if group == fold and not one.practice]
    for example in left:
        name = example.layers.parse.report.id
        layers = name_sides(example.layers, model)
        drafts = list(find_drafts(layers, model, example.opinion))
        found[name] = [{**claim_as_row(claim), "place": place} for place, (claim, _) in enumerate(drafts)]
        gold[name] = [claim for claims in example.gold for claim in claims]
        right = {row["place"] for wanted, row in pair_claims(gold[name], found[name]) if is_coded(wanted, row)}
        for at, (claim, chances) in enumerate(drafts):
            described = tuple(describe_choice(claim, chances, layers.mentions))
            judged.append(Judged(claim.kind.value, described, at in right))
    return Fold(tuple(sorted({example.group for example in left})), tuple(judged), score_claims(gold, found))


def spread_groups(examples: Sequence[Example], folds: int) -> tuple[int, ...]:
    """A fold for every example; a conflict is never split, and the folds hold about as many real clauses each."""
    sizes: dict[str, int] = {}
    for example in examples:
        sizes[example.group] = sizes.get(example.group, 0) + len(example.gold) * (not example.practice)
    loads, fold_of = [0] * max(folds, 1), {}
    for group in sorted(sizes, key=lambda group: (-sizes[group], group)):
        fold_of[group] = min(range(len(loads)), key=loads.__getitem__)
        loads[fold_of[group]] += sizes[group]
    return tuple(fold_of[example.group] for example in examples)


__all__ = ["Example", "Fold", "cross_validate", "leave_out", "make_example", "spread_groups", "train"]
