"""Coded reports into the ledger, and into the records of their processes."""

from dataclasses import replace
from datetime import date

from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.placing import settle_processes
from goodoffices.desk.recording import record_coding


def answers(ledger, **question):
    asked = ask_board(ledger, Question(**question))
    [row] = asked.board.proposals
    return {party: finding.value for party, finding in row.answers}


def test_a_plan_and_its_answers_in_three_reports_meet_on_one_board(war):
    asked = ask_board(war, Question(as_of=date(2021, 3, 6)))
    [row] = asked.board.proposals
    assert row.status.value == "rejected"
    assert {party: finding.value for party, finding in row.answers} == {"ardel": "accepted", "brenn": "rejected"}
    assert [piece.text for piece in asked.of(dict(row.answers)["brenn"].evidence)] == [
        "Brenn rejected the ceasefire of 30 days"
    ]


def test_the_board_of_a_day_knows_nothing_later(war):
    assert answers(war, as_of=date(2021, 3, 4)) == {"ardel": "accepted", "brenn": "no_response_known"}
    assert answers(war, as_of=date(2021, 3, 6), known_at=date(2021, 3, 4))["brenn"] == "no_response_known"


def test_the_same_report_again_changes_nothing(war, coding, act):
    before = list(war.export_lines())
    again = coding(
        "tabled",
        "2021-03-01",
        act(
            "proposal",
            "tabled",
            "corin",
            "Corin put forward a ceasefire of 30 days",
            targets=("ardel", "brenn"),
            object="ceasefire of 30 days",
        ),
    )
    found = record_coding(war, again, "1")
    assert (found.added, found.changed, found.processes) == (False, False, ("ardel-brenn",))
    assert list(war.export_lines()) == before


def test_a_better_reading_takes_the_place_of_the_one_before(war, coding, act):
    better = coding(
        "no",
        "2021-03-05",
        act(
            "response",
            "rejected",
            "brenn",
            "Brenn rejected the ceasefire of 30 days",
            targets=("corin",),
            object="ceasefire of 30 days",
        ),
    )
    [claim] = better.claims
    found = record_coding(war, replace(better, claims=(replace(claim, value="under_consideration"),)), "2")
    assert (found.added, found.changed) == (False, True)
    assert answers(war)["brenn"] == "under_consideration"


def test_a_model_that_finds_nothing_takes_nothing_away(war, coding, act):
    unread = coding("no", "2021-03-05", act("response", "rejected", "brenn", "Brenn rejected the ceasefire of 30 days"))
    record_coding(war, replace(unread, claims=()), "model-1", coder="llm:m@1")
    assert answers(war)["brenn"] == "rejected"


def test_agency_copy_under_another_outlet_is_one_source(war, coding, act):
    copy = coding(
        "copy",
        "2021-03-05",
        act(
            "response",
            "rejected",
            "brenn",
            "Brenn rejected the ceasefire of 30 days ",
            targets=("corin",),
            object="ceasefire of 30 days",
        ),
    )
    record_coding(war, copy, "1", copy_of="no")
    asked = ask_board(war, Question())
    [row] = asked.board.proposals
    pieces = asked.of(dict(row.answers)["brenn"].evidence)
    assert len(pieces) == 2
    assert len({piece.copy_of or piece.report for piece in pieces}) == 1


def test_a_report_without_parties_joins_no_process_and_is_kept(ledger, record, coding, act):
    found = record(
        coding("stray", "2021-03-01", act("other", None, "dorne", "Dorne raised a tax"), parties=(), mediators=())
    )
    assert (found.added, found.processes) == (True, ())
    assert ledger.report("stray").text.startswith("Dorne raised a tax")


def test_a_batch_is_placed_again_with_all_of_it_known(ledger, record, coding, act):
    attack = act("attack", "single", "brenn", "Brenn shelled a ferry", targets=("ardel",))
    narrow = record(coding("first", "2021-03-01", attack, parties=("brenn",), mediators=()))
    wide = [
        record(
            coding(f"r{number}", f"2021-03-0{number}", act("attack", "single", "ardel", f"Ardel fired {number} rounds"))
        )
        for number in (2, 3)
    ]
    settle_processes(ledger, [one.facts for one in (narrow, *wide)])
    assert ledger.processes_of("first") == ("ardel-brenn",)
