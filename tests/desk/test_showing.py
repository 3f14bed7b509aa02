"""What stands behind an id."""

import pytest

from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.showing import show_any, show_claim
from goodoffices.errors import NotRecorded


def test_a_claim_is_shown_between_the_words_around_it(ledger, record, coding, act):
    acts = [act("other", None, "ardel", f"{word} " * 60) for word in ("before", "amid", "after")]
    record(coding("long", "2021-03-01", *acts))
    claim_id = next(one.id for one in ledger.current_claims(report="long") if one.claim.text.startswith("amid"))
    shown = show_claim(ledger, claim_id)
    assert shown.before.startswith("… before")
    assert shown.after.endswith("after …")
    assert f"{shown.before[2:]}{shown.stored.claim.text}{shown.after[:-2]}" in shown.report.text


def test_a_claim_tells_which_records_rest_on_it(war):
    [stored] = war.current_claims(report="yes")
    shown = show_claim(war, stored.id)
    assert [process for process, _ in shown.records] == ["ardel-brenn"]
    assert (shown.before, shown.after) == ("", ". ")


def test_a_record_a_report_and_nothing(war):
    [row] = ask_board(war, Question()).board.proposals
    shown = show_any(war, row.proposal.id)
    assert (shown.type, shown.record.id, shown.standing.judgements) == ("proposal", row.proposal.id, ())
    assert show_any(war, "yes").id == "yes"
    with pytest.raises(NotRecorded, match="no claim, record or report 'nosuch'"):
        show_any(war, "nosuch")
