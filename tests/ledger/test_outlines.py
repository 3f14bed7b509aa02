"""Lists without bodies: the same reports and claims as the streams, and nothing that is hidden."""

from goodoffices.ledger import Ledger, Viewer
from goodoffices.record.claims import Claim, Kind, Verdict
from goodoffices.record.sources import Report, Sensitivity

ANNA = Viewer("anna")


def unjudged(ledger: Ledger, most: int = 9, viewer: Viewer = ANNA, **fields: object) -> list[str]:
    found = ledger.unjudged_claims("p", weights={Kind.ATTACK: 0.1}, otherwise=1.0, most=most, viewer=viewer, **fields)
    return [one.id for one in found]  # type: ignore[arg-type]


def test_reports_are_outlined_newest_first_with_their_processes(filled: Ledger) -> None:
    filled.add_report(Report("undated", "A line.\nAnother line."), (), processes=["q"])
    first, second = filled.report_outlines(ANNA)
    assert (first.id, first.title, first.processes) == ("undated", "A line.", ("q",))
    assert (second.id, second.title, second.processes) == ("r1", "Ardel accepts pause", ("p",))


def test_only_some_reports_are_outlined_where_only_they_are_asked_for(filled: Ledger) -> None:
    filled.add_report(Report("undated", "A line.\nAnother line."), (), processes=["q"])
    assert [one.id for one in filled.report_outlines(ANNA, only=["nothing", "r1"])] == ["r1"]
    assert filled.report_outlines(ANNA, only=["r1"]) == filled.report_outlines(ANNA)[1:]
    assert filled.report_outlines(ANNA, only=()) == ()


def test_a_hidden_report_is_in_no_outline(filled: Ledger) -> None:
    assert filled.has_report("p", ANNA)
    filled.set_sensitivity("r1", Sensitivity.RESTRICTED, by="root")
    assert not filled.has_report("p", ANNA)
    assert filled.report_outlines(ANNA) == ()
    assert filled.report_outlines(ANNA, only=["r1"]) == ()
    assert unjudged(filled) == []
    filled.grant_report("r1", "user:anna", by="root")
    assert len(filled.report_outlines(ANNA)) == 1
    assert unjudged(filled)


def test_what_a_person_decided_on_waits_no_longer(filled: Ledger, claims: list[Claim], judge) -> None:
    assert set(unjudged(filled)) == {claim.id for claim in claims}
    filled.decide(judge(claims[0].id, Verdict.ACCEPT), seen=0)
    assert set(unjudged(filled)) == {claim.id for claim in claims[1:]}


def test_named_claims_come_whatever_they_weigh(filled: Ledger, claims: list[Claim]) -> None:
    assert len(unjudged(filled, most=1)) == 1
    assert set(unjudged(filled, most=1, named=[claims[2].id])) >= {claims[2].id}


def test_claims_come_in_the_order_asked_for(filled: Ledger, claims: list[Claim]) -> None:
    names = [claims[2].id, "nothing", claims[0].id]
    assert [one.claim for one in filled.claims_of(names)] == [claims[2], claims[0]]
