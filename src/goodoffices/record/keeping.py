"""What other records tell of a truce: its first days, by news of its keeping, and who answered it in kind.

In: truces with the news or the answers that are in view. Out: the same truces, with what those tell. Nothing of it is
kept in the truce itself, so that news that came later, or was rejected, tells nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from goodoffices.record.settling import day_of, sort_effects
from goodoffices.record.talks import Answer, Response
from goodoffices.record.truces import Ceasefire, Effect, TruceEvent, TruceNews
from goodoffices.record.when import When

# Why an answer is linked to a truce instead of a proposal.
ANSWERS_THE_TRUCE = "answers the truce"

# A start that lies further than this from the declaration is another truce's, or a misread date.
_START_DAYS = 14


def with_starts(truces: Iterable[Ceasefire], events: Iterable[TruceEvent]) -> tuple[Ceasefire, ...]:
    """The truces, those whose first days are told by news of their keeping with each such day and its issuer."""
    started: dict[str | None, list[TruceEvent]] = defaultdict(list)
    for event in events:
        if event.value in (TruceNews.IN_FORCE, TruceNews.OBSERVED) and event.when is not None:
            started[event.ceasefire].append(event)
    return tuple(_with_starts(truce, started[truce.id]) if truce.id in started else truce for truce in truces)


def with_reciprocity(truces: Iterable[Ceasefire], responses: Iterable[Response]) -> tuple[Ceasefire, ...]:
    """The truces, those that somebody said yes to with who did."""
    yes: dict[str, set[str]] = {}
    for response in responses:
        if response.value is Answer.ACCEPTED and response.links and response.links[0].reason == ANSWERS_THE_TRUCE:
            yes.setdefault(response.links[0].target, set()).add(response.party)
    return tuple(
        replace(truce, reciprocated_by=tuple(sorted({*truce.reciprocated_by, *yes[truce.id]})))
        if truce.id in yes
        else truce
        for truce in truces
    )


def _with_starts(truce: Ceasefire, started: list[TruceEvent]) -> Ceasefire:
    known = {effect.when.edtf for effect in truce.effects}
    told = {effect for event in started for effect in _effect_of(event, truce)}
    new = {effect for effect in told if effect.when.edtf not in known}
    return replace(truce, effects=sort_effects((*truce.effects, *new))) if new else truce


def _effect_of(event: TruceEvent, truce: Ceasefire) -> Iterator[Effect]:
    if event.when is None or event.when.first == date.min:
        return
    declared = day_of(truce) or event.when.first
    if abs((event.when.first - declared).days) <= _START_DAYS:
        issuer = next((piece.speaker for piece in event.evidence if piece.speaker), None)
        yield Effect(When(event.when.first.isoformat(), event.when.basis), issuer)
