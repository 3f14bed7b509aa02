"""One party that agrees answers; two that are named agree with each other."""

from datetime import date

import pytest

from goodoffices.extract.choosing import Reading
from goodoffices.extract.firm import read_consent
from goodoffices.extract.layers import read_layers
from goodoffices.extract.parse import parse_report
from goodoffices.extract.steps import code_report
from goodoffices.read.article import make_report
from goodoffices.record.claims import Kind

_DAY = date(2024, 3, 4)


def _kind_after(sentence: str, head: str) -> str:
    layers = read_layers(parse_report(make_report(f"{sentence}\n", id="made-up", published=_DAY)))
    place = next(at for at, one in enumerate(layers.candidates) if layers.words.lower[one.head] == head)
    (found,) = read_consent(layers, [Reading(place, "agreement", 0.6)])
    assert (found.place, found.probability) == (place, 0.6)
    return found.kind


@pytest.mark.parametrize(
    "sentence",
    [
        "Rwanda agreed to a truce of two weeks.",
        "Rwanda rejected the plan but agreed to stop the shelling.",
        "The Colombian government has agreed to the proposal of the bishops.",
    ],
)
def test_the_consent_of_one_party_is_its_answer(sentence: str) -> None:
    assert _kind_after(sentence, "agreed") == "response"


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        ("Rwanda and Burundi agreed to a truce of two weeks.", "agreed"),
        ("Rwanda agreed with Burundi on a truce of two weeks.", "agreed"),
        ("A truce was agreed in Nairobi.", "agreed"),
        ("They agreed to a truce of two weeks.", "agreed"),
        ("Rwanda signed the accord.", "signed"),
    ],
)
def test_an_agreement_takes_two(sentence: str, head: str) -> None:
    assert _kind_after(sentence, head) == "agreement"


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Rwanda and Burundi signed a peace agreement in Nairobi on Monday.", ("BDI", "RWA")),
        ("Rwanda reached an agreement with Burundi on a ceasefire on Monday.", ("BDI", "RWA")),
    ],
)
def test_those_who_agree_are_the_subject_and_whom_it_agrees_with(sentence: str, actors: tuple[str, ...]) -> None:
    context = " Congo and the M23 rebels are at war. Congo shelled M23 rebels. M23 rebels attacked Congo."
    claims = code_report(make_report(f"{sentence}{context}\n", id="made-up", published=_DAY)).claims
    assert [claim.actors for claim in claims if claim.kind is Kind.AGREEMENT] == [actors]
