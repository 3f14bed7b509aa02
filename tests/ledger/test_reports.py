"""Reports are stored once, whole, and read back as they were."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from goodoffices.errors import InputError, NotRecorded, UnreadableReport
from goodoffices.ledger import Ledger
from goodoffices.record.claims import Claim
from goodoffices.record.sources import Report


def test_a_report_is_read_back_as_it_was(ledger: Ledger, report: Report) -> None:
    ledger.add_report(report)
    stored = ledger.report("r1")
    assert replace(stored, sha256_text="") == report
    assert len(stored.sha256_text) == 64


def test_the_same_report_again_changes_nothing_and_says_so(ledger: Ledger, report: Report, claims: list[Claim]) -> None:
    first = ledger.add_report(report, claims, version="1", processes=["ardel-brenn"])
    again = ledger.add_report(report, claims, version="1", processes=["ardel-brenn"])
    assert (first.added, first.changed, first.claims) == (True, True, 3)
    assert (again.added, again.changed, again.claims, again.superseded) == (False, False, 0, 0)
    assert len(list(ledger.reports())) == 1


def test_the_same_text_under_another_name_is_the_same_report(
    ledger: Ledger, report: Report, claims: list[Claim]
) -> None:
    ledger.add_report(report)
    other = replace(report, id="copy")
    added = ledger.add_report(other, [replace(claim, report="copy") for claim in claims])
    assert (added.report, added.added) == ("r1", False)
    assert {stored.claim.report for stored in ledger.current_claims()} == {"r1"}
    assert ledger.find_report(other) == "r1"


def test_the_same_text_at_another_address_is_another_report(ledger: Ledger, report: Report) -> None:
    ledger.add_report(report)
    copy = replace(report, id="r2", url="https://other.example/a")
    assert ledger.find_report(copy) is None
    assert ledger.add_report(copy).added


def test_another_text_under_the_same_name_gets_a_name_of_its_own(ledger: Ledger, report: Report) -> None:
    ledger.add_report(report)
    other = replace(report, text=report.text + " More.")
    added = ledger.add_report(other)
    assert added.added
    assert added.report.startswith("r1-")
    assert ledger.report(added.report).text.endswith("More.")
    assert ledger.add_report(other).report == added.report


def test_a_report_without_a_date_is_known_when_it_was_recorded(
    ledger: Ledger, report: Report, claims: list[Claim], clock: Any
) -> None:
    ledger.add_report(replace(report, published=None), claims)
    known = {stored.known for stored in ledger.current_claims()}
    assert known == {clock.now.date()}


def test_reports_come_by_known_day_and_only_those_known_then(ledger: Ledger, report: Report) -> None:
    for number in (3, 1, 2):
        day = date(2031, 1, number)
        ledger.add_report(replace(report, id=f"r{number}", text=f"{number}", published=day, passages=()))
    assert [each.id for each in ledger.reports()] == ["r1", "r2", "r3"]
    assert [each.id for each in ledger.reports(known_at=date(2031, 1, 2))] == ["r1", "r2"]


def test_reports_of_a_process_as_it_was_at_a_moment(ledger: Ledger, report: Report, clock: Any) -> None:
    ledger.add_report(report, processes=["p"])
    before = clock.now
    clock.now += timedelta(days=1)
    assert ledger.unlink_report("p", "r1", removed_by="anna")
    assert list(ledger.reports(process="p")) == []
    assert [each.id for each in ledger.reports(process="p", recorded_at=before)] == ["r1"]


def test_what_is_not_there_is_named(ledger: Ledger) -> None:
    with pytest.raises(NotRecorded, match="no report 'r9'"):
        ledger.report("r9")


@pytest.mark.parametrize(("text", "said"), [("a\x00b", "NUL"), ("a\ud800b", "half a character")])
def test_text_that_no_database_keeps_is_refused(ledger: Ledger, text: str, said: str) -> None:
    with pytest.raises(UnreadableReport, match=said):
        ledger.add_report(Report("r1", text))
    assert list(ledger.reports()) == []


def test_claims_of_another_coder_do_not_slip_into_a_reading(
    ledger: Ledger, report: Report, make_claim: Callable[..., Claim]
) -> None:
    with pytest.raises(InputError, match="claims by llm in a reading by embedded"):
        ledger.add_report(report, [make_claim("Brenn rejected it", coder="llm")])
    assert list(ledger.reports()) == []


def test_a_failure_half_way_leaves_nothing(ledger: Ledger, report: Report, claims: list[Claim]) -> None:
    broken = [*claims, replace(claims[0], speaker=object())]  # type: ignore[arg-type]
    with pytest.raises(Exception, match="serializ"):
        ledger.add_report(report, broken)
    assert list(ledger.reports()) == []
    assert ledger.add_report(report, claims).added
