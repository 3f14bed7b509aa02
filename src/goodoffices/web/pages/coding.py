"""Blind double coding: draw a sample, code it one sentence at a time, and see alpha per field when all are done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from goodoffices.desk.workspace_coding import (
    FIELDS,
    NONE,
    Draw,
    compare_sample,
    draw_sentences,
    keep_coding,
    may_code,
    next_unit,
)
from goodoffices.ledger.samples import Sample
from goodoffices.record.claims import Factuality
from goodoffices.vocab.codebook import load_codebook
from goodoffices.web.asking import list_open, open_process
from goodoffices.web.house import House
from goodoffices.web.rendering import path_of, render
from goodoffices.web.visitors import InHouse, Reviewer, Visitor, check_form

router = APIRouter(dependencies=[Depends(check_form)])

Name = Annotated[str, Form(max_length=100)]
Given = Annotated[str, Form(max_length=400)]


@router.get("/coding")
def list_samples(request: Request, house: InHouse, visitor: Reviewer) -> Response:
    """The samples, what is left of each, and the form that draws one."""
    samples = tuple(reversed(house.ledger.samples()))
    processes = list_open(house, visitor)
    return render(request, "samples.html", samples=samples, processes=processes, coders=may_code(house.ledger))


@router.post("/coding")
def draw(
    house: InHouse,
    visitor: Reviewer,
    process: Name,
    size: Annotated[int, Form()],
    coder: Annotated[list[str] | None, Form()] = None,
    name: Name = "",
) -> Response:
    """Draw a sample."""
    chosen = open_process(house, visitor, process)
    wanted = Draw(name.strip() or chosen.name, chosen.id, size, tuple(coder or ()))
    sample = draw_sentences(house.ledger, wanted, by=visitor.id)
    return RedirectResponse(path_of("coding", sample.id), status_code=303)


@router.get("/coding/{sample_id}")
def show_sample(request: Request, house: InHouse, visitor: Reviewer, sample_id: str) -> Response:
    """The next sentence; when all coders are done, how far they agree."""
    sample = house.ledger.sample(sample_id)
    if sample.is_done:
        found = compare_sample(house.ledger, sample, visitor.viewer)
        return render(request, "compared.html", sample=sample, found=found, fields=FIELDS)
    return _show_next(request, house, visitor, sample)


def _show_next(request: Request, house: House, visitor: Visitor, sample: Sample) -> Response:
    codes = visitor.id in sample.coded
    unit = next_unit(house.ledger, sample, visitor.id, visitor.viewer) if codes else None
    return render(
        request,
        "coding.html",
        sample=sample,
        codes=codes,
        unit=unit,
        done=sample.coded.get(visitor.id, 0),
        no_claim=NONE,
        kinds=load_codebook().kinds,
        factualities=tuple(Factuality),
        actors=sorted({one for process in list_open(house, visitor) for one in (*process.parties, *process.mediators)}),
    )


@router.post("/coding/{sample_id}")
def keep(
    house: InHouse,
    visitor: Reviewer,
    sample_id: str,
    unit: Given,
    kind_value: Given = "",
    actors: Given = "",
    targets: Given = "",
    factuality: Given = "",
    when: Given = "",
) -> Response:
    """Keep a coding and go on to the next sentence."""
    given = {"kind_value": kind_value, "actors": actors, "targets": targets, "factuality": factuality, "when": when}
    keep_coding(house.ledger, sample_id, unit, coder=visitor.id, given=given)
    return RedirectResponse(path_of("coding", sample_id), status_code=303)
