"""Truces on two axes; a claim of violation ends none."""

from dataclasses import replace
from datetime import date

import pytest

from goodoffices.assess.docket import View, open_docket
from goodoffices.assess.truces import compliance_of, status_of
from goodoffices.record.evidence import Evidence
from goodoffices.record.settling import settle
from goodoffices.record.truces import Effect, Side
from goodoffices.record.when import When


def status(desk, truce, *records, day):
    return status_of(desk.docket(day, truce, *records), truce, date.fromisoformat(day))


def compliance(desk, truce, *records, day="2030-01-31"):
    return compliance_of(desk.docket(day, truce, *records), truce, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2030-01-01", "declared"),
        ("2030-01-04", "declared"),
        ("2030-01-05", "in_force"),
        ("2030-01-14", "in_force"),
        ("2030-01-15", "expired"),
    ],
)
def test_a_term_of_ten_days_has_its_edges(desk, day, expected):
    assert status(desk, desk.truce(start="2030-01-05", fixed_days=10), day=day).value == expected


def test_an_open_truce_unreported_for_ninety_days_is_unclear(desk):
    truce = desk.truce(start="2030-01-01")
    assert status(desk, truce, day="2030-04-01").value == "in_force"
    assert status(desk, truce, day="2030-04-02").value == "unclear"
    heard = desk.incident("BBB", "AAA", "2030-03-01")
    assert status(desk, truce, heard, day="2030-04-02").value == "in_force"


def test_any_number_of_violation_claims_ends_no_truce(desk):
    claims = [desk.incident("BBB", "AAA", "2030-01-02", count=1000) for _ in range(50)]
    assert status(desk, desk.truce(), *claims, day="2030-01-03").value == "in_force"


def test_one_partys_collapse_is_a_termination_and_a_monitors_a_collapse(desk):
    truce = desk.truce(parties=("AAA", "BBB"))
    one, monitor = (desk.news("collapsed", "2030-01-09", voices=who) for who in (("AAA",), ("un",)))
    assert status(desk, truce, one, day="2030-01-10").value == "terminated"
    assert status(desk, truce, monitor, day="2030-01-10").value == "collapsed"


def test_an_extension_supersedes_when_it_begins(desk):
    truce = desk.truce(planned_end=When("2030-01-10"))
    longer = desk.truce("D", "2030-01-08", "2030-01-11", extends="C")
    assert status(desk, truce, longer, day="2030-01-10").value == "in_force"
    assert status(desk, truce, longer, day="2030-01-11").value == "superseded"


def test_a_truce_that_never_entered_says_so(desk):
    assert (
        status(desk, desk.truce(), desk.news("never_entered", "2030-01-02"), day="2030-01-03").value == "never_entered"
    )


def test_compliance_is_the_strongest_report(desk):
    truce = desk.truce()
    ours, theirs = desk.incident("AAA", "BBB", "2030-01-02"), desk.incident("BBB", "AAA", "2030-01-03")
    verified = desk.incident("un", "AAA", "2030-01-04", verified=True)
    assert compliance(desk, truce).value == "no_reports"
    assert compliance(desk, truce, desk.news("observed", "2030-01-02")).value == "observed_reported"
    assert compliance(desk, truce, ours).value == "violations_alleged"
    assert compliance(desk, truce, ours, theirs).value == "mutual_accusations"
    assert compliance(desk, truce, ours, theirs, verified).value == "violations_verified"
    assert compliance(desk, truce, ours, desk.news("collapsed", "2030-01-05")).value == "collapsed_reported"


def test_violations_outside_the_window_are_not_its_own(desk):
    truce = desk.truce(start="2030-01-05", fixed_days=2)
    early, late = (desk.incident("BBB", "AAA", day) for day in ("2030-01-04", "2030-01-07"))
    assert compliance(desk, truce, early, late).value == "no_reports"


def test_counts_of_claimants_are_listed_and_never_summed(desk):
    ours = desk.incident("AAA", "BBB", "2030-01-02", count=100)
    theirs = desk.incident("BBB", "AAA", "2030-01-02", count=2000, qualifier=">")
    assert dict(compliance(desk, desk.truce(), ours, theirs).inputs) == {"AAA of BBB": "100", "BBB of AAA": "> 2000"}


def test_a_board_as_known_before_leaves_out_a_term_that_was_told_later(desk):
    told = Evidence("z", "rz", known=date(2030, 1, 6), begins=When("2030-01-02"), ends=When("2030-01-04"))
    truce = desk.truce()
    truce = replace(truce, evidence=(*truce.evidence, told), effects=(Effect(When("2030-01-02")),))
    truce = settle(truce)
    states = {}
    for known in (date(2030, 1, 5), date(2030, 1, 6)):
        docket = open_docket([truce], date(2030, 1, 10), View(known_at=known))
        states[known.day] = status_of(docket, docket.ceasefires[0], date(2030, 1, 10)).value
    assert states == {5: "in_force", 6: "expired"}


def test_a_first_day_that_later_news_tells_is_not_known_before(desk):
    truce, start = desk.truce(), desk.news("in_force", "2030-01-03")
    seen = [
        open_docket([truce, start], date(2030, 1, 10), View(known_at=date(2030, 1, day))).ceasefires[0].effects
        for day in (2, 3)
    ]
    assert seen == [(), (Effect(When("2030-01-03")),)]


def test_a_truce_that_a_party_makes_conditional_is_only_proposed(desk):
    plan = desk.proposal("P", "2030-01-01")
    truce = desk.truce(side=Side.BILATERAL_MEDIATED, from_proposal="P", day="2030-01-05")
    but = desk.answer("BBB", "accepted_conditionally", "2030-01-05")
    assert status(desk, truce, plan, but, day="2030-01-10").value == "proposed"
    yes = desk.answer("BBB", "accepted", "2030-01-08")
    assert status(desk, truce, plan, but, yes, day="2030-01-10").value == "in_force"
    assert status(desk, truce, plan, but, desk.news("observed", "2030-01-07"), day="2030-01-10").value == "in_force"


def test_a_condition_from_before_the_truce_was_agreed_holds_nothing_back(desk):
    truce = desk.truce(side=Side.BILATERAL_MEDIATED, from_proposal="P", day="2030-01-05")
    but = desk.answer("BBB", "accepted_conditionally", "2030-01-02")
    assert status(desk, truce, desk.proposal("P"), but, day="2030-01-10").value == "in_force"
