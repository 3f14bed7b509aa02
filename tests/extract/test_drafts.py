"""Claims as they are drafted: whose the choices are that rules make before the model."""

from datetime import date

import pytest

from goodoffices.extract.steps import code_report
from goodoffices.read.article import make_report
from goodoffices.record.claims import Kind

_CONTEXT = (
    " Turkey mediates between Russia and Ukraine. Russia shelled Ukraine on Sunday. Ukraine attacked Russia."
    " Turkey offered to mediate between Russia and Ukraine again."
)


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Trilateral talks between Russia and Ukraine were held in Istanbul on Monday.", {"RUS", "UKR", "TUR"}),
        ("Talks between Russia and Ukraine were held in Istanbul on Monday.", {"RUS", "UKR"}),
    ],
)
def test_trilateral_talks_are_those_of_the_sides_and_the_mediator(sentence: str, actors: set[str]) -> None:
    report = make_report(f"{sentence}{_CONTEXT}\n", id="made-up", published=date(2025, 3, 4))
    found = [claim for claim in code_report(report).claims if claim.kind is Kind.MEETING]
    assert [set(claim.actors) for claim in found] == [actors]
