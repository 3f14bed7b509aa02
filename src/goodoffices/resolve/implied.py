"""Proposals and truces that only an answer or an end tells of.

In: an answer, or news of a truce, and the proposals or truces known. Out: the record that it implies, resting on the
same claim, or None where one is known.
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.record.processes import Process
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Proposal, Response
from goodoffices.record.truces import Ceasefire, Side, TruceEvent
from goodoffices.resolve.actors import principals_in
from goodoffices.resolve.threads import link_event
from goodoffices.resolve.tracks import TRUCE_TRACKS
from goodoffices.vocab.responses import is_bare

# What an answer must be about to imply a proposal: a truce or a settlement; other objects are too vague to be a row.
_TRACKS = TRUCE_TRACKS | {"settlement"}

# A proposal of the same track older than this is not the one that is answered without being named.
_MEMORY_DAYS = 120


def imply_proposal(response: Response, proposals: tuple[Proposal, ...], process: Process) -> Proposal | None:
    """The proposal that an answer implies; None where a known one fits its track, or "such a step" is all it is called.

    A third party that is answered has put it. Of a principal party that is too much to conclude from an answer alone,
    because who puts a proposal counts as accepting it.
    """
    proposers = tuple(actor for actor in response.addressees if actor not in process.parties)
    named = response.terms.track in _TRACKS and response.addressees and response.party in process.parties
    if not named or is_bare(response.object or "") or any(_fits(response, proposal) for proposal in proposals):
        return None
    return Proposal(
        id="p" + response.id,
        process=response.process,
        evidence=tuple(replace(piece, value="tabled") for piece in response.evidence),
        title=response.object or "",
        proposers=tuple(sorted(proposers)),
        addressees=(response.party,),
        required=process.parties,
        tabled=response.when,
        terms=response.terms,
    )


def imply_truce(event: TruceEvent, truces: tuple[Ceasefire, ...], process: Process) -> Ceasefire | None:
    """The truce that news of its end or its keeping implies; None where a known one may be meant."""
    if event.terms.track not in TRUCE_TRACKS or link_event(event, truces).links:
        return None
    bound = principals_in(event.actors, process)
    return Ceasefire(
        id="t" + event.id,
        process=event.process,
        evidence=tuple(replace(piece, value="declared", when=None) for piece in event.evidence),
        title=event.title,
        side=Side.UNILATERAL if len(bound) == 1 else Side.BILATERAL,
        parties=bound or process.parties,
        terms=event.terms,
    )


def _fits(response: Response, proposal: Proposal) -> bool:
    answered, put = day_of(response), day_of(proposal)
    in_time = answered is None or put is None or abs((answered - put).days) <= _MEMORY_DAYS
    return proposal.terms.track == response.terms.track and in_time
