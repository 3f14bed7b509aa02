"""The status of a proposal: each rung, and that the first that holds wins."""

from datetime import date

import pytest

from goodoffices.assess.proposals import status_of_proposal
from goodoffices.record.truces import Side
from goodoffices.record.when import When


def status(desk, plan, *records, day="2030-03-01"):
    return status_of_proposal(desk.docket(day, plan, *records), plan, date.fromisoformat(day)).value


def both_accept(desk):
    return tuple(desk.answer(party, "accepted", "2030-01-05") for party in ("AAA", "BBB"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "tabled"),
        ({"AAA": "under_consideration"}, "tabled"),
        ({"AAA": "accepted"}, "partly_accepted"),
        ({"AAA": "accepted_conditionally"}, "partly_accepted"),
        ({"AAA": "accepted", "BBB": "counter_proposed"}, "countered"),
        ({"AAA": "counter_proposed", "BBB": "rejected"}, "rejected"),
        ({"AAA": "accepted", "BBB": "accepted"}, "agreed"),
        ({"AAA": "accepted", "BBB": "acceptance_withdrawn"}, "partly_accepted"),
    ],
)
def test_answers_make_the_status(desk, given, expected):
    answers = [desk.answer(party, value, "2030-01-05") for party, value in given.items()]
    assert status(desk, desk.proposal(), *answers) == expected


def test_only_floated_ideas_are_floated(desk):
    assert status(desk, desk.proposal(floated=True)) == "floated"


def test_an_agreed_text_is_adopted_when_its_truce_begins(desk):
    plan, yes = desk.proposal(), both_accept(desk)
    truce = desk.truce(day="2030-01-06", start="2030-02-01", from_proposal="P", side=Side.BILATERAL)
    assert status(desk, plan, *yes, truce, day="2030-01-31") == "agreed"
    assert status(desk, plan, *yes, truce, day="2030-02-01") == "adopted"


def test_a_passed_deadline_lapses_what_was_not_agreed(desk):
    plan = desk.proposal(deadline=When("2030-01-31"))
    assert status(desk, plan, day="2030-01-31") == "tabled"
    assert status(desk, plan, day="2030-02-01") == "lapsed"
    assert status(desk, plan, *both_accept(desk)) == "agreed"


def test_a_withdrawal_goes_before_everything(desk):
    plan = desk.proposal(withdrawn=When("2030-02-01"))
    assert status(desk, plan, *both_accept(desk)) == "withdrawn"
    assert status(desk, plan, *both_accept(desk), day="2030-01-31") == "agreed"


def test_a_later_version_supersedes(desk):
    plan, later = desk.proposal(), desk.proposal("Q", "2030-02-01", supersedes="P")
    assert status(desk, plan, later) == "superseded"
    assert status(desk, plan, later, day="2030-01-31") == "tabled"
