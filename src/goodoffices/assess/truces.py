"""A truce on two axes: its status and what is said of its compliance.

In: a docket and a day. Out: one Finding each. A truce ends by a report of its end or by its own term, and says which;
it is never ended by a claim that it was violated, and the counts of different claimants are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from goodoffices.assess.answers import is_standing
from goodoffices.assess.citing import cite, name_all, sentence_of
from goodoffices.assess.docket import Docket, first_day
from goodoffices.assess.rules import COMPLIANCE, TRUCE
from goodoffices.record.findings import Finding
from goodoffices.record.processes import Record
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Answer, Response
from goodoffices.record.truces import Ceasefire, Incident, TruceEvent, TruceNews

# An open-ended truce that nobody mentions for this long is unclear (46 % of ETH/PRIO's ceasefires end so).
_UNREPORTED_DAYS = 90

# Less than a yes; one that still studies a truce said nothing against it.
_HOLDING_BACK = (Answer.ACCEPTED_CONDITIONALLY, Answer.COUNTER_PROPOSED, Answer.REJECTED, Answer.ACCEPTANCE_WITHDRAWN)

OVER = ("expired", "terminated", "collapsed", "superseded", "never_entered")


def status_of(docket: Docket, truce: Ceasefire, as_of: date) -> Finding:
    """The truce's status on a day."""
    return docket.once("truce", truce.id, as_of, lambda: _status_of(docket, truce, as_of))


def _status_of(docket: Docket, truce: Ceasefire, as_of: date) -> Finding:
    ending = _reported_end(docket, truce, as_of)
    successor = _successor(docket, truce, as_of)
    refusal = holding_back(docket, truce)
    if refusal is not None:
        return _found("proposed", truce, refusal, note=f"{refusal.party}: {refusal.value.replace('_', ' ')}")
    if successor is not None:
        return _found("superseded", truce, successor)
    if ending is not None:
        return _found(_kind_of_end(ending, truce), truce, ending)
    start, end = first_day(truce), last_day(truce)
    if start is not None and as_of < start:
        return _found("declared", truce, truce)
    if end is not None and as_of > end:
        return _found("expired", truce, truce, note="by its own term", since=end + timedelta(days=1))
    silent_for = (as_of - _last_heard(docket, truce)).days
    if end is None and silent_for > _UNREPORTED_DAYS:
        return _found("unclear", truce, truce, note=f"open-ended, unreported for {silent_for} days")
    return _found("in_force", truce, truce, since=start)


def compliance_of(docket: Docket, truce: Ceasefire, as_of: date) -> Finding:
    """The strongest report on its keeping, from inside its window."""
    incidents = [incident for incident in docket.incidents.get(truce.id, ()) if _inside(incident, truce)]
    news = [event for event in docket.news.get(truce.id, ()) if day_of(event) is not None]
    value = _compliance(incidents, news)
    behind: tuple[Record, ...] = (*incidents, *news)
    return Finding(
        COMPLIANCE,
        value,
        inputs=tuple((_claimant(incident), _alleged(incident)) for incident in incidents),
        since=min(filter(None, map(day_of, incidents)), default=None),
        records=name_all(behind),
        evidence=cite(*behind),
        sentence=sentence_of(behind[-1]) if behind else None,
        note=f"until {as_of}" if value == "no_reports" else None,
    )


def holding_back(docket: Docket, truce: Ceasefire) -> Response | None:
    """The answer that keeps an announced truce a proposal: less than yes, given when it was announced or later.

    Announced by a mediator, say, as agreed, while a party makes its yes conditional. News of its keeping overrules it.
    """
    kept = any(event.value in (TruceNews.IN_FORCE, TruceNews.OBSERVED) for event in docket.news.get(truce.id, ()))
    announced = day_of(truce)
    if kept or truce.from_proposal is None or announced is None or not truce.side.is_negotiated:
        return None
    last = {
        response.party: response for response in docket.answers.get(truce.from_proposal, ()) if is_standing(response)
    }
    return next((r for r in last.values() if r.value in _HOLDING_BACK and (day_of(r) or date.min) >= announced), None)


def last_day(truce: Ceasefire) -> date | None:
    """The last day of its own term; None where it is open-ended."""
    if truce.planned_end is not None:
        return truce.planned_end.last
    start = first_day(truce)
    return start + timedelta(days=truce.fixed_days - 1) if start and truce.fixed_days else None


def is_over(status: Finding) -> bool:
    """Whether a status says that the truce has ended or never began."""
    return status.value in OVER


def has_begun(truce: Ceasefire, as_of: date) -> bool:
    """Whether its first day has come."""
    start = first_day(truce)
    return start is not None and start <= as_of


def _reported_end(docket: Docket, truce: Ceasefire, as_of: date) -> TruceEvent | None:
    """The first reported end; an expiry announced for later has not come yet, and is left to the truce's own term."""
    ends = [event for event in docket.news.get(truce.id, ()) if event.value.is_end]
    return next((event for event in ends if (day_of(event) or date.max) <= as_of), None)


def _kind_of_end(ending: TruceEvent, truce: Ceasefire) -> str:
    """One party's word that it collapsed ends it as a termination; a monitor or both sides make it a collapse."""
    if ending.value is not TruceNews.COLLAPSED:
        return str(ending.value)
    bound = set(truce.parties) | set(truce.reciprocated_by)
    voices = {actor for piece in ending.evidence for actor in piece.actors} | set(ending.actors)
    one_side = len(voices) == 1 and voices <= bound
    return str(TruceNews.TERMINATED if one_side else TruceNews.COLLAPSED)


def _successor(docket: Docket, truce: Ceasefire, as_of: date) -> Ceasefire | None:
    """The truce that took its place: an extension that has begun, or the one named as superseding it."""
    named = docket.truce(truce.superseded_by)
    extensions = (other for other in docket.naming(truce.id, Ceasefire) if other.extends == truce.id)
    candidates = (*extensions, *((named,) if named else ()))
    return next((other for other in candidates if has_begun(other, as_of)), None)


def _last_heard(docket: Docket, truce: Ceasefire) -> date:
    records: Iterable[Record] = (truce, *docket.news.get(truce.id, ()), *docket.incidents.get(truce.id, ()))
    return max(filter(None, (*map(day_of, records), first_day(truce))), default=date.min)


def _inside(incident: Incident, truce: Ceasefire) -> bool:
    day, start, end = day_of(incident), first_day(truce), last_day(truce)
    return day is not None and (start is None or start <= day) and (end is None or day <= end)


def _compliance(incidents: list[Incident], news: list[TruceEvent]) -> str:
    heard = {event.value for event in news}
    if TruceNews.COLLAPSED in heard:
        return "collapsed_reported"
    if any(incident.verified for incident in incidents):
        return "violations_verified"
    accused = {actor for incident in incidents for actor in incident.accused}
    if len(accused) > 1 and len({incident.accuser for incident in incidents}) > 1:
        return "mutual_accusations"
    if incidents:
        return "violations_alleged"
    return "observed_reported" if TruceNews.OBSERVED in heard else "no_reports"


def _claimant(incident: Incident) -> str:
    return f"{incident.accuser or 'unnamed'} of {'+'.join(incident.accused) or 'unnamed'}"


def _alleged(incident: Incident) -> str:
    parts = (incident.qualifier, str(incident.count) if incident.count is not None else None)
    return " ".join(part for part in parts if part) or "uncounted"


def _found(
    value: str, truce: Ceasefire, cause: Record, *, note: str | None = None, since: date | None = None
) -> Finding:
    records = (truce,) if cause is truce else (truce, cause)
    return Finding(
        TRUCE,
        value,
        since=since or day_of(cause),
        records=name_all(records),
        evidence=cite(*records),
        sentence=sentence_of(cause),
        note=note,
    )
