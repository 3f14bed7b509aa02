"""Examples → the parts of a model: sides, kinds, values, actors and targets, fitted one after another.

Kinds and values are softmax regressions, sides and roles conditional logits. Nothing is random: the same examples
in the same order give the same weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from goodoffices.extract.candidates import Candidate
from goodoffices.extract.choosing import NONE
from goodoffices.extract.examples import Example
from goodoffices.extract.features import Describer
from goodoffices.extract.layers import Layers
from goodoffices.extract.learned import Model
from goodoffices.extract.linear import Linear, sparse_rows
from goodoffices.extract.ranking import fit_ranking
from goodoffices.extract.roles import Setting, after_actors, describe_set, gather_cast
from goodoffices.extract.sides import describe_sides, describe_third, name_sides, offer_sides, read_standing
from goodoffices.extract.steps import find_speaker
from goodoffices.extract.values import describe_value
from goodoffices.vocab.codebook import load_codebook

Row = Sequence[str]
# Weaker penalties fit single reports, stronger ones lose rare kinds; chosen on the development reports.
_STRENGTH = {"kind": 6.0, "value": 8.0, "role": 0.03, "sides": 0.1, "third": 1.0}
# A kind less likely than this is no reading; lower finds more clauses and gets fewer of them right.
FLOOR = 0.17
SETTINGS = {"second": 0.35, "nested": 0.2}


def fit_parts(examples: Sequence[Example]) -> Model:
    """Fit sides, kinds, values and roles, in the order in which one rests on the other."""
    sides = _fit_sides([each for each in examples if not each.kinds_only])
    examples = [replace(each, layers=name_sides(each.layers, sides)) for each in examples]
    rows = [list(map(Describer(each.layers).describe, each.layers.candidates)) for each in examples]
    parts = {**sides.parts, "kind": fit_softmax(list(_kind_rows(examples, rows)), _STRENGTH["kind"])}
    whole = [each for each in examples if not each.kinds_only]
    described = [row for each, row in zip(examples, rows, strict=True) if not each.kinds_only]
    for kind in load_codebook().kinds:
        found = list(_value_rows(whole, described, kind.name))
        if len({label for _, label in found}) > 1:
            parts[f"value.{kind.name}"] = fit_softmax(found, _STRENGTH["value"])
    # Practice reports name targets more freely than annotators do; learned from them, targets are wrong more often.
    real = [each for each in whole if not each.practice] or whole
    for role, taught in (("actor", whole), ("target", real)):
        parts[role] = fit_ranking(list(_role_choices(taught, role)), _STRENGTH["role"])
    kinds = [name for name in parts["kind"].classes if name != NONE]
    return Model(parts, {**SETTINGS, "thresholds": dict.fromkeys(kinds, FLOOR)})


def _fit_sides(examples: Sequence[Example]) -> Model:
    choices: list[tuple[list[list[str]], int]] = []
    thirds: list[tuple[Row, str]] = []
    for example in examples:
        standing = read_standing(example.layers)
        offered = offer_sides(standing)
        right = _likest(offered, frozenset(example.parties)) if offered else None
        if right is not None:
            choices.append(([describe_sides(standing, sides) for sides in offered], right))
        for actor in standing.named:
            if actor not in example.parties:
                row = describe_third(standing, frozenset(example.parties), actor)
                thirds.append((row, "yes" if actor in example.mediators else "no"))
    if len({label for _, label in thirds}) < 2 or not choices:
        return Model({})
    return Model(
        {"sides": fit_ranking(choices, _STRENGTH["sides"], 2), "third": fit_softmax(thirds, _STRENGTH["third"])}
    )


def _kind_rows(examples: Sequence[Example], rows: Sequence[Sequence[Row]]) -> Iterator[tuple[Row, str]]:
    for example, described in zip(examples, rows, strict=True):
        for row, claims in zip(described, example.gold, strict=True):
            for kind in sorted({claim["kind"] for claim in claims}) or [NONE]:
                yield row, kind


def _value_rows(examples: Sequence[Example], rows: Sequence[Sequence[Row]], kind: str) -> Iterator[tuple[Row, str]]:
    for example, described in zip(examples, rows, strict=True):
        for candidate, row, claims in zip(example.layers.candidates, described, example.gold, strict=True):
            for claim in claims:
                if claim["kind"] == kind and claim["value"]:
                    yield describe_value(example.layers.words, candidate, kind, row), claim["value"]


def _role_choices(examples: Sequence[Example], role: str) -> Iterator[tuple[list[list[str]], int]]:
    for example in examples:
        for candidate, claims in zip(example.layers.candidates, example.gold, strict=True):
            for claim in claims:
                setting = gold_setting(example.layers, candidate, claim)
                cast = gather_cast(example.layers, setting)
                if role == "target":
                    cast = after_actors(cast, frozenset(claim["actor"]))
                offers = list(describe_set(example.layers, setting, cast))
                right = _likest([actors for actors, _ in offers], frozenset(claim[role]))
                if right is not None:
                    yield [features for _, features in offers], right


def _likest(offers: Sequence[frozenset[str]], wanted: frozenset[str]) -> int | None:
    """The set that gold names, or the one that shares most with it; None where none shares anything."""
    if wanted in offers:
        return offers.index(wanted)
    likeness = [len(actors & wanted) / max(len(actors | wanted), 1) for actors in offers]
    best = max(range(len(offers)), key=likeness.__getitem__)
    return best if likeness[best] > 0 else None


def gold_setting(layers: Layers, candidate: Candidate, claim: Mapping[str, Any]) -> Setting:
    """A clause with the kind and value that gold gives it, and the speaker that we find."""
    speaker = find_speaker(layers, candidate, claim["kind"])
    return Setting(candidate, claim["kind"], claim["value"], speaker.affiliation)


def fit_softmax(labelled: Sequence[tuple[Row, str]], strength: float, rarest: int = 2) -> Linear:
    """Fit a softmax regression to rows of features and their labels."""
    # scikit-learn takes a second to import, and only training needs it.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    # In one order whatever the rows came in: sums of floats differ by it, and what is fitted with them.
    labelled = [(sorted(row), label) for row, label in labelled]
    counts: dict[str, int] = {}
    for row, _ in labelled:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    index = {name: at for at, name in enumerate(sorted(name for name, n in counts.items() if n >= rarest))}
    if not index:
        return _by_frequency([label for _, label in labelled])
    matrix = sparse_rows(index, [row for row, _ in labelled])
    fitted = LogisticRegression(C=strength, max_iter=400, tol=1e-4).fit(matrix, [label for _, label in labelled])
    return _as_linear(fitted, index)


def _by_frequency(labels: Sequence[str]) -> Linear:
    """What a handful of rows that have nothing in common can teach: how often each label was given."""
    classes = tuple(sorted(set(labels)))
    shares = np.array([labels.count(name) / len(labels) for name in classes], dtype=np.float32)
    return Linear(classes, {}, np.zeros((0, len(classes)), dtype=np.float32), np.log(shares))


def _as_linear(fitted: Any, index: Mapping[str, int]) -> Linear:
    weights, bias = fitted.coef_.T, fitted.intercept_
    if len(fitted.classes_) == 2:  # two classes are stored by one column: the second against the first
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    return Linear(
        tuple(str(name) for name in fitted.classes_),
        index,
        np.ascontiguousarray(weights, dtype=np.float32),
        np.asarray(bias, dtype=np.float32),
    )
