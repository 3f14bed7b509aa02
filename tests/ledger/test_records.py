"""Records are versions that rest on claims; a board asks for those that hold, a new claim for those it may touch."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goodoffices.errors import EditConflict, InputError, NotRecorded
from goodoffices.ledger import Ledger, PutRecords, RecordEntry, Status
from goodoffices.record.claims import Claim, Judgement, Verdict
from goodoffices.record.evidence import Evidence
from goodoffices.record.processes import RECORD_TYPES
from goodoffices.record.sources import Report
from goodoffices.record.talks import Answer, Proposal, Response
from goodoffices.record.when import When


def evidence(claim: str = "c1", known: date = date(2031, 4, 22), report: str = "r1") -> tuple[Evidence, ...]:
    return (Evidence(claim, report, known=known),)


PAUSE = Proposal("P1", "p", evidence(), "ten-day pause", ("un",), tabled=When("2031-04-19"))
YES = Response("R1", "p", evidence("c2"), "ardel", Answer.ACCEPTED, "P1", When("2031-04-21"))


def put(ledger: Ledger, *records: Any, keys: tuple[str, ...] = ()) -> PutRecords:
    return ledger.put_records(RecordEntry(record, keys) for record in records)


def test_records_come_back_as_they_were_oldest_first(ledger: Ledger) -> None:
    assert put(ledger, YES, PAUSE) == PutRecords(added=2)
    assert [each.record for each in ledger.records("p")] == [PAUSE, YES]
    assert [each.type for each in ledger.records("p", types=["response"])] == ["response"]
    assert ledger.records("q") == ()


def test_a_changed_record_is_a_new_version_and_the_old_one_stays(ledger: Ledger, clock: Any) -> None:
    put(ledger, PAUSE, YES)
    before = clock.now
    changed = replace(YES, value=Answer.ACCEPTED_IN_PART)
    assert put(ledger, PAUSE, changed) == PutRecords(changed=1, unchanged=1)
    assert ledger.record("R1").record == changed
    assert [each.record for each in ledger.records("p", recorded_at=before)] == [PAUSE, YES]
    assert [each.version for each in ledger.record_versions("p", "R1")] == [1, 2]


def test_a_record_without_evidence_is_refused_and_nothing_is_stored(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="R1: a response without evidence"):
        put(ledger, PAUSE, replace(YES, evidence=()))
    assert ledger.records("p") == ()


def test_as_of_and_known_at_leave_out_what_came_later(ledger: Ledger) -> None:
    put(ledger, PAUSE, YES, replace(YES, id="R2", when=None))
    assert [each.record.id for each in ledger.records("p", as_of=date(2031, 4, 19))] == ["P1"]
    assert [each.record.id for each in ledger.records("p", as_of=date(2031, 4, 21))] == ["P1", "R1"]
    assert ledger.records("p", known_at=date(2031, 4, 21)) == ()
    assert len(ledger.records("p", known_at=date(2031, 4, 22))) == 3


def test_a_record_reported_before_its_day_is_there_from_its_report(ledger: Ledger) -> None:
    put(ledger, replace(PAUSE, tabled=When("2031-05-08")))
    assert len(ledger.records("p", as_of=date(2031, 4, 22))) == 1


def test_dropped_records_are_closed_and_can_come_back(ledger: Ledger) -> None:
    put(ledger, PAUSE, keys=("un",))
    assert ledger.drop_records("p", ["P1", "P9"]) == 1
    assert (ledger.records("p"), ledger.find_records("p", ["un"])) == ((), ())
    with pytest.raises(NotRecorded, match="no record 'P1'"):
        ledger.record("P1")
    put(ledger, PAUSE)
    assert ledger.record("P1").version == 2


def test_records_are_found_by_keys_and_by_claims(ledger: Ledger) -> None:
    ledger.put_records([RecordEntry(PAUSE, ("un", "x" * 9000)), RecordEntry(YES, ("ardel",))])
    assert [each.record.id for each in ledger.find_records("p", ["ardel", "nobody"])] == ["R1"]
    assert [each.record.id for each in ledger.find_records("p", ["x" * 9000])] == ["P1"]
    assert ledger.find_records("q", ["ardel"]) == ()
    assert ledger.records_of_claim("c2") == (("p", "R1"),)
    ledger.put_records([RecordEntry(YES, ("brenn",))])
    assert ledger.find_records("p", ["ardel"]) == ()


def test_a_record_may_rest_on_a_claim_by_the_id_that_its_edit_gave_it(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Callable[..., Judgement]
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[0].id, Verdict.EDIT, value='"rejected"'), seen=0)
    edited = ledger.claim(claims[0].id).claim.id
    put(ledger, replace(YES, evidence=evidence(edited)))
    assert ledger.records_of_claim(claims[0].id) == (("p", "R1"),)


def test_one_id_in_two_processes_needs_the_process(ledger: Ledger) -> None:
    put(ledger, PAUSE, replace(PAUSE, process="q"))
    with pytest.raises(InputError, match="'P1' is in p, q"):
        ledger.record("P1")
    assert ledger.record("P1", process="q").record.process == "q"


def test_records_are_judged_within_their_process(ledger: Ledger, judge: Callable[..., Judgement]) -> None:
    put(ledger, PAUSE, YES)
    assert ledger.decide(judge("R1", Verdict.RELINK, proposal='"P2"'), seen=0, process="p") == 1
    standing = ledger.record_standings("p")["R1"]
    assert (standing.links, standing.status) == ((("proposal", '"P2"'),), Status.EDITED)
    with pytest.raises(EditConflict):
        ledger.decide(judge("R1", Verdict.MERGE, into='"R2"'), seen=0, process="p")


def test_every_type_of_record_can_be_stored(ledger: Ledger) -> None:
    from goodoffices.record import findings, mediation, talks, truces  # noqa: PLC0415

    last = {
        "proposal": {"title": "t"},
        "response": {"party": "a", "value": talks.Answer.REJECTED},
        "demand": {"party": "a", "content": "c"},
        "meeting": {"participants": ("a", "b")},
        "agreement": {"parties": ("a",)},
        "statement": {"speaker": "A"},
        "ceasefire": {"title": "t", "effects": (truces.Effect(When("2031-04-20"), "a"),)},
        "truce_event": {"value": truces.TruceNews.OBSERVED},
        "incident": {"count": 3},
        "deed": {"value": "release"},
        "mediator_step": {"actor": "un", "step": mediation.Step.WARNED},
        "source_conflict": {"about": "P1", "type": "date", "variants": (findings.Variant("x"),)},
    }
    made = [kind(id=name, process="p", evidence=evidence(), **last[name]) for name, kind in RECORD_TYPES.items()]
    put(ledger, *made)
    assert {each.type: each.record for each in ledger.records("p")} == dict(zip(RECORD_TYPES, made, strict=True))
