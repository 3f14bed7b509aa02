"""Answers to a truce that one side declared, and the first days that news of a truce gives.

In: answers or news, and truces. Out: truces with who reciprocates and with each issuer's first day. A yes to a
unilateral truce makes no proposal: it is reciprocity, which is no upward move.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from goodoffices.record.evidence import Link
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Answer, Proposal, Response
from goodoffices.record.truces import Ceasefire, Effect, Side, TruceEvent, TruceNews
from goodoffices.record.when import When
from goodoffices.resolve.tracks import find_occasion

# A truce of one side is answered within days of its announcement, or not at all.
_ANSWER_DAYS = 10

# A start that lies further than this from the declaration is another truce's, or a misread date.
_START_DAYS = 14

_REASON = "answers the truce"


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
    return replace(response, links=(Link(truce.id, 1.0, _REASON),))


def with_reciprocity(truces: Iterable[Ceasefire], responses: Iterable[Response]) -> Iterator[Ceasefire]:
    """The truces that somebody said yes to, with who did."""
    yes: dict[str, set[str]] = {}
    for response in responses:
        if response.value is Answer.ACCEPTED and response.links and response.links[0].reason == _REASON:
            yes.setdefault(response.links[0].target, set()).add(response.party)
    for truce in truces:
        if truce.id in yes:
            yield replace(truce, reciprocated_by=tuple(sorted({*truce.reciprocated_by, *yes[truce.id]})))


def with_effects(truces: Iterable[Ceasefire], events: Iterable[TruceEvent]) -> Iterator[Ceasefire]:
    """The truces whose first days are told by news of their keeping, each day with its issuer."""
    started = [event for event in events if event.value in (TruceNews.IN_FORCE, TruceNews.OBSERVED) and event.when]
    for truce in truces:
        told = {effect for event in started if event.ceasefire == truce.id for effect in _effect_of(event, truce)}
        known = {effect.when.edtf for effect in truce.effects}
        new = {effect for effect in told if effect.when.edtf not in known}
        if new:
            ordered = sorted({*truce.effects, *new}, key=lambda effect: (effect.when.first, effect.issuer or ""))
            yield replace(truce, effects=tuple(ordered))


def _effect_of(event: TruceEvent, truce: Ceasefire) -> Iterator[Effect]:
    if event.when is None or event.when.first == date.min:
        return
    declared = day_of(truce) or event.when.first
    if abs((event.when.first - declared).days) <= _START_DAYS:
        issuer = next((piece.speaker for piece in event.evidence if piece.speaker), None)
        yield Effect(When(event.when.first.isoformat(), event.when.basis), issuer)


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
