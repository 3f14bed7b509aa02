"""A person decides, and the board follows; yesterday's board stays as it was."""

from datetime import UTC, datetime, timedelta

import pytest

from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.recording import record_coding
from goodoffices.desk.reviewing import as_changes, decide, make_judgement, reviewer_name
from goodoffices.desk.showing import show_claim
from goodoffices.errors import EditConflict, InputError, NotRecorded
from goodoffices.record.claims import Verdict
from goodoffices.settings import Settings

from .conftest import NO

TODAY = datetime.now(UTC).date()


def claim_of(ledger, report):
    [stored] = ledger.current_claims(report=report, with_rejected=True)
    return stored.id


def judge(ledger, subject, verdict, *changes, **rest):
    return decide(
        ledger, make_judgement(subject, Verdict(verdict), "anna", reason="as read", changes=as_changes(changes)), **rest
    )


def answer(ledger, party="brenn", **question):
    rows = ask_board(ledger, Question(**question)).board.proposals
    return dict(rows[0].answers)[party].value if rows else None


def record_of(ledger, kind, **wanted):
    records = [one for one in ask_board(ledger, Question()).records if type(one).__name__ == kind]
    [found] = [one for one in records if all(getattr(one, name) == value for name, value in wanted.items())]
    return found


def test_what_a_person_accepts_carries_the_board_of_reviewed_claims(war):
    for report in ("tabled", "yes"):
        decided = judge(war, claim_of(war, report), "accept")
        assert decided.version == 1
        assert len(decided.records) == 1
    assert answer(war, "ardel", reviewed=True) == "accepted"
    assert answer(war, "brenn", reviewed=True) == "no_response_known"


def test_a_rejection_empties_the_cell_from_today_and_not_yesterday(war):
    yesterday = TODAY - timedelta(days=1)
    before = ask_board(war, Question(known_at=yesterday)).board
    judge(war, claim_of(war, "no"), "reject")
    assert answer(war) == "no_response_known"
    assert ask_board(war, Question(known_at=yesterday)).board == before
    assert answer(war, known_at=yesterday) == "rejected"


def test_an_edit_moves_the_cell_and_keeps_what_was_found(war):
    claim_id = claim_of(war, "no")
    judge(war, claim_id, "edit", "value=counter_proposed")
    assert answer(war) == "counter_proposed"
    [judgement] = show_claim(war, claim_id).stored.judgements
    assert (judgement.reviewer, judgement.reason, judgement.changes) == (
        "anna",
        "as read",
        (("value", '"counter_proposed"'),),
    )


def test_a_disputed_claim_stands_but_is_no_longer_sure(war):
    judge(war, claim_of(war, "no"), "dispute")
    [stored] = war.current_claims(report="no")
    assert str(stored.status) == "disputed"


def test_an_undone_rejection_fills_the_cell_again(war):
    claim_id = claim_of(war, "no")
    judge(war, claim_id, "reject")
    assert judge(war, claim_id, "undo").version == 2
    assert answer(war) == "rejected"


def test_the_second_of_two_persons_is_told_and_nothing_is_lost(war):
    claim_id = claim_of(war, "no")
    judge(war, claim_id, "accept", seen=0)
    with pytest.raises(EditConflict, match="anna"):
        judge(war, claim_id, "reject", seen=0)
    assert answer(war) == "rejected"


def test_reading_again_never_undoes_a_judgement(war, coding):
    judge(war, claim_of(war, "no"), "reject")
    for version in ("1", "2"):
        record_coding(war, coding("no", "2021-03-05", NO), version)
        assert answer(war) == "no_response_known"


def test_an_edit_survives_a_reading_that_does_not_find_the_claim(war, coding):
    judge(war, claim_of(war, "no"), "edit", "value=under_consideration")
    found = coding("no", "2021-03-05")
    report = war.report("no")
    record_coding(war, type(found)(report, ("ardel", "brenn"), ("corin",)), "2")
    assert answer(war) == "under_consideration"


def test_two_records_become_one_and_two_again(war, record, coding, act):
    other = act(
        "proposal", "tabled", "corin", "Corin tabled a halt to shelling of ports", object="halt to shelling of ports"
    )
    record(coding("ports", "2021-03-04", other))
    one, two = (row.proposal.id for row in ask_board(war, Question()).board.proposals)
    judge(war, two, "merge", f'into="{one}"')
    [row] = ask_board(war, Question()).board.proposals
    assert row.proposal.id == one
    assert len(row.proposal.evidence) == 2
    judge(war, two, "undo", process="ardel-brenn")
    assert len(ask_board(war, Question()).board.proposals) == 2


def test_claims_taken_out_of_a_record_make_one_of_their_own(war, record, coding, act):
    again = act("proposal", "tabled", "corin", "Corin repeated its ceasefire of 30 days", object="ceasefire of 30 days")
    record(coding("again", "2021-03-02", again))
    [row] = ask_board(war, Question()).board.proposals
    assert len(row.proposal.evidence) == 2
    judge(war, row.proposal.id, "split", f'evidence=["{claim_of(war, "again")}"]')
    assert sorted(len(row.proposal.evidence) for row in ask_board(war, Question()).board.proposals) == [1, 1]


def test_an_answer_is_put_to_the_right_proposal(war, record, coding, act):
    other = act(
        "proposal", "tabled", "corin", "Corin tabled a halt to shelling of ports", object="halt to shelling of ports"
    )
    record(coding("ports", "2021-03-04", other))
    ports = record_of(war, "Proposal", title="halt to shelling of ports").id
    judge(war, record_of(war, "Response", party="brenn").id, "relink", f'to="{ports}"')
    found = {row.proposal.id: dict(row.answers)["brenn"].value for row in ask_board(war, Question()).board.proposals}
    assert found.pop(ports) == "rejected"
    assert set(found.values()) == {"no_response_known"}


def test_a_decision_that_would_change_nothing_is_refused_and_not_kept(war):
    record_id = record_of(war, "Response", party="brenn").id
    with pytest.raises(InputError, match="relink would change nothing"):
        judge(war, record_of(war, "Proposal").id, "relink", f'to="{record_of(war, "Proposal").id}"')
    with pytest.raises(InputError, match="different kinds"):
        judge(war, record_id, "merge", f'into="{record_of(war, "Proposal").id}"')
    assert war.standing(record_id, process="ardel-brenn").judgements == ()


def test_changes_that_no_claim_can_have_are_refused(war):
    claim_id = claim_of(war, "no")
    for change, said in (
        ("kind=party", "party"),
        ("when=soonish", "soonish"),
        ("quote=[1,2]", "quote"),
        ("value=maybe", "maybe"),
    ):
        with pytest.raises(InputError, match=said):
            judge(war, claim_id, "edit", change)
    assert answer(war) == "rejected"
    with pytest.raises(InputError, match="write FIELD=VALUE"):
        as_changes(["value"])


def test_an_unknown_id_is_not_judged(war):
    with pytest.raises(NotRecorded, match="nosuch"):
        judge(war, "nosuch", "accept")


def test_the_reviewer_is_the_name_given_else_the_settings():
    assert reviewer_name(Settings(reviewer="bela"), "anna") == "anna"
    assert reviewer_name(Settings(reviewer="bela")) == "bela"
    assert reviewer_name(Settings())
