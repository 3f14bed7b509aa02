"""What an answer is about when its own words do not say: what the report spoke of just before.

In: the claims of one report. Out: terms for the answers that name nothing ("Russia rejected it", "both accepted").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from goodoffices.record.claims import Claim, Kind
from goodoffices.record.talks import Terms
from goodoffices.resolve.tracks import answered_terms, is_named
from goodoffices.vocab.responses import names_several

# Kinds whose object can be what is answered.
_ANSWERABLE = frozenset({Kind.PROPOSAL, Kind.RESPONSE, Kind.AGREEMENT, Kind.CEASEFIRE})

# A number in an object is a date or a length, which threads look at.
_DATED = re.compile(r"\d")

# About three paragraphs of agency copy; further back a pronoun points at something else.
_REACH = 900


def find_contexts(claims: Iterable[Claim]) -> dict[str, tuple[Terms, ...]]:
    """Claim id → terms, for the answers whose object and quote name no track."""
    ordered = sorted(claims, key=lambda claim: (claim.quote.start, claim.quote.end))
    return {
        claim.id: found
        for place, claim in enumerate(ordered)
        if claim.kind is Kind.RESPONSE and not _names_something(claim) and (found := _look_back(claim, ordered[:place]))
    }


def without_named_deals(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims without those that only name what the clause around them is about.

    A "proposal" of those who, in the same clause, are said to have agreed on just that; a "truce" that is being put
    forward or answered, or only wished for; a "deal" that is the text of a proposal.
    """
    given = tuple(claim for claim in claims if not _is_wished_for(claim))
    deals = [claim for claim in given if claim.kind is Kind.AGREEMENT and claim.value == "reached"]
    moves = [claim for claim in given if claim.kind in (Kind.PROPOSAL, Kind.RESPONSE)]
    return (
        claim
        for claim in given
        if not any(_names_deal(claim, deal) for deal in deals) and not any(_names_plan(claim, move) for move in moves)
    )


def _names_deal(claim: Claim, deal: Claim) -> bool:
    several = len(claim.actors) > 1 and set(claim.actors) == {*deal.actors, *deal.targets}
    return claim.kind is Kind.PROPOSAL and several and deal.quote.contains(claim.quote)


def _names_plan(claim: Claim, move: Claim) -> bool:
    is_truce = claim.kind is Kind.CEASEFIRE and claim.value == "declared"
    # a deal with a date of its own was struck before; one without, in a proposal, is its text
    is_text = claim.kind is Kind.AGREEMENT and claim.when is None and move.kind is Kind.PROPOSAL
    return (is_truce or is_text) and len(claim.quote) < len(move.quote) and move.quote.contains(claim.quote)


# "Committed to the ceasefire" keeps one that stands; "committed to an unconditional ceasefire" is still for one.
_WISHED = re.compile(
    r"\b(?:committed to|in favou?r of|ready for|open to|calling for|(?:want|seek|support|back)(?:s|ed|ing)?)"
    r" an? (?:\w+,? ){0,3}?(?:cease-?fire|truce|halt|cessation)\b",
    re.IGNORECASE,
)
_KEPT = frozenset({"observed", "in_force"})


def _is_wished_for(claim: Claim) -> bool:
    return claim.kind is Kind.CEASEFIRE and claim.value in _KEPT and _WISHED.search(claim.text) is not None


def _names_something(claim: Claim) -> bool:
    """Whether the answer's own words tell which text it is about: by a track, or by a date ("of 11 March")."""
    return _DATED.search(claim.object or "") is not None or any(is_named(terms) for terms in answered_terms(claim))


def _may_be_meant(claim: Claim, other: Claim) -> bool:
    """A yes to Washington is not about the truce that Moscow declared."""
    owners = other.targets if other.kind is Kind.RESPONSE else other.actors
    if other.kind is Kind.AGREEMENT:
        owners = (*other.actors, *other.targets)
    return not owners or not claim.targets or bool(set(owners) & set(claim.targets))


def _look_back(claim: Claim, before: list[Claim]) -> tuple[Terms, ...]:
    """The nearest text named before; for "both" and "these", every text of the nearest naming sentence."""
    near = [other for other in before if claim.quote.start - other.quote.end <= _REACH and other.kind in _ANSWERABLE]
    several = names_several(f"{claim.object or ''} {claim.text}")
    meant = [other for other in reversed(near) if _may_be_meant(claim, other)]
    found = [_named_in(_in_full(other) if several else other) for other in meant]
    if several:
        found.sort(key=lambda terms: len(terms) < 2)  # the nearest sentence that names several goes first
    return next((terms if several else terms[:1] for terms in found if terms), ())


def _named_in(claim: Claim) -> tuple[Terms, ...]:
    return tuple(terms for terms in answered_terms(claim) if is_named(terms))


def _in_full(claim: Claim) -> Claim:
    """The claim with its whole sentence as its object, for all the texts that it names."""
    return replace(claim, object=f"{claim.object or ''} {claim.text}")
