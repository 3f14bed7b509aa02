"""The lines of a hand-made record file, as a person may write them: checked field by field before anything is built.

In: one parsed JSON object. Out: a typed line, or InputError naming line, id and field. Only types and values are
checked here; what lines say together is checked in `checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from goodoffices.errors import InputError
from goodoffices.record.mediation import Commitment
from goodoffices.record.talks import Answer, Firmness, MeetingState
from goodoffices.record.truces import Side, TruceNews
from goodoffices.record.when import When, check_edtf


def _check_date(text: str) -> str:
    try:
        return check_edtf(text)
    except InputError as problem:
        raise ValueError(str(problem)) from problem


Edtf = Annotated[str, AfterValidator(_check_date)]
Name = Annotated[str, Field(min_length=1)]


class Source(BaseModel):
    """Where a line's fact was published."""

    model_config = ConfigDict(extra="forbid")

    url: Name
    outlet: str | None = None
    origin: str | None = None


class Line(BaseModel):
    """What every line has: an id, its sources, and the days it was reported on."""

    model_config = ConfigDict(extra="forbid")

    id: Name
    sources: tuple[Source, ...] = ()
    reported: Edtf | None = None
    note: str | None = None
    excerpt: str | None = None
    excerpt_is_direct_quote: bool = False
    contested: tuple[str, ...] = ()


class ProposalLine(Line):
    """A proposal."""

    kind: Literal["proposal"]
    title: Name
    proposers: tuple[Name, ...]
    addressees: tuple[Name, ...] = ()
    required: tuple[Name, ...] = ()
    tabled: Edtf
    terms: tuple[str, ...] = ()
    track: str = "other"
    scope: str | None = None
    days: int | None = Field(None, gt=0)
    purpose: str | None = None
    deadline: Edtf | None = None
    withdrawn: Edtf | None = None
    floated: bool = False
    extends: str | None = None
    supersedes: str | None = None


class ResponseLine(Line):
    """A party's answer to a proposal."""

    kind: Literal["response"]
    proposal: Name
    party: Name
    value: Answer
    occurred: Edtf
    conditions: tuple[str, ...] = ()
    speaker: str | None = None
    basis: Literal["statement", "deed", "reporter_characterisation"] = "statement"


class DemandLine(Line):
    """What a party wants."""

    kind: Literal["demand"]
    party: Name
    content: Name
    firmness: Firmness = Firmness.STATED
    addressees: tuple[Name, ...] = ()
    occurred: Edtf
    track: str = "other"
    speaker: str | None = None


class CeasefireLine(Line):
    """A truce; each entry of `effect` is a date and, in brackets, who gives it."""

    kind: Literal["ceasefire"]
    title: Name
    from_proposal: str | None = None
    side: Side
    scope: str | None = None
    declared: Edtf
    effect: tuple[str, ...] = ()
    effect_first: Edtf | None = None
    end_planned: str | None = None
    end_planned_day: Edtf | None = None
    fixed_days: int | None = Field(None, gt=0)
    written: str | None = None
    purpose: str | None = None
    parties: tuple[Name, ...]
    reciprocated_by: tuple[Name, ...] = ()
    extends: str | None = None
    track: str | None = None


class CeasefireEndLine(Line):
    """News of a truce's life, most often its end."""

    kind: Literal["ceasefire_end"]
    ceasefire: Name
    value: TruceNews
    occurred: Edtf
    by: tuple[Name, ...] = ()


class ViolationLine(Line):
    """One claimant's word that a truce was broken."""

    kind: Literal["violation_claim"]
    ceasefire: str | None = None
    accuser: str | None = None
    accused: Name
    count: int | None = Field(None, ge=0)
    count_qualifier: str | None = None
    occurred: Edtf
    verification: Literal["alleged", "verified"] = "alleged"


class MediatorStepLine(Line):
    """A mediator's step, in the words of `vocab/mediation.yaml`."""

    kind: Literal["mediator_step"]
    actor: Name
    step: Name
    occurred: Edtf
    speaker: str | None = None
    commitment: Commitment | None = None


class MeetingLine(Line):
    """Talks, a call or a visit."""

    kind: Literal["meeting"]
    participants: tuple[Name, ...] = Field(min_length=1)
    occurred: Edtf
    state: MeetingState = MeetingState.HELD
    host: str | None = None
    place: str | None = None
    mode: str | None = None
    level: str | None = None
    outcome: tuple[str, ...] = ()


class AgreementLine(Line):
    """A signed or reached text."""

    kind: Literal["agreement"]
    title: Name
    parties: tuple[Name, ...]
    value: Literal["reached", "not_reached"] = "reached"
    signed: Edtf
    stage: str | None = None
    pax_agt_id: int | None = None
    from_proposal: str | None = None


class StatementLine(Line):
    """Words of one speaker."""

    kind: Literal["statement"]
    speaker: Name
    occurred: Edtf
    channel: str | None = None
    factuality: str = "asserted"
    act: str = "statement"
    addressee: str | None = None
    text: str | None = None


class Reading(BaseModel):
    """One side of a conflict between sources."""

    model_config = ConfigDict(extra="forbid")

    value: Name
    url: str | None = None


class ConflictLine(Line):
    """Sources that disagree about a record, named by its id first."""

    kind: Literal["conflict_of_sources", "quote_corruption", "overreach"]
    about: Name
    claims: tuple[Reading, ...] = Field(min_length=2)


AnyLine = Annotated[
    ProposalLine
    | ResponseLine
    | DemandLine
    | CeasefireLine
    | CeasefireEndLine
    | ViolationLine
    | MediatorStepLine
    | MeetingLine
    | AgreementLine
    | StatementLine
    | ConflictLine,
    Field(discriminator="kind"),
]

_ADAPTER: TypeAdapter[AnyLine] = TypeAdapter(AnyLine)

_KINDS = (
    "proposal", "response", "demand", "ceasefire", "ceasefire_end", "violation_claim", "mediator_step", "meeting",
    "agreement", "statement", "conflict_of_sources", "quote_corruption", "overreach",
)  # fmt: skip


def read_line(parsed: Any, number: int) -> AnyLine:
    """Check one parsed line; InputError names its number, id and field."""
    if not isinstance(parsed, Mapping):
        raise InputError(f"line {number}: found {type(parsed).__name__}; each line must be one JSON object")
    try:
        return _ADAPTER.validate_python(parsed)
    except ValidationError as problem:
        raise InputError(_explain(problem, parsed, number)) from problem


def known_day(line: Line) -> date | None:
    """The first day on which the line's fact was reported."""
    return When(line.reported).first if line.reported else None


def _place(parsed: Mapping[str, Any], number: int) -> str:
    return f"line {number} ({parsed.get('id', 'without id')})"


def _explain(problem: ValidationError, parsed: Mapping[str, Any], number: int) -> str:
    first = problem.errors(include_url=False)[0]
    if first["type"].startswith("union_tag"):
        found = f"found {parsed['kind']!r}" if "kind" in parsed else "found none"
        return f"{_place(parsed, number)}, field 'kind': {found}; write one of {', '.join(_KINDS)}"
    names = [str(part) for part in first["loc"]]
    field = ".".join(names[1:] or names) or "kind"
    found = "" if first["type"] == "missing" else f", found {first.get('input')!r:.80}"
    return f"{_place(parsed, number)}, field {field!r}: {first['msg']}{found}"
