"""Attacks per day are counted as claims come and go, and agree with counting the claims that hold."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from goodoffices.ledger import PUBLIC, Ledger, Viewer
from goodoffices.record.claims import Claim, Factuality, Judgement, Kind, Verdict
from goodoffices.record.sources import Outlet, Report, Sensitivity
from goodoffices.record.when import When

Judge = Callable[..., Judgement]
DAY = date(2031, 4, 20)


def counts(ledger: Ledger, **wanted: object) -> dict[tuple[date, str], int]:
    return {(each.day, each.actor): each.attacks for each in ledger.attack_days("p", **wanted)}


def test_an_attack_is_counted_on_its_day(filled: Ledger) -> None:
    (day,) = filled.attack_days("p")
    assert (day.day, day.actor, day.attacks, day.sources) == (DAY, "brenn", 1, ("Daily",))
    assert counts(filled, since=date(2031, 4, 21)) == {}
    assert counts(filled, known_at=date(2031, 4, 21)) == {}
    assert counts(filled, until=DAY, known_at=date(2031, 4, 22)) == {(DAY, "brenn"): 1}


def test_only_asserted_attacks_of_one_day_count(ledger: Ledger, report: Report, claims: list[Claim]) -> None:
    attack = claims[2]
    others = [
        replace(attack, factuality=Factuality.PREDICTED),
        replace(attack, when=When("2031-04"), actors=("x",)),
        replace(attack, when=None, actors=("y",)),
        replace(attack, value="reduction"),
    ]
    ledger.add_report(report, others, processes=["p"])
    assert counts(ledger) == {}


def test_two_outlets_are_not_added_up(filled: Ledger, report: Report, claims: list[Claim]) -> None:
    other = replace(report, id="r2", url="https://other.example", outlet=Outlet("Other"))
    twice = [replace(claims[2], report="r2"), replace(claims[2], report="r2", speaker="a mayor")]
    filled.add_report(other, twice, processes=["p"])
    (day,) = filled.attack_days("p")
    assert (day.attacks, day.sources) == (2, ("Daily", "Other"))


def test_a_newer_reading_corrects_the_count(filled: Ledger, report: Report, claims: list[Claim]) -> None:
    filled.add_report(report, [replace(claims[2], actors=("ardel",))], version="2")
    assert counts(filled) == {(DAY, "ardel"): 1}


def test_decisions_count_from_when_they_were_made(filled: Ledger, claims: list[Claim], judge: Judge) -> None:
    filled.decide(judge(claims[2].id, Verdict.EDIT, actors='["ardel"]'), seen=0)
    assert counts(filled) == {(DAY, "ardel"): 1}
    assert counts(filled, known_at=date(2031, 4, 30)) == {(DAY, "brenn"): 1}
    filled.decide(judge(claims[2].id, Verdict.REJECT), seen=1)
    assert counts(filled) == {}
    assert counts(filled, reviewed_only=True) == {}


def test_only_reviewed_attacks(filled: Ledger, claims: list[Claim], judge: Judge) -> None:
    assert counts(filled, reviewed_only=True) == {}
    filled.decide(judge(claims[2].id, Verdict.ACCEPT), seen=0)
    assert counts(filled, reviewed_only=True) == {(DAY, "brenn"): 1}


def test_reports_enter_and_leave_a_process_with_their_attacks(filled: Ledger) -> None:
    filled.unlink_report("p", "r1")
    assert counts(filled) == {}
    filled.link_reports("p", ["r1"])
    assert counts(filled) == {(DAY, "brenn"): 1}


def test_who_may_not_see_a_report_does_not_see_its_attacks(filled: Ledger) -> None:
    filled.set_sensitivity("r1", Sensitivity.TEAM, by="anna")
    assert counts(filled, viewer=PUBLIC) == {}
    assert counts(filled, viewer=Viewer("bela")) == counts(filled) == {(DAY, "brenn"): 1}
    filled.set_sensitivity("r1", Sensitivity.PUBLIC, by="anna")
    assert counts(filled, viewer=PUBLIC) == {(DAY, "brenn"): 1}


def test_counts_agree_with_the_claims_that_hold(
    filled: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    for number in range(2, 6):
        name = f"r{number}"
        many = [
            replace(claims[2], report=name, when=When(f"2031-04-{10 + number}"), speaker=f"{i}") for i in range(number)
        ]
        filled.add_report(replace(report, id=name, url=name), many, processes=["p"])
        filled.decide(judge(many[0].id, Verdict.REJECT), seen=0)
    held = (each.claim for each in filled.current_claims(process="p", kinds=(Kind.ATTACK,)))
    assert counts(filled) == Counter((claim.when.first, claim.actors[0]) for claim in held if claim.when)
