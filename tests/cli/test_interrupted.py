"""A run that is killed or stopped leaves finished reports, whole, and the next run goes on."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

COUNT = 80
TEXT = "Sudan accepted the ceasefire that Chad had proposed on day {n}. Chad said it would study the answer."


def stored(path):
    with closing(sqlite3.connect(path)) as conn:
        reports = {row[0] for row in conn.execute("SELECT id FROM reports")}
        readings = {row[0] for row in conn.execute("SELECT report FROM readings")}
        linked = {row[0] for row in conn.execute("SELECT report FROM report_processes WHERE removed_at IS NULL")}
    return reports, readings, linked


def count(path):
    try:
        return len(stored(path)[0])
    except sqlite3.OperationalError:
        return 0


def interrupt(sign, after):
    """Begin to read, send a signal once so many reports are stored, and return the exit code and what was said."""
    words = [sys.executable, "-m", "goodoffices", "read", "many", "--published", "2021-03-04"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while count("goodoffices.db") < after and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(sign)
    return process.communicate()[1], process.returncode


def test_finished_reports_are_whole_and_the_rest_is_read_next_time(folder, run):
    (folder / "many").mkdir()
    for number in range(COUNT):
        (folder / f"many/r{number:02}.txt").write_text(TEXT.replace("{n}", str(number)))
    assert interrupt(signal.SIGKILL, after=2) == ("", -signal.SIGKILL)
    killed, readings, linked = stored("goodoffices.db")
    assert 2 <= len(killed) < COUNT
    assert killed == readings == linked
    assert interrupt(signal.SIGINT, after=len(killed) + 1) == (
        "goodoffices: stopped; every finished report is kept\n",
        130,
    )
    stopped, readings, linked = stored("goodoffices.db")
    assert killed < stopped == readings == linked
    ran = run("read", "many", "--published", "2021-03-04")
    assert f"{COUNT} reports: {COUNT - len(stopped)} new, {len(stopped)} on record already" in ran.out
