"""Which proposal an answer is to, and which proposal a truce came from."""

from dataclasses import replace
from datetime import date

import pytest

from goodoffices.record.evidence import Evidence
from goodoffices.record.talks import Agreement, Answer, Proposal, Response, Terms
from goodoffices.record.when import When
from goodoffices.resolve.threads import link_response, link_text

HALT = Terms(track="energy")


def told(day: str, text: str = "") -> tuple[Evidence, ...]:
    return (Evidence("c1", "r1", "o1", known=date.fromisoformat(day), text=text),)


PLAN = Proposal("P", "p", told("2030-03-19"), "halt of strikes on energy sites", ("MED",), ("AAA", "BBB"), terms=HALT)


@pytest.mark.parametrize(
    ("said", "linked"),
    [("the general turned it down", True), ("the general gave no order to extend it", False)],
)
def test_what_is_said_of_extending_a_truce_is_no_answer_to_the_plan_for_it(said: str, linked: bool) -> None:
    answer = Response(
        "R", "p", told("2030-03-20", said), "AAA", Answer.REJECTED, when=When("2030-03-20"), object="halt", terms=HALT
    )
    assert bool(link_response(answer, (PLAN,)).links) is linked
    assert link_response(answer, (replace(PLAN, title="extension of the halt"),)).links


@pytest.mark.parametrize(("tabled", "linked"), [(None, True), (When("2030-03-17"), True), (When("2030-03-19"), False)])
def test_a_plan_that_only_its_report_dates_may_be_a_little_older(tabled: When | None, linked: bool) -> None:
    text = Agreement("A", "p", told("2030-03-18"), ("AAA", "BBB"), "energy halt", signed=When("2030-03-18"), terms=HALT)
    assert (link_text(text, (replace(PLAN, tabled=tabled),)).from_proposal == "P") is linked
