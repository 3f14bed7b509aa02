"""Answers to a truce that one side declared.

In: answers and truces. Out: answers that are linked to a truce. A yes to a unilateral truce makes no proposal: it is
reciprocity, which is no upward move.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goodoffices.record.evidence import Link
from goodoffices.record.keeping import ANSWERS_THE_TRUCE
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Proposal, Response
from goodoffices.record.truces import Ceasefire, Side
from goodoffices.resolve.tracks import find_occasion

# A truce of one side is answered within days of its announcement, or not at all.
_ANSWER_DAYS = 10


def answered_truce(response: Response, truces: Iterable[Ceasefire], proposals: Iterable[Proposal]) -> Ceasefire | None:
    """The other side's unilateral truce that an answer is about, unless a proposal of that side fits as well."""
    rivals = any(
        proposal.terms.track == response.terms.track and set(proposal.proposers) & set(response.addressees)
        for proposal in proposals
    )
    fitting = [truce for truce in truces if _may_answer(response, truce)]
    return None if rivals else min(fitting, key=lambda truce: (_distance(response, truce), truce.id), default=None)


def answer_truce(response: Response, truce: Ceasefire) -> Response:
    """The answer, linked to the truce instead of a proposal."""
    return replace(response, links=(Link(truce.id, 1.0, ANSWERS_THE_TRUCE),))


def _may_answer(response: Response, truce: Ceasefire) -> bool:
    declared_by_other = truce.side is Side.UNILATERAL and response.party not in truce.parties
    addressed = not response.addressees or bool(set(response.addressees) & set(truce.parties))
    scopes = response.terms.track == truce.terms.track or response.terms.scope == truce.terms.scope == "full"
    return declared_by_other and addressed and scopes and _fits_occasion(response, truce) and _in_time(response, truce)


def _fits_occasion(response: Response, truce: Ceasefire) -> bool:
    mine, theirs = find_occasion(response.object or ""), find_occasion(" ".join((truce.title, *truce.terms.wording)))
    return mine is None or theirs is None or mine == theirs


def _in_time(response: Response, truce: Ceasefire) -> bool:
    return 0 <= _distance(response, truce) + 1 <= _ANSWER_DAYS + 1 and bool(response.addressees or response.object)


def _distance(response: Response, truce: Ceasefire) -> int:
    answered, declared = day_of(response), day_of(truce)
    return (answered - declared).days if answered and declared else _ANSWER_DAYS
