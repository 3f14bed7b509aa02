"""What to review first: where the coder is least certain, where coders disagree, and where a cell rests on it alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from goodoffices.desk.boards import Question, pick_process, read_records
from goodoffices.ledger import Ledger, StoredClaim
from goodoffices.ledger.access import OWNER, Viewer
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
    claims = [one for one in ledger.current_claims(process=chosen.id, viewer=viewer) if not one.judgements]
    doubted = _disagreements(claims)
    waiting = (_weigh(one, one.id in alone, one.id in open_links, one.id in doubted) for one in claims)
    return tuple(nlargest(most, waiting, key=lambda one: (one.urgency, one.stored.id)))


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


def _weigh(stored: StoredClaim, alone: bool, ambiguous: bool, doubted: bool) -> Waiting:
    claim = stored.claim
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
    return Waiting(stored, urgency, tuple(reasons))


def _disagreements(claims: Iterable[StoredClaim]) -> frozenset[str]:
    """Claims that another coder read the same words of differently."""
    by_report: dict[str, list[StoredClaim]] = {}
    for one in claims:
        by_report.setdefault(one.claim.report, []).append(one)
    doubted: set[str] = set()
    for group in by_report.values():
        coders = {one.claim.coder for one in group}
        if len(coders) > 1:
            doubted |= {one.id for one in group if _is_doubted(one, group)}
    return frozenset(doubted)


def _is_doubted(one: StoredClaim, group: Iterable[StoredClaim]) -> bool:
    others = [other.claim for other in group if other.claim.coder != one.claim.coder]
    beside = [
        other
        for other in others
        if other.quote.overlap(one.claim.quote) * 2 >= min(len(other.quote), len(one.claim.quote))
    ]
    same = [other for other in beside if (other.kind, other.value, set(other.actors)) == _codes(one)]
    return bool(beside) and not same


def _codes(stored: StoredClaim) -> tuple[Kind, str | None, set[str]]:
    return stored.claim.kind, stored.claim.value, set(stored.claim.actors)
