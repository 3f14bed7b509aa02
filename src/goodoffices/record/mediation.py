"""What a third party does about its own role; Bercovitch's strategies where a step has one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from goodoffices.record.evidence import Evidence
from goodoffices.record.when import When


class Step(StrEnum):
    """A mediator's step; the values of `mediation` claims, and `completed` for a role that ended with its success."""

    OFFERED = "offered"
    ACTIVE = "active"
    WARNED = "warned"
    REDUCED = "reduced"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    RESUMED = "resumed"
    REAFFIRMED = "reaffirmed"
    COMPLETED = "completed"


class Commitment(StrEnum):
    """What the mediator says of its will to go on."""

    REAFFIRMED = "reaffirmed"
    CONDITIONAL = "conditional"
    DISAVOWED = "disavowed"


# The finer word for help with one deed (a release) that is done; it makes nobody a mediator of the process.
DEED = "deed"


@dataclass(frozen=True, slots=True)
class MediatorStep:
    """One step of one mediator; `detail` keeps the finer word ("shuttle", "host_meeting", "deed")."""

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    actor: str
    step: Step
    when: When | None = None
    speaker: str | None = None
    commitment: Commitment | None = None
    detail: str | None = None
