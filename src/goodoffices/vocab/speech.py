"""The cues of attribution, read from `speech.yaml`: which words report, in which frames, with which stance.

What goes in is YAML; what comes out is a `SpeechVocab` with look-ups by lemma. A word may stand in several groups: its
frames add up, and each frame keeps the stance of the first group that gave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab


class Stance(StrEnum):
    """What the source does: says it, wants it done, holds it, plans it; or is a finding that shows it."""

    SPEECH = "speech"
    DEMAND = "demand"
    ATTITUDE = "attitude"
    PLAN = "plan"
    SOURCE = "source"


Frames = Mapping[str, Stance]

_SECTIONS = ("verbs", "nouns", "adjectives")
_LISTS = (
    "prepositions",
    "views",
    "asides",
    "replies",
    "any_role",
    "relays",
    "carriers",
    "releases",
    "headline_sources",
    "headline_labels",
    "first_person",
    "deeds",
    "spoken_kinds",
    "position_kinds",
    "background_kinds",
    "roles",
    "people",
    "instruments",
    "voiceless",
)
_GROUP_KEYS = frozenset({"group", "stance", "frames", "words"})


@dataclass(frozen=True, slots=True)
class SpeechVocab:
    """Frames by lemma for verbs, nouns and adjectives, and the plain lists."""

    verbs: Mapping[str, Frames]
    nouns: Mapping[str, Frames]
    adjectives: Mapping[str, Frames]
    prepositions: tuple[tuple[str, ...], ...]
    openers: frozenset[str]
    views: frozenset[str]
    asides: frozenset[str]
    replies: frozenset[str]
    any_role: frozenset[str]
    relays: frozenset[str]
    carriers: frozenset[str]
    releases: frozenset[str]
    headline_sources: frozenset[str]
    headline_labels: frozenset[str]
    first_person: frozenset[str]
    deeds: frozenset[str]
    spoken_kinds: frozenset[str]
    position_kinds: frozenset[str]
    roles: frozenset[str]
    instruments: frozenset[str]
    voiceless: frozenset[str]
    people: frozenset[str]
    background_kinds: frozenset[str]


@lru_cache(maxsize=1)
def speech_vocab() -> SpeechVocab:
    """The vocabulary that ships with the package."""
    return check_speech(load_vocab("speech"), "speech.yaml")


def check_speech(raw: Any, name: str) -> SpeechVocab:
    """Turn parsed YAML into a SpeechVocab; raises BadVocabulary naming the group that is wrong."""
    if not isinstance(raw, Mapping):
        raise BadVocabulary(f"{name}: expected sections {', '.join(_SECTIONS + _LISTS)}, found {type(raw).__name__}")
    missing = [key for key in _SECTIONS + _LISTS if not isinstance(raw.get(key), list)]
    if missing:
        raise BadVocabulary(f"{name}: these sections must be lists: {', '.join(missing)}")
    sections = {key: _frames_by_word(raw[key], f"{name}: {key}") for key in _SECTIONS}
    lists = {key: _words(raw[key], f"{name}: {key}") for key in _LISTS}
    phrases = tuple(tuple(phrase.split()) for phrase in lists.pop("prepositions"))
    fields: dict[str, Any] = {**sections, **{key: frozenset(words) for key, words in lists.items()}}
    return SpeechVocab(**fields, prepositions=phrases, openers=frozenset(p[0] for p in phrases))


def _frames_by_word(groups: Iterable[Any], where: str) -> dict[str, dict[str, Stance]]:
    found: dict[str, dict[str, Stance]] = {}
    for group in groups:
        stance = _stance(group, where)
        for word in _words(group["words"], f"{where}, group {group['group']!r}"):
            frames = found.setdefault(word, {})
            for frame in _words(group["frames"], f"{where}, group {group['group']!r}, frames"):
                frames.setdefault(frame, stance)
    return found


def _stance(group: Any, where: str) -> Stance:
    if not isinstance(group, Mapping) or set(group) != _GROUP_KEYS:
        raise BadVocabulary(f"{where}: a group needs exactly {', '.join(sorted(_GROUP_KEYS))}; found {group!r:.80}")
    try:
        return Stance(group["stance"])
    except ValueError as problem:
        allowed = ", ".join(Stance)
        raise BadVocabulary(f"{where}, group {group['group']!r}: stance is one of {allowed}") from problem


def _words(raw: Any, where: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(word, str) and word.strip() for word in raw):
        raise BadVocabulary(f"{where}: expected a list of words; quote words that YAML reads as yes, no or a number")
    return tuple(word.lower() for word in raw)
