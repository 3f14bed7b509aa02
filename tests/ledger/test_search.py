"""Words find reports and claims; what a viewer may not see is nowhere to be found."""

from dataclasses import replace

import pytest

from goodoffices.errors import NotRecorded
from goodoffices.ledger import OWNER, PUBLIC, Ledger, RecordEntry, Viewer
from goodoffices.record.claims import Claim
from goodoffices.record.evidence import Evidence
from goodoffices.record.sources import Report, Sensitivity
from goodoffices.record.talks import Demand

ANNA, BELA, HORN = Viewer("anna"), Viewer("bela"), Viewer("cyd", frozenset({"horn"}))


def test_reports_are_found_by_words_and_phrases_with_the_place_marked(filled: Ledger) -> None:
    (hit,) = filled.search_reports('pauses "accepted the ten-day"')
    assert (hit.report, hit.title) == ("r1", "Ardel accepts pause")
    assert {hit.excerpt[span.start : span.end] for span in hit.matches} & {"pause", "accepted the ten-day pause"}
    assert filled.search_reports("pause zebra") == ()
    assert filled.search_reports("pause", process="q") == ()


def test_claims_are_found_by_quote_object_and_speaker(filled: Ledger, claims: list[Claim]) -> None:
    assert [each.claim for each in filled.search_claims("shelling ostra")] == [claims[2]]
    assert [each.claim for each in filled.search_claims("oyen")] == [claims[1]]
    assert [each.claim for each in filled.search_claims("ten-day pause", process="p")] == [claims[0]]


@pytest.mark.parametrize("words", ["", " ", '"', "***", "-- ;", "(", '""', "NEAR(", "text:", "a OR", "\x00", "pause*^"])
def test_no_words_break_the_search(filled: Ledger, words: str) -> None:
    assert len(filled.search_claims(words)) == len(filled.search_reports(words)) == ("pause" in words)


def test_superseded_claims_are_not_found(filled: Ledger, report: Report, claims: list[Claim]) -> None:
    filled.add_report(report, claims[:2], version="2")
    assert filled.search_claims("shells") == ()


def sees(ledger: Ledger, viewer: Viewer) -> list[bool]:
    """Through every door: report, stream, claim, claims, search of both, records, record."""
    claim = next(ledger.current_claims()).id

    def there(read: object, *names: str) -> bool:
        try:
            return bool(read(*names, viewer=viewer))  # type: ignore[operator]
        except NotRecorded:
            return False

    return [
        there(ledger.report, "r1"),
        any(ledger.reports(viewer=viewer)),
        there(ledger.claim, claim),
        any(ledger.current_claims(viewer=viewer)),
        any(ledger.current_claims(report="r1", viewer=viewer)),
        there(ledger.search_reports, "pause"),
        there(ledger.search_claims, "pause"),
        there(ledger.records, "p"),
        there(ledger.record, "D1"),
    ]


@pytest.mark.parametrize(
    ("level", "viewer", "seen"),
    [
        (Sensitivity.PUBLIC, PUBLIC, True),
        (Sensitivity.TEAM, PUBLIC, False),
        (Sensitivity.TEAM, BELA, True),
        (Sensitivity.RESTRICTED, PUBLIC, False),
        (Sensitivity.RESTRICTED, BELA, False),
        (Sensitivity.RESTRICTED, ANNA, True),
        (Sensitivity.RESTRICTED, HORN, True),
        (Sensitivity.RESTRICTED, OWNER, True),
    ],
)
def test_a_report_is_seen_through_every_door_or_none(
    filled: Ledger, level: Sensitivity, viewer: Viewer, seen: bool
) -> None:
    filled.put_records([RecordEntry(Demand("D1", "p", (Evidence("c1", "r1"),), "ardel", "a road"))])
    filled.set_sensitivity("r1", level, by="eve")
    filled.grant_report("r1", "user:anna", by="eve")
    filled.grant_report("r1", "desk:horn", by="eve")
    assert set(sees(filled, viewer)) == {seen}


def test_a_grant_taken_back_closes_every_door(filled: Ledger) -> None:
    filled.set_sensitivity("r1", Sensitivity.RESTRICTED, by="eve")
    assert filled.grant_report("r1", "user:anna", by="eve")
    assert not filled.grant_report("r1", "user:anna", by="eve")
    assert filled.withdraw_report("r1", "user:anna", by="eve")
    assert set(sees(filled, ANNA)) == {False}
    assert [each.action for each in filled.audit_log(subject="r1")] == [
        "withdraw_report",
        "grant_report",
        "set_sensitivity",
    ]


def test_a_record_that_rests_on_a_hidden_report_as_well_is_left_to_be_resolved_anew(
    filled: Ledger, report: Report, clock: object
) -> None:
    filled.add_report(replace(report, id="r2", text="Secret.", passages=(), sensitivity=Sensitivity.RESTRICTED))
    pieces = (Evidence("c1", "r1"), Evidence("c2", "r2"))
    filled.put_records([RecordEntry(Demand("D1", "p", pieces, "ardel", "a road"))])
    before = clock.now  # type: ignore[attr-defined]
    assert filled.records("p", viewer=PUBLIC) == filled.records("p", viewer=PUBLIC, recorded_at=before) == ()
    assert filled.partial_records("p", PUBLIC) == {"D1": ("c1",)}
    assert len(filled.records("p", viewer=OWNER)) == 1


def test_of_a_common_word_the_latest_claims_are_ranked_first(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Older ones still come where the latest do not fill the page."""
    whole = {each.id for each in filled.search_claims("ardel")}
    monkeypatch.setattr("goodoffices.ledger.search._RANKED", 0)
    assert {each.id for each in filled.search_claims("ardel")} == whole
    assert len(filled.search_claims("ardel", limit=1)) == min(1, len(whole))
