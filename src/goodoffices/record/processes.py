"""A peace process: its parties, its mediators, its name; and the union of the records that belong to one."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.record.findings import SourceConflict
from goodoffices.record.mediation import MediatorStep
from goodoffices.record.talks import Agreement, Demand, Meeting, Proposal, Response, Statement
from goodoffices.record.truces import Ceasefire, Deed, Incident, TruceEvent

# The name under which each kind of record is stored and exchanged.
RECORD_TYPES: dict[str, type] = {
    "proposal": Proposal,
    "response": Response,
    "demand": Demand,
    "meeting": Meeting,
    "agreement": Agreement,
    "statement": Statement,
    "ceasefire": Ceasefire,
    "truce_event": TruceEvent,
    "incident": Incident,
    "deed": Deed,
    "mediator_step": MediatorStep,
    "source_conflict": SourceConflict,
}

Record = (
    Proposal
    | Response
    | Demand
    | Meeting
    | Agreement
    | Statement
    | Ceasefire
    | TruceEvent
    | Incident
    | Deed
    | MediatorStep
    | SourceConflict
)


@dataclass(frozen=True, slots=True)
class Process:
    """A peace process by its principal parties; a person may name it, and name parties the reports do not.

    `id` is made from the parties ("rus-ukr") and stays when a person renames or extends it; `named_by` is the
    person who last did.
    """

    id: str
    name: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    named_by: str | None = None


def name_record(record: Record) -> str:
    """The stored name of a record's kind ("proposal", "truce_event")."""
    return _NAMES[type(record)]


_NAMES = {kind: name for name, kind in RECORD_TYPES.items()}
