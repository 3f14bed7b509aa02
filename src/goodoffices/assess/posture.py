"""What each party says beside what it does, without a word of verdict.

In: a docket, attacks per day. Out: a `Posture` per party: its latest answer or demand per track, its deeds of the last
14 days, its attacks against the 56 days before, and a flag where the two columns part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from goodoffices.assess.answers import is_standing
from goodoffices.assess.citing import cite, sentence_of
from goodoffices.assess.docket import Docket
from goodoffices.assess.escalation import RECENT_DAYS, RateRatio, compare_attacks
from goodoffices.assess.rules import POSTURE
from goodoffices.record.findings import Finding
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Answer, Demand, Response
from goodoffices.record.truces import AttackDay, Deed, Side

_SAYS_YES, _SAYS_NO = Answer.ACCEPTED_CONDITIONALLY.rank, Answer.REJECTED


@dataclass(frozen=True, slots=True)
class Posture:
    """One party: what it said per track, what it did, whether attacks rose, and the gap between the two if any."""

    party: str
    said: tuple[tuple[str, Finding], ...] = ()
    did: tuple[tuple[str, int], ...] = ()
    attacks: RateRatio | None = None
    gap: str | None = None


def postures(docket: Docket, attacks: Iterable[AttackDay], as_of: date) -> dict[str, Posture]:
    """The posture of every party whose answer anybody waits for."""
    counted = tuple(attacks)
    parties = sorted({party for proposal in docket.proposals for party in proposal.required})
    return {party: _posture(docket, counted, party, as_of) for party in parties}


def _posture(docket: Docket, attacks: tuple[AttackDay, ...], party: str, as_of: date) -> Posture:
    said = _said(docket, party)
    compared = compare_attacks(attacks, party, as_of)
    did = _did(docket, party, as_of)
    return Posture(party, tuple(sorted(said.items())), did, compared, _gap(said, did, compared))


def _said(docket: Docket, party: str) -> dict[str, Finding]:
    tracks = {proposal.id: proposal.terms.track for proposal in docket.proposals}
    latest: dict[str, Response | Demand] = {}
    for said in sorted(_words(docket, party), key=lambda said: (day_of(said) or date.min, said.id)):
        latest[said.track if isinstance(said, Demand) else tracks.get(said.proposal or "", "other")] = said
    return {track: _as_finding(said) for track, said in latest.items()}


def _words(docket: Docket, party: str) -> Iterable[Response | Demand]:
    for answers in docket.answers.values():
        yield from (r for r in answers if r.party == party and is_standing(r))
    yield from (demand for demand in docket.demands if demand.party == party)


def _as_finding(said: Response | Demand) -> Finding:
    value = str(said.value) if isinstance(said, Response) else f"demands ({said.firmness}): {said.content}"
    return Finding(
        POSTURE, value, since=day_of(said), records=(said.id,), evidence=cite(said), sentence=sentence_of(said)
    )


def _did(docket: Docket, party: str, as_of: date) -> tuple[tuple[str, int], ...]:
    """Releases, withdrawals and halts of fire of the last 14 days, counted by kind."""
    edge = as_of - timedelta(days=RECENT_DAYS)
    done = [deed.value for deed in docket.deeds if party in deed.actors and _is_recent(deed, edge)]
    halts = [t for t in docket.ceasefires if t.side is Side.UNILATERAL and party in t.parties]
    done += ["halt" for truce in halts if (day_of(truce) or date.min) > edge]
    return tuple((kind, done.count(kind)) for kind in sorted(set(done)))


def _is_recent(deed: Deed, edge: date) -> bool:
    return (day_of(deed) or date.min) > edge


def _gap(said: dict[str, Finding], did: tuple[tuple[str, int], ...], attacks: RateRatio) -> str | None:
    answers = [finding.value for finding in said.values() if finding.value in set(Answer)]
    says_yes = any(Answer(value).rank >= _SAYS_YES for value in answers)
    if says_yes and attacks.direction == "rose":
        return "says yes while its attacks rose"
    if _SAYS_NO in answers and (attacks.direction == "fell" or did):
        return "says no while it lowers the fight"
    return None
