"""A claim: this report, at these characters, says that an act of the peace process happened, may happen, or did not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from goodoffices.record.sources import Span
from goodoffices.record.when import When


class Kind(StrEnum):
    """What sort of act is claimed; values per kind are in `vocab/kinds.yaml`."""

    PROPOSAL = "proposal"
    RESPONSE = "response"
    DEMAND = "demand"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    CEASEFIRE = "ceasefire"
    VIOLATION = "violation"
    ATTACK = "attack"
    DEESCALATION = "deescalation"
    MEDIATION = "mediation"
    URGING = "urging"
    ACCUSATION = "accusation"
    THREAT = "threat"
    SUPPORT = "support"
    SANCTION = "sanction"
    AID = "aid"
    ASSESSMENT = "assessment"
    OTHER = "other"


class Factuality(StrEnum):
    """How the report holds the act to be true."""

    ASSERTED = "asserted"
    DENIED = "denied"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    PREDICTED = "predicted"
    DEMANDED = "demanded"


class SpeechKind(StrEnum):
    """How words are reported: all, part, or none of the content stands inside quotation marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words reported as somebody's: who (`source`), by which cue, and what (`content`), each as spans.

    `speaker` is the longest form of the source's name in the report, or the phrase as written for unnamed and
    collective sources; `affiliation` are the actor ids it speaks for; `chain` runs from the outermost reporter to the
    speaker ("Reuters", "a senior official").
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: SpeechKind
    speaker: str | None = None
    affiliation: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER event type and mode (2021 manual)."""

    type: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the same clause, with its probability."""

    kind: Kind
    value: str | None
    probability: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one report; `quote` is exact, `text == report.text[quote.start:quote.end]`.

    `confidence` is the calibrated probability that kind, value and actors are all right; `sure` says that a board may
    rest on it before a person has looked. `rule` names the rule or step that found it, `coder` the program or person.
    """

    report: str
    quote: Span
    text: str
    kind: Kind
    value: str | None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    speaker: str | None = None
    direct: bool = False
    factuality: Factuality = Factuality.ASSERTED
    when: When | None = None
    object: str | None = None
    plover: Plover | None = None
    cameo: str | None = None
    actor_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    attribution: tuple[str, ...] = ()
    rule: str = ""
    coder: str = "embedded"
    confidence: float = 0.0
    sure: bool = False
    alternatives: tuple[Alternative, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same claim of the same report by the same coder, however often it is read."""
        whom = ",".join(self.actors)
        parts = (self.report, self.quote.start, self.quote.end, self.kind, self.value, whom, self.speaker, self.coder)
        return "c" + hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]


class Verdict(StrEnum):
    """What a person decided about a claim or a record."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    DISPUTE = "dispute"
    MERGE = "merge"
    SPLIT = "split"
    RELINK = "relink"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, kept for good: `changes` holds the new field values of an edit as (field, JSON) pairs."""

    subject: str
    verdict: Verdict
    reviewer: str
    decided: datetime
    reason: str = ""
    changes: tuple[tuple[str, str], ...] = ()
