"""Words of time: checks `times.yaml` and gives its lists to the tagger as one frozen `TimeWords`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The sections of `times.yaml`, each from a lower-case word to what it stands for, or a list of words."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    plurals: Mapping[str, str]
    seasons: Mapping[str, str]
    dayparts: Mapping[str, str]
    clock_words: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    decade_words: Mapping[str, int]
    vague: tuple[str, ...]
    approximators: tuple[str, ...]
    edges: tuple[str, ...]
    zones: tuple[str, ...]
    references: Mapping[str, str]
    frequencies: Mapping[str, str]
    named_weekdays: tuple[str, ...]
    holidays: Mapping[str, str]
    ahead_verbs: frozenset[str]
    open_verbs: frozenset[str]
    ahead_nouns: frozenset[str]
    past_nouns: frozenset[str]
    rules: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def time_words() -> TimeWords:
    """The words that ship with the package.

    Raises BadVocabulary when a section is missing, unknown or of the wrong shape.
    """
    return check_times(load_vocab("times"))


def check_times(sections: Any) -> TimeWords:
    """Check the parsed file and turn it into TimeWords."""
    allowed = {field.name for field in fields(TimeWords)}
    if not isinstance(sections, Mapping) or set(sections) != allowed:
        found = sorted(sections) if isinstance(sections, Mapping) else type(sections).__name__
        raise BadVocabulary(f"times.yaml: found the sections {found}; it needs exactly {sorted(allowed)}")
    sets = {"ahead_verbs", "open_verbs", "ahead_nouns", "past_nouns"}
    lists = {"vague", "edges", "zones", "approximators", "named_weekdays"} | sets
    checked: dict[str, Any] = {
        name: _words(name, sections[name]) if name in lists else _pairs(name, sections[name])
        for name in allowed - {"rules"}
    }
    checked["rules"] = _rules(sections["rules"])
    checked["references"] = {word: value for value, words in checked["references"].items() for word in words}
    for name in sets:
        checked[name] = frozenset(checked[name])
    return TimeWords(**checked)


def _words(name: str, section: Any) -> tuple[str, ...]:
    if not isinstance(section, list) or not all(isinstance(word, str) for word in section):
        raise BadVocabulary(f"times.yaml: `{name}` must be a list of words, found {section!r:.60}")
    return tuple(section)


def _pairs(name: str, section: Any) -> Mapping[str, Any]:
    if not isinstance(section, Mapping) or not all(isinstance(word, str) for word in section):
        raise BadVocabulary(f"times.yaml: `{name}` must map words to their values, found {section!r:.60}")
    return section


def _rules(section: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(section, list) or not all(isinstance(rule, Mapping) and len(rule) == 1 for rule in section):
        raise BadVocabulary("times.yaml: `rules` must be a list of `name: pattern`, one rule each")
    return tuple(next(iter(rule.items())) for rule in section)
