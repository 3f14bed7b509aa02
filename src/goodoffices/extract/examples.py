"""Gold claims of a report → examples: which candidate clause each claim is about.

A claim belongs to the candidate that shares most with its quote, if they share half of the shorter one; the other
candidates carry nothing. Two claims of one kind do not share a candidate while another fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.extract.candidates import Candidate
from goodoffices.extract.encoder import Opinion
from goodoffices.extract.layers import Layers
from goodoffices.record.sources import Span


@dataclass(frozen=True, slots=True)
class Example:
    """A report in layers with the gold claims of each of its candidates; `group` is its conflict.

    A practice report was written to learn from: parts are fitted on it, but nothing is judged by it. One that teaches
    `kinds_only` is for telling kinds: what else it says is not learned from.
    """

    layers: Layers
    gold: tuple[tuple[Mapping[str, Any], ...], ...]
    group: str = ""
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    practice: bool = False
    kinds_only: bool = False
    # Of an encoder that has not learned from this report; None where there is none.
    opinion: Opinion | None = None


def make_example(
    layers: Layers,
    claims: Iterable[Mapping[str, Any]],
    group: str = "",
    *,
    practice: bool = False,
    kinds_only: bool = False,
    **sides: Iterable[str],
) -> Example:
    """Give every gold claim to the candidate that it is about; `sides` are its `parties` and `mediators`."""
    gold: list[list[Mapping[str, Any]]] = [[] for _ in layers.candidates]
    for claim in claims:
        place = _place_of(layers.candidates, claim, gold)
        if place is not None and claim["kind"] != "other":
            gold[place].append(claim)
    parties, mediators = (tuple(sides.get(role, ())) for role in ("parties", "mediators"))
    return Example(layers, tuple(map(tuple, gold)), group, parties, mediators, practice, kinds_only)


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
