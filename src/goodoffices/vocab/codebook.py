"""The codebook: what the kinds of claim mean, their values, factualities, hard cases and default event codes.

In goes `kinds.yaml`; out comes one frozen `Codebook` that the coder, the language-model prompt and the docs all read.
The rule: a kind with values always needs one of them, a kind without values never has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary, InputError
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.plover import load_cameo, load_plover


@dataclass(frozen=True, slots=True)
class ValueEntry:
    """One value of a kind; `plover` is (type, mode) or None where the value is no PLOVER event."""

    name: str
    definition: str
    plover: tuple[str, str | None] | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class KindEntry:
    """One kind of claim; `plover` and `cameo` are its codes when it has no values."""

    name: str
    label: str
    definition: str
    values: tuple[ValueEntry, ...]
    factualities: tuple[str, ...]
    hard_cases: tuple[str, ...]
    plover: tuple[str, str | None] | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class Codebook:
    """Every kind, in the order of the file, and what each factuality means."""

    kinds: tuple[KindEntry, ...]
    factualities: tuple[tuple[str, str], ...]

    def kind(self, kind: str) -> KindEntry:
        """The entry of a kind; raises InputError, listing the kinds, when there is none."""
        found = next((entry for entry in self.kinds if entry.name == kind), None)
        if found is None:
            allowed = ", ".join(entry.name for entry in self.kinds)
            raise InputError(f"{kind!r} is no kind of claim; allowed are {allowed}")
        return found

    def values(self, kind: str) -> tuple[str, ...]:
        """The values of a kind; empty for a kind without values."""
        return tuple(value.name for value in self.kind(kind).values)

    def check(self, kind: str, value: str | None) -> None:
        """Raise InputError unless the kind exists and has this value (None exactly where it has no values)."""
        allowed = self.values(kind)
        if value is None and not allowed:
            return
        if value not in allowed:
            wanted = f"one of {', '.join(allowed)}" if allowed else "no value at all"
            raise InputError(f"a claim of kind {kind!r} needs {wanted}; found {value!r}")

    def value(self, kind: str, value: str) -> ValueEntry:
        """The entry of a value; raises InputError when the kind has none of that name."""
        self.check(kind, value)
        return next(entry for entry in self.kind(kind).values if entry.name == value)

    def plover(self, kind: str, value: str | None) -> tuple[str, str | None] | None:
        """The default PLOVER type and mode of a kind and value."""
        return self.kind(kind).plover if value is None else self.value(kind, value).plover

    def cameo(self, kind: str, value: str | None) -> str | None:
        """The default CAMEO leaf of a kind and value."""
        return self.kind(kind).cameo if value is None else self.value(kind, value).cameo


@lru_cache(maxsize=1)
def load_codebook() -> Codebook:
    """The codebook that ships with the package."""
    return read_codebook(load_vocab("kinds"))


def read_codebook(data: Any) -> Codebook:
    """Check a parsed codebook and give it meaning; raises BadVocabulary naming the entry that is wrong."""
    try:
        factualities = tuple(data["factualities"].items())
        kinds = tuple(_read_kind(name, row) for name, row in data["kinds"].items())
    except (KeyError, TypeError, AttributeError) as problem:
        raise BadVocabulary(
            f"kinds.yaml: an entry lacks or misplaces {problem}; see the entries beside it"
        ) from problem
    known = {name for name, _ in factualities}
    for entry in kinds:
        if unknown := set(entry.factualities) - known:
            raise BadVocabulary(f"kinds.yaml: {entry.name} allows the undefined factualities {sorted(unknown)}")
    return Codebook(kinds, factualities)


def _read_kind(name: str, row: Mapping[str, Any]) -> KindEntry:
    values = tuple(_read_value(value, given, row) for value, given in row["values"].items())
    return KindEntry(
        name,
        row["label"],
        row["definition"],
        values,
        tuple(row["factualities"]),
        tuple(row["hard_cases"]),
        _read_plover(row["plover"]),
        _read_cameo(row["cameo"]),
    )


def _read_value(name: str, given: Mapping[str, Any], kind: Mapping[str, Any]) -> ValueEntry:
    plover, cameo = given.get("plover", kind["plover"]), given.get("cameo", kind["cameo"])
    return ValueEntry(name, given["definition"], _read_plover(plover), _read_cameo(cameo))


def _read_plover(code: str | None) -> tuple[str, str | None] | None:
    return load_plover().read_code(code) if code else None


def _read_cameo(code: str | None) -> str | None:
    if code is not None and code not in load_cameo():
        raise BadVocabulary(f"kinds.yaml: CAMEO leaf {code!r} is not in cameo.yaml; add it there with a label")
    return code
