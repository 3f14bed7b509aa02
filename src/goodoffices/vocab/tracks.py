"""Tracks of a peace process (`tracks.yaml`): what an arrangement is about, checked and compiled on loading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab


@dataclass(frozen=True, slots=True)
class Track:
    """One track: its name, what it means, the scope and purpose of a truce on it, and its cue words as one pattern."""

    name: str
    definition: str
    scope: str | None
    purpose: str | None
    cue: re.Pattern[str]
    examples: tuple[str, ...]


@lru_cache(maxsize=1)
def load_tracks() -> tuple[Track, ...]:
    """All tracks, the most specific first."""
    return tuple(_check_track(name, entry) for name, entry in load_vocab("tracks")["tracks"].items())


@lru_cache(maxsize=1)
def load_lengths() -> tuple[dict[str, int], dict[str, int]]:
    """Number words, and units in days."""
    vocab = load_vocab("tracks")
    return vocab["numbers"], vocab["units"]


@lru_cache(maxsize=1)
def load_truce_tracks() -> frozenset[str]:
    """The tracks whose texts stop fire."""
    names = frozenset(load_vocab("tracks")["truces"])
    unknown = names - {track.name for track in load_tracks()}
    if unknown:
        raise BadVocabulary(f"tracks.yaml: truces: {', '.join(sorted(unknown))} is no track")
    return names


@lru_cache(maxsize=1)
def load_occasions() -> dict[str, re.Pattern[str]]:
    """Occasions of truces, each with its cue words as one pattern."""
    return {name: re.compile("|".join(cues)) for name, cues in load_vocab("tracks")["occasions"].items()}


def _check_track(name: str, entry: dict[str, Any]) -> Track:
    missing = [field for field in ("definition", "cues", "examples") if not entry.get(field)]
    if missing:
        raise BadVocabulary(f"tracks.yaml: {name}: needs {', '.join(missing)}")
    try:
        cue = re.compile("|".join(entry["cues"]))
    except re.error as problem:
        raise BadVocabulary(f"tracks.yaml: {name}: not a regular expression: {problem}") from problem
    return Track(name, entry["definition"], entry.get("scope"), entry.get("purpose"), cue, tuple(entry["examples"]))
