"""The board of a process on one day: proposals × parties, truces, mediators, violence, standstill, what is contested.

In: records, attacks per day, a day and a view. Out: a frozen `Board`; cells are Findings with rule and evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goodoffices.assess.answers import answers_of
from goodoffices.assess.citing import with_doubt
from goodoffices.assess.docket import EVERYTHING, Docket, Sight, View, open_docket
from goodoffices.assess.mediator import MediatorState, mediator_off, mediator_states
from goodoffices.assess.phase import phases
from goodoffices.assess.posture import Posture, postures
from goodoffices.assess.proposals import status_of_proposal
from goodoffices.assess.stalls import find_quiet, find_stuck
from goodoffices.assess.truces import compliance_of, status_of
from goodoffices.record.findings import Finding, SourceConflict
from goodoffices.record.processes import Process, Record
from goodoffices.record.talks import Demand, Proposal
from goodoffices.record.truces import AttackDay, Ceasefire


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal, its status and the answer of each required party."""

    proposal: Proposal
    status: Finding
    answers: tuple[tuple[str, Finding], ...]


@dataclass(frozen=True, slots=True)
class TruceRow:
    """A truce on its two axes."""

    truce: Ceasefire
    status: Finding
    compliance: Finding


@dataclass(frozen=True, slots=True)
class Board:
    """Where a process stands on `as_of`, as `view` shows it."""

    as_of: date
    view: View
    process: Process | None
    proposals: tuple[ProposalRow, ...]
    truces: tuple[TruceRow, ...]
    mediators: tuple[MediatorState, ...]
    quiet: Finding | None
    stuck: Finding | None
    mediator_off: Finding
    phases: tuple[tuple[str, Finding], ...]
    postures: tuple[Posture, ...]
    demands: tuple[Demand, ...]
    contested: tuple[SourceConflict, ...]


def assess_board(
    records: Iterable[Record] | Sight,
    as_of: date,
    view: View = EVERYTHING,
    *,
    process: Process | None = None,
    attacks: Iterable[AttackDay] = (),
) -> Board:
    """The board of one process; `attacks` are counts per day and actor, as a store sums them up."""
    docket = open_docket(records, as_of, view)
    proposals = tuple(_proposal_row(docket, proposal, as_of) for proposal in docket.proposals)
    truces = tuple(_truce_row(docket, truce, as_of) for truce in docket.ceasefires)
    states = mediator_states(docket)
    return Board(
        as_of=as_of,
        view=view,
        process=process,
        proposals=proposals,
        truces=truces,
        mediators=tuple(states.values()),
        quiet=find_quiet(docket, as_of),
        stuck=find_stuck(docket, as_of),
        mediator_off=mediator_off(states),
        phases=_phases(docket, proposals, truces),
        postures=tuple(postures(docket, attacks, as_of).values()),
        demands=docket.demands,
        contested=docket.conflicts,
    )


def _proposal_row(docket: Docket, proposal: Proposal, as_of: date) -> ProposalRow:
    answers = answers_of(docket, proposal).items()
    status = with_doubt(status_of_proposal(docket, proposal, as_of), docket.doubtful)
    return ProposalRow(
        proposal, status, tuple((party, with_doubt(answer, docket.doubtful)) for party, answer in answers)
    )


def _truce_row(docket: Docket, truce: Ceasefire, as_of: date) -> TruceRow:
    status, compliance = status_of(docket, truce, as_of), compliance_of(docket, truce, as_of)
    return TruceRow(truce, with_doubt(status, docket.doubtful), with_doubt(compliance, docket.doubtful))


def _phases(
    docket: Docket, proposals: tuple[ProposalRow, ...], truces: tuple[TruceRow, ...]
) -> tuple[tuple[str, Finding], ...]:
    found = phases(
        docket, {row.proposal.id: row.status for row in proposals}, {row.truce.id: row.status for row in truces}
    )
    return tuple(found.items())
