"""Which proposal an answer belongs to, which truce a piece of news is about, which text a proposal became.

In: a record and its candidates. Out: the same record, linked, or with scored links where more than one fits. Each sign
adds its weight; a link is taken when it is good enough and clearly the best, and is otherwise left to a person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rapidfuzz.fuzz import token_set_ratio

from goodoffices.record.evidence import Link
from goodoffices.record.processes import Record
from goodoffices.record.settling import day_of, first_known
from goodoffices.record.talks import Agreement, Proposal, Response
from goodoffices.record.truces import Ceasefire, Incident, TruceEvent
from goodoffices.resolve.terms import find_day
from goodoffices.resolve.tracks import OTHER, find_occasion, find_tracks

# A link is taken at half of what all signs together weigh, and where it leads the next by a tenth.
_GOOD_ENOUGH = 0.5
_CLEARLY_BEST = 0.1

# Below this a link is not worth a person's look.
_WORTH_A_LOOK = 0.25

# Set by hand: the same subject weighs most, then whose proposal it is, then closeness in time.
_SAME_TRACK, _SHARED_TRACK, _NO_TRACK, _OTHER_TRACK = 0.4, 0.2, 0.15, -0.3
_SAME_DAYS, _OTHER_DAYS = 0.15, -0.25
_TO_THE_PROPOSER, _TO_SOMEBODY_ELSE = 0.2, -0.1
_SAME_REPORT = 0.15
_ALIKE = 0.2
_NOT_YET_TABLED = -0.6
_ON_THAT_DAY, _ON_ANOTHER_DAY = 0.35, -0.2

# A proposal is dated by its report where nothing else dates it, a day or two late.
_REPORT_DAYS = 2

# Answers come within a week, mostly within a month; a plan nobody spoke of for four months is seldom "the plan".
_RECENCY = ((7, 0.2), (30, 0.1), (120, 0.0))
_OLD = -0.15

# A proposal is sometimes reported a little later than the first answer to it.
_EARLY_DAYS = 3

_PROLONGING = re.compile(r"\b(?:extend|extension|prolong|renew)", re.IGNORECASE)

Words = tuple[str, ...]


BY_A_PERSON = "a person's decision"


def is_by_a_person(record: Response | TruceEvent | Incident) -> bool:
    """Whether a person linked the record, which no program changes."""
    return any(link.reason == BY_A_PERSON for link in record.links)


def link_response(response: Response, proposals: Iterable[Proposal]) -> Response:
    """The answer with its proposal, or with its candidates."""
    links = _rank(Link(p.id, *_score(response, p)) for p in proposals if _may_answer(response, p))
    return replace(response, proposal=_choose(links), links=links[:5])


def link_event(event: TruceEvent, truces: Iterable[Ceasefire]) -> TruceEvent:
    """News of a truce with the truce, or with its candidates."""
    links = _rank(Link(truce.id, *_score_truce(event, event.title, truce)) for truce in truces)
    return replace(event, ceasefire=_choose(links), links=links[:5])


def link_incident(incident: Incident, truces: Iterable[Ceasefire]) -> Incident:
    """A violation claim with the truce that ran on its day."""
    links = _rank(Link(truce.id, *_score_truce(incident, incident.title, truce)) for truce in truces)
    return replace(incident, ceasefire=_choose(links), links=links[:5])


def link_news(
    news: Iterable[TruceEvent | Incident], truces: tuple[Ceasefire, ...]
) -> tuple[TruceEvent | Incident, ...]:
    """News and violation claims with their truces; "the truce" of a report that speaks of one is that one."""
    linked = tuple(
        link_event(one, truces) if isinstance(one, TruceEvent) else link_incident(one, truces) for one in news
    )
    spoken_of: dict[str, set[str]] = defaultdict(set)
    for record in (*linked, *truces):
        named = record.ceasefire if isinstance(record, TruceEvent | Incident) else record.id
        for report in _reports(record) if named else ():
            spoken_of[report].add(str(named))
    return tuple(_settle_news(one, set().union(*(spoken_of[report] for report in _reports(one)))) for one in linked)


def _settle_news(one: TruceEvent | Incident, spoken_of: set[str]) -> TruceEvent | Incident:
    """The only truce its report speaks of, for news that may be of several."""
    if one.ceasefire is not None or len(spoken_of) != 1:
        return one
    meant = next((link for link in one.links if link.target in spoken_of and link.score >= _GOOD_ENOUGH), None)
    return replace(one, ceasefire=meant.target) if meant is not None else one


def link_text(text: Ceasefire | Agreement, proposals: Iterable[Proposal]) -> Ceasefire | Agreement:
    """A truce or agreement with the proposal it came from: same track and length, tabled before, the latest such."""
    if isinstance(text, Ceasefire) and not text.side.is_negotiated:
        return text
    fitting = [proposal for proposal in proposals if _may_become(proposal, text)]
    latest = max(fitting, key=lambda proposal: (day_of(proposal) or date.min, proposal.id), default=None)
    if latest is None:
        return text
    if isinstance(text, Ceasefire) and text.planned_end is None:  # an adopted plan gives its truce the length
        return replace(text, from_proposal=latest.id, fixed_days=text.fixed_days or latest.terms.days)
    return replace(text, from_proposal=latest.id)


def link_extension(proposal: Proposal, truces: Iterable[Ceasefire]) -> Proposal:
    """A proposal to extend a truce with the truce that ran when it was put."""
    if not _extends(proposal):
        return proposal
    day = day_of(proposal) or date.min
    begun = [truce for truce in truces if (day_of(truce) or date.max) <= day]
    latest = max(begun, key=lambda truce: (day_of(truce) or date.min, truce.id), default=None)
    return replace(proposal, extends=latest.id if latest else proposal.extends)


def _extends(proposal: Proposal) -> bool:
    return _PROLONGING.search(" ".join((proposal.title, *proposal.terms.wording))) is not None


def _may_answer(response: Response, proposal: Proposal) -> bool:
    """A party answers what others put to it, not its own proposal; of going on it speaks to a plan for going on."""
    said = " ".join((response.object or "", *(piece.text or "" for piece in response.evidence)))
    if _PROLONGING.search(said) and not _extends(proposal):
        return False
    return response.party not in proposal.proposers or len(proposal.proposers) > 1


def _may_become(proposal: Proposal, text: Ceasefire | Agreement) -> bool:
    put, made = day_of(proposal), day_of(text)
    same_length = not proposal.terms.days or not text.terms.days or proposal.terms.days == text.terms.days
    late = timedelta(days=_REPORT_DAYS) if proposal.tabled is None else timedelta()
    in_order = put is not None and made is not None and put - late <= made
    return proposal.terms.track == text.terms.track != OTHER and same_length and in_order


def _score(response: Response, proposal: Proposal) -> tuple[float, str]:
    title = " ".join((proposal.title, *proposal.terms.wording))
    signs = (
        _by_track(_tracks_of(response), proposal.terms.track, find_tracks(title)),
        _by_days(response.terms.days, proposal.terms.days),
        _by_proposer(response, proposal),
        _by_recency(response, proposal),
        _by_date(response, proposal),
        (_SAME_REPORT, "same report") if _reports(response) & _reports(proposal) else (0.0, ""),
        (_ALIKE * token_set_ratio((response.object or "").lower(), title.lower()) / 100, "words"),
    )
    return round(sum(weight for weight, _ in signs), 3), ", ".join(why for _, why in signs if why)


def _by_track(mine: Words, main: str, theirs: Words) -> tuple[float, str]:
    if not mine or main == OTHER:
        return _NO_TRACK, ""
    if mine[0] == main:
        return _SAME_TRACK, f"track {main}"
    return (_SHARED_TRACK, "shared track") if set(mine) & set(theirs) else (_OTHER_TRACK, "other track")


def _tracks_of(response: Response) -> Words:
    """The track it answers on first, then the others that its words name."""
    main = () if response.terms.track == OTHER else (response.terms.track,)
    if (response.terms.scope or "").startswith("partial"):
        return main  # a yes to the truce at sea is no yes to the one in the air, though one sentence gives both
    return tuple(dict.fromkeys((*main, *find_tracks(response.object or ""))))


def _by_date(response: Response, proposal: Proposal) -> tuple[float, str]:
    """ "The proposal of 11 March" is the one put on that day, give or take the day of its report."""
    put, answered = day_of(proposal), day_of(response)
    named = find_day(response.object or "", answered) if answered else None
    if named is None or put is None:
        return 0.0, ""
    return (_ON_THAT_DAY, f"of {named}") if abs((put - named).days) <= _REPORT_DAYS else (_ON_ANOTHER_DAY, "other date")


def _by_days(mine: int | None, theirs: int | None) -> tuple[float, str]:
    if mine is None or theirs is None:
        return 0.0, ""
    return (_SAME_DAYS, f"{mine} days") if mine == theirs else (_OTHER_DAYS, "other length")


def _by_proposer(response: Response, proposal: Proposal) -> tuple[float, str]:
    if not response.addressees or not proposal.proposers:
        return 0.0, ""
    shared = set(response.addressees) & set(proposal.proposers)
    return (_TO_THE_PROPOSER, "to its proposer") if shared else (_TO_SOMEBODY_ELSE, "to somebody else")


def _by_recency(response: Record, proposal: Record) -> tuple[float, str]:
    answered, put = day_of(response), day_of(proposal)
    if answered is None or put is None:
        return 0.0, ""
    put = min(put, first_known(proposal) or put)
    age = (answered - put).days
    if age < -_EARLY_DAYS:
        return _NOT_YET_TABLED, "not yet tabled"
    return next(((weight, f"{age} days after") for days, weight in _RECENCY if age <= days), (_OLD, "long after"))


def _score_truce(news: TruceEvent | Incident, words: str, truce: Ceasefire) -> tuple[float, str]:
    title = " ".join((truce.title, *truce.terms.wording))
    occasion, other = find_occasion(words), find_occasion(title)
    signs = (
        _by_track(find_tracks(words), truce.terms.track, find_tracks(title)),
        _by_occasion(occasion, other),
        _by_recency(news, truce),
        (_ALIKE * token_set_ratio(words.lower(), title.lower()) / 100, "words"),
        (_SAME_REPORT, "same report") if _reports(news) & _reports(truce) else (0.0, ""),
    )
    return round(sum(weight for weight, _ in signs), 3), ", ".join(why for _, why in signs if why)


def _by_occasion(mine: str | None, theirs: str | None) -> tuple[float, str]:
    if mine is None or theirs is None:
        return 0.0, ""
    return (0.3, f"occasion {mine}") if mine == theirs else (-0.5, "other occasion")


def _reports(record: Record) -> frozenset[str]:
    return frozenset(piece.report for piece in record.evidence)


def _rank(links: Iterable[Link]) -> tuple[Link, ...]:
    worth = (link for link in links if link.score >= _WORTH_A_LOOK)
    return tuple(sorted(worth, key=lambda link: (-link.score, link.target)))


def _choose(links: tuple[Link, ...]) -> str | None:
    """The best link, if it is good enough and clearly ahead."""
    if not links or links[0].score < _GOOD_ENOUGH:
        return None
    return links[0].target if len(links) == 1 or links[0].score - links[1].score >= _CLEARLY_BEST else None


def link_versions(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Each proposal with the version before it: same proposers and track, another length, put earlier."""
    ordered = sorted(proposals, key=lambda proposal: (day_of(proposal) or date.min, proposal.id))
    latest: dict[tuple[Words, str], Proposal] = {}
    linked: list[Proposal] = []
    for proposal in ordered:
        key = proposal.proposers, proposal.terms.track
        before = latest.get(key)
        if before is not None and _is_new_version(before, proposal):
            thread = before.thread or before.id
            proposal = replace(proposal, supersedes=before.id, thread=thread, version=before.version + 1)  # noqa: PLW2901
        if proposal.terms.days and proposal.proposers and proposal.terms.track != OTHER:
            latest[key] = proposal
        linked.append(proposal)
    return tuple(linked)


def _is_new_version(before: Proposal, proposal: Proposal) -> bool:
    return proposal.terms.days not in (None, before.terms.days) and day_of(before) != day_of(proposal)
