"""The record by term: what is said of one track of a process, with its sentences and its discussion."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from goodoffices.assess.timeline import describe
from goodoffices.desk.workspace_terms import Term, definitions, find_terms
from goodoffices.errors import NotRecorded
from goodoffices.ledger.threads import Subject, Topic
from goodoffices.record.processes import Record, name_record
from goodoffices.record.settling import date_of, day_of
from goodoffices.web.asking import QuestionAsked, ask, open_process
from goodoffices.web.cells import link_to
from goodoffices.web.pages.evidence import discussion
from goodoffices.web.rendering import render
from goodoffices.web.visitors import InHouse, Reader

router = APIRouter()

# Rows of a page, the latest; some 60 kB.
_MOST = 200


@router.get("/p/{process_id}/terms")
def list_terms(request: Request, house: InHouse, visitor: Reader, process_id: str, question: QuestionAsked) -> Response:
    """Every term that anything is on record of."""
    process = open_process(house, visitor, process_id)
    asked = ask(house, visitor, process.id, question)
    terms = find_terms(asked.records, asked.board.view, asked.board.as_of)
    threads = [house.ledger.threads_about(_subject(term.name, process.id), viewer=visitor.viewer) for term in terms]
    return render(request, "terms.html", process=process, rows=tuple(zip(terms, threads, strict=True)))


@router.get("/p/{process_id}/terms/{name}")
def show_term(
    request: Request, house: InHouse, visitor: Reader, process_id: str, name: str, question: QuestionAsked
) -> Response:
    """What is on record of one term, in the order of its days, and what persons say of it."""
    process = open_process(house, visitor, process_id)
    if name not in definitions():
        raise NotRecorded(f"no term {name!r}; there are {', '.join(definitions())}")
    asked = ask(house, visitor, process.id, question)
    terms = find_terms(asked.records, asked.board.view, asked.board.as_of)
    term = next((one for one in terms if one.name == name), Term(name, definitions()[name], ()))
    return render(
        request,
        "term.html",
        process=process,
        term=term,
        rows=tuple(_row(record, process.id) for record in term.records[-_MOST:]),
        **discussion(house, visitor, _subject(name, process.id)),
    )


def _subject(name: str, process: str) -> Subject:
    return Subject(Topic.TERM, name, process)


def _row(record: Record, process: str) -> tuple[Record, str, str, str, str]:
    """A record, its kind, its day, what it says, and the way to its sentence."""
    when, day = date_of(record), day_of(record)
    piece = next((one for one in record.evidence if one.quote is not None), record.evidence[-1])
    said = when.edtf if when else f"by {day}" if day else ""
    return record, name_record(record), said, describe(record), link_to(piece, process, record.id)
