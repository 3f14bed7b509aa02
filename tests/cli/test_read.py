"""Reports into a ledger: a batch that goes on, and nothing twice."""

import json
import os
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from goodoffices.ledger import Ledger

EXAMPLES = Path(__file__).parents[2] / "examples/ukraine-russia-2025"
TALKS = (
    "ARDEL, 3 March 2021 - Sudan on Monday accepted a ceasefire that the African Union had proposed. Chad rejected it."
)


@pytest.fixture
def report(folder):
    (folder / "talks.txt").write_text(TALKS)
    return folder / "talks.txt"


def counts(path):
    with sqlite3.connect(path) as conn:
        found = [conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("reports", "claims")]
    conn.close()
    return found


def test_the_examples_are_one_process_with_a_board(examples, run):
    [process] = json.loads(run("process", "list", "--json").out)
    assert (process["id"], process["reports"]) == ("rus-ukr", len(list(EXAMPLES.glob("[0-9]*"))))
    board = json.loads(run("board", "--candidates", "--json").out)
    assert {"proposals", "ceasefires", "mediators", "quiet", "stuck"} <= board.keys()
    assert len(board["proposals"]) >= 3


def test_reading_twice_changes_nothing_and_says_so(report, run):
    first = run("read", report)
    assert first.code == 0
    assert "1 report: 1 new, 0 on record already" in first.out
    before = run("export").out
    second = run("read", report)
    assert "nothing changed" in second.out
    assert "1 report: 0 new, 1 on record already" in second.out
    assert run("export").out == before


def test_what_was_found_is_printed_as_json_too(report, run):
    [row] = json.loads(run("read", report, "--json").out)
    assert (row["report"], row["new"], row["changed"]) == ("talks", True, True)
    assert row["claims"] >= row["sure"] >= 0


def test_a_day_for_reports_that_do_not_tell_theirs(folder, run):
    (folder / "bare.txt").write_text("Sudan accepted a ceasefire. Chad rejected it on Monday.")
    run("read", "bare.txt", "--published", "2021-03-04")
    shown = json.loads(run("show", "bare", "--json").out)
    assert shown["published"] == "2021-03-04"


def test_the_batch_goes_on_after_a_bad_report(folder, report, run):
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "line.txt").write_text("x" * 60_000_000)
    (folder / "french.txt").write_text(
        "Le gouvernement a rejeté hier la proposition de trêve des médiateurs à Genève. " * 5
    )
    (folder / "tags.html").write_text("<div>" * 100_000 + "Sudan accepted the truce." + "</div>" * 100_000)
    names = ["empty.txt", "picture.txt", "line.txt", "french.txt", "tags.html", "nosuch.txt"]
    ran = run("read", *names, "http://127.0.0.1:9/x", report)
    assert ran.code == 1
    for name in ("empty.txt", "picture.txt", "line.txt", "french", "nosuch.txt", "127.0.0.1"):
        assert [line for line in ran.err.splitlines() if line.startswith("goodoffices: ") and name in line], (
            name,
            ran.err,
        )
    assert "Traceback" not in ran.err
    assert "named above; the rest was done" in ran.err.splitlines()[-1]
    assert "talks" in run("export").out


def test_a_bad_report_leaves_what_was_recorded_before(report, folder, run):
    run("read", report)
    before = run("export").out
    (folder / "empty.txt").write_text("")
    assert run("read", "empty.txt").code == 1
    assert run("export").out == before


def test_a_manifest_names_its_reports(folder, run):
    rows = [
        {
            "report": "one/a",
            "text": "Sudan accepted the truce on Monday. Chad did not.",
            "published": "2021-03-04",
            "outlet": "Daily",
        },
        {"report": "two", "file": "gone.txt"},
        {"report": "three", "text": "Chad rejected the truce with Sudan.", "published": "4 March"},
    ]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)))
    ran = run("read", "--manifest", "reports.jsonl", "--json")
    assert ran.code == 1
    assert [row["report"] for row in json.loads(ran.out)] == ["one/a"]
    assert "gone.txt" in ran.err
    assert "line 3: published" in ran.err
    shown = json.loads(run("show", "one/a", "--json").out)
    assert (shown["published"], shown["outlet"]["name"]) == ("2021-03-04", "Daily")


def test_a_ledger_that_another_process_holds_is_named(report, run, monkeypatch):
    run("read", report)
    monkeypatch.setattr("goodoffices.desk.ledgers.Ledger.open", partial(Ledger.open, busy_seconds=0.1))
    holder = sqlite3.connect("goodoffices.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    (report.parent / "more.txt").write_text(TALKS.replace("Monday", "Friday"))
    ran = run("read", "more.txt")
    holder.execute("ROLLBACK")
    holder.close()
    assert ran.code == 1
    assert "another process is writing to it" in ran.err


def test_a_ledger_of_a_newer_version_is_left_alone(report, run):
    run("read", report)
    conn = sqlite3.connect("goodoffices.db")
    conn.execute("UPDATE goodoffices_version SET version_num = '9999'")
    conn.commit()
    conn.close()
    for command in (("board",), ("read", report)):
        ran = run(*command)
        assert ran.code == 1
        assert "written by a later version of goodoffices (schema 9999" in ran.err


@pytest.mark.parametrize("place", ["/proc/nosuch.db", "/dev/null/x.db", "/nosuch/folder/x.db"])
def test_a_place_that_cannot_be_written_is_named(report, run, place):
    ran = run("read", report, "--ledger", f"sqlite:///{place}")
    assert ran.code == 1
    [line] = ran.err.splitlines()
    assert place.rpartition("/")[0] in line


def test_a_full_disk_is_one_clear_line(report, run):
    run("read", report)
    ran = run("export", "--out", "/dev/full")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "goodoffices: /dev/full: cannot be written ([Errno 28] No space left on device); nothing was exported"
    ]
    piped = subprocess.run(
        f"{sys.executable} -m goodoffices export > /dev/full", shell=True, capture_output=True, text=True, check=False
    )
    assert piped.returncode == 1
    assert len(piped.stderr.splitlines()) == 1


def test_a_device_is_written_to_and_not_replaced(report, run):
    run("read", report)
    assert run("export", "--out", os.devnull).code == 0
    assert Path(os.devnull).is_char_device()


def test_a_file_of_another_program_is_not_taken_for_a_ledger(report, folder, run):
    (folder / "notes.db").write_text("these are my notes, and no database")
    ran = run("read", report, "--ledger", "sqlite:///notes.db")
    assert ran.code == 1
    assert "not a goodoffices ledger" in ran.err
    assert (folder / "notes.db").read_text() == "these are my notes, and no database"
