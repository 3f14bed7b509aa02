"""Whether a process stands still: `quiet` (nobody moves) and `stuck` (people move and nothing rises) are two things.

In: a docket and a day. Out: one Finding each, with the day and the sentence of the last move. A unilateral truce is not
an upward move; a repeated yes is a sign of life but lifts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from statistics import median

from goodoffices.assess.answers import answers_of, is_standing, rank_of, upward_moves
from goodoffices.assess.citing import cite, sentence_of
from goodoffices.assess.docket import Docket, first_day
from goodoffices.assess.proposals import CLOSED, adopting_texts, status_of_proposal
from goodoffices.assess.rules import QUIET, STUCK
from goodoffices.assess.truces import has_begun, holding_back
from goodoffices.record.findings import Finding
from goodoffices.record.processes import Record
from goodoffices.record.settling import date_of, day_of
from goodoffices.record.talks import Answer, MeetingState, Proposal, Response
from goodoffices.record.truces import Ceasefire

# Two weeks without a meeting, proposal or yes is long in talks that move weekly; slow processes set their own pace by
# twice their median gap.
_QUIET_DAYS = 14

# A month without anything rising; shorter than the 30-day truces that are usually on the table.
_STUCK_DAYS = 30

# A pace needs at least one gap between two days with moves.
_DAYS_FOR_A_PACE = 2

# UCDP precision of a week: an agreement dated wider ("in March") is background to a dated one.
_WEEK = 3

Move = tuple[date, Record]


def find_quiet(docket: Docket, as_of: date) -> Finding | None:
    """How long nobody moved, against the process's own pace; None where there are too few moves for a pace."""
    moves = sorted(_signs_of_life(docket, as_of), key=_by_day)
    days = sorted({day for day, _ in moves})
    if len(days) < _DAYS_FOR_A_PACE:
        return None
    pace = median((later - earlier).days for earlier, later in pairwise(days))
    threshold = max(_QUIET_DAYS, 2 * pace)
    day, move = moves[-1]
    silent_for = (as_of - day).days
    return Finding(
        QUIET,
        "yes" if silent_for > threshold else "no",
        threshold=threshold,
        inputs=(("days", str(silent_for)), ("median gap", f"{pace:g}")),
        since=day,
        records=(move.id,),
        evidence=cite(move),
        sentence=sentence_of(move),
    )


def find_stuck(docket: Docket, as_of: date) -> Finding | None:
    """How long nothing rose while a required party is below accepted; None before the first proposal or move."""
    moves = sorted(_rises(docket, as_of), key=_by_day) or sorted(_first_proposal(docket), key=_by_day)
    if not moves:
        return None
    day, move = moves[-1]
    days = (as_of - day).days
    waiting = _waited_for(docket, as_of)
    return Finding(
        STUCK,
        "yes" if days > _STUCK_DAYS and waiting else "no",
        threshold=_STUCK_DAYS,
        inputs=(("days", str(days)), *((proposal, party) for proposal, party in waiting)),
        since=day,
        records=(move.id,),
        evidence=cite(move),
        sentence=sentence_of(move),
    )


def _by_day(move: Move) -> tuple[date, str]:
    return move[0], move[1].id


def _signs_of_life(docket: Docket, as_of: date) -> Iterator[Move]:
    """Meetings held, proposals put, and a yes of any degree, also a repeated one; background is none."""
    for proposal in docket.proposals:
        yield from _dated(proposal)
    for meeting in docket.meetings:
        if meeting.state is MeetingState.HELD and meeting.when is not None:
            yield from _dated(meeting)
            # a meeting of several days is the last move until the day it ended
            when = date_of(meeting)
            if when is not None and when.first < when.last <= as_of and when.precision <= _WEEK:
                yield when.last, meeting
    for answers in docket.answers.values():
        for response in answers:
            is_yes = response.value.rank >= Answer.ACCEPTED_CONDITIONALLY.rank
            if is_yes and is_standing(response) and _is_news(response):
                yield from _dated(response)


def _is_news(response: Response) -> bool:
    """Whether an answer is as new as its report: it has a date, or is told in the words of those it binds."""
    return response.when is not None or any(piece.speaker and piece.actors for piece in response.evidence)


def _rises(docket: Docket, as_of: date) -> Iterator[Move]:
    """Answers that rise, texts adopted, negotiated truces and deals between principal parties."""
    for response in upward_moves(docket):
        yield from _dated(response)
    for truce in docket.ceasefires:
        start = first_day(truce) if truce.declared or truce.effects else None
        if truce.side.is_negotiated and start and has_begun(truce, as_of) and holding_back(docket, truce) is None:
            yield start, truce
    for proposal in docket.proposals:
        yield from _adoption(docket, proposal, as_of)
    principals = {party for proposal in docket.proposals for party in proposal.required}
    for agreement in docket.agreements:
        is_deal = agreement.value == "reached" and len(principals & set(agreement.parties)) > 1
        if is_deal and agreement.signed is not None and agreement.signed.precision <= _WEEK:
            yield from _dated(agreement)


def _adoption(docket: Docket, proposal: Proposal, as_of: date) -> Iterator[Move]:
    """The first day of the text that an accepted proposal became; its last yes is a rise of its own."""
    answers = answers_of(docket, proposal)
    if answers and all(rank_of(answer) == Answer.ACCEPTED.rank for answer in answers.values()):
        for text in adopting_texts(docket, proposal, as_of):
            day = first_day(text) if isinstance(text, Ceasefire) else day_of(text)
            if day is not None:
                yield day, text


def _first_proposal(docket: Docket) -> Iterator[Move]:
    for proposal in docket.proposals[:1]:
        yield from _dated(proposal)


def _dated(record: Record) -> Iterator[Move]:
    day = day_of(record)
    if day is not None:
        yield day, record


def _waited_for(docket: Docket, as_of: date) -> tuple[tuple[str, str], ...]:
    """Open proposals with the required parties that have not fully accepted them."""
    return tuple(
        (proposal.id, party)
        for proposal in docket.proposals
        if status_of_proposal(docket, proposal, as_of).value not in CLOSED
        for party, answer in answers_of(docket, proposal).items()
        if rank_of(answer) < Answer.ACCEPTED.rank
    )
