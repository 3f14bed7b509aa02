"""The triggers of factuality, read from `factuality.yaml`: which words make an act denied, possible, planned and so on.

What goes in is YAML; what comes out is a `FactualityVocab` with look-ups by word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab

EFFECTS = frozenset({"denied", "possible", "conditional", "planned", "predicted", "demanded", "future"})

_TABLES = ("modals", "verbs", "nouns", "adjectives", "attributes", "adverbs")
_LISTS = ("negations", "conditions", "condition_phrases", "occurrences", "links", "believing")
_KINDS = (
    "uttered",
    "uttering",
    "settled",
    "negative_values",
    "done",
    "promising",
    "promising_verbs",
    "proposing",
    "forecasts",
    "judging",
)


@dataclass(frozen=True, slots=True)
class FactualityVocab:
    """Effects by word for each sort of trigger, the plain lists, and how kinds of act take the effects."""

    modals: Mapping[str, str]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    attributes: Mapping[str, str]
    adverbs: Mapping[str, str]
    negations: frozenset[str]
    conditions: frozenset[str]
    condition_phrases: tuple[str, ...]
    occurrences: frozenset[str]
    links: frozenset[str]
    believing: frozenset[str]
    uttered: frozenset[str]
    uttering: frozenset[str]
    settled: frozenset[str]
    negative_values: frozenset[str]
    done: frozenset[str]
    promising: frozenset[str]
    promising_verbs: frozenset[str]
    proposing: frozenset[str]
    forecasts: frozenset[str]
    judging: frozenset[str]


@lru_cache(maxsize=1)
def factuality_vocab() -> FactualityVocab:
    """The vocabulary that ships with the package."""
    return check_factuality(load_vocab("factuality"), "factuality.yaml")


def check_factuality(raw: Any, name: str) -> FactualityVocab:
    """Turn parsed YAML into a FactualityVocab; raises BadVocabulary naming the section that is wrong."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("kinds"), Mapping):
        raise BadVocabulary(f"{name}: expected sections {', '.join((*_TABLES, *_LISTS, 'kinds'))}")
    tables = {key: _effects(raw.get(key), f"{name}: {key}") for key in _TABLES}
    lists = {key: _words(raw.get(key), f"{name}: {key}") for key in _LISTS}
    kinds = {key: frozenset(_words(raw["kinds"].get(key), f"{name}: kinds, {key}")) for key in _KINDS}
    phrases = lists.pop("condition_phrases")
    fields: dict[str, Any] = {**tables, **{key: frozenset(words) for key, words in lists.items()}, **kinds}
    return FactualityVocab(**fields, condition_phrases=phrases)


def _effects(raw: Any, where: str) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        raise BadVocabulary(f"{where}: expected effects, each with a list of words")
    unknown = sorted(set(map(str, raw)) - EFFECTS)
    if unknown:
        raise BadVocabulary(f"{where}: unknown effects {', '.join(unknown)}; allowed are {', '.join(sorted(EFFECTS))}")
    found: dict[str, str] = {}
    for effect, words in raw.items():
        for word in _words(words, f"{where}, {effect}"):
            if found.setdefault(word, effect) != effect:
                raise BadVocabulary(f"{where}: {word!r} stands under {found[word]} and under {effect}; keep one")
    return found


def _words(raw: Any, where: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(word, str) and word.strip() for word in raw):
        raise BadVocabulary(f"{where}: expected a list of words; quote words that YAML reads as yes, no or a number")
    return tuple(word.lower() for word in raw)
