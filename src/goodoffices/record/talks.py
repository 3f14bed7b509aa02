"""What is said across the table: proposals, answers, demands, meetings, agreements, statements.

Values are DESIGN's: the ladder of answers, PA-X stages for agreements. Every record lists the evidence it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from goodoffices.record.claims import Factuality
from goodoffices.record.evidence import Evidence, Link
from goodoffices.record.when import When


class Answer(StrEnum):
    """How a party answers a proposal; `rank` is its rung on the ladder."""

    NO_RESPONSE_KNOWN = "no_response_known"
    UNDER_CONSIDERATION = "under_consideration"
    ACCEPTED_CONDITIONALLY = "accepted_conditionally"
    COUNTER_PROPOSED = "counter_proposed"
    ACCEPTED_IN_PART = "accepted_in_part"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ACCEPTANCE_WITHDRAWN = "acceptance_withdrawn"

    @property
    def rank(self) -> int:
        """Its rung: 0 for nothing known, a refusal or a withdrawn yes; 4 for a full yes."""
        return _RANKS.get(self, 0)


_RANKS = {
    Answer.UNDER_CONSIDERATION: 1,
    Answer.ACCEPTED_CONDITIONALLY: 2,
    Answer.COUNTER_PROPOSED: 2,
    Answer.ACCEPTED_IN_PART: 3,
    Answer.ACCEPTED: 4,
}


class Firmness(StrEnum):
    """How firmly a demand is held."""

    STATED = "stated"
    PRECONDITION = "precondition"
    RED_LINE = "red_line"
    DROPPED = "dropped"


class MeetingState(StrEnum):
    """How far a meeting has come."""

    OFFERED = "offered"
    PLANNED = "planned"
    CALLED_OFF = "called_off"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Terms:
    """The core of a proposal or truce: its track, scope, length and purpose, and the terms in reports' own words."""

    track: str = "other"
    scope: str | None = None
    days: int | None = None
    purpose: str | None = None
    wording: tuple[str, ...] = ()


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An arrangement put forward; one record per version, versions of one idea share `thread`.

    `required` are the parties whose yes it needs. `deadline` is its own last day, `extends` the truce it would
    prolong, `supersedes` the version before. `floated` says that only unnamed or "considering" voices put it.
    """

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    title: str
    proposers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    tabled: When | None = None
    terms: Terms = NO_TERMS
    deadline: When | None = None
    withdrawn: When | None = None
    floated: bool = False
    extends: str | None = None
    thread: str | None = None
    version: int = 1
    supersedes: str | None = None
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """One party's answer to one proposal; `links` are the candidates where the proposal is not certain."""

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    party: str
    value: Answer
    proposal: str | None = None
    when: When | None = None
    conditions: tuple[str, ...] = ()
    speaker: str | None = None
    basis: str = "statement"
    object: str | None = None
    addressees: tuple[str, ...] = ()
    terms: Terms = NO_TERMS
    links: tuple[Link, ...] = ()
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """What a party wants, and how firmly, on one day."""

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    party: str
    content: str
    firmness: Firmness = Firmness.STATED
    addressees: tuple[str, ...] = ()
    when: When | None = None
    track: str = "other"
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Talks, a call or a visit."""

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    participants: tuple[str, ...]
    when: When | None = None
    state: MeetingState = MeetingState.HELD
    place: str | None = None
    host: str | None = None
    mode: str | None = None
    level: str | None = None
    topic: str | None = None
    outcome: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A text or deal that parties reached, or failed to reach; `stage` is the PA-X stage where known."""

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    parties: tuple[str, ...]
    title: str = ""
    value: str = "reached"
    signed: When | None = None
    stage: str | None = None
    terms: Terms = NO_TERMS
    from_proposal: str | None = None
    pax_id: int | None = None
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of one speaker on one day; `variants` are the forms in which they were printed."""

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    speaker: str | None
    actors: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    act: str = "statement"
    value: str | None = None
    when: When | None = None
    channel: str | None = None
    text: str = ""
    factuality: Factuality | str = Factuality.ASSERTED
    variants: tuple[str, ...] = ()
