"""`furniture.yaml` → the words by which a page's furniture is known, checked; see the file for what each list means."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """The lists of `furniture.yaml`, all in lower case."""

    lines: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    opens: frozenset[str]
    closes: frozenset[str]
    credits: frozenset[str]
    captions: tuple[str, ...]


@lru_cache(maxsize=1)
def load_furniture() -> FurnitureWords:
    """The words that ship with the package."""
    return check_furniture(load_vocab("furniture"), "furniture.yaml")


def check_furniture(entries: Any, name: str) -> FurnitureWords:
    """Turn parsed YAML into FurnitureWords; raises BadVocabulary naming the list and entry that is wrong."""
    wanted = tuple(field.name for field in fields(FurnitureWords))
    if not isinstance(entries, dict) or set(entries) != set(wanted):
        found = ", ".join(map(str, entries)) if isinstance(entries, dict) else type(entries).__name__
        raise BadVocabulary(f"{name}: found {found}; it must hold exactly the lists {', '.join(wanted)}")
    lists = {key: tuple(_check_words(entries[key], f"{name}: {key}")) for key in wanted}
    return FurnitureWords(
        lines=frozenset(lists["lines"]),
        starts=lists["starts"],
        contains=lists["contains"],
        opens=frozenset(lists["opens"]),
        closes=frozenset(lists["closes"]),
        credits=frozenset(lists["credits"]),
        captions=lists["captions"],
    )


def _check_words(words: Any, where: str) -> list[str]:
    if not isinstance(words, list) or not words:
        raise BadVocabulary(f"{where}: must be a list of words, one per line")
    for word in words:
        if not isinstance(word, str) or not word.strip() or word != word.lower():
            raise BadVocabulary(f"{where}: {word!r} must be text in lower case; quote it if YAML reads it otherwise")
    return words
