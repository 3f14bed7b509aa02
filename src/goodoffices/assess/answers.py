"""How each party answered each proposal.

In: a docket. Out: one Finding per required party. The latest answer stands; among answers of one day the one with
most independent sources. Attacks are never an answer and silence is never a refusal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import takewhile

from goodoffices.assess.citing import cite, sentence_of
from goodoffices.assess.docket import Docket, first_day
from goodoffices.assess.rules import ANSWER
from goodoffices.record.evidence import count_sources
from goodoffices.record.findings import Finding
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Answer, Proposal, Response
from goodoffices.record.truces import Ceasefire

# DESIGN: a refusal that the party did not utter itself needs two independent outlets.
_OUTLETS_FOR_A_REFUSAL = 2

PROPOSER = "proposer"

_OF_THE_REPORTER = "reporter_characterisation"


def answer_of(docket: Docket, proposal: Proposal, party: str) -> Finding:
    """The answer of one party: its latest, `proposer` for who put it, else no response known."""
    begun = _first_day_of(docket, proposal)
    said = (r for r in docket.answers.get(proposal.id, ()) if r.party == party)
    heard = tuple(response for response in said if not _comes_too_late(response, begun))
    standing = standing_answers(heard)
    if standing:
        return _read(standing, heard)
    if party in proposal.proposers:
        return Finding(ANSWER, PROPOSER, records=(proposal.id,), evidence=cite(proposal), since=day_of(proposal))
    note = "reported once as a refusal, not in the party's own words" if heard and _refusals(heard) else None
    return Finding(
        ANSWER, str(Answer.NO_RESPONSE_KNOWN), records=tuple(r.id for r in heard), evidence=cite(*heard), note=note
    )


def _first_day_of(docket: Docket, proposal: Proposal) -> date:
    """When the first truce that came out of a proposal began."""
    days = (first_day(truce) for truce in docket.naming(proposal.id, Ceasefire))
    return min((day for day in days if day is not None), default=date.max)


def _comes_too_late(response: Response, begun: date) -> bool:
    """What has become a truce can be broken or left, but not turned down: a refusal then is of going on with it."""
    return response.value is Answer.REJECTED and (day_of(response) or date.min) > begun


def answers_of(docket: Docket, proposal: Proposal) -> dict[str, Finding]:
    """The answer of every party whose yes the proposal needs."""
    return docket.once("answers", proposal.id, None, lambda: _answers_of(docket, proposal))


def _answers_of(docket: Docket, proposal: Proposal) -> dict[str, Finding]:
    return {party: answer_of(docket, proposal, party) for party in needed_parties(proposal)}


def needed_parties(proposal: Proposal) -> tuple[str, ...]:
    """Whose yes it needs: the required parties, or those addressed where nobody named the required ones."""
    return proposal.required or proposal.addressees


def rank_of(answer: Finding) -> int:
    """The rung of an answer; putting a proposal is a full yes to it."""
    return Answer.ACCEPTED.rank if answer.value == PROPOSER else Answer(answer.value).rank


def is_standing(response: Response) -> bool:
    """Whether a response moves a cell: anything known, and a refusal only if it is well enough sourced."""
    if response.value is Answer.NO_RESPONSE_KNOWN:
        return False
    return response.value is not Answer.REJECTED or _is_firm(response)


def _is_firm(response: Response) -> bool:
    own = any(piece.reviewed or piece.basis != _OF_THE_REPORTER for piece in response.evidence)
    return own or _is_well_sourced(response)


def upward_moves(docket: Docket) -> Iterator[Response]:
    """Answers that rise above all the party had said to that proposal just before, at least to a conditional yes."""
    for proposal in docket.proposals:
        parties: dict[str, list[Response]] = defaultdict(list)
        for response in docket.answers.get(proposal.id, ()):
            parties[response.party].append(response)
        for heard in parties.values():
            yield from _rising(standing_answers(heard))


def _rising(standing: tuple[Response, ...]) -> Iterator[Response]:
    before = 0
    for response in standing:
        if response.value.rank > max(before, Answer.UNDER_CONSIDERATION.rank):
            yield response
        before = response.value.rank


def standing_answers(heard: Iterable[Response]) -> tuple[Response, ...]:
    """The answers of one party to one proposal that move its cell, in order; the last one stands.

    What the other side says of a party's answer counts only while nobody else reports one. An answer without a date
    may have been given any time before, so against dated ones it needs two sources.
    """
    standing = [response for response in heard if is_standing(response)]
    standing = [r for r in standing if not _of_the_other_side(r)] or standing
    dated = any(response.when is not None for response in standing)
    firm = [r for r in standing if not dated or r.when is not None or _is_well_sourced(r)]
    return tuple(sorted(firm, key=_by_weight))


def _by_weight(response: Response) -> tuple[date, bool, int, str]:
    return day_of(response) or date.min, _own_words(response), count_sources(response.evidence), response.id


def _of_the_other_side(response: Response) -> bool:
    """Whether only people who speak for somebody else say so."""
    return all(piece.actors and response.party not in piece.actors for piece in response.evidence)


def _is_well_sourced(response: Response) -> bool:
    return count_sources(response.evidence) >= _OUTLETS_FOR_A_REFUSAL


def _own_words(response: Response) -> bool:
    return any(piece.basis != _OF_THE_REPORTER for piece in response.evidence)


def _read(standing: tuple[Response, ...], heard: tuple[Response, ...]) -> Finding:
    latest = standing[-1]
    rivals = {r.value for r in standing if day_of(r) == day_of(latest) and r.value is not latest.value}
    return Finding(
        ANSWER,
        str(latest.value),
        inputs=tuple(("condition", condition) for condition in latest.conditions),
        since=day_of(_first_of_run(standing)),
        records=tuple(response.id for response in heard),
        evidence=cite(latest),
        sentence=sentence_of(latest),
        note="contested on the same day: " + ", ".join(sorted(rivals)) if rivals else None,
    )


def _first_of_run(standing: tuple[Response, ...]) -> Response:
    """The answer with which the present value began."""
    run = takewhile(lambda response: response.value is standing[-1].value, reversed(standing))
    return list(run)[-1]


def _refusals(heard: tuple[Response, ...]) -> bool:
    return any(response.value is Answer.REJECTED for response in heard)
