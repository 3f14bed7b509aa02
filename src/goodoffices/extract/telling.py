"""A reading → its value: what the clause's own words settle, else what its rule says, else the model's likeliest.

In: the layers, a reading and the evidence for it. Out: one of the values of its kind (None for kinds without), and how
likely it is. Where a rule and the model differ, the rule was right more often, but for one: a rule that reads a
meeting as held looks at its verb alone, and the model at the whole clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.extract.acts import Act
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.choosing import Reading
from goodoffices.extract.comparing import compare_attack
from goodoffices.extract.encoder import Opinion
from goodoffices.extract.factuality import judge_factuality
from goodoffices.extract.layers import Layers
from goodoffices.extract.learned import Model
from goodoffices.extract.values import describe_value
from goodoffices.extract.weighing import weigh_values
from goodoffices.extract.words import Words
from goodoffices.record.claims import Factuality, Kind
from goodoffices.vocab.codebook import load_codebook

# Of clauses whose words settle the value, nine in ten and more have it on annotated news.
_SETTLED = 0.9
# As likely as not. From here on the model goes before a rule's "held": on left-out conflicts right in six of nine such
# clauses, the rule in one.
_EVEN = 0.5
_LENGTHS = frozenset({"hour", "day", "week", "month", "year"})
_TALKS = frozenset(
    {"talk", "negotiation", "discussion", "meeting", "dialogue", "diplomacy", "consultation", "conversation"}
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a reading: the features of its clause, its kinds by likelihood, the rule if any, the encoder.

    `apart` is how likely the regression and the encoder hold the kind, each by itself; `firm` that the rule decided it.
    """

    features: Sequence[str]
    ranked: Sequence[tuple[str, float]]
    act: Act | None = None
    opinion: Opinion | None = None
    apart: tuple[float, float] = (0.0, 0.0)
    firm: bool = False


def tell_value(layers: Layers, model: Model, reading: Reading, evidence: Evidence) -> tuple[str | None, float]:
    """The value of a claim and how likely it is."""
    value, certain = _find_likeliest(layers, model, reading, evidence)
    settled = _settled(layers, layers.candidates[reading.place], reading.kind)
    if settled is not None:
        return settled, max(certain, _SETTLED)
    act = evidence.act
    if act is None or act.value is None or _is_outweighed(act, certain):
        return _say_unreached(layers, reading, value), certain
    return act.value, max(certain, act.precision)


def _find_likeliest(layers: Layers, model: Model, reading: Reading, evidence: Evidence) -> tuple[str | None, float]:
    """The value that the model finds likeliest, and how likely; None for kinds without values."""
    values = load_codebook().values(reading.kind)
    if not values:
        return None, 1.0
    part = model.part(f"value.{reading.kind}")
    if part is None:
        return values[0], 1.0
    described = describe_value(layers.words, layers.candidates[reading.place], reading.kind, evidence.features)
    chances = dict(zip(part.classes, part.probabilities([described])[0].tolist(), strict=True))
    others = evidence.opinion.values(reading.place, reading.kind) if evidence.opinion is not None else {}
    return max(weigh_values(chances, others).items(), key=lambda told: told[1])


def _settled(layers: Layers, candidate: Candidate, kind: str) -> str | None:
    if kind == Kind.ATTACK:
        return compare_attack(layers.words, candidate)
    return "held" if kind == Kind.MEETING and _has_lasted(layers, candidate) else None


def _has_lasted(layers: Layers, candidate: Candidate) -> bool:
    """ "After three hours of talks", "two days of intense negotiations", but "two days of talks will follow"."""
    if not any(_is_measured(layers.words, word) for word in range(candidate.first, candidate.last + 1)):
        return False
    head = layers.parse.doc[candidate.head]
    return judge_factuality(layers.parse, head, kind=Kind.MEETING) is Factuality.ASSERTED


def _is_measured(words: Words, word: int) -> bool:
    length = words.over(word, ("of",)) if words.lemma[word] in _TALKS else None
    return length is not None and words.lemma[length] in _LENGTHS


def _is_outweighed(act: Act, certain: float) -> bool:
    return (act.kind, act.value) == (Kind.MEETING, "held") and certain >= _EVEN


def _say_unreached(layers: Layers, reading: Reading, value: str | None) -> str | None:
    """ "No accord was reached" tells of an accord that was not reached, not of one that is denied."""
    if (reading.kind, value) != (Kind.AGREEMENT, "reached"):
        return value
    head = layers.parse.doc[layers.candidates[reading.place].head]
    held = judge_factuality(layers.parse, head, kind=Kind.AGREEMENT, value=value)
    return "not_reached" if held is Factuality.DENIED else value
