"""Coded reports into the ledger, and into the records of their processes."""

from dataclasses import replace
from datetime import date

from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.placing import settle_processes
from goodoffices.desk.recording import add_to_process, record_coding, record_reports
from goodoffices.record.evidence import count_sources

from .conftest import PLAN


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


def test_the_same_report_again_changes_nothing(war, coding):
    before = list(war.export_lines())
    found = record_coding(war, coding("tabled", "2021-03-01", PLAN), "1")
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


LONG = "Brenn rejected the ceasefire of 30 days after a night of talks in the old customs house by the river"


def refusals(ledger):
    [row] = ask_board(ledger, Question()).board.proposals
    return [
        piece
        for record in ask_board(ledger, Question()).records
        if getattr(record, "party", "") == "brenn"
        for piece in record.evidence
    ], row


def no(act, text=LONG):
    return act("response", "rejected", "brenn", text, targets=("corin",), object="ceasefire of 30 days")


def test_a_copy_that_is_read_in_a_later_run_counts_with_its_first_print(war, coding, act):
    first = coding("first", "2021-03-05", no(act), outlet="Daily Brenn")
    copy = coding("copy", "2021-03-05", no(act, LONG + " "), outlet="Ostra Post")
    own = coding("own", "2021-03-05", no(act, "Brenn has rejected the ceasefire of 30 days, its envoy told us"))
    for run in (first, copy, own):
        list(record_reports(war, [run]))
    pieces = {piece.report: piece for piece in refusals(war)[0]}
    assert pieces["copy"].copy_of == "first"
    assert pieces["copy"].source == pieces["first"].source == "Daily Brenn"
    assert count_sources(pieces[name] for name in ("first", "copy", "own")) == 2


def test_a_copy_stays_one_when_its_process_is_made_anew(war, coding, act):
    for name, text in (("first", LONG), ("copy", LONG + " ")):
        record_coding(war, coding(name, "2021-03-05", no(act, text)), "1")
    add_to_process(war, "ardel-brenn", ["copy"], "anna")
    assert {piece.source for piece in refusals(war)[0] if piece.report in ("first", "copy")} == {"first"}


def test_reports_of_an_older_ledger_are_compared_too(war, coding, act):
    first, copy = (coding(name, "2021-03-05", no(act, text)) for name, text in (("first", LONG), ("copy", LONG + " ")))
    war.add_report(first.report, first.claims)
    [found] = record_reports(war, [copy])
    assert found.facts.copy_of == "first"


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
