"""Whether two records tell of one event, and the one record that they make.

In: two records of one kind. Out: a verdict, a merged record. Identity follows DESIGN: proposals by proposer, track and
core terms; meetings by participants, place and overlapping days; truces by parties, scope and days; statements by
speaker, day and containment of the quotation. Different claimants are never joined.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from rapidfuzz.fuzz import partial_ratio, token_set_ratio

from goodoffices.record.evidence import Evidence
from goodoffices.record.mediation import MediatorStep, Step
from goodoffices.record.processes import Record
from goodoffices.record.settling import date_of, first_known, settle, sort_effects
from goodoffices.record.talks import Agreement, Demand, Meeting, Proposal, Response, Statement, Terms
from goodoffices.record.truces import Ceasefire, Deed, Incident, Side, TruceEvent
from goodoffices.resolve.encounters import is_same_meeting
from goodoffices.resolve.tracks import OTHER, find_occasion, find_tracks

# Reports of one event come out within three days; an undated claim is not stretched further.
_NEWS_DAYS = 3

# Outlets date one announcement up to two days apart (time zones, the day of their own print).
_DATING_DAYS = 2

# A deal is news for two weeks: it is struck, initialled, sent home and told again.
_DEAL_DAYS = 14

# Truces announced more than three weeks apart are two truces, also with the same parties and scope.
_TRUCE_DAYS = 21

# Most truces with a term run for three months or less.
_TERM_DAYS = 90

# A plan is restated for months; after a year the same idea is a new proposal.
_PLAN_DAYS = 365

# DESIGN: containment of one quotation in the other, at least 0.85.
SAME_QUOTE = 85.0

# Objects in a few words ("talks in the capital" / "capital talks") share most tokens; set on labelled pairs.
_SAME_OBJECT = 60.0


def is_same(one: Record, other: Record) -> bool:
    """Whether two records of one kind tell of one event."""
    rule = _RULES.get(type(one))
    return type(one) is type(other) and rule is not None and rule(one, other)


def merge(one: Record, other: Record) -> Record:
    """The record that both make: all evidence, the earlier record's name and words, what it lacks from the other."""
    first, second = sorted((one, other), key=_seniority)
    changes: dict[str, Any] = {}
    for field in fields(first):
        mine, yours = getattr(first, field.name), getattr(second, field.name)
        changes[field.name] = _join(field.name, mine, yours)
    changes["id"], changes["process"] = first.id, first.process
    return settle(replace(first, **changes))


def _seniority(record: Record) -> tuple[date, str]:
    return first_known(record) or date.max, record.id


def _join(name: str, mine: Any, yours: Any) -> Any:
    if name == "evidence":
        return _join_evidence(mine, yours)
    if name == "effects":
        return sort_effects((*mine, *yours))
    if isinstance(mine, Terms):
        return _join_terms(mine, yours)
    if isinstance(mine, tuple):
        joined = dict.fromkeys((*mine, *yours))
        return tuple(sorted(joined)) if name in _ACTORS else tuple(joined)
    if isinstance(mine, bool) or mine is None:
        return mine or yours
    return mine


_ACTORS = frozenset({"proposers", "addressees", "participants", "parties", "reciprocated_by", "actors", "targets"})


def _join_evidence(mine: tuple[Evidence, ...], yours: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    pieces = {piece.id: piece for piece in (*yours, *mine)}
    return tuple(sorted(pieces.values(), key=lambda piece: (piece.known or date.max, piece.id)))


def _join_terms(mine: Terms, yours: Terms) -> Terms:
    return Terms(
        mine.track if mine.track != OTHER else yours.track,
        mine.scope or yours.scope,
        mine.days or yours.days,
        mine.purpose or yours.purpose,
        tuple(dict.fromkeys((*mine.wording, *yours.wording))),
    )


def _same_proposal(one: Proposal, other: Proposal) -> bool:
    return (
        one.terms.track == other.terms.track
        and (one.terms.track != OTHER or alike(one.title, other.title))
        and _share(one.proposers, other.proposers)
        and _agree(one.terms.days, other.terms.days)
        and _agree(_occasion(one), _occasion(other))
        and days_between(one, other) <= _PLAN_DAYS
    )


def _same_response(one: Response, other: Response) -> bool:
    if (one.party, one.value) != (other.party, other.value):
        return False
    tracks = {one.terms.track, other.terms.track} - {OTHER}
    return len(tracks) < 2 and _same_object(one, other) and _same_day(one, other)


def _same_object(one: Response, other: Response) -> bool:
    if one.proposal is not None and other.proposal is not None:
        return one.proposal == other.proposal
    return alike(one.object or "", other.object or "")


def _same_agreement(one: Agreement, other: Agreement) -> bool:
    mine, yours = set(one.parties), set(other.parties)
    shared = mine <= yours or yours <= mine or len(mine & yours) > 1
    return (
        shared
        and one.value == other.value
        and _same_day(one, other)
        and (one.terms.track == other.terms.track != OTHER or _any_alike(_titles(one), _titles(other)))
    )


def _titles(agreement: Agreement) -> tuple[str, ...]:
    return (agreement.title, *agreement.terms.wording)


def _any_alike(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    """Whether any description of one is like any of the other, since joined records keep them all."""
    return any(alike(one, other) for one in mine for other in yours)


def _same_demand(one: Demand, other: Demand) -> bool:
    same = one.party == other.party and one.firmness == other.firmness and alike(one.content, other.content)
    return same and _same_day(one, other)


def _same_truce(one: Ceasefire, other: Ceasefire) -> bool:
    return (
        _share(one.parties, other.parties)
        and _same_scope(one.terms, other.terms)
        and _agree(one.terms.days, other.terms.days)
        and _agree(_occasion(one), _occasion(other))
        and (one.side.is_negotiated == other.side.is_negotiated or _occasion(one) == _occasion(other))
        and days_between(one, other) <= _TRUCE_DAYS
        and _starts_agree(one, other)
    )


def _starts_agree(one: Ceasefire, other: Ceasefire) -> bool:
    """Truces of one side that begin days apart are two, though declared in one month."""
    if one.side is not Side.UNILATERAL or not one.effects or not other.effects:
        return True
    starts = {effect.when.first for effect in (*one.effects, *other.effects)}
    return (max(starts) - min(starts)).days <= _DATING_DAYS


def _same_scope(one: Terms, other: Terms) -> bool:
    """Full truces are one whatever they are called; partial ones need the same track."""
    return one.track == other.track or (one.scope == other.scope == "full")


def _same_event(one: TruceEvent, other: TruceEvent) -> bool:
    return (
        one.value == other.value
        and one.ceasefire == other.ceasefire
        and _agree(_occasion(one), _occasion(other))
        and _same_scope(one.terms, other.terms)
        and _same_day(one, other)
    )


def _same_incident(one: Incident, other: Incident) -> bool:
    """One claimant's word about one truce on one day."""
    claimants = (one.accuser, one.accused, one.ceasefire) == (other.accuser, other.accused, other.ceasefire)
    return claimants and _agree(one.count, other.count) and _same_day(one, other)


def _same_deed(one: Deed, other: Deed) -> bool:
    return one.value == other.value and _share(one.actors, other.actors) and _same_day(one, other)


def _same_step(one: MediatorStep, other: MediatorStep) -> bool:
    """One step, also where sources date it a day or two apart; help is given again on every day."""
    slack = 0 if one.step is Step.ACTIVE else _DATING_DAYS
    return (one.actor, one.step) == (other.actor, other.step) and days_between(one, other) <= slack


def _same_statement(one: Statement, other: Statement) -> bool:
    same = one.speaker == other.speaker and one.act == other.act
    return same and _same_day(one, other) and contains(one.text, other.text) >= SAME_QUOTE


def contains(one: str, other: str) -> float:
    """How far the shorter quotation stands inside the longer, from 0 to 100, whatever the quotation marks."""
    return partial_ratio(_plain(one), _plain(other))


def _plain(text: str) -> str:
    return text.translate(_MARKS).lower().strip(" \"'.,;")


_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def alike(one: str, other: str) -> bool:
    """Whether two short descriptions name the same thing: the same tracks, or mostly the same words."""
    mine, yours = find_tracks(one), find_tracks(other)
    if mine and yours and mine[0] != yours[0] and not set(mine) & set(yours):
        return False
    return bool(mine and mine == yours) or token_set_ratio(_common(one), _common(other)) >= _SAME_OBJECT


def _common(words: str) -> str:
    """The words with one name for what has several."""
    return " ".join(_SYNONYMS.get(word, word) for word in words.lower().replace("cease-fire", "ceasefire").split())


_SYNONYMS = {
    "deal": "agreement",
    "accord": "agreement",
    "pact": "agreement",
    "truce": "ceasefire",
    "negotiations": "talks",
    "discussions": "talks",
    "proposal": "plan",
    "offer": "plan",
}


def days_between(one: Record, other: Record) -> int:
    """Days between the dates of two acts, 0 where they may be the same day; reports' days stand in for no date."""
    (first, last), (start, end) = _window(one), _window(other)
    return max(0, (start - last).days, (first - end).days)


def _same_day(one: Record, other: Record) -> bool:
    """Dates that overlap; an undated act joins what was reported within three days of it."""
    return days_between(one, other) == 0


def _window(record: Record) -> tuple[date, date]:
    """The days on which an act may have happened, up to its report; an undated act is news of the last days."""
    when, known = date_of(record), first_known(record)
    if when is not None:
        return when.first, min(when.last, max(known, when.first)) if known else when.last
    if known is None:
        return date.min, date.max
    if isinstance(record, Ceasefire) and not record.effects:
        return known - timedelta(days=_TERM_DAYS), known  # told of by its end, it began any time before
    return known - timedelta(days=_DEAL_DAYS if isinstance(record, Agreement) else _NEWS_DAYS), known


def _occasion(record: Proposal | Ceasefire | TruceEvent) -> str | None:
    """The occasion its names tell, else the one told by the words it rests on."""
    named = find_occasion(" ".join((record.title, *record.terms.wording)))
    return named or find_occasion(" ".join(piece.text for piece in record.evidence))


def _agree(mine: Any, yours: Any) -> bool:
    return mine is None or yours is None or mine == yours


def _share(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    return not mine or not yours or bool(set(mine) & set(yours))


_RULES: dict[type, Callable[[Any, Any], bool]] = {
    Proposal: _same_proposal,
    Response: _same_response,
    Meeting: is_same_meeting,
    Agreement: _same_agreement,
    Demand: _same_demand,
    Ceasefire: _same_truce,
    TruceEvent: _same_event,
    Incident: _same_incident,
    Deed: _same_deed,
    MediatorStep: _same_step,
    Statement: _same_statement,
}
