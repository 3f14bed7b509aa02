"""Word classes: which verbs, nouns and other words mean the same for coding ("REJECT", "TRUCE", "READY").

In go `words/{verbs,nouns,others}.yaml`; out comes an index from a lemma to the words it may begin or end, and from a
word to its classes. A word of several parts is a phrase: a verb is followed by the rest ("turn down"), a noun is
preceded by it ("peace plan").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.plover import load_plover

PARTS = {"verb": "verbs", "noun": "nouns", "other": "others"}
# After these the bare verb means something else: "call off" is no call, "turn down" no turn.
_PARTICLES = frozenset("off out up down back over away aside apart".split())


@dataclass(frozen=True, slots=True)
class Word:
    """One entry: as written, its head lemma, the other words in order, and whether it replaces its bare head."""

    text: str
    head: str
    rest: tuple[str, ...]
    replaces_head: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The index of one part of speech: by head lemma, and what each class holds and says in PLOVER."""

    by_head: Mapping[str, tuple[Word, ...]]
    by_class: Mapping[str, frozenset[str]]
    classes: Mapping[str, tuple[str, ...]]
    plover: Mapping[str, str]

    def expand(self, names: Iterable[str]) -> frozenset[str]:
        """Words meant by a list of class names (upper case) and plain words.

        Raises BadVocabulary for a class that does not exist.
        """
        return frozenset().union(*(self._expand_one(name) for name in names))

    def _expand_one(self, name: str) -> frozenset[str]:
        if not name.isupper():
            return frozenset({name})
        if name not in self.by_class:
            raise BadVocabulary(f"{name!r} is no word class; the classes are {', '.join(sorted(self.by_class))}")
        return self.by_class[name]


@lru_cache(maxsize=4)
def load_words(part: str) -> Words:
    """The word classes of "verb", "noun" or "other"."""
    return read_words(load_vocab(f"words/{PARTS[part]}"), verb=part == "verb")


def read_words(data: Any, verb: bool) -> Words:
    """Check a parsed file of word classes; raises BadVocabulary naming the class that is wrong."""
    by_class: dict[str, frozenset[str]] = {}
    plover: dict[str, str] = {}
    for name, row in data.items():
        by_class[name] = frozenset(_read_class(name, row["words"] if isinstance(row, dict) else row))
        if isinstance(row, dict) and "plover" in row:
            load_plover().read_code(row["plover"])
            plover[name] = row["plover"]
    classes: dict[str, list[str]] = {}
    for name, words in by_class.items():
        for word in words:
            classes.setdefault(word, []).append(name)
    by_text = {text: tuple(names) for text, names in classes.items()}
    return Words(_index(by_text, verb), by_class, by_text, plover)


def _read_class(name: str, words: Any) -> tuple[str, ...]:
    if not (isinstance(name, str) and name.isupper() and isinstance(words, str)):
        raise BadVocabulary(f"word class {name!r} must be UPPER CASE and hold words separated by commas")
    return tuple(filter(None, (" ".join(word.split()) for word in words.split(","))))


def _index(classes: Mapping[str, tuple[str, ...]], verb: bool) -> dict[str, tuple[Word, ...]]:
    by_head: dict[str, list[Word]] = {}
    for text in classes:
        word = make_word(text, verb)
        by_head.setdefault(word.head, []).append(word)
    return {head: tuple(words) for head, words in by_head.items()}


def make_word(text: str, verb: bool) -> Word:
    """Split a word as the tokenizer would, hyphens apart, into its head and the rest."""
    parts = tuple(text.replace("-", " - ").split())
    if verb and "-" not in parts:
        return Word(text, parts[0], parts[1:], len(parts) == 2 and parts[1] in _PARTICLES)
    return Word(text, parts[-1], parts[:-1])
