"""Actors by name: states with their demonyms, capitals, metonyms and places, and groups and bodies that are not states.

In: `actors.yaml`, `demonyms.yaml`, `places.yaml`, names of states from libraries, and a user's own file.
Out: a `Gazetteer`: what a written name stands for. A name stands for one actor; a file that says otherwise is refused.
Where a library and a file of ours both know a name, ours decides ("Congo" is `COD`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.countries import is_state, name_of_state, state_names
from goodoffices.vocab.loading import load_own_vocab, load_vocab
from goodoffices.vocab.naming import Key, key_of, split_names

TYPES = frozenset(
    {"state", "entity", "military", "igo", "ngo", "armed_group", "political_party", "coalition", "umbrella", "other"}
)
# What an export of events calls the part of society that an actor belongs to, as POLECAT does; blank where unknown.
_SECTORS = {
    "state": "GOV",
    "entity": "GOV",
    "military": "MIL",
    "igo": "IGO",
    "ngo": "NGO",
    "armed_group": "REB",
    "political_party": "PTY",
    "coalition": "OPP",
    "umbrella": "OPP",
}
ACTOR_ID = re.compile(r"[A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*")
_NO_PLURAL = ("ese", "sh", "ch", "ss", "s", "men", "man")


class Sort(StrEnum):
    """What a name is a name of."""

    STATE = "state"
    PEOPLE = "people"
    CAPITAL = "capital"
    METONYM = "metonym"
    PLACE = "place"
    GROUP = "group"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One written name: the actor it stands for, and what sort of name it is."""

    actor: str
    sort: Sort
    name: str


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor of `actors.yaml`: its type (record/actors.py ActorType), country and names, the usual one first."""

    id: str
    type: str
    country: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by their folded words; `lengths` gives, by first word, the lengths to try, longest first."""

    entries: dict[Key, NameEntry]
    lengths: dict[str, tuple[int, ...]]
    actors: dict[str, ActorEntry]

    def country_of(self, actor: str) -> str | None:
        """The state an actor belongs to: itself for a state, None for international bodies and the unknown."""
        if is_state(actor):
            return actor
        entry = self.actors.get(actor)
        return entry.country if entry else None

    def type_of(self, actor: str) -> str:
        """The type of an actor; `other` when it is in no list."""
        if is_state(actor):
            return "state"
        entry = self.actors.get(actor)
        return entry.type if entry else "other"

    def name_of(self, actor: str) -> str:
        """What an actor is usually called; its id when it is in no list."""
        if is_state(actor):
            return name_of_state(actor)
        entry = self.actors.get(actor)
        return entry.names[0] if entry else actor


@lru_cache(maxsize=4)
def load_gazetteer(own: Path | None = None) -> Gazetteer:
    """The names that ship with goodoffices and, where given, those of a user's own file.

    A user's file has the same form as `actors.yaml`; an id that is already known gains names, and a name that is
    already known changes hands. Raises BadVocabulary with the file, the entry and what is allowed.
    """
    actors = read_actors(load_vocab("actors"), "actors.yaml")
    names = _shipped_names(actors)
    actors = {entity.id: entity for entity in _entities()} | actors
    if own is not None:
        added = read_actors(load_own_vocab(own), str(own))
        actors = actors | {id_: _joined(actors.get(id_), entry) for id_, entry in added.items()}
        names = names | _named(_names_of_actors(added.values()), str(own))
    return Gazetteer(names, _lengths(names), actors)


def name_actor(actor: str, own: Path | None = None) -> str:
    """What an actor is usually called ("RUS" is "Russia"); its id when it is in no list."""
    return load_gazetteer(own).name_of(actor)


def type_actor(actor: str, own: Path | None = None) -> str:
    """The type of an actor (record/actors.py ActorType); `other` when it is in no list."""
    return load_gazetteer(own).type_of(actor)


def locate_actor(actor: str, own: Path | None = None) -> str | None:
    """The state an actor belongs to ("hamas" is "PSE"); None for international bodies and the unknown."""
    return load_gazetteer(own).country_of(actor)


def sector_of_actor(actor: str, own: Path | None = None) -> str:
    """The sector of an actor as events name it: GOV, MIL, REB, IGO, NGO, PTY, OPP; blank when unknown."""
    return _SECTORS.get(type_actor(actor, own), "")


def read_actors(data: Any, file: str) -> dict[str, ActorEntry]:
    """Check the form of an actors file and return its entries by id."""
    if not isinstance(data, dict):
        raise BadVocabulary(f"{file}: expected a map from actor ids to lines, found {type(data).__name__}")
    return {id_: _actor(id_, line, file) for id_, line in data.items()}


def check_id(actor: object, file: str) -> str:
    """Return an actor id unchanged, or raise BadVocabulary."""
    if not isinstance(actor, str) or not ACTOR_ID.fullmatch(actor):
        raise BadVocabulary(
            f"{file}: {actor!r} is not an actor id; use ISO 3166 alpha-3 (UKR) or lower case with hyphens (splm-io)"
        )
    if actor.isupper() and not is_state(actor):
        raise BadVocabulary(f"{file}: {actor!r} is no ISO 3166 alpha-3 code; ids of other actors are lower case")
    return actor


def _actor(id_: object, line: object, file: str) -> ActorEntry:
    actor = check_id(id_, file)
    parts = [part.strip() for part in line.split("|")] if isinstance(line, str) else []
    kind = parts[0].split() if parts else []
    if len(parts) != 3 or len(kind) != 2:
        raise BadVocabulary(f"{file}: {actor}: expected 'type country | name | other, names', found {line!r}")
    if kind[0] not in TYPES:
        raise BadVocabulary(f"{file}: {actor}: {kind[0]!r} is no actor type; allowed are {', '.join(sorted(TYPES))}")
    country = None if kind[1] == "-" else check_id(kind[1], file)
    return ActorEntry(actor, kind[0], country, (parts[1], *split_names(parts[2])))


def _joined(old: ActorEntry | None, new: ActorEntry) -> ActorEntry:
    if old is None:
        return new
    return ActorEntry(new.id, new.type, new.country, tuple(dict.fromkeys((*new.names, *old.names))))


def _shipped_names(actors: dict[str, ActorEntry]) -> dict[Key, NameEntry]:
    ours = [*_names_of_actors(actors.values()), *_demonyms(), *_places(), *_media()]
    library = {key_of(name): NameEntry(id_, Sort.STATE, name) for id_, names in state_names().items() for name in names}
    return library | _named(ours, "actors.yaml, demonyms.yaml, places.yaml")


def _named(entries: Iterable[NameEntry], file: str) -> dict[Key, NameEntry]:
    """Entries by key, with capitals as headlines print them; refuses a name that is given to two actors."""
    found: dict[Key, NameEntry] = {}
    for entry in entries:
        for key in _writings(entry.name):
            known = found.setdefault(key, entry)
            if known.actor != entry.actor:
                raise BadVocabulary(
                    f"{file}: the name {entry.name!r} is given to {known.actor!r} and {entry.actor!r}; keep it in one"
                )
    return found


def _writings(name: str) -> Iterator[Key]:
    yield key_of(name)
    # Datelines and headlines print names in capitals; short ones would collide with ordinary words.
    if len(name) >= 4 and not name.isupper():
        yield key_of(name.upper())


def _names_of_actors(actors: Iterable[ActorEntry]) -> Iterator[NameEntry]:
    return (NameEntry(actor.id, Sort.GROUP, name) for actor in actors for name in actor.names)


def _demonyms() -> Iterator[NameEntry]:
    for id_, line in load_vocab("demonyms").items():
        actor = check_id(id_, "demonyms.yaml")
        names, people = (*line.split("|"), "")[:2]
        for name in split_names(names):
            yield NameEntry(actor, Sort.STATE, name)
        for word in split_names(people):
            yield from (NameEntry(actor, Sort.PEOPLE, form) for form in _with_plural(word))


def _entities() -> Iterator[ActorEntry]:
    """The entities and peoples of `demonyms.yaml`, as its third part describes them."""
    for id_, line in load_vocab("demonyms").items():
        if not is_state(id_):
            names, _, described = (*line.split("|"), "", "")[:3]
            kind, _, country_and_name = described.strip().partition(" ")
            country, _, name = country_and_name.partition(" ")
            yield _actor(id_, f"{kind} {country} | {name} | {names}", "demonyms.yaml")


def _with_plural(word: str) -> tuple[str, ...]:
    return (word,) if word.endswith(_NO_PLURAL) and not word.endswith("oman") else (word, f"{word}s")


def _places() -> Iterator[NameEntry]:
    sorts = {"capitals": Sort.CAPITAL, "metonyms": Sort.METONYM, "places": Sort.PLACE}
    data = load_vocab("places")
    if not isinstance(data, dict) or set(data) != set(sorts):
        raise BadVocabulary(f"places.yaml: expected the maps {', '.join(sorts)}, found {data!r:.80}")
    for part, sort in sorts.items():
        for actor, line in data[part].items():
            checked = check_id(actor, f"places.yaml: {part}")
            yield from (NameEntry(checked, sort, name) for name in split_names(line))


def _media() -> Iterator[NameEntry]:
    return (NameEntry("", Sort.MEDIA, name) for name in split_names(load_vocab("titles")["media"]))


def _lengths(names: Iterable[Key]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for key in names:
        found.setdefault(key[0], set()).add(len(key))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
