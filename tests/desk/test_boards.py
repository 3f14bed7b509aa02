"""Questions to the ledger."""

from datetime import date

import pytest

from goodoffices.desk.boards import Question, ask_board, pick_process
from goodoffices.errors import InputError, NotRecorded


def test_an_empty_ledger_says_how_to_begin(ledger):
    with pytest.raises(NotRecorded, match="holds no process yet; `goodoffices read`"):
        ask_board(ledger, Question())


def test_two_wars_do_not_mix_and_have_to_be_named(war, record, coding, act):
    record(
        coding(
            "other",
            "2021-03-02",
            act(
                "proposal",
                "tabled",
                "lund",
                "Lund put forward a ceasefire of 30 days",
                targets=("essen", "faro"),
                object="ceasefire of 30 days",
            ),
            parties=("essen", "faro"),
            mediators=("lund",),
        )
    )
    with pytest.raises(InputError, match=r"2 processes; name one with --process: ardel-brenn .*essen-faro"):
        ask_board(war, Question())
    [mine] = ask_board(war, Question(process="ardel-brenn")).board.proposals
    [theirs] = ask_board(war, Question(process="essen-faro")).board.proposals
    assert (mine.proposal.proposers, theirs.proposal.proposers) == (("corin",), ("lund",))


def test_a_process_is_found_by_its_name_in_any_case(war):
    assert pick_process(war, "ARDEL – brenn").id == "ardel-brenn"
    with pytest.raises(NotRecorded, match="no process is called 'mars'; there are: ardel-brenn"):
        pick_process(war, "mars")


def test_without_a_day_the_board_is_of_the_last_thing_known(war):
    assert ask_board(war, Question()).board.as_of == date(2021, 3, 5)
    assert ask_board(war, Question(known_at=date(2021, 3, 3))).board.as_of == date(2021, 3, 3)


def test_unsure_claims_carry_a_cell_only_where_candidates_may(war, record, coding, act):
    later = coding(
        "doubt",
        "2021-03-07",
        act(
            "response",
            "accepted",
            "brenn",
            "Brenn may have said yes to the ceasefire of 30 days",
            object="ceasefire of 30 days",
            sure=False,
            confidence=0.3,
        ),
    )
    record(later)
    sure, unsure = (
        dict(ask_board(war, Question(as_of=date(2021, 3, 8), candidates=wanted)).board.proposals[0].answers)["brenn"]
        for wanted in (False, True)
    )
    assert (sure.value, unsure.value) == ("rejected", "accepted")


def test_a_board_of_reviewed_claims_is_empty_until_a_person_looked(war):
    assert ask_board(war, Question(reviewed=True)).board.proposals == ()


def test_what_was_seen_is_kept_until_something_changes(war, record, coding, act):
    question = Question(as_of=date(2021, 3, 8))
    first = ask_board(war, question)
    assert ask_board(war, Question(as_of=date(2021, 3, 2))).pieces is first.pieces
    assert ask_board(war, Question(as_of=date(2021, 3, 8), known_at=date(2021, 3, 2))).pieces is not first.pieces
    yes = act("response", "accepted", "brenn", "Brenn accepted the ceasefire of 30 days", object="ceasefire of 30 days")
    record(coding("turn", "2021-03-07", yes))
    changed = ask_board(war, question)
    assert dict(changed.board.proposals[0].answers)["brenn"].value == "accepted"
