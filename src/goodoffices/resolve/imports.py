"""Hand-made records: parsed lines of a record file to records.

In: JSON objects in the order of the file. Out: records, each resting on its own line, one piece of evidence per source.
The format is in docs/records.md; what cannot stand is refused as a whole, with the line and field named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from goodoffices.errors import InputError
from goodoffices.record.evidence import Evidence
from goodoffices.record.findings import SourceConflict, Variant
from goodoffices.record.mediation import MediatorStep, Step
from goodoffices.record.processes import Record
from goodoffices.record.talks import Agreement, Demand, Meeting, Proposal, Response, Statement, Terms
from goodoffices.record.truces import Ceasefire, Incident, TruceEvent
from goodoffices.resolve import lines as forms
from goodoffices.resolve.checks import check_lines
from goodoffices.resolve.line_facts import effects_of_line, evidence_of_line, last_full_day, read_when
from goodoffices.resolve.tracks import find_track
from goodoffices.vocab.mediation import load_steps


def read_imports(
    lines: Iterable[Any],
    *,
    process: str,
    existing: Mapping[str, str] | None = None,
    actors: frozenset[str] = frozenset(),
) -> tuple[Record, ...]:
    """The records of an import into `process`.

    `existing` maps the ids on record to their kinds, so that lines may refer to them; `actors` are the known short
    names of parties that are not states.
    """
    numbered = tuple((number, forms.read_line(parsed, number)) for number, parsed in enumerate(lines, start=1))
    check_lines(numbered, existing or {}, actors)
    tracks = {line.id: _track_of(line) for _, line in numbered if isinstance(line, forms.ProposalLine)}
    return tuple(_BUILDERS[type(line)](line, process, tracks) for _, line in numbered)


def _build_proposal(line: forms.ProposalLine, process: str, tracks: Mapping[str, str]) -> Proposal:
    return Proposal(
        id=line.id,
        process=process,
        evidence=evidence_of_line(line, line.tabled, "floated" if line.floated else "tabled"),
        title=line.title,
        proposers=line.proposers,
        addressees=line.addressees,
        required=line.required or line.addressees,
        tabled=read_when(line.tabled),
        terms=Terms(tracks[line.id], line.scope, line.days, line.purpose, line.terms),
        deadline=read_when(line.deadline),
        withdrawn=read_when(line.withdrawn),
        floated=line.floated,
        extends=line.extends,
        supersedes=line.supersedes,
        thread=line.supersedes or line.id,
        contested=line.contested,
    )


def _build_response(line: forms.ResponseLine, process: str, _tracks: Mapping[str, str]) -> Response:
    return Response(
        id=line.id,
        process=process,
        evidence=evidence_of_line(line, line.occurred, line.value, basis=line.basis),
        party=line.party,
        value=line.value,
        proposal=line.proposal,
        when=read_when(line.occurred),
        conditions=line.conditions,
        speaker=line.speaker,
        basis=line.basis,
        contested=line.contested,
    )


def _build_demand(line: forms.DemandLine, process: str, _tracks: Mapping[str, str]) -> Demand:
    return Demand(
        id=line.id,
        process=process,
        evidence=evidence_of_line(line, line.occurred, line.firmness),
        party=line.party,
        content=line.content,
        firmness=line.firmness,
        addressees=line.addressees,
        when=read_when(line.occurred),
        track=line.track,
        speaker=line.speaker,
    )


def _build_ceasefire(line: forms.CeasefireLine, process: str, tracks: Mapping[str, str]) -> Ceasefire:
    track = line.track or tracks.get(line.from_proposal or "") or find_track(_words_of_truce(line))
    return Ceasefire(
        id=line.id,
        process=process,
        evidence=evidence_of_line(line, line.declared, "declared"),
        title=line.title,
        side=line.side,
        parties=line.parties,
        reciprocated_by=line.reciprocated_by,
        declared=read_when(line.declared),
        effects=effects_of_line(line),
        planned_end=read_when(line.end_planned_day or last_full_day(line.end_planned)),
        fixed_days=line.fixed_days,
        terms=Terms(track, line.scope, line.fixed_days, line.purpose),
        written=line.written,
        from_proposal=line.from_proposal,
        extends=line.extends,
        contested=line.contested,
    )


def _build_event(line: forms.CeasefireEndLine, process: str, _tracks: Mapping[str, str]) -> TruceEvent:
    evidence = evidence_of_line(line, line.occurred, line.value)
    return TruceEvent(line.id, process, evidence, line.value, line.ceasefire, read_when(line.occurred), line.by)


def _build_incident(line: forms.ViolationLine, process: str, _tracks: Mapping[str, str]) -> Incident:
    return Incident(
        id=line.id,
        process=process,
        evidence=evidence_of_line(line, line.occurred, line.verification),
        ceasefire=line.ceasefire,
        accuser=line.accuser,
        accused=(line.accused,),
        when=read_when(line.occurred),
        count=line.count,
        qualifier=line.count_qualifier,
        verified=line.verification == "verified",
    )


def _build_step(line: forms.MediatorStepLine, process: str, _tracks: Mapping[str, str]) -> MediatorStep:
    steps = load_steps()
    if line.step not in steps:
        raise InputError(f"{line.id}, field 'step': {line.step!r} is no mediator's step; write {', '.join(steps)}")
    return MediatorStep(
        id=line.id,
        process=process,
        evidence=evidence_of_line(line, line.occurred, line.step),
        actor=line.actor,
        step=Step(steps[line.step]),
        when=read_when(line.occurred),
        speaker=line.speaker,
        commitment=line.commitment,
        detail=line.step,
    )


def _build_meeting(line: forms.MeetingLine, process: str, _tracks: Mapping[str, str]) -> Meeting:
    return Meeting(
        id=line.id,
        process=process,
        evidence=evidence_of_line(line, line.occurred, line.state),
        participants=line.participants,
        when=read_when(line.occurred),
        state=line.state,
        place=line.place,
        host=line.host,
        mode=line.mode,
        level=line.level,
        outcome=line.outcome,
        contested=line.contested,
    )


def _build_agreement(line: forms.AgreementLine, process: str, tracks: Mapping[str, str]) -> Agreement:
    return Agreement(
        id=line.id,
        process=process,
        evidence=evidence_of_line(line, line.signed, line.value),
        parties=line.parties,
        title=line.title,
        value=line.value,
        signed=read_when(line.signed),
        stage=line.stage,
        terms=Terms(tracks.get(line.from_proposal or "", find_track(line.title))),
        from_proposal=line.from_proposal,
        pax_id=line.pax_agt_id,
        contested=line.contested,
    )


def _build_statement(line: forms.StatementLine, process: str, _tracks: Mapping[str, str]) -> Statement:
    return Statement(
        id=line.id,
        process=process,
        evidence=evidence_of_line(line, line.occurred, line.act),
        speaker=line.speaker,
        addressees=(line.addressee,) if line.addressee else (),
        act=line.act,
        when=read_when(line.occurred),
        channel=line.channel,
        text=line.text or line.excerpt or "",
        factuality=line.factuality,
    )


# What kind of conflict a line is, by its own kind; a conflict of sources is named by the field it is about.
_CONFLICTS = {"quote_corruption": "quote_altered", "overreach": "overreach"}
_FIELD_CONFLICTS = {"occurred": "date", "effect": "date", "scope": "scope", "count": "count", "quote": "quote"}


def _build_conflict(line: forms.ConflictLine, process: str, _tracks: Mapping[str, str]) -> SourceConflict:
    subject, _, rest = line.about.partition(" ")
    about, _, field = subject.partition(".")
    readings = tuple(enumerate(line.claims, start=1))
    return SourceConflict(
        id=line.id,
        process=process,
        evidence=tuple(
            Evidence(f"{line.id}.{n}", reading.url or line.id, text=reading.value, reviewed=True)
            for n, reading in readings
        ),
        about=about,
        type=_CONFLICTS.get(line.kind) or _FIELD_CONFLICTS.get(field, "value"),
        variants=tuple(Variant(reading.value, (f"{line.id}.{n}",)) for n, reading in readings),
        field=field or rest or None,
        note=line.note,
    )


_BUILDERS: dict[type, Callable[[Any, str, Mapping[str, str]], Record]] = {
    forms.ProposalLine: _build_proposal,
    forms.ResponseLine: _build_response,
    forms.DemandLine: _build_demand,
    forms.CeasefireLine: _build_ceasefire,
    forms.CeasefireEndLine: _build_event,
    forms.ViolationLine: _build_incident,
    forms.MediatorStepLine: _build_step,
    forms.MeetingLine: _build_meeting,
    forms.AgreementLine: _build_agreement,
    forms.StatementLine: _build_statement,
    forms.ConflictLine: _build_conflict,
}


def _track_of(line: forms.ProposalLine) -> str:
    return line.track if line.track != "other" else find_track(" ".join((line.title, *line.terms)))


def _words_of_truce(line: forms.CeasefireLine) -> str:
    return " ".join(filter(None, (line.title, line.scope, line.purpose)))
