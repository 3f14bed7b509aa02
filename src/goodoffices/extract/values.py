"""A clause of a known kind → the features by which its value is told.

In go the clause, its features, and `vocab/value_cues.yaml`; out come those features that speak of its verb, and the
cues that stand in it: at its head, under its head, elsewhere, and whether the clause is negated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.words import Words
from goodoffices.vocab.codebook import load_codebook
from goodoffices.vocab.loading import load_vocab

Cues = Mapping[str, Mapping[str, tuple[str, ...]]]
_NEGATIONS = frozenset({"not", "n't", "n’t", "no", "never", "without", "neither", "nothing", "nobody"})
# The verb, its classes and its close arguments; the rest of the clause drowns the cues in few examples.
_TELLING = ("h=", "hc=", "aux=", "r=", "cc.", "hcc.")


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cues that ship with the package: kind → word → values.

    Raises BadVocabulary for a kind or value that the codebook does not have.
    """
    return read_cues(load_vocab("value_cues"))


def read_cues(data: Any) -> Cues:
    """Check parsed cues and turn them round."""
    cues: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, values in data.items():
        allowed = load_codebook().values(kind)
        for value, words in values.items():
            if value not in allowed:
                raise BadVocabulary(f"value_cues.yaml: {kind} has no value {value!r}; it has {', '.join(allowed)}")
            for word in filter(None, (word.strip(' \n"') for word in words.replace("\n", " ").split(","))):
                known = cues.setdefault(kind, {})
                known[word] = (*known.get(word, ()), value)
    return cues


def describe_value(words: Words, candidate: Candidate, kind: str, row: Sequence[str]) -> list[str]:
    """The features of a clause's value; `row` are the features of the clause."""
    found = [f"#{name}" for name in row if name.startswith(_TELLING)]
    found.extend(_cues(words, candidate, load_cues().get(kind, {})))
    return found


def _cues(words: Words, candidate: Candidate, cues: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    inside = range(candidate.first, candidate.last + 1)
    negated = any(words.lower[word] in _NEGATIONS for word in inside)
    seen: Counter[str] = Counter()
    for word in inside:
        values = dict.fromkeys((*cues.get(words.lemma[word], ()), *cues.get(words.lower[word], ())))
        where = _where(words, candidate.head, word)
        for value in values:
            seen[value] += 1
            yield f"{where}cue={value}"
            yield f"w={words.lemma[word]}"
    yield from (f"cue={value}|{negated}" for value in seen)
    yield from (f"cues={value}" for value, number in seen.items() if number > 1)
    if seen:
        yield f"most={max(seen, key=seen.__getitem__)}"
    yield from (f"up={value}" for value in cues.get(words.lemma[words.head[candidate.head]], ()))
    if negated:
        yield "negated"


def _where(words: Words, head: int, word: int) -> str:
    if word == head:
        return "head "
    return "child " if words.head[word] == head else ""
