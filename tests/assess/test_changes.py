"""What moved between two days, the timeline, and conflicts side by side."""

import json
from datetime import date
from pathlib import Path

from goodoffices.assess.board import assess_board
from goodoffices.assess.changes import changes_as_rows, find_changes
from goodoffices.assess.docket import View
from goodoffices.assess.support import support_of
from goodoffices.assess.timeline import entries_as_rows, list_conflicts, list_entries
from goodoffices.resolve.imports import read_imports

GOLDEN = Path(__file__).parents[1] / "golden/ukraine_russia_2025.jsonl"
RECORDS = read_imports(map(json.loads, GOLDEN.read_text().splitlines()), process="rus-ukr")


def moved(since, until):
    before, after = (assess_board(RECORDS, date.fromisoformat(day)) for day in (since, until))
    return {(c.subject, c.cell): (c.before, c.after) for c in find_changes(before, after)}


def test_a_week_tells_what_moved_and_nothing_else():
    assert moved("2025-04-28", "2025-05-02") == {("USA", "mediator"): ("active", "reduced")}


def test_a_new_proposal_and_its_answers_are_changes():
    found = moved("2025-03-17", "2025-03-18")
    assert found[("P1", "answer of RUS")] == ("accepted_conditionally", "rejected")
    assert found[("P2", "status")] == (None, "partly_accepted")


def test_no_time_no_change():
    assert moved("2025-05-02", "2025-05-02") == {}


def test_a_change_is_one_line_with_its_day():
    before, after = (assess_board(RECORDS, day) for day in (date(2025, 4, 20), date(2025, 4, 21)))
    [line] = [change.line for change in find_changes(before, after) if change.subject == "C2"]
    assert line == "2025-04-21 Easter truce, status: in_force → expired"
    assert all(json.dumps(row) for row in changes_as_rows(find_changes(before, after)))


def test_the_timeline_is_in_order_and_ends_with_its_day():
    rows = entries_as_rows(list_entries(RECORDS, date(2025, 4, 20)))
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    assert {row["record"] for row in rows} >= {"P1", "R9", "C2", "V1"}
    assert not {row["record"] for row in rows} & {"M4", "T5"}


def test_conflicts_show_every_side():
    rows = list_conflicts(RECORDS)
    assert [row["conflict"] for row in rows].count("X1") == 2
    assert {row["type"] for row in rows} == {"date", "quote_altered", "value", "overreach"}


def test_unreviewed_records_are_left_off_a_reviewed_board():
    board = assess_board(RECORDS, date(2025, 5, 2), View(reviewed=True))
    assert len(board.proposals) == 5


def test_two_independent_sources_corroborate(desk):
    one = desk.answer("AAA", "accepted", "2030-01-02")
    both = desk.answer("AAA", "accepted", "2030-01-02", evidence=(*one.evidence, desk.evidence("2030-01-02")))
    own = desk.answer("AAA", "accepted", "2030-01-02", actors=("AAA",))
    assert [support_of(record).value for record in (one, both, own)] == ["reported", "corroborated", "confirmed"]


def test_the_timeline_has_what_the_board_has_and_marks_what_nobody_is_sure_of(desk):
    sure = desk.answer("AAA", "accepted", "2030-01-02")
    unsure = (desk.evidence("2030-01-03", sure=False, confidence=0.5),)
    yields = desk.answer("AAA", "rejected", "2030-01-03", evidence=unsure)
    desk.made += 1
    fills = desk.answer("BBB", "rejected", "2030-01-03", evidence=unsure)
    entries = list_entries([sure, yields, fills], date(2030, 2, 1))
    assert [(entry.who, entry.doubtful) for entry in entries] == [(("AAA",), False), (("BBB",), True)]
    assert len(list_entries([sure, yields, fills], date(2030, 2, 1), View(sure=True))) == 1
    assert len(list_entries([sure, yields, fills], date(2030, 2, 1), View(candidates=True))) == 3
