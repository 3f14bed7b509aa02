"""Annotated reports → a model: what `goodoffices train` does.

Every gold claim belongs to the candidate clause that shares most with its quote; the other candidates carry nothing. The
parts of the model are softmax regressions fitted with a fixed seed; the same rows give the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from goodoffices.extract.candidates import Candidate
from goodoffices.extract.choosing import NONE
from goodoffices.extract.features import Describer
from goodoffices.extract.layers import Layers
from goodoffices.extract.learned import Model
from goodoffices.extract.linear import Linear, sparse_rows
from goodoffices.extract.ranking import fit_ranking
from goodoffices.extract.roles import Setting, describe_set, gather_cast
from goodoffices.extract.steps import find_speaker
from goodoffices.extract.values import describe_value
from goodoffices.record.sources import Span
from goodoffices.vocab.codebook import load_codebook

Row = Sequence[str]
# Weaker penalties fit single reports, stronger ones lose rare kinds; chosen by cross-validation by conflict.
_STRENGTH = {"kind": 6.0, "value": 8.0, "role": 0.06}
SETTINGS = {"second": 0.35, "nested": 0.3}


@dataclass(frozen=True, slots=True)
class Example:
    """A report in layers with the gold claims of each of its candidates; `group` is its conflict."""

    layers: Layers
    gold: tuple[tuple[Mapping[str, Any], ...], ...]
    group: str = ""


def make_example(layers: Layers, claims: Iterable[Mapping[str, Any]], group: str = "") -> Example:
    """Give every gold claim to the candidate that it is about."""
    gold: list[list[Mapping[str, Any]]] = [[] for _ in layers.candidates]
    for claim in claims:
        place = _place_of(layers.candidates, claim, gold)
        if place is not None and claim["kind"] != "other":
            gold[place].append(claim)
    return Example(layers, tuple(map(tuple, gold)), group)


def _place_of(
    candidates: Sequence[Candidate], claim: Mapping[str, Any], gold: Sequence[Sequence[Mapping[str, Any]]]
) -> int | None:
    quote = Span(*claim["quote"])
    best, place = (False, 0.0), None
    for at, candidate in enumerate(candidates):
        shared = quote.overlap(candidate.span)
        if not shared or shared < 0.5 * min(len(quote), len(candidate.span)):
            continue
        free = all(other["kind"] != claim["kind"] for other in gold[at])
        likeness = shared / (len(quote) + len(candidate.span) - shared)
        if (free, likeness) > best:
            best, place = (free, likeness), at
    return place


def train(examples: Sequence[Example], *, record: Mapping[str, Any] | None = None) -> Model:
    """Fit every part of a model."""
    rows = [list(map(Describer(each.layers).describe, each.layers.candidates)) for each in examples]
    parts = {"kind": _fit(list(_kind_rows(examples, rows)), _STRENGTH["kind"])}
    for kind in load_codebook().kinds:
        found = list(_value_rows(examples, rows, kind.name))
        if len({label for _, label in found}) > 1:
            parts[f"value.{kind.name}"] = _fit(found, _STRENGTH["value"])
    for role in ("actor", "target"):
        parts[role] = fit_ranking(list(_role_choices(examples, role)), _STRENGTH["role"])
    kinds = [name for name in parts["kind"].classes if name != NONE]
    settings = {**SETTINGS, "thresholds": dict.fromkeys(kinds, 0.14)}
    return Model(parts, settings, dict(record or {}))


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
                if role == "target":
                    setting = replace(setting, actors=frozenset(claim["actor"]))
                offers = list(describe_set(example.layers, setting, gather_cast(example.layers, setting)))
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


def _fit(labelled: Sequence[tuple[Row, str]], strength: float, rarest: int = 2) -> Linear:
    # scikit-learn takes a second to import, and only training needs it.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    counts: dict[str, int] = {}
    for row, _ in labelled:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    index = {name: at for at, name in enumerate(sorted(name for name, n in counts.items() if n >= rarest))}
    matrix = sparse_rows(index, [row for row, _ in labelled])
    fitted = LogisticRegression(C=strength, max_iter=300, tol=1e-3).fit(matrix, [label for _, label in labelled])
    return _as_linear(fitted, index)


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


Progress = Callable[[str], None]
