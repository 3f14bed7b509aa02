"""What to review first: where the coder is least certain, where coders disagree, and where a cell rests on it alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from goodoffices.desk.boards import Question, pick_process, read_records
from goodoffices.ledger import Ledger, StoredClaim
from goodoffices.ledger.access import OWNER, Viewer
from goodoffices.ledger.outlines import ClaimOutline
from goodoffices.record.claims import Kind
from goodoffices.record.talks import Response

# What a wrong claim of each kind does to the board; kinds that carry no cell are worth a look only when uncertain.
_WEIGHTS = {
    Kind.RESPONSE: 1.0,
    Kind.PROPOSAL: 1.0,
    Kind.CEASEFIRE: 0.9,
    Kind.AGREEMENT: 0.9,
    Kind.MEDIATION: 0.8,
    Kind.DEMAND: 0.6,
    Kind.MEETING: 0.5,
    Kind.VIOLATION: 0.5,
}
_OTHER_WEIGHT = 0.2
_DISAGREEMENT, _AMBIGUOUS, _ALONE = 1.0, 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for a person, how urgent it is, and why."""

    stored: StoredClaim
    urgency: float
    reasons: tuple[str, ...]


def review_queue(
    ledger: Ledger, process: str | None = None, *, most: int = 50, viewer: Viewer = OWNER
) -> tuple[Waiting, ...]:
    """The claims nobody has reviewed, the most urgent first."""
    chosen = pick_process(ledger, process)
    records = read_records(ledger, chosen, Question(viewer=viewer))
    alone = {record.evidence[0].id for record in records if len(record.evidence) == 1}
    open_links = {piece.id for one in records if isinstance(one, Response) and one.links for piece in one.evidence}
    claims = ledger.unjudged_claims(
        chosen.id, weights=_WEIGHTS, otherwise=_OTHER_WEIGHT, most=most, named=alone | open_links, viewer=viewer
    )
    doubted = _disagreements(claims)
    weighed = (_weigh(one, one.id in alone, one.id in open_links, one.id in doubted) for one in claims)
    urgent = {one: (urgency, reasons) for urgency, one, reasons in nlargest(most, weighed)}
    return tuple(Waiting(stored, *urgent[stored.id]) for stored in ledger.claims_of(list(urgent)))


def queue_as_rows(waiting: Iterable[Waiting]) -> list[dict[str, Any]]:
    """The queue for a table or as JSON."""
    return [
        {
            "id": one.stored.id,
            "claim": f"{one.stored.claim.kind}/{one.stored.claim.value}"
            if one.stored.claim.value
            else one.stored.claim.kind,
            "who": ", ".join(one.stored.claim.actors) or "—",
            "why": "; ".join(one.reasons),
            "text": one.stored.claim.text,
            "urgency": round(one.urgency, 3),
            "version": one.stored.version,
        }
        for one in waiting
    ]


def _weigh(claim: ClaimOutline, alone: bool, ambiguous: bool, doubted: bool) -> tuple[float, str, tuple[str, ...]]:
    """How urgent, which, and why."""
    doubt = 1 - abs(2 * claim.confidence - 1)  # most at 0.5: a sure yes and a sure no both teach little
    weight = _WEIGHTS.get(claim.kind, _OTHER_WEIGHT)
    reasons = [f"confidence {claim.confidence:.2f}"]
    urgency = weight * doubt
    if doubted:
        reasons.append("the coders disagree")
        urgency += _DISAGREEMENT
    if ambiguous:
        reasons.append("it may answer several proposals")
        urgency += weight * _AMBIGUOUS
    if alone and weight > _OTHER_WEIGHT:
        reasons.append("a record rests on it alone")
        urgency += weight * _ALONE
    return urgency, claim.id, tuple(reasons)


def _disagreements(claims: Iterable[ClaimOutline]) -> frozenset[str]:
    """Claims that another coder read the same words of differently."""
    by_report: dict[str, list[ClaimOutline]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    doubted: set[str] = set()
    for group in by_report.values():
        if len({claim.coder for claim in group}) > 1:
            doubted |= {claim.id for claim in group if _is_doubted(claim, group)}
    return frozenset(doubted)


def _is_doubted(claim: ClaimOutline, group: Iterable[ClaimOutline]) -> bool:
    beside = [other for other in group if other.coder != claim.coder and claim.quote.shares_half(other.quote)]
    same = [other for other in beside if (other.kind, other.value, other.actors) == _codes(claim)]
    return bool(beside) and not same


def _codes(claim: ClaimOutline) -> tuple[Kind, str | None, frozenset[str]]:
    return claim.kind, claim.value, claim.actors
