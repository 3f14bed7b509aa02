"""Whom a speaker speaks for, and which of a claim's actors are parties of the process.

In: claims. Out: actor ids. A speaker is placed by the speech acts that name both him and the actor; a voice that no
speech act places stays unplaced.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from goodoffices.record.claims import Claim, Kind
from goodoffices.record.processes import Process

# The kinds whose speaker is the actor himself, by the codebook.
_SPEECH_ACTS = frozenset({Kind.RESPONSE, Kind.DEMAND, Kind.URGING, Kind.ACCUSATION, Kind.THREAT, Kind.SUPPORT})


def place_speakers(claims: Iterable[Claim]) -> dict[str, str]:
    """Speaker → the actor he most often acts for; ties go to the first in the alphabet."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if claim.speaker and claim.kind in _SPEECH_ACTS and len(claim.actors) == 1:
            votes[claim.speaker][claim.actors[0]] += 1
    return {speaker: min(count, key=lambda actor: (-count[actor], actor)) for speaker, count in votes.items()}


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
