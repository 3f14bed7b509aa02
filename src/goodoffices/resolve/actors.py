"""Whom a speaker speaks for, and which of a claim's actors are parties of the process.

In: claims. Out: actor ids. A speaker is placed by the speech acts that name both him and the actor, else by an actor's
name in his own ("the Kremlin", "the Ukrainian air force"); any other voice stays unplaced.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from goodoffices.record.claims import Claim, Kind
from goodoffices.record.processes import Process
from goodoffices.vocab.actors import Sort, load_gazetteer
from goodoffices.vocab.naming import key_of

# Names of actors that tell for whom somebody speaks; a place or an outlet does not.
_NAMING = frozenset({Sort.STATE, Sort.PEOPLE, Sort.CAPITAL, Sort.METONYM, Sort.GROUP})
_LENGTHS = (4, 3, 2, 1)
_ARTICLES = ("the", "a", "an")
_POSSESSIVE = ("'", "s")

# The kinds whose speaker is the actor himself, by the codebook.
_SPEECH_ACTS = frozenset({Kind.RESPONSE, Kind.DEMAND, Kind.URGING, Kind.ACCUSATION, Kind.THREAT, Kind.SUPPORT})


def place_speakers(given: Iterable[Claim]) -> dict[str, str]:
    """Speaker → the actor he most often acts for; ties go to the first in the alphabet."""
    claims = tuple(given)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if claim.speaker and claim.kind in _SPEECH_ACTS and len(claim.actors) == 1:
            votes[claim.speaker][claim.actors[0]] += 1
    placed = {speaker: min(count, key=lambda actor: (-count[actor], actor)) for speaker, count in votes.items()}
    others = {claim.speaker for claim in claims if claim.speaker and claim.speaker not in placed}
    named = {speaker: actor for speaker in others if (actor := actor_in_name(speaker)) is not None}
    return placed | named


@lru_cache(maxsize=8192)
def actor_in_name(name: str) -> str | None:
    """The actor whose name begins a speaker's: "the Kremlin", "Ukrainian officials"; None for a person's name."""
    words = key_of(name)
    words = words[1:] if words and words[0].lower() in _ARTICLES else words
    return next((actor for length in _LENGTHS if (actor := _actor_of(words[:length])) is not None), None)


@lru_cache(maxsize=8192)
def without_actors(words: str) -> str:
    """Words without the names of actors: "the American proposal" is "the proposal"."""
    left, at = [], 0
    given = key_of(words)
    while at < len(given):
        length = next((length for length in _LENGTHS if _actor_of(given[at : at + length]) is not None), 0)
        left += [] if length else [given[at]]
        at += length or 1
    return " ".join(word for word in left if word not in _POSSESSIVE)


def _actor_of(words: tuple[str, ...]) -> str | None:
    entry = load_gazetteer().entries.get(words)
    return entry.actor if entry is not None and entry.sort in _NAMING else None


def accuser_of(claim: Claim, process: Process, speakers: Mapping[str, str]) -> str | None:
    """Who says that a truce was broken: the speaker's side; the other of two parties where he cannot be placed."""
    if claim.speaker is None:
        return None
    placed = speakers.get(claim.speaker)
    if placed is not None and placed not in claim.actors:
        return placed
    others = tuple(party for party in process.parties if party not in claim.actors)
    return others[0] if len(process.parties) == 2 and len(others) == 1 else None


def principals_in(actors: Iterable[str], process: Process) -> tuple[str, ...]:
    """Those actors that are parties of the process."""
    return tuple(actor for actor in actors if actor in process.parties)
