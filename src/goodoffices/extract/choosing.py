"""Probabilities of kinds per candidate → the readings that are kept: one clause, one kind, in order of belief.

A reading is kept when its kind is likely enough and no likelier reading of the same kind covers the same words; two
kinds may share a clause only when both are likely.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from goodoffices.extract.candidates import Candidate
from goodoffices.extract.linear import Floats

NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause read as one kind, with its probability; `place` is its index among the candidates."""

    place: int
    kind: str
    probability: float


def choose_readings(
    candidates: Sequence[Candidate], probabilities: Floats, kinds: Sequence[str], settings: Mapping[str, Any]
) -> tuple[Reading, ...]:
    """The readings of a report that are kept, in the order of their clauses."""
    kept: list[Reading] = []
    for reading in _ranked(probabilities, kinds, settings["thresholds"]):
        if not any(_rules_out(candidates, other, reading, settings) for other in kept):
            kept.append(reading)
    return tuple(sorted(kept, key=lambda reading: (candidates[reading.place].span, reading.kind)))


def _ranked(probabilities: Floats, kinds: Sequence[str], thresholds: Mapping[str, float]) -> list[Reading]:
    floor = np.array([thresholds.get(kind, 1.1) for kind in kinds])
    places, columns = np.nonzero(probabilities >= floor)
    found = [
        Reading(int(place), kinds[column], float(probabilities[place, column]))
        for place, column in zip(places.tolist(), columns.tolist(), strict=True)
    ]
    return sorted(found, key=lambda reading: (-reading.probability, reading.place))


def _rules_out(candidates: Sequence[Candidate], kept: Reading, reading: Reading, settings: Mapping[str, Any]) -> bool:
    if kept.place == reading.place:
        return reading.probability < float(settings["second"])
    mine, other = candidates[reading.place].span, candidates[kept.place].span
    if not mine.shares_half(other):
        return False
    return kept.kind == reading.kind or reading.probability < float(settings["nested"])
