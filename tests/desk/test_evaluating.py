"""Annotated reports as examples: what an encoder has learned from proves nothing, so it is not heard there."""

from dataclasses import replace
from datetime import date
from typing import Any

from goodoffices.desk.evaluating import read_examples
from goodoffices.extract.encoder import Encoder, digest_of
from goodoffices.extract.encoder_files import load_encoder
from goodoffices.extract.examples import Example
from goodoffices.read.article import make_report
from goodoffices.record.sources import Report
from goodoffices.settings import Settings

TEXT = "Ardel's army shelled the port of Lomas on Sunday."
ROW = {"report": "r1", "parties": ["ardel"], "claims": [{"quote": [0, 48], "kind": "attack", "value": "single"}]}


def read_one(encoder: Encoder | None, **more: Any) -> Example:
    report: Report = make_report(TEXT, id="r1", published=date(2031, 5, 4))
    (found,) = read_examples({"r1": {**ROW, **more}}, [report], Settings(), {"r1": "ardel"}, encoder=encoder)
    return found


def test_the_encoder_is_heard_on_a_report_that_it_does_not_know() -> None:
    found = read_one(load_encoder())
    assert found.opinion is not None
    assert len(found.opinion.rows) == len(found.layers.candidates)
    assert found.group == "ardel"


def test_an_encoder_is_not_heard_on_what_it_was_taught() -> None:
    taught = replace(load_encoder(), record={"taught": [digest_of(TEXT.replace(" ", "\n"))]})
    assert read_one(taught).opinion is None


def test_practice_is_never_judged_and_needs_no_opinion() -> None:
    assert read_one(load_encoder(), practice=True).opinion is None
    assert read_one(None).opinion is None
