"""`agencies.yaml` and `languages.yaml` → which agency a credit names, and the frequent words of languages; checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab


@lru_cache(maxsize=1)
def load_agencies() -> Mapping[str, str]:
    """The agency that each form of credit names, by the form in lower case."""
    return check_agencies(load_vocab("agencies"), "agencies.yaml")


@lru_cache(maxsize=1)
def load_languages() -> Mapping[str, frozenset[str]]:
    """The frequent words of each language, by its ISO 639-1 code."""
    return check_languages(load_vocab("languages"), "languages.yaml")


def check_agencies(entries: Any, name: str) -> Mapping[str, str]:
    """Turn parsed YAML into forms; raises BadVocabulary when one form names two agencies."""
    forms: dict[str, str] = {}
    for agency, others in _lists(entries, name).items():
        for form in (agency, *others):
            known = forms.setdefault(form.lower(), agency)
            if known != agency:
                raise BadVocabulary(f"{name}: {form!r} stands under {known!r} and {agency!r}; leave it under one")
    return forms


def check_languages(entries: Any, name: str) -> Mapping[str, frozenset[str]]:
    """Turn parsed YAML into word sets; raises BadVocabulary when English is missing."""
    languages = {code: frozenset(words) for code, words in _lists(entries, name).items()}
    if "en" not in languages:
        raise BadVocabulary(f"{name}: has no list for 'en'; add one, or no report can be taken for English")
    return languages


def _lists(entries: Any, name: str) -> dict[str, list[str]]:
    if not isinstance(entries, dict) or not entries:
        raise BadVocabulary(f"{name}: must hold one list per name, found {type(entries).__name__}")
    for key, words in entries.items():
        if not isinstance(key, str) or not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            raise BadVocabulary(f"{name}: {key!r} must hold a list of text; quote words that YAML reads otherwise")
    return entries
