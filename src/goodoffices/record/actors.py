"""Who acts: actors by id, the offices persons held and when, and where a text mentions them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goodoffices.record.sources import Span


class ActorType(StrEnum):
    """PA-X party types, by their meaning."""

    STATE = "state"
    ENTITY = "entity"
    MILITARY = "military"
    IGO = "igo"
    NGO = "ngo"
    ARMED_GROUP = "armed_group"
    PARTY = "political_party"
    COALITION = "coalition"
    UMBRELLA = "umbrella"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, mediator or other body; `id` is ISO 3166 alpha-3 for states and a lower-case short name otherwise."""

    id: str
    name: str
    type: ActorType
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person held for an actor from `since` until `until` (open where None), both days included."""

    title: str
    holder: str
    actor: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun in a report that stands for actors.

    `span` is the whole phrase as read ("the department's spokesperson, Tammy Bruce"), `head` the character offset of
    its head word; `actors` are the ids it resolves to (several for "both sides", none when it names nobody known);
    `name` is the longest form of the same person or body in the report ("Tammy Bruce"), None for pronouns that
    resolve to nobody; `antecedent` is the span it was resolved through, where it is not a name itself;
    `is_place` is true where the words are used as a place ("met in Istanbul"), which no actor or target may come from.
    """

    span: Span
    head: int
    actors: tuple[str, ...]
    name: str | None = None
    person: bool = False
    is_place: bool = False
    antecedent: Span | None = None
