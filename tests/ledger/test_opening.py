"""What cannot be a ledger, or cannot be used now, is named with its remedy; no password is ever shown."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import replace
from importlib import util
from pathlib import Path

import pytest
from sqlalchemy import event, text

from goodoffices.errors import InputError, LedgerBusy, LedgerError, MissingPart
from goodoffices.ledger import Ledger, connection
from goodoffices.ledger.problems import explain
from goodoffices.record.claims import Claim
from goodoffices.record.sources import Report


def test_a_path_is_an_address_too(tmp_path: Path, report: Report) -> None:
    with Ledger.open(tmp_path / "a b?.db") as ledger:
        ledger.add_report(report)
    with Ledger.open(tmp_path / "a b?.db", create=False) as ledger:
        assert ledger.find_report(report) == "r1"


@pytest.mark.parametrize("url", ["goodoffices.db", "", "postgres//x", "mysql://anna:s3cret@host/db", "x:s3cret@h"])
def test_addresses_that_no_ledger_can_have(url: str) -> None:
    with pytest.raises(InputError, match=r"write sqlite:///goodoffices\.db") as told:
        Ledger.open(url)
    assert "s3cret" not in str(told.value)


@pytest.mark.parametrize(
    "url",
    ["postgresql://anna:s3cret@127.0.0.1:1/none", "postgresql+psycopg://127.0.0.1:1/none?user=anna&password=s3cret"],
)
def test_a_server_that_is_not_there_is_named_without_the_password(url: str) -> None:
    pytest.importorskip("psycopg", reason="needs the extra `postgres`")
    with pytest.raises(LedgerError, match=r"127.0.0.1:1/none.*cannot be used; check") as told:
        Ledger.open(url)
    assert "s3cret" not in str(told.value)


def test_postgresql_without_its_part_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = util.find_spec
    monkeypatch.setattr(connection, "find_spec", lambda name: None if name == "psycopg" else found(name))
    with pytest.raises(MissingPart, match=r"goodoffices\[postgres\]"):
        Ledger.open("postgresql://host/db")


def test_a_missing_ledger_is_not_made_where_none_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger here"):
        Ledger.open(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "said"), [("", "this is a folder"), ("no/where.db", "does not exist; make it first")])
def test_folders_are_not_ledgers(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(LedgerError, match=said):
        Ledger.open(tmp_path / name)


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear colleagues, " * 100)
    with pytest.raises(LedgerError, match=r"letter.txt: the file is not a goodoffices ledger"):
        Ledger.open(file)
    assert file.read_bytes() == b"Dear colleagues, " * 100


def test_an_sqlite_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    with pytest.raises(LedgerError, match="a database of another program"):
        Ledger.open(tmp_path / "other.db")


def test_a_ledger_that_another_process_writes_to_is_busy_and_can_be_read(
    tmp_path: Path, report: Report, claims: list[Claim]
) -> None:
    with Ledger.open(tmp_path / "l.db", busy_seconds=0.1) as ledger:
        ledger.add_report(report, claims)
        with closing(sqlite3.connect(tmp_path / "l.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerBusy, match=r"l.db: another process is writing"):
                ledger.add_report(replace(report, id="r2", url="u"))
            assert len(list(ledger.current_claims())) == 3
            other.execute("ROLLBACK")
        assert ledger.add_report(replace(report, id="r2", url="u")).added


@pytest.mark.postgres
def test_a_locked_table_on_a_server_is_busy(server: object, report: Report) -> None:
    with Ledger.open(server(), busy_seconds=0.2) as ledger:  # type: ignore[operator]
        with ledger.engine.begin() as other:
            other.execute(text("LOCK TABLE reports IN EXCLUSIVE MODE"))
            with pytest.raises(LedgerBusy):
                ledger.add_report(report)
        assert ledger.add_report(report).added


def test_a_full_disk_is_named_and_what_was_recorded_is_intact(
    tmp_path: Path, report: Report, claims: list[Claim]
) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add_report(report, claims)
        ledger.engine.dispose()  # the limit is one connection's: SQLite then fails as it does on a full disk
        event.listen(ledger.engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 1").close())
        with pytest.raises(LedgerError, match="the disk is full; make room"):
            ledger.add_report(replace(report, id="r2", url="u", text="word " * 100_000, passages=()))
    with Ledger.open(tmp_path / "l.db") as ledger:
        assert [each.id for each in ledger.reports()] == ["r1"]
        assert [each.claim for each in ledger.current_claims()] == claims


def test_a_ledger_that_cannot_be_written_can_be_read(
    tmp_path: Path, report: Report, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add_report(report, claims)
    monkeypatch.setattr(connection, "_can_write", lambda path: False)
    with Ledger.open(tmp_path / "l.db", create=False) as ledger:
        assert len(list(ledger.current_claims())) == 3
        with pytest.raises(LedgerError, match="can be read but not written"):
            ledger.add_report(replace(report, id="r2", url="u"))
    with Ledger.open(tmp_path / "l.db"):
        assert sorted(each.name for each in tmp_path.iterdir()) == ["l.db"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database disk image is malformed", "damaged"),
        ("disk I/O error", "the disk cannot be read"),
        ("unable to open database file", "its folder"),
        ("something new\nin two lines", "something new$"),
    ],
)
def test_what_sqlite_says_is_turned_into_a_remedy(said: str, told: str) -> None:
    with pytest.raises(LedgerError, match=told):
        raise explain(sqlite3.OperationalError(said), "sqlite:///x")


READ_MANY = """
import sys
from datetime import date
from goodoffices.ledger import Ledger
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.sources import Report, Span

with Ledger.open(sys.argv[1]) as ledger:
    for number in range(100_000):
        text = f"Shells fell {number} times."
        claims = [Claim(f"r{number}", Span(0, 6), "Shells", Kind.ATTACK, "single", (f"a{i}",)) for i in range(50)]
        ledger.add_report(Report(f"r{number}", text), claims, processes=["p"])
        print(number, flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_process_leaves_finished_reports_and_no_half_one(url: str, how: signal.Signals) -> None:
    command = [sys.executable, "-W", "ignore", "-c", READ_MANY, url]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ
    ) as process:
        assert process.stdout is not None
        finished = next(int(line) for line in process.stdout if int(line) >= 5)
        while process.poll() is None:  # raised in a finalizer, an interrupt is lost; a person presses the keys again
            process.send_signal(how)
            with suppress(subprocess.TimeoutExpired):
                process.wait(2)
    with Ledger.open(url) as ledger:
        stored = {each.id for each in ledger.reports()}
        assert stored >= {f"r{number}" for number in range(finished + 1)}
        assert all(len(list(ledger.current_claims(report=each))) == 50 for each in stored)
        assert ledger.add_report(Report("new", "new")).added


def test_all_writes_of_a_transaction_are_stored_or_none(ledger: Ledger, report: Report, claims: list[Claim]) -> None:
    def stop() -> None:
        with ledger.transaction():
            ledger.add_report(report, claims)
            assert len(list(ledger.current_claims())) == 3
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert list(ledger.reports()) == []
    with ledger.transaction():
        ledger.add_report(report, claims)
    assert len(list(ledger.current_claims())) == 3


def test_a_ledger_can_be_written_while_it_is_streamed(ledger: Ledger, report: Report) -> None:
    for number in range(5):
        ledger.add_report(replace(report, id=f"r{number}", url=f"{number}"))
    for stored in ledger.reports():
        ledger.link_reports("p", [stored.id])
    assert len(list(ledger.reports(process="p"))) == 5
