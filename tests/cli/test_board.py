"""The board, its history and what stands behind a cell, of hand-made records and of the examples."""

import json
import re

import pytest


def tables(text):
    return [line for line in text.splitlines() if line and line[0] not in "┏┃┡│└"]


def test_the_board_names_mediator_truces_proposals_and_what_stands_still(golden, run):
    ran = run("board", "--as-of", "2025-05-02")
    assert ran.code == 0
    head = tables(ran.out)
    assert head[0] == "Russia – Ukraine on 2025-05-02"
    assert head[1].startswith("Mediator USA: reduced (since 2025-05-01, warned since 2025-04-18")
    assert [line.partition(" (")[0] for line in head[2:4]] == ["Quiet: no", "Stuck: yes"]
    for words in ("Full ceasefire for 30", "rejected 2025-03-18", "Easter truce", "mutual accusations"):
        assert words in ran.out
    assert max(len(line) for line in ran.out.splitlines() if line not in head) <= 100


def test_no_code_is_printed_where_words_are_meant(golden, run):
    for command in (("board", "--as-of", "2025-04-20"), ("timeline",), ("conflicts",), ("show", "C2"), ("show", "R2")):
        assert not re.findall(r"\b(?:in_force|accepted_conditionally|mediator_step|quote_altered)\b", run(*command).out)


def test_what_was_not_known_on_a_day_is_left_out(golden, run):
    late, early = (
        json.loads(run("board", "--as-of", "2025-05-02", "--json", *known).out)["mediators"]["USA"]["state"]
        for known in ((), ("--known-at", "2025-05-01"))
    )
    assert (late, early) == ("reduced", "active")


def test_a_board_of_reviewed_claims_says_that_there_are_none(examples, run):
    ran = run("board", "--reviewed")
    assert ran.code == 0
    assert "Proposals: none on record" in ran.out


def test_changes_are_one_line_each(golden, run):
    ran = run("changes", "--since", "2025-04-28")
    assert "2025-05-01 mediator USA, mediator: active → reduced" in ran.out.splitlines()
    rows = json.loads(run("changes", "--since", "2025-04-28", "--json").out)
    assert len(rows) == len([line for line in ran.out.splitlines() if line.startswith("2025")])
    assert run("changes", "--since", "2030-01-01").out == "nothing moved since 2030-01-01\n"


def test_the_timeline_ends_on_the_day_that_is_asked(golden, run):
    rows = json.loads(run("timeline", "--as-of", "2025-03-12", "--json").out)
    assert {row["record"] for row in rows} >= {"P1", "R1", "T1"}
    assert all(row["date"] <= "2025-03-12" for row in rows)


def test_the_timeline_can_be_read_in_a_narrow_terminal(golden, run, monkeypatch):
    """No word and no id is broken, and what nobody dated says when it was told."""
    monkeypatch.setenv("COLUMNS", "80")
    shown, rows = run("timeline").out, json.loads(run("timeline", "--json").out)
    assert max(map(len, shown.splitlines())) <= 80
    told = [f"told {row['day']}" for row in rows if row["date"] is None]
    words = [word for row in rows for word in str(row["what"]).replace("_", " ").split()]
    for one in {*words, *told, *(row["record"] for row in rows)}:
        assert one in shown


def test_conflicts_show_each_side_and_where_it_stood(golden, run):
    ran = run("conflicts")
    assert "rejected on" in ran.out
    assert "bnonews.com" in ran.out
    assert {row["about"] for row in json.loads(run("conflicts", "--json").out)} >= {"M4", "P1"}


def test_a_record_is_shown_in_words(golden, run):
    ran = run("show", "P1")
    assert ran.out.startswith("P1  proposal, version 1, of rus-ukr")
    assert "Terms(" not in ran.out
    assert "('" not in ran.out
    assert ran.out.rstrip().endswith("made by hand")
    assert json.loads(run("show", "P1", "--json").out)["record"]["id"] == "P1"


def test_a_claim_is_shown_with_its_sentence_its_rule_and_its_reviews(examples, run):
    [claim] = json.loads(run("queue", "--most", "1", "--json").out)
    assert run("review", "accept", claim["id"], "--by", "anna", "--why", "the text says so").code == 0
    ran = run("show", claim["id"])
    assert f"▸{' '.join(claim['text'].split())}◂" in ran.out
    assert "found by   embedded" in ran.out
    assert "anna — accept" in ran.out
    assert "the text says so" in ran.out
    assert json.loads(run("show", claim["id"], "--json").out)["stored"]["claim"]["text"] == claim["text"]


def test_a_report_is_shown_as_it_was_read(examples, run):
    assert "Friday, 18 April 2025" in run("show", "radio").out


def test_an_unknown_id_is_one_line(golden, run):
    ran = run("show", "nosuch")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "no claim, record or report 'nosuch'" in ran.err


def test_two_processes_have_to_be_named(golden, run):
    run("process", "add", "SDN", "TCD", "--name", "The border talks", "--by", "anna")
    for command in (("board",), ("timeline",), ("conflicts",), ("queue",), ("changes", "--since", "2025-01-01")):
        ran = run(*command)
        assert ran.code == 1
        assert "rus-ukr (Russia – Ukraine), sdn-tcd (The border talks)" in ran.err
    assert run("board", "-p", "the border talks").out.startswith("The border talks on ")


@pytest.mark.parametrize(
    "words", [("board",), ("timeline",), ("conflicts",), ("changes", "--since", "2025-01-01"), ("queue",)]
)
def test_an_unknown_process_is_named_with_those_there_are(golden, run, words):
    ran = run(*words, "--process", "mars")
    assert (ran.code, ran.out) == (1, "")
    assert "no process is called 'mars'; there are: rus-ukr (Russia – Ukraine)" in ran.err
