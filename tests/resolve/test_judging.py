"""Persons decide: nothing a program finds later undoes it."""

import json
from datetime import UTC, datetime

import pytest

from goodoffices.errors import InputError
from goodoffices.record.claims import Judgement, Verdict
from goodoffices.record.talks import Response
from goodoffices.resolve.judging import judge_claims, judge_records, standing_judgements
from goodoffices.resolve.steps import resolve_process


def judge(subject, verdict, minute=0, **changes):
    decided = datetime(2030, 1, 1, 12, minute, tzinfo=UTC)
    return Judgement(
        subject, Verdict(verdict), "ann", decided, "", tuple((k, json.dumps(v)) for k, v in changes.items())
    )


@pytest.fixture
def claim(make_claim):
    return make_claim("response", "accepted", ["AAA"], ["MED"], object="the truce", when="2030-01-02", sure=False)


def test_accept_reject_and_dispute(claim):
    assert judge_claims([claim], [judge(claim.id, "accept")])[1] == {claim.id}
    assert judge_claims([claim], [judge(claim.id, "reject")]) == ((), frozenset())
    assert judge_claims([claim], [judge(claim.id, "accept"), judge(claim.id, "dispute", 1)])[1] == frozenset()


def test_an_edit_changes_fields_and_counts_as_reviewed(claim):
    [edited], reviewed = judge_claims([claim], [judge(claim.id, "edit", value="rejected", when="2030-01-05")])
    assert (edited.value, edited.when.edtf, reviewed) == ("rejected", "2030-01-05", {edited.id})


def test_undo_takes_back_the_last_decision_only(claim):
    made = [judge(claim.id, "accept"), judge(claim.id, "reject", 1), judge(claim.id, "undo", 2)]
    assert judge_claims([claim], made)[1] == {claim.id}
    assert standing_judgements([judge("x", "undo")]) == {}


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"colour": "red"}, "cannot be edited"), ({"kind": "dance"}, "not allowed"), ({"when": "soon"}, "EDTF")],
)
def test_an_impossible_edit_says_what_is_allowed(claim, changes, said):
    with pytest.raises(InputError, match=said):
        judge_claims([claim], [judge(claim.id, "edit", **changes)])


@pytest.fixture
def records(code, make_claim, process):
    plans = [
        make_claim("proposal", "tabled", ["MED"], object=f"a {days}-day {kind}", when="2030-01-01", start=start)
        for start, (days, kind) in enumerate([(10, "ceasefire"), (20, "truce at sea")])
    ]
    yes = make_claim("response", "accepted", ["AAA"], ["MED"], object="the ceasefire", when="2030-01-02", start=90)
    return resolve_process([code("r1", "2030-01-02", *plans, yes)], process).changed


def test_a_link_made_by_a_person_survives_another_reading(code, make_claim, process, records):
    [answer] = [record for record in records if isinstance(record, Response)]
    [other] = [r for r in records if r.id.startswith("p") and r.id != answer.proposal]
    judged = judge_records(records, [judge(answer.id, "relink", to=other.id)])
    again = make_claim("proposal", "tabled", ["MED"], object="a 10-day ceasefire", report="r2")
    after = {r.id: r for r in judged} | {
        r.id: r for r in resolve_process([code("r2", "2030-01-03", again)], process, judged).changed
    }
    assert after[answer.id].proposal == other.id


def test_split_and_merge_are_opposites(code, make_claim, process):
    told = [
        code(name, "2030-01-02", make_claim("meeting", "held", ["AAA", "MED"], when="2030-01-02", report=name))
        for name in ("r1", "r2")
    ]
    [meeting] = resolve_process(told, process).changed
    out = meeting.evidence[1].id
    apart = judge_records([meeting], [judge(meeting.id, "split", evidence=[out])])
    assert [len(record.evidence) for record in apart] == [1, 1]
    new = next(record.id for record in apart if record.id != meeting.id)
    [joined] = judge_records(apart, [judge(new, "merge", 1, into=meeting.id)])
    assert (joined.id, len(joined.evidence)) == (meeting.id, 2)
