"""Decisions are kept in order, folded into a standing, and refused to who has not seen the last one."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import EditConflict, InputError, NotRecorded
from goodoffices.ledger import Ledger, Status
from goodoffices.ledger.judgements import fold
from goodoffices.record.claims import Claim, Judgement, Verdict
from goodoffices.record.sources import Report

Judge = Callable[..., Judgement]


def test_an_edit_is_applied_and_the_row_is_not_changed(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    version = ledger.decide(
        judge(claims[0].id, Verdict.EDIT, value='"accepted_in_part"', actors='["ardel","un"]'), seen=0
    )
    stored = ledger.claim(claims[0].id)
    assert (version, stored.version, stored.status) == (1, 1, Status.EDITED)
    assert (stored.claim.value, stored.claim.actors) == ("accepted_in_part", ("ardel", "un"))
    assert [each.claim for each in ledger.claim_versions(claims[0].id)] == [claims[0]]


def test_an_edited_claim_is_found_by_both_of_its_ids(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[0].id, Verdict.EDIT, value='"rejected"'), seen=0)
    stored = ledger.claim(claims[0].id)
    assert stored.claim.id != stored.id
    assert ledger.claim(stored.claim.id) == stored
    ledger.decide(judge(stored.claim.id, Verdict.ACCEPT), seen=1)
    assert ledger.claim(stored.id).version == 2


def test_rejected_claims_are_left_out_unless_asked_for(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[0].id, Verdict.REJECT), seen=0)
    assert len(list(ledger.current_claims())) == 2
    assert len(list(ledger.current_claims(with_rejected=True))) == 3
    assert ledger.claim(claims[0].id).status is Status.REJECTED


def test_a_decision_is_known_from_the_day_it_was_made(
    filled: Ledger, claims: list[Claim], judge: Judge, clock: Any
) -> None:
    ledger = filled
    yesterday = clock.now
    clock.now += timedelta(days=1)
    ledger.decide(judge(claims[0].id, Verdict.REJECT), seen=0)
    assert len(list(ledger.current_claims(known_at=yesterday.date()))) == 3
    assert len(list(ledger.current_claims(known_at=clock.now.date()))) == 2
    assert len(list(ledger.current_claims(recorded_at=yesterday))) == 3


def test_who_has_not_seen_the_last_decision_is_told_and_nothing_is_lost(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[0].id, Verdict.ACCEPT, "anna"), seen=0)
    with pytest.raises(EditConflict, match="anna decided accept"):
        ledger.decide(judge(claims[0].id, Verdict.REJECT, "bela"), seen=0)
    assert [each.reviewer for each in ledger.standing(claims[0].id).judgements] == ["anna"]
    assert ledger.decide(judge(claims[0].id, Verdict.REJECT, "bela"), seen=1) == 2


def test_of_two_people_at_once_one_is_told(url: str, report: Report, claims: list[Claim], judge: Judge) -> None:
    told: list[str] = []
    with Ledger.open(url) as ledger:
        ledger.add_report(report, claims)
        gate = Barrier(2)

        def decide(name: str) -> None:
            gate.wait()
            try:
                ledger.decide(judge(claims[0].id, Verdict.ACCEPT, name), seen=0)
            except EditConflict:
                told.append(name)

        people = [Thread(target=decide, args=(name,)) for name in ("anna", "bela")]
        for person in people:
            person.start()
        for person in people:
            person.join()
        assert len(told) == 1
        assert len(ledger.standing(claims[0].id).judgements) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": "yes"}, "is not JSON"),
        ({"colour": '"red"'}, "no field 'colour'"),
        ({"kind": '"dance"'}, "kind"),
        ({"value": '"yes"'}, "needs one of accepted"),
        ({"text": '"other words"'}, "cannot be edited"),
        ({"quote": '{"start": 0, "end": 5}'}, "must be the words"),
        ({"quote": '{"start": 9, "end": 5}'}, "start <= end"),
        ({"when": '{"edtf": "next week"}'}, "not a date in EDTF"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused_whole(
    filled: Ledger, judge: Judge, changes: dict[str, str], said: str
) -> None:
    first = next(filled.current_claims()).id
    with pytest.raises(InputError, match=said):
        filled.decide(judge(first, Verdict.EDIT, **changes), seen=0)
    assert filled.standing(first).version == 0


def test_reports_can_be_judged_and_strangers_not(ledger: Ledger, report: Report, judge: Judge) -> None:
    ledger.add_report(report)
    ledger.decide(judge("r1", Verdict.DISPUTE), seen=0)
    assert ledger.standing("r1").status is Status.DISPUTED
    with pytest.raises(NotRecorded, match="'c0'"):
        ledger.decide(judge("c0", Verdict.ACCEPT), seen=0)


def test_only_reviewed_claims_where_only_those_are_asked_for(
    ledger: Ledger, report: Report, claims: list[Claim], judge: Judge
) -> None:
    ledger.add_report(report, claims)
    ledger.decide(judge(claims[0].id, Verdict.ACCEPT), seen=0)
    ledger.decide(judge(claims[1].id, Verdict.DISPUTE), seen=0)
    reviewed = list(ledger.current_claims(reviewed_only=True))
    assert [each.id for each in reviewed] == [claims[0].id]
    assert list(ledger.current_claims(reviewed_only=True, known_at=date(2031, 4, 30))) == []


_VERDICTS = st.lists(st.sampled_from(list(Verdict)), max_size=12)


@given(_VERDICTS)
def test_undo_after_any_decision_gives_the_standing_before_it(verdicts: list[Verdict]) -> None:
    decisions = [
        Judgement("c1", verdict, "anna", None, changes=(("value", f'"{i}"'),)) for i, verdict in enumerate(verdicts)
    ]  # type: ignore[arg-type]
    one = Judgement("c1", Verdict.ACCEPT, "bela", None)  # type: ignore[arg-type]
    back = Judgement("c1", Verdict.UNDO, "bela", None)  # type: ignore[arg-type]
    before, after = fold(decisions), fold([*decisions, one, back])
    assert (before.status, before.edits, before.links) == (after.status, after.edits, after.links)
    assert after.version == len(verdicts) + 2
