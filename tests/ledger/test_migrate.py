"""Old ledgers are brought up to date with all they hold, newer ones are left alone; scripts and tables agree."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from goodoffices.errors import LedgerError, LedgerTooNew
from goodoffices.ledger import Ledger, Status
from goodoffices.ledger.connection import connect, parse_url
from goodoffices.ledger.migrate import KNOWN_SCHEMAS, upgrade
from goodoffices.ledger.schema import VERSION_TABLE, metadata

FIRST = Path(__file__).with_name("first_schema.sql")


def test_a_ledger_of_the_first_schema_opens_with_all_it_held(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(FIRST.read_text(encoding="utf-8"))
    with Ledger.open(f"sqlite:///{tmp_path / 'old.db'}") as ledger:
        accepted, attack = ledger.current_claims(process="p")
        assert (accepted.status, accepted.claim.text) == (Status.ACCEPTED, "Ardel accepted the ten-day pause")
        assert ledger.record("D1").record.evidence[0].id == accepted.id
        assert [(each.day, each.attacks) for each in ledger.attack_days("p")] == [(date(2031, 4, 20), 1)]
        assert [each.id for each in ledger.search_claims("shells")] == [attack.id]
        assert ledger.search_reports("pause")[0].report == "r1"
        assert not ledger.add_report(ledger.report("r1"), [accepted.claim, attack.claim], version="1").changed


def test_the_first_schema_is_still_made_as_it_was(tmp_path: Path) -> None:
    def tables(path: Path) -> set[tuple[str, ...]]:
        with closing(sqlite3.connect(path)) as file:
            names = [row[0] for row in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            return {(name, *map(str, row)) for name in names for row in file.execute(f"PRAGMA table_info({name})")}

    engine, _ = connect(parse_url(tmp_path / "new.db"))
    with engine.connect() as conn, conn.begin():
        upgrade(conn, KNOWN_SCHEMAS[0])
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(FIRST.read_text(encoding="utf-8"))
    assert tables(tmp_path / "new.db") - tables(tmp_path / "old.db") <= {
        row for row in tables(tmp_path / "new.db") if row[0] == "sqlite_sequence"
    }


def test_each_database_is_brought_from_the_first_schema_to_the_last(empty_url: str) -> None:
    engine, _ = connect(parse_url(empty_url))
    with engine.connect() as conn, conn.begin():
        upgrade(conn, KNOWN_SCHEMAS[0])
    with Ledger.open(empty_url) as ledger, ledger.engine.connect() as conn:
        assert conn.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() == KNOWN_SCHEMAS[-1]
    engine.dispose()


def test_the_scripts_make_the_tables_that_the_queries_use(empty_url: str) -> None:
    with Ledger.open(empty_url) as ledger, ledger.engine.connect() as conn:
        options = {"version_table": VERSION_TABLE, "include_object": lambda *thing: "_search" not in str(thing[1])}
        assert compare_metadata(MigrationContext.configure(conn, opts=options), metadata) == []


def test_a_ledger_of_a_later_version_is_left_alone(empty_url: str) -> None:
    Ledger.open(empty_url).close()
    engine = create_engine(parse_url(empty_url))
    with engine.begin() as conn:
        conn.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(LedgerTooNew, match=r"schema 9999; this one knows up to 0004\); install"):
        Ledger.open(empty_url)
    with engine.begin() as conn:
        assert conn.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() == "9999"
    engine.dispose()


def test_a_database_of_another_program_is_left_alone(empty_url: str) -> None:
    engine = create_engine(parse_url(empty_url))
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE reports (id integer)"))
    with pytest.raises(LedgerError, match=r"a database of another program .*'reports'"):
        Ledger.open(empty_url)
    engine.dispose()
