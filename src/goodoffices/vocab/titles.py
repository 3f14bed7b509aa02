"""Nouns that stand for somebody: posts, organs, fighters, peoples, sides.

In: `titles.yaml`. Out: `Titles`, word lists as sets, checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.naming import fold, split_names

_LISTS = (
    "persons",
    "organs",
    "lands",
    "peoples",
    "groups",
    "both",
    "others",
    "foes",
    "kin",
    "heads",
    "ordinary",
    "media",
)
_DEEDS = ("force", "settling", "mediating", "proposing")


@dataclass(frozen=True, slots=True)
class Titles:
    """The word lists of `titles.yaml`; `fighters` maps a noun to the id it has where no group is known."""

    persons: frozenset[str]
    organs: frozenset[str]
    lands: frozenset[str]
    peoples: frozenset[str]
    fighters: dict[str, str]
    usual: dict[str, str]
    fronts: dict[str, frozenset[str]]
    groups: frozenset[str]
    both: frozenset[str]
    others: frozenset[str]
    foes: frozenset[str]
    kin: frozenset[str]
    heads: frozenset[str]
    ordinary: frozenset[str]
    force: frozenset[str]
    settling: frozenset[str]
    mediating: frozenset[str]
    proposing: frozenset[str]


@lru_cache(maxsize=1)
def load_titles() -> Titles:
    """The nouns that ship with goodoffices."""
    return read_titles(load_vocab("titles"), "titles.yaml")


def read_titles(data: Any, file: str) -> Titles:
    """Check the form of a titles file and return its lists."""
    wanted = {*_LISTS, *_DEEDS, "fighters", "usual", "fronts"}
    if not isinstance(data, dict) or set(data) != wanted:
        raise BadVocabulary(f"{file}: expected the lists {', '.join(sorted(wanted))}, found {data!r:.80}")
    words = {name: _words(data[name], name, file) for name in (*_LISTS, *_DEEDS) if name != "media"}
    fighters, usual = (_pairs(data[name], name, file) for name in ("fighters", "usual"))
    fronts = {people: frozenset(ids.split()) for people, ids in _pairs(data["fronts"], "fronts", file).items()}
    return Titles(fighters=fighters, usual=usual, fronts=fronts, **words)


def _words(line: Any, name: str, file: str) -> frozenset[str]:
    if not isinstance(line, str):
        raise BadVocabulary(f"{file}: {name}: expected comma-separated words, found {line!r:.80}")
    return frozenset(fold(word) for word in split_names(line))


def _pairs(line: Any, name: str, file: str) -> dict[str, str]:
    """`noun: id` pairs; ids keep their capitals."""
    if not isinstance(line, str):
        raise BadVocabulary(f"{file}: {name}: expected comma-separated pairs, found {line!r:.80}")
    pairs = [part.partition(": ") for part in split_names(line)]
    wrong = [noun for noun, _, actor in pairs if not actor]
    if wrong:
        raise BadVocabulary(f"{file}: {name}: {wrong[0]!r} lacks an id; write 'noun: id'")
    return {fold(noun): actor.strip() for noun, _, actor in pairs}
