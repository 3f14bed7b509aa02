"""Words of answers (`responses.yaml`), compiled and checked on loading."""

from __future__ import annotations

import re
from functools import lru_cache

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab


def says_no_answer(words: str) -> bool:
    """Whether words say that somebody has not answered at all."""
    said, unless = _no_answer()
    lowered = words.lower()
    return said.search(lowered) is not None and unless.search(lowered) is None


def names_several(words: str) -> bool:
    """Whether words answer several proposals at once ("both arrangements")."""
    return _several().search(words.lower()) is not None


def is_bare(words: str) -> bool:
    """Whether words only point at a proposal ("the offer") and do not name it."""
    return all(word in _bare() for word in words.lower().split())


@lru_cache(maxsize=1)
def _bare() -> frozenset[str]:
    return frozenset(load_vocab("responses")["bare"])


@lru_cache(maxsize=1)
def _no_answer() -> tuple[re.Pattern[str], re.Pattern[str]]:
    entry = load_vocab("responses")["no_answer"]
    try:
        return re.compile("|".join(entry["cues"])), re.compile(entry["not"])
    except (KeyError, re.error) as problem:
        raise BadVocabulary(f"responses.yaml: no_answer: needs cues and not, both patterns: {problem}") from problem


@lru_cache(maxsize=1)
def _several() -> re.Pattern[str]:
    return re.compile(load_vocab("responses")["both"])
