"""Decisions on the command line; what they do to a board is tested with the desk."""

import json


def answer(run, proposal, party, *words):
    board = json.loads(run("board", "--as-of", "2025-05-02", "--json", *words).out)
    return board["proposals"][proposal]["answers"][party]


def test_a_decision_on_a_record_is_kept_and_taken_back(golden, run):
    ran = run("review", "reject", "R3", "--by", "bela", "--why", "a mistake")
    assert ran.out == "R3: reject by bela, version 1; 1 record concerned\n"
    assert answer(run, "P1", "RUS") == "accepted_conditionally"
    assert "bela — reject" in run("show", "R3").out
    assert run("review", "undo", "R3", "--by", "bela").code == 0
    assert answer(run, "P1", "RUS") == "rejected"


def test_an_edit_names_its_fields(golden, run):
    assert run("review", "edit", "R3", "--set", "value=counter_proposed", "--by", "bela").code == 0
    assert answer(run, "P1", "RUS") == "counter_proposed"
    ran = run("review", "edit", "R3", "--set", "colour=red", "--by", "bela")
    assert ran.code == 1
    assert "'colour' cannot be edited" in ran.err
    assert run("review", "edit", "R3", "--set", "red", "--by", "bela").code == 1


def test_an_answer_is_linked_anew(golden, run):
    assert run("review", "relink", "R3", "--to", "P5", "--by", "bela").code == 0
    assert answer(run, "P5", "RUS") == "rejected"
    assert run("review", "relink", "R3", "--to", "P99", "--by", "bela").code == 1


def test_the_second_person_is_told(golden, run):
    assert run("review", "dispute", "R3", "--by", "anna", "--seen", "0").code == 0
    ran = run("review", "accept", "R3", "--by", "bela", "--seen", "0")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "anna" in ran.err
    assert "bela" not in run("show", "R3").out


def test_two_records_are_merged_and_only_of_one_kind(golden, run):
    assert run("review", "merge", "P2", "--into", "P3", "--by", "anna").code == 0
    assert "P2" not in json.loads(run("board", "--as-of", "2025-05-02", "--json").out)["proposals"]
    ran = run("review", "merge", "R3", "--into", "P3", "--by", "anna")
    assert ran.code == 1
    assert "different kinds" in ran.err


def test_claims_are_split_off(golden, run):
    assert run("review", "split", "P1", "P1.2", "--by", "anna").code == 0
    assert "P1.P1.2" in json.loads(run("board", "--as-of", "2025-05-02", "--json").out)["proposals"]
    assert run("review", "split", "P1", "nosuch", "--by", "anna").code == 1


def test_the_queue_is_a_table_and_json(examples, run):
    rows = json.loads(run("queue", "--most", "3", "--json").out)
    assert len(rows) == 3
    ran = run("queue", "--most", "3")
    assert all(row["id"] in ran.out for row in rows)
    assert max(map(len, ran.out.splitlines())) <= 100


def test_reading_again_keeps_a_rejection(examples, run):
    [claim] = json.loads(run("queue", "--most", "1", "--json").out)
    run("review", "reject", claim["id"], "--by", "anna")
    before = json.loads(run("show", claim["id"], "--json").out)
    assert before["stored"]["status"] == "rejected"
    assert claim["id"] not in {row["id"] for row in json.loads(run("queue", "--most", "500", "--json").out)}


def test_an_id_is_never_broken_over_two_lines(examples, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    rows = json.loads(run("queue", "--most", "5", "--json").out)
    ran = run("queue", "--most", "5")
    assert all(row["id"] in ran.out for row in rows)
    assert "_" not in ran.out
