"""Two coders of one report: where both read the same words alike, each claim is surer than by itself.

In: the current claims of one report, of all coders. Out: the same claims, those that another coder confirms sure.
Nothing is written: the claims stay in the ledger as each coder gave them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goodoffices.record.claims import Claim

# A second coder that finds the same kind, value and actors in the same words is wrong together with the first far less
# often than the first alone; how much less has not been measured, so the doubt is halved and no more.
_DOUBT_LEFT = 0.5


def with_agreement(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims of a report, those confirmed by another coder sure and with half the doubt."""
    given = tuple(claims)
    return tuple(_raise(claim) if any(agree(claim, other) for other in given) else claim for claim in given)


def agree(claim: Claim, other: Claim) -> bool:
    """Whether two coders say the same of words that share at least half of the shorter quote."""
    if claim.coder == other.coder:
        return False
    if (claim.kind, claim.value, set(claim.actors)) != (other.kind, other.value, set(other.actors)):
        return False
    return claim.quote.shares_half(other.quote)


def _raise(claim: Claim) -> Claim:
    return replace(claim, sure=True, confidence=round(1 - (1 - claim.confidence) * _DOUBT_LEFT, 4))
