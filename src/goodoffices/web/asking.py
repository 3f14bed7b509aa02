"""The question in an address: process, days, reviewed only, candidates too; and its remembered answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from goodoffices.desk.boards import Asked, Question, ask_board
from goodoffices.desk.workspace import visible_processes
from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger.outlines import ReportOutline
from goodoffices.record.processes import Process
from goodoffices.web.house import House
from goodoffices.web.visitors import Reader, Visitor


def parse_day(text: str, name: str) -> date | None:
    """A day as a date field sends it; raises InputError."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"{name} {text[:40]!r} is not a day; write it as 2025-05-02") from None


async def _read_question(
    visitor: Reader,
    as_of: Annotated[str, Query()] = "",
    known_at: Annotated[str, Query()] = "",
    reviewed: Annotated[str, Query()] = "",
    candidates: Annotated[str, Query()] = "",
) -> Question:
    return Question(
        as_of=parse_day(as_of, "as_of"),
        known_at=parse_day(known_at, "known_at"),
        reviewed=bool(reviewed),
        candidates=bool(candidates) and not reviewed,
        viewer=visitor.viewer,
    )


QuestionAsked = Annotated[Question, Depends(_read_question)]


def in_public(house: House, visitor: Visitor) -> bool:
    """Whether this visitor sees only what persons have reviewed."""
    return house.settings.web.public and visitor.user is None


def open_process(house: House, visitor: Visitor, process_id: str) -> Process:
    """A process that the visitor may see; raises NotRecorded."""
    for process in list_open(house, visitor):
        if process.id == process_id:
            return process
    raise NotRecorded(f"no process {process_id!r}, or not one that you may see")


def list_open(house: House, visitor: Visitor) -> tuple[Process, ...]:
    """The processes that the visitor may see."""
    viewer = visitor.viewer
    return house.memory.recall(("processes", viewer), lambda: visible_processes(house.ledger, viewer), ahead=True)


def list_shelf(house: House, visitor: Visitor) -> tuple[ReportOutline, ...]:
    """Every report that the visitor may see, newest first, without its text."""
    viewer = visitor.viewer
    return house.memory.recall(("shelf", viewer), lambda: house.ledger.report_outlines(viewer), ahead=True)


def ask(house: House, visitor: Visitor, process_id: str, question: Question) -> Asked:
    """The board of a process for this visitor, remembered until something is written."""
    process = open_process(house, visitor, process_id)
    reviewed = question.reviewed or in_public(house, visitor)
    asked = replace(question, process=process.id, reviewed=reviewed, viewer=visitor.viewer)
    return house.memory.recall(asked, lambda: ask_board(house.ledger, asked), ahead=True)
