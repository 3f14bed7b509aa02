"""A board as plain JSON values, for programs and for the golden files.

The shared part (`as_of`, `proposals`, `ceasefires`, `mediators`, `quiet`, `stuck`) holds bare values; `cells` holds the
same conclusions with rule, evidence and sentence, under the same names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from goodoffices.assess.board import Board
from goodoffices.assess.escalation import RateRatio
from goodoffices.assess.mediator import MediatorState
from goodoffices.assess.posture import Posture
from goodoffices.record.findings import Finding, SourceConflict
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Demand

Json = dict[str, Any]


def board_as_json(board: Board) -> Json:
    """Every value of a board; days are ISO dates, what is not known is null."""
    return {
        **_header(board),
        "proposals": {row.proposal.id: _answers(row.status, row.answers) for row in board.proposals},
        "ceasefires": {
            row.truce.id: {"status": row.status.value, "compliance": row.compliance.value} for row in board.truces
        },
        "mediators": {state.actor: _mediator(state) for state in board.mediators},
        "quiet": _quiet(board.quiet),
        "stuck": _stuck(board.stuck),
        "mediator_off": board.mediator_off.value == "yes",
        "phases": {track: finding.value for track, finding in board.phases},
        "postures": {posture.party: _posture(posture) for posture in board.postures},
        "demands": [_demand(demand) for demand in board.demands],
        "contested": [_conflict(conflict) for conflict in board.contested],
        "cells": _cells(board),
    }


def finding_as_json(finding: Finding | None) -> Json | None:
    """A finding with its rule, threshold, inputs, evidence and sentence."""
    if finding is None:
        return None
    return {
        "value": finding.value,
        "rule": f"{finding.rule.name}/{finding.rule.version}",
        "threshold": _number(finding.threshold),
        "inputs": [list(pair) for pair in finding.inputs],
        "since": _day(finding.since),
        "records": list(finding.records),
        "evidence": list(finding.evidence),
        "sentence": finding.sentence,
        "note": finding.note,
    }


def _header(board: Board) -> Json:
    process = board.process
    return {
        "as_of": _day(board.as_of),
        "known_at": _day(board.view.known_at),
        "reviewed": board.view.reviewed,
        "process": None if process is None else {"id": process.id, "name": process.name},
    }


def _answers(status: Finding, answers: Iterable[tuple[str, Finding]]) -> Json:
    return {"status": status.value, "answers": {party: answer.value for party, answer in answers}}


def _mediator(state: MediatorState) -> Json:
    return {
        "state": state.state,
        "warned_since": _day(state.warned_since),
        "commitment": None if state.commitment is None else str(state.commitment),
        "commitment_date": _day(state.commitment_date),
    }


def _quiet(finding: Finding | None) -> Json | None:
    if finding is None:
        return None
    days, threshold = int(dict(finding.inputs)["days"]), _number(finding.threshold)
    return {"is": finding.value == "yes", "days": days, "threshold": threshold, "last_move": _day(finding.since)}


def _stuck(finding: Finding | None) -> Json | None:
    if finding is None:
        return None
    return {"is": finding.value == "yes", "days": int(dict(finding.inputs)["days"]), "since": _day(finding.since)}


def _posture(posture: Posture) -> Json:
    return {
        "said": {track: finding.value for track, finding in posture.said},
        "did": dict(posture.did),
        "attacks": _attacks(posture.attacks),
        "gap": posture.gap,
    }


def _attacks(compared: RateRatio | None) -> Json | None:
    if compared is None:
        return None
    return {
        "recent": compared.recent,
        "before": compared.before,
        "ratio": _finite(compared.ratio),
        "interval": [_finite(compared.lower), _finite(compared.upper)],
        "direction": compared.direction,
        "refused": compared.refused,
    }


def _demand(demand: Demand) -> Json:
    return {
        "id": demand.id,
        "party": demand.party,
        "content": demand.content,
        "firmness": str(demand.firmness),
        "day": _day(day_of(demand)),
        "evidence": [piece.id for piece in demand.evidence],
    }


def _conflict(conflict: SourceConflict) -> Json:
    variants = [{"value": variant.value, "evidence": list(variant.evidence)} for variant in conflict.variants]
    return {
        "id": conflict.id,
        "about": conflict.about,
        "field": conflict.field,
        "type": conflict.type,
        "variants": variants,
        "note": conflict.note,
    }


def _cells(board: Board) -> Json:
    return {
        "proposals": {
            row.proposal.id: {
                "title": row.proposal.title,
                "status": finding_as_json(row.status),
                "answers": {party: finding_as_json(answer) for party, answer in row.answers},
                "contested": list(row.proposal.contested),
            }
            for row in board.proposals
        },
        "ceasefires": {
            row.truce.id: {
                "title": row.truce.title,
                "status": finding_as_json(row.status),
                "compliance": finding_as_json(row.compliance),
                "contested": list(row.truce.contested),
            }
            for row in board.truces
        },
        "mediators": {state.actor: finding_as_json(state.finding) for state in board.mediators},
        "quiet": finding_as_json(board.quiet),
        "stuck": finding_as_json(board.stuck),
        "mediator_off": finding_as_json(board.mediator_off),
        "phases": {track: finding_as_json(finding) for track, finding in board.phases},
    }


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _number(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


def _finite(number: float | None) -> float | None:
    """JSON has no infinity: an unbounded ratio is null, its counts say why."""
    return None if number is None or number in (float("inf"), float("-inf")) else round(number, 4)
