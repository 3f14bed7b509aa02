"""The board of the hand-made records of spring 2025, cell by cell."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from goodoffices.assess.as_json import board_as_json
from goodoffices.assess.board import assess_board
from goodoffices.assess.docket import View
from goodoffices.record.settling import day_of
from goodoffices.resolve.imports import read_imports

GOLDEN = Path(__file__).parents[1] / "golden"
SHARED = Path(__file__).parents[2] / "../shared/timeline"
EXPECTED = json.loads((GOLDEN / "ukraine_russia_2025.expected.json").read_text())


def read_golden(path=GOLDEN / "ukraine_russia_2025.jsonl"):
    return read_imports(map(json.loads, path.read_text().splitlines()), process="rus-ukr")


RECORDS = read_golden()


def board_on(day, **view):
    return json.loads(json.dumps(board_as_json(assess_board(RECORDS, date.fromisoformat(day), View(**view)))))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected["as_of"])
def test_board_matches_the_golden_cells(expected):
    found = board_on(expected["as_of"])
    assert {part: found[part] for part in expected} == expected


@pytest.mark.shared
def test_board_from_the_collected_records_matches_too():
    if not SHARED.exists():
        pytest.skip("the collected timeline does not lie beside the project")
    records = read_golden(SHARED / "ua_ru_2025.jsonl")
    for expected in json.loads((SHARED / "expected.json").read_text()):
        found = json.loads(json.dumps(board_as_json(assess_board(records, date.fromisoformat(expected["as_of"])))))
        assert {part: found[part] for part in expected} == expected


def test_nothing_is_on_the_board_before_the_first_record():
    board = board_on("2025-03-10")
    assert (board["proposals"], board["ceasefires"], board["mediators"]) == ({}, {}, {})
    assert (board["quiet"], board["stuck"]) == (None, None)


def test_what_was_reported_on_the_second_is_left_out_as_known_on_the_first():
    assert board_on("2025-05-02")["mediators"]["USA"]["state"] == "reduced"
    earlier = board_on("2025-05-02", known_at=date(2025, 5, 1))
    assert earlier["mediators"]["USA"] == {
        "state": "active",
        "warned_since": "2025-04-18",
        "commitment": None,
        "commitment_date": None,
    }


@pytest.mark.parametrize(
    ("day", "truce", "status"),
    [
        ("2025-04-16", "C1", "in_force"),  # the 30th day
        ("2025-04-17", "C1", "expired"),
        ("2025-04-19", "C2", "in_force"),  # begins that evening
        ("2025-04-20", "C2", "in_force"),
        ("2025-04-21", "C2", "expired"),
        ("2025-04-28", "C3", "declared"),
        ("2025-05-07", "C3", "declared"),
        ("2025-05-08", "C3", "in_force"),
        ("2025-05-10", "C3", "in_force"),
        ("2025-05-11", "C3", "expired"),
    ],
)
def test_truces_change_on_their_edge_days(day, truce, status):
    assert board_on(day)["ceasefires"][truce]["status"] == status


def test_a_truce_past_its_term_without_report_says_so():
    board = board_on("2025-05-17")
    assert board["cells"]["ceasefires"]["C3"]["status"]["note"] == "by its own term"
    assert board["cells"]["ceasefires"]["C2"]["status"]["note"] is None


def test_a_proposal_to_extend_lapses_with_the_truce():
    assert board_on("2025-04-20")["proposals"]["P4"]["status"] == "tabled"
    assert board_on("2025-04-21")["proposals"]["P4"]["status"] == "lapsed"


def test_an_adopted_proposal_stays_adopted_when_the_truce_expires():
    statuses = {board_on(day)["proposals"]["P2"]["status"] for day in ("2025-03-25", "2025-04-17", "2025-05-17")}
    assert statuses == {"adopted"}


def test_stuck_needs_more_than_thirty_days():
    assert board_on("2025-04-24")["stuck"] == {"is": False, "days": 30, "since": "2025-03-25"}
    assert board_on("2025-04-25")["stuck"]["is"] is True


def test_a_unilateral_truce_is_a_sign_of_nothing():
    assert board_on("2025-04-19")["quiet"]["last_move"] == "2025-04-17"


def test_every_cell_names_its_rule_and_its_evidence():
    cells = board_on("2025-05-02")["cells"]
    answer = cells["proposals"]["P1"]["answers"]["RUS"]
    assert (answer["rule"], answer["evidence"], answer["since"]) == ("answer/1", ["R3"], "2025-03-18")
    assert all(cells["ceasefires"][truce]["status"]["evidence"] for truce in ("C1", "C2", "C3"))


def test_contested_dates_and_altered_quotes_are_shown_side_by_side():
    contested = {entry["id"]: entry for entry in board_on("2025-05-02")["contested"]}
    assert (contested["X1"]["about"], contested["X1"]["type"]) == ("M4", "date")
    assert contested["X2"]["type"] == "quote_altered"
    assert all(len(entry["variants"]) == 2 for entry in contested.values())


def test_the_same_records_in_any_order_make_the_same_board():
    day = date(2025, 5, 2)
    forward, backward = assess_board(RECORDS, day), assess_board(RECORDS[::-1], day)
    assert board_as_json(forward)["cells"] == board_as_json(backward)["cells"]


def test_a_board_never_changes_with_what_lies_after_its_day():
    for day in (date(2025, 3, 11) + timedelta(days=7 * week) for week in range(10)):
        until = [record for record in RECORDS if (day_of(record) or date.min) <= day]
        cut, whole = (board_as_json(assess_board(records, day)) for records in (until, RECORDS))
        assert cut["proposals"] == whole["proposals"]
        assert cut["ceasefires"] == whole["ceasefires"]
