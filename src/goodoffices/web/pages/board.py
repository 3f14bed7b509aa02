"""The board: where a process stands on a day, as known on a day, one click from every cell to its sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from goodoffices.assess.board import ProposalRow, TruceRow
from goodoffices.desk.boards import Asked, Question
from goodoffices.desk.workspace import answers_given
from goodoffices.record.evidence import Evidence
from goodoffices.record.findings import Finding, Rule
from goodoffices.record.processes import Process
from goodoffices.record.talks import Demand
from goodoffices.vocab.actors import name_actor
from goodoffices.web.asking import QuestionAsked, ask, in_public, list_open, open_process
from goodoffices.web.cells import Cell, link_first, link_to, make_cell
from goodoffices.web.rendering import path_of, render
from goodoffices.web.visitors import InHouse, Reader

router = APIRouter()

# Rows of a table before "all": with them the page stays well under 100 kB, and nobody reads on further by scrolling.
_MOST = 24
# Truces that are over are history; the strip names those that bind.
_BINDING = ("in_force", "declared", "unclear")


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal with its status and one cell per party."""

    proposal: Any
    status: Cell
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Truce:
    """A truce with its two axes."""

    truce: Any
    status: Cell
    compliance: Cell


@router.get("/")
def show_processes(request: Request, house: InHouse, visitor: Reader) -> Response:
    """The only process there is, or the list of them."""
    processes = list_open(house, visitor)
    if len(processes) == 1:
        return RedirectResponse(path_of("p", processes[0].id), status_code=303)
    rows = tuple(_summary(ask(house, visitor, one.id, Question()), one) for one in processes[:_MOST])
    return render(request, "processes.html", rows=rows, rest=processes[_MOST:])


@dataclass(frozen=True, slots=True)
class Summary:
    """A process in one line: where it stands on the last day on which anything was known."""

    process: Process
    as_of: date
    mediators: tuple[Cell, ...]
    binding: int
    stuck: Finding | None
    last: tuple[str, Cell] | None
    unreviewed: int


def _summary(asked: Asked, process: Process) -> Summary:
    board = asked.board
    return Summary(
        process,
        board.as_of,
        tuple(make_cell(asked, state.finding, process.id) for state in board.mediators),
        sum(row.status.value in _BINDING for row in board.truces),
        board.stuck,
        _last_change(asked, process.id),
        _count_unreviewed(asked.pieces.values()),
    )


@router.get("/p/{process_id}")
def show_board(
    request: Request, house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked, whole: str = ""
) -> Response:
    """The board."""
    process = open_process(house, visitor, process_id)
    asked = ask(house, visitor, process_id, question)
    board = asked.board
    truces = tuple(_truce(asked, row, process.id) for row in board.truces)
    most = sys.maxsize if whole else _MOST
    return render(
        request,
        "board.html",
        process=process,
        question=question,
        board=board,
        only_reviewed=board.view.reviewed,
        in_public=in_public(house, visitor),
        parties=_parties(asked),
        rows=tuple(_rows(asked, process.id))[:most],
        most=most,
        whole_address=_whole(request),
        truces=tuple(reversed(truces))[:most],
        binding=tuple(truce for truce in truces if truce.status.value in _BINDING),
        mediators=tuple((state, make_cell(asked, state.finding, process.id)) for state in board.mediators),
        standstill=tuple(_standstill(asked, process.id)),
        demands=tuple(_demand(demand, process.id) for demand in reversed(board.demands))[:most],
        postures=tuple(_posture(asked, posture, process.id) for posture in board.postures),
        contested=tuple(_contested(asked, process.id))[:most],
        last=_last_change(asked, process.id),
        unreviewed=_count_unreviewed(asked.pieces.values()),
        rules=_rules(asked),
    )


def _rules(asked: Asked) -> tuple[Rule, ...]:
    """Every rule that made a cell, once."""
    board = asked.board
    findings = [finding for row in board.proposals for finding in (row.status, *(answer for _, answer in row.answers))]
    findings += [finding for row in board.truces for finding in (row.status, row.compliance)]
    findings += [state.finding for state in board.mediators]
    return tuple({finding.rule.name: finding.rule for finding in findings}.values())


def _whole(request: Request) -> str:
    """This page with every row."""
    return str(request.url.include_query_params(whole="1").query)


def _parties(asked: Asked) -> tuple[str, ...]:
    return tuple(sorted({party for row in asked.board.proposals for party, _ in row.answers}))


def _rows(asked: Asked, process: str) -> Iterable[Row]:
    board = asked.board
    given = answers_given(asked.records, board.view, board.as_of)
    for row in sorted(board.proposals, key=_order, reverse=True):
        answers = dict(row.answers)
        cells = tuple(
            make_cell(asked, answers[party], process, heard=given.get((row.proposal.id, party), ()))
            if party in answers
            else None
            for party in _parties(asked)
        )
        yield Row(row.proposal, make_cell(asked, row.status, process), cells)


def _order(row: ProposalRow) -> tuple[bool, str]:
    """Proposals that are still open first, the latest of them on top."""
    when = row.proposal.tabled
    over = row.status.value in ("withdrawn", "superseded", "lapsed", "rejected")
    return not over, when.edtf if when else ""


def _truce(asked: Asked, row: TruceRow, process: str) -> Truce:
    return Truce(row.truce, make_cell(asked, row.status, process), make_cell(asked, row.compliance, process))


def _standstill(asked: Asked, process: str) -> Iterable[tuple[str, Finding | None, str]]:
    board = asked.board
    for name, finding in (("quiet", board.quiet), ("stuck", board.stuck), ("mediator off", board.mediator_off)):
        yield name, finding, link_first(asked, finding.evidence, process) if finding else ""


def _demand(demand: Demand, process: str) -> tuple[Demand, str, bool]:
    unreviewed = not any(piece.reviewed for piece in demand.evidence)
    return demand, link_to(demand.evidence[-1], process, demand.id), unreviewed


def _posture(asked: Asked, posture: Any, process: str) -> tuple[Any, tuple[tuple[str, Cell], ...]]:
    return posture, tuple((track, make_cell(asked, finding, process)) for track, finding in posture.said)


def _contested(asked: Asked, process: str) -> Iterable[tuple[Any, tuple[tuple[str, tuple[tuple[str, str], ...]], ...]]]:
    for conflict in asked.board.contested:
        sides = tuple(
            (
                side.value,
                tuple((p.outlet or p.report, link_to(p, process, conflict.about)) for p in asked.of(side.evidence)),
            )
            for side in conflict.variants
        )
        yield conflict, sides


def _last_change(asked: Asked, process: str) -> tuple[str, Cell] | None:
    """The cell that moved last."""
    board = asked.board
    moved: list[tuple[str, Finding]] = [
        (f"{row.proposal.title}: {name_actor(party)}", answer)
        for row in board.proposals
        for party, answer in row.answers
    ]
    moved += [(row.truce.title, row.status) for row in board.truces]
    moved += [(f"mediator {name_actor(state.actor)}", state.finding) for state in board.mediators]
    dated = [(title, finding) for title, finding in moved if finding.since is not None]
    if not dated:
        return None
    title, finding = max(dated, key=lambda one: str(one[1].since))
    return title, make_cell(asked, finding, process)


def _count_unreviewed(pieces: Iterable[Evidence]) -> int:
    return sum(not piece.reviewed and piece.withdrawn is None for piece in pieces)
