"""PLOVER types with their modes, and the CAMEO leaves in use: `plover.yaml` and `cameo.yaml`, loaded and checked.

In go the two files; out come frozen tables. A code is written `TYPE` or `TYPE.mode`; a CAMEO leaf by its digits.
Source: PLOVER manual (2021), the published tense table for intended and refused acts, CAMEO 1.1b3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab


@dataclass(frozen=True, slots=True)
class PloverMode:
    """How an act of a type is done; `score` runs from -10 (conflict) to 10 (cooperation)."""

    name: str
    definition: str
    score: float


@dataclass(frozen=True, slots=True)
class PloverType:
    """One PLOVER type; `future` and `negated` are the types of an act of this type only intended, or refused."""

    name: str
    definition: str
    quad: str
    score: float
    modes: tuple[PloverMode, ...]
    future: str | None
    negated: str | None

    def mode(self, name: str) -> PloverMode | None:
        """Its mode of that name."""
        return next((mode for mode in self.modes if mode.name == name), None)


@dataclass(frozen=True, slots=True)
class CameoLeaf:
    """A CAMEO code with its label and, where the peace literature scores it, its Goldstein value."""

    code: str
    label: str
    goldstein: float | None = None


@dataclass(frozen=True, slots=True)
class PloverTable:
    """All types, in the manual's order from cooperation to conflict."""

    types: tuple[PloverType, ...]

    def __iter__(self) -> Iterator[PloverType]:
        return iter(self.types)

    def type(self, name: str) -> PloverType:
        """The type of that name; raises BadVocabulary, listing the types, when there is none."""
        found = next((each for each in self.types if each.name == name), None)
        if found is None:
            allowed = ", ".join(each.name for each in self.types)
            raise BadVocabulary(f"{name!r} is no PLOVER type; allowed are {allowed}")
        return found

    def read_code(self, code: str) -> tuple[str, str | None]:
        """`"RETREAT.release"` as ("RETREAT", "release"); raises BadVocabulary when the manual has no such code."""
        name, _, mode = code.partition(".")
        found = self.type(name)
        if mode and found.mode(mode) is None:
            allowed = ", ".join(each.name for each in found.modes) or "none"
            raise BadVocabulary(f"PLOVER type {name} has no mode {mode!r}; its modes are {allowed}")
        return name, mode or None

    def turn(self, code: tuple[str, str | None], factuality: str) -> tuple[str, str | None] | None:
        """What an act of this code is when a report holds it so.

        What is denied is its refusal, or no event at all; what is planned or possible is its future type; forecasts
        about others and wishes are no events.
        """
        if factuality == "asserted":
            return code
        if factuality in {"predicted", "demanded"}:
            return None
        found = self.type(code[0])
        turned = found.negated if factuality == "denied" else found.future
        return (turned, code[1] if turned == code[0] else None) if turned else None

    def score(self, name: str, mode: str | None = None) -> float:
        """The manual's score of a mode, or of the type where the mode has none."""
        found = self.type(name)
        chosen = found.mode(mode) if mode else None
        return chosen.score if chosen else found.score


@lru_cache(maxsize=1)
def load_plover() -> PloverTable:
    """The PLOVER types and modes."""
    return read_plover(load_vocab("plover"))


@lru_cache(maxsize=1)
def load_cameo() -> Mapping[str, CameoLeaf]:
    """The CAMEO leaves in use, by code."""
    leaves = load_vocab("cameo")["leaves"]
    return {code: CameoLeaf(code, row["label"], row.get("goldstein")) for code, row in leaves.items()}


def read_plover(data: Any) -> PloverTable:
    """Check a parsed `plover.yaml` and give it meaning; raises BadVocabulary naming the entry that is wrong."""
    try:
        table = PloverTable(tuple(_read_type(name, row) for name, row in data["types"].items()))
    except (KeyError, TypeError, AttributeError) as problem:
        raise BadVocabulary(
            f"plover.yaml: an entry lacks or misplaces {problem}; see the entries beside it"
        ) from problem
    for each in table:
        for crossed in filter(None, (each.future, each.negated)):
            table.type(crossed)
    return table


def _read_type(name: str, row: Mapping[str, Any]) -> PloverType:
    modes = tuple(PloverMode(mode, given["definition"], given["score"]) for mode, given in row["modes"].items())
    return PloverType(name, row["definition"], row["quad"], row["score"], modes, row["future"], row["not"])
