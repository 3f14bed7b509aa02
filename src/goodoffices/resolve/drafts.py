"""One claim to the records that it would make alone; joining and linking come later.

In: a claim, its report's facts, the process. Out: records with one piece of evidence. What counts at all is decided in
`admission`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from goodoffices.record.claims import Claim, Factuality, Kind
from goodoffices.record.evidence import Evidence
from goodoffices.record.mediation import DEED, MediatorStep, Step
from goodoffices.record.processes import Process, Record
from goodoffices.record.talks import (
    Agreement,
    Answer,
    Demand,
    Firmness,
    Meeting,
    MeetingState,
    Proposal,
    Response,
    Statement,
    Terms,
)
from goodoffices.record.truces import Ceasefire, Deed, Incident, Side, TruceEvent, TruceNews
from goodoffices.resolve.actors import accuser_of, principals_in, without_actors
from goodoffices.resolve.admission import counts
from goodoffices.resolve.encounters import mode_of
from goodoffices.resolve.facts import Coded, evidence_of
from goodoffices.resolve.terms import find_term, is_day_of_object, without_days
from goodoffices.resolve.tracks import OTHER, TRUCE_TRACKS, answered_terms, terms_of
from goodoffices.vocab.responses import is_bare, says_no_answer

_F = Factuality

_LEAVING = frozenset({Step.REDUCED, Step.SUSPENDED, Step.WITHDRAWN})

# Characters between a deed and the clause that says who brought it about ("…, which Doha had mediated").
_ONE_BREATH = 40

_PREFIXES = {
    Proposal: "p",
    Response: "r",
    Demand: "d",
    Meeting: "m",
    Agreement: "a",
    Statement: "s",
    Ceasefire: "t",
    TruceEvent: "e",
    Incident: "v",
    Deed: "g",
    MediatorStep: "x",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a claim stands: its process, its report, and whom the report's speakers speak for."""

    process: Process
    coded: Coded
    speakers: Mapping[str, str]
    contexts: Mapping[str, tuple[Terms, ...]] = field(default_factory=dict)


def draft_records(claim: Claim, setting: Setting) -> tuple[Record, ...]:
    """The records that one claim makes; none where it makes no deed."""
    if not counts(claim):
        return ()
    placed = setting.speakers.get(claim.speaker or "")
    evidence = (evidence_of(claim, setting.coded, (placed,) if placed else ()),)
    build = _BUILDERS.get(claim.kind)
    made = build(claim, setting, evidence) if build else ()
    return (*made, *_draft_statement(claim, setting, evidence))


def _draft_proposal(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    principals, terms = setting.process.parties, terms_of(claim)
    if terms.track == OTHER and is_bare(without_days(without_actors(claim.object or ""))):
        return ()
    return (
        Proposal(
            id=_name(Proposal, claim),
            process=setting.process.id,
            evidence=evidence,
            title=claim.object or claim.text,
            proposers=tuple(sorted(claim.actors)),
            addressees=tuple(sorted(claim.targets)),
            required=_required(claim, principals),
            tabled=claim.when,
            terms=terms,
            floated=claim.value == "floated",
            withdrawn=claim.when if claim.value == "withdrawn" else None,
        ),
    )


def _required(claim: Claim, principals: tuple[str, ...]) -> tuple[str, ...]:
    """Whose yes it needs: both principal parties; of more than two those who put it or are addressed."""
    if len(principals) <= 2:
        return principals
    named = tuple(party for party in principals if party in (*claim.actors, *claim.targets))
    return named if len(named) > 1 else principals


def _draft_response(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    """One answer per answering party and per track that it answers on."""
    value = _value_of(claim)
    when = None if is_day_of_object(claim) else claim.when
    if when is None:
        evidence = tuple(replace(piece, when=None) for piece in evidence)
    tracks = setting.contexts.get(claim.id) or answered_terms(claim)
    several = len(claim.actors) > 1 or len(tracks) > 1
    return tuple(
        Response(
            id=_name(Response, claim, f"{party}.{terms.track}" if several else ""),
            process=setting.process.id,
            evidence=evidence,
            party=party,
            value=value,
            when=when,
            speaker=claim.speaker,
            basis=evidence[0].basis,
            object=claim.object or claim.text,
            conditions=(claim.text,) if value is Answer.ACCEPTED_CONDITIONALLY else (),
            addressees=tuple(sorted(claim.targets)),
            terms=terms,
        )
        for party in claim.actors
        for terms in tracks
    )


def _value_of(claim: Claim) -> Answer:
    """A yes with an if is conditional; a reporter's "has not answered" is no response known."""
    if claim.factuality is _F.CONDITIONAL:
        return Answer.ACCEPTED_CONDITIONALLY
    if claim.value == Answer.UNDER_CONSIDERATION and not claim.speaker and says_no_answer(claim.text):
        return Answer.NO_RESPONSE_KNOWN
    return Answer(claim.value or Answer.NO_RESPONSE_KNOWN)


def _draft_demand(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    return tuple(
        Demand(
            id=_name(Demand, claim, party if len(claim.actors) > 1 else ""),
            process=setting.process.id,
            evidence=evidence,
            party=party,
            content=claim.object or claim.text,
            firmness=Firmness(claim.value or Firmness.STATED),
            addressees=tuple(sorted(claim.targets)),
            when=claim.when,
            track=terms_of(claim).track,
            speaker=claim.speaker,
        )
        for party in claim.actors
    )


def _draft_meeting(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    participants = tuple(sorted({*claim.actors, *claim.targets}))
    if not participants:
        return ()
    state = MeetingState(claim.value or MeetingState.HELD)
    return (
        Meeting(
            id=_name(Meeting, claim),
            process=setting.process.id,
            evidence=evidence,
            participants=participants,
            when=claim.when,
            state=state,
            mode=mode_of(f"{claim.object or ''} {claim.text}"),
            topic=claim.object or claim.text,
        ),
    )


def _draft_agreement(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    """An agreement; one that stops fire between principal parties is also their truce."""
    parties = tuple(sorted({*claim.actors, *claim.targets}))
    agreement = Agreement(
        id=_name(Agreement, claim),
        process=setting.process.id,
        evidence=evidence,
        parties=parties,
        title=claim.object or claim.text,
        value=claim.value or "reached",
        signed=claim.when,
        terms=terms_of(claim),
    )
    bound = principals_in(parties, setting.process)
    is_truce = agreement.value == "reached" and agreement.terms.track in TRUCE_TRACKS and len(bound) > 1
    return (agreement, _truce(claim, setting, evidence, bound)) if is_truce else (agreement,)


def _draft_truce(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    """A declaration makes a truce; other news belongs to one."""
    if claim.value == "declared":  # by somebody: a truce that nobody declares is one that people talk about
        return (_truce(claim, setting, evidence, claim.actors),) if claim.actors else ()
    if claim.factuality is _F.CONDITIONAL:
        return _draft_condition(claim, setting, evidence)
    return (
        TruceEvent(
            id=_name(TruceEvent, claim),
            process=setting.process.id,
            evidence=evidence,
            value=TruceNews(claim.value or TruceNews.IN_FORCE),
            when=claim.when,
            actors=tuple(sorted(claim.actors)),
            title=claim.object or claim.text,
            terms=terms_of(claim),
        ),
    )


def _draft_condition(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    """A party that lets a truce begin only if something happens says yes to it on that condition."""
    party = setting.speakers.get(claim.speaker or "")
    if party not in setting.process.parties:
        return ()
    return (
        Response(
            id=_name(Response, claim, party),
            process=setting.process.id,
            evidence=tuple(replace(piece, value=Answer.ACCEPTED_CONDITIONALLY, actors=(party,)) for piece in evidence),
            party=party,
            value=Answer.ACCEPTED_CONDITIONALLY,
            when=claim.when,
            speaker=claim.speaker,
            object=claim.text,
            conditions=(claim.text,),
            terms=terms_of(claim),
        ),
    )


def _truce(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...], parties: tuple[str, ...]) -> Ceasefire:
    published = setting.coded.facts.published
    term = find_term(claim, published)
    begins = term.effects[0].when if term.effects else None
    days = terms_of(claim).days if term.end is None else None
    third = {*claim.actors, *claim.targets} - set(setting.process.parties)
    bound = principals_in(parties, setting.process) or parties
    side = Side.UNILATERAL if len(bound) < 2 else Side.BILATERAL_MEDIATED if third else Side.BILATERAL
    return Ceasefire(
        id=_name(Ceasefire, claim),
        process=setting.process.id,
        evidence=tuple(
            replace(piece, when=term.declared, begins=begins, ends=term.end, days=days) for piece in evidence
        ),
        title=claim.object or claim.text,
        side=side,
        parties=tuple(sorted(bound)),
        declared=term.declared,
        effects=term.effects,
        planned_end=term.end,
        fixed_days=days,
        terms=terms_of(claim),
    )


def _draft_incident(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    return (
        Incident(
            id=_name(Incident, claim),
            process=setting.process.id,
            evidence=evidence,
            accuser=accuser_of(claim, setting.process, setting.speakers),
            accused=tuple(sorted(claim.actors)),
            when=claim.when,
            verified=claim.value == "verified",
            title=claim.object or claim.text,
        ),
    )


def _draft_deed(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    return (
        Deed(
            id=_name(Deed, claim),
            process=setting.process.id,
            evidence=evidence,
            value=claim.value or "release",
            actors=tuple(sorted(claim.actors)),
            targets=tuple(sorted(claim.targets)),
            when=claim.when,
        ),
    )


def _draft_step(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    """A step of each third party; a principal party does not mediate its own war."""
    step = _step_of(claim, setting)
    return tuple(
        MediatorStep(
            id=_name(MediatorStep, claim, actor if len(claim.actors) > 1 else ""),
            process=setting.process.id,
            evidence=evidence,
            actor=actor,
            step=step,
            when=claim.when,
            speaker=claim.speaker,
            detail=DEED if step is Step.COMPLETED and claim.value == Step.ACTIVE else None,
        )
        for actor in claim.actors
        if actor not in setting.process.parties
    )


def _step_of(claim: Claim, setting: Setting) -> Step:
    """The step that a claim tells: to say that one may leave is a warning; help with a deed that is done is over."""
    step = Step(claim.value or Step.ACTIVE)
    if step in _LEAVING and claim.factuality in (_F.POSSIBLE, _F.CONDITIONAL):
        return Step.WARNED
    if step is Step.ACTIVE and any(_is_helped(claim, other) for other in setting.coded.claims):
        return Step.COMPLETED
    return step


def _is_helped(claim: Claim, other: Claim) -> bool:
    """Whether a step is told in one breath with the release that it brought about."""
    done = other.kind is Kind.DEESCALATION and other.value == "release" and other.factuality is _F.ASSERTED
    return done and -len(other.quote) <= claim.quote.start - other.quote.end <= _ONE_BREATH


def _draft_statement(claim: Claim, setting: Setting, evidence: tuple[Evidence, ...]) -> tuple[Record, ...]:
    """Words in quotation marks with a speaker; the rest of a quotation is for its own claims."""
    if not (claim.direct and claim.speaker):
        return ()
    return (
        Statement(
            id=_name(Statement, claim),
            process=setting.process.id,
            evidence=evidence,
            speaker=claim.speaker,
            actors=claim.actors,
            addressees=claim.targets,
            act=claim.kind.value,
            value=claim.value,
            when=claim.when,
            text=claim.text,
            variants=(claim.text,),
        ),
    )


_Builder = Callable[[Claim, Setting, tuple[Evidence, ...]], tuple[Record, ...]]
_BUILDERS: dict[Kind, _Builder] = {
    Kind.PROPOSAL: _draft_proposal,
    Kind.RESPONSE: _draft_response,
    Kind.DEMAND: _draft_demand,
    Kind.MEETING: _draft_meeting,
    Kind.AGREEMENT: _draft_agreement,
    Kind.CEASEFIRE: _draft_truce,
    Kind.VIOLATION: _draft_incident,
    Kind.DEESCALATION: _draft_deed,
    Kind.MEDIATION: _draft_step,
}


def _name(kind: type[Record], claim: Claim, part: str = "") -> str:
    """A record is named after the claim that first made it, and keeps the name."""
    return f"{_PREFIXES[kind]}{claim.id}{'.' + part if part else ''}"
