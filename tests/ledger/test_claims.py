"""Readings supersede one another, save what a person decided; nothing is overwritten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from goodoffices.ledger import Ledger, Status
from goodoffices.record.claims import Claim, Judgement, Kind, Verdict
from goodoffices.record.sources import Report, Span

Judge = Callable[..., Judgement]


def texts(ledger: Ledger, **wanted: object) -> list[str]:
    return [stored.claim.text for stored in ledger.current_claims(**wanted)]


def test_claims_come_back_as_they_were(ledger: Ledger, report: Report, claims: list[Claim]) -> None:
    ledger.add_report(report, reversed(claims))
    stored = list(ledger.current_claims())
    assert [each.claim for each in stored] == claims
    assert {(each.status, each.version, each.known) for each in stored} == {(Status.UNREVIEWED, 0, date(2031, 4, 22))}


def test_a_newer_reading_supersedes_and_the_old_rows_stay(
    ledger: Ledger, report: Report, claims: list[Claim], clock: Any
) -> None:
    ledger.add_report(report, claims, version="1")
    before = clock.now
    surer = replace(claims[0], confidence=0.9)
    added = ledger.add_report(report, [surer], version="2")
    assert (added.added, added.changed, added.claims, added.superseded) == (False, True, 1, 3)
    assert [each.claim for each in ledger.current_claims()] == [surer]
    assert [each.claim for each in ledger.current_claims(recorded_at=before)] == claims
    assert [each.claim.confidence for each in ledger.claim_versions(surer.id)] == [0.0, 0.9]


def test_a_newer_version_that_finds_the_same_changes_no_claim(
    ledger: Ledger, report: Report, claims: list[Claim]
) -> None:
    ledger.add_report(report, claims, version="1")
    again = ledger.add_report(report, claims, version="2")
    assert (again.changed, again.claims, again.superseded) == (True, 0, 0)
    assert len(ledger.claim_versions(claims[0].id)) == 1


def test_readings_of_two_coders_stand_side_by_side(ledger: Ledger, report: Report, claims: list[Claim]) -> None:
    ledger.add_report(report, claims)
    other = replace(claims[1], coder="llm")
    ledger.add_report(report, [other], coder="llm")
    assert len(texts(ledger)) == 4
    assert [each.claim for each in ledger.current_claims(coders=("llm",))] == [other]


def test_a_judged_claim_outlives_a_reading_that_lacks_it(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[1].id, Verdict.ACCEPT), seen=0)
    ledger.add_report(report, [], version="2")
    assert [(each.claim, each.status) for each in ledger.current_claims()] == [(claims[1], Status.ACCEPTED)]


def test_a_judged_claim_keeps_its_place_against_another_reading_of_its_words(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[1].id, Verdict.ACCEPT), seen=0)
    shorter = replace(claims[1], quote=Span(claims[1].quote.start, claims[1].quote.end - 3), text="Brenn rejected")
    added = ledger.add_report(report, [claims[0], shorter, claims[2]], version="2")
    assert (added.held, added.superseded) == (1, 0)
    assert [each.claim for each in ledger.current_claims()] == claims


def test_a_judged_claim_keeps_its_body_against_another_reading_of_the_same_id(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[0].id, Verdict.ACCEPT), seen=0)
    ledger.add_report(report, [replace(claims[0], object="something else"), *claims[1:]], version="2")
    assert ledger.claim(claims[0].id).claim.object == "ten-day pause"


def test_undoing_the_last_decision_lets_the_newer_reading_take_over(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[1].id, Verdict.ACCEPT), seen=0)
    newer = replace(claims[1], value="accepted_in_part")
    ledger.add_report(report, [claims[0], newer], version="2")
    assert newer not in [each.claim for each in ledger.current_claims()]
    ledger.decide(judge(claims[1].id, Verdict.UNDO), seen=1)
    assert [each.claim for each in ledger.current_claims()] == [claims[0], newer]
    assert [hit.id for hit in ledger.search_claims("rejected")] == [newer.id]


def test_undoing_a_decision_on_what_the_newer_reading_lacks_closes_it(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[1].id, Verdict.DISPUTE), seen=0)
    ledger.add_report(report, claims[:1], version="2")
    assert len(texts(ledger)) == 2
    ledger.decide(judge(claims[1].id, Verdict.UNDO), seen=1)
    assert [each.claim for each in ledger.current_claims()] == claims[:1]


def test_a_rejection_holds_the_same_claim_back_but_not_a_different_one(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[1].id, Verdict.REJECT), seen=0)
    again = replace(claims[1], speaker="a spokesman")
    other = replace(claims[1], kind=Kind.DEMAND, value="stated")
    ledger.add_report(report, [again, other], version="2")
    assert [each.claim for each in ledger.current_claims()] == [other]


def test_a_second_claim_in_the_same_clause_is_let_in_where_the_judged_one_is_found_again(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[1].id, Verdict.ACCEPT), seen=0)
    second = replace(claims[1], kind=Kind.ACCUSATION, value=None)
    ledger.add_report(report, [*claims, second], version="2")
    assert second in [each.claim for each in ledger.current_claims()]


def test_a_person_s_claim_needs_no_second_look(ledger: Ledger, report: Report, claims: list[Claim]) -> None:
    own = replace(claims[0], coder="person:anna")
    ledger.add_report(report, claims)
    ledger.add_report(report, [own], coder="person:anna")
    assert [each.claim for each in ledger.current_claims(reviewed_only=True)] == [own]


def test_as_of_leaves_out_what_was_later_and_reported_later(
    ledger: Ledger, report: Report, claims: list[Claim]
) -> None:
    ledger.add_report(report, claims)
    assert texts(ledger, as_of=date(2031, 4, 20)) == ["Shells fell on Ostra"]
    assert len(texts(ledger, as_of=date(2031, 4, 21))) == 2
    assert len(texts(ledger, as_of=date(2031, 4, 22))) == 3


def test_known_at_asks_the_day_of_publication_and_recorded_at_the_moment_of_storing(
    ledger: Ledger, report: Report, claims: list[Claim], clock: Any
) -> None:
    before = clock.now
    ledger.add_report(report, claims)
    assert texts(ledger, known_at=date(2031, 4, 21)) == []
    assert len(texts(ledger, known_at=date(2031, 4, 22))) == 3
    assert texts(ledger, recorded_at=before) == []
    assert len(texts(ledger, recorded_at=clock.now + timedelta(seconds=9))) == 3


def test_kinds_actors_and_processes_narrow_the_claims(ledger: Ledger, report: Report, claims: list[Claim]) -> None:
    ledger.add_report(report, claims, processes=["p"])
    assert texts(ledger, kinds=(Kind.ATTACK,)) == ["Shells fell on Ostra"]
    assert len(texts(ledger, actor="brenn")) == 2
    assert len(texts(ledger, process="p")) == 3
    assert texts(ledger, process="q") == []
