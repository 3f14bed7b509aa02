"""Bringing a ledger up to date on opening: which schema it has, which this version needs, and the steps between.

The steps are Alembic scripts in `migrations/`. Alembic is imported only when there is a step to take.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from goodoffices.errors import LedgerError, LedgerTooNew
from goodoffices.ledger.indexing import index_all
from goodoffices.ledger.schema import VERSION_TABLE, metadata

SCRIPTS = Path(__file__).parent / "migrations"

# The schema that this version of goodoffices writes, and every one before it that it can bring up to date.
KNOWN_SCHEMAS = ("0001", "0002", "0003", "0004")

# Any number does, as long as all of ours take the same: it keeps two processes from migrating at once.
_POSTGRES_LOCK = 7_364_221


def migrate(engine: Engine, place: str, *, create: bool = True, read_only: bool = False) -> None:
    """Make the tables of a new ledger, or bring an old one up to date.

    Raises LedgerTooNew for one that a later version wrote, LedgerError for a file that holds something else.
    """
    with engine.connect() as conn:
        found = read_schema(conn, place)
    if found == KNOWN_SCHEMAS[-1]:
        return
    if read_only or (found is None and not create):
        what = "holds no ledger yet" if found is None else f"has the older schema {found}, and cannot be written to"
        raise LedgerError(f"{place}: {what}; open it once with the right to write")
    with engine.connect() as plain:
        conn = plain.execution_options(ledger_write=True)
        with conn.begin():
            if conn.dialect.name == "postgresql":
                conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
            if read_schema(conn, place) != KNOWN_SCHEMAS[-1]:  # another process may have done it while we waited
                upgrade(conn, KNOWN_SCHEMAS[-1])
                index_all(conn)


def read_schema(conn: Connection, place: str) -> str | None:
    """The ledger's schema; None for an empty database."""
    tables = inspect(conn)
    if not tables.has_table(VERSION_TABLE):
        _check_free(set(tables.get_table_names()), place, alone=conn.dialect.name == "sqlite")
        return None
    found: str | None = conn.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - a constant
    if found is not None and found not in KNOWN_SCHEMAS:
        raise LedgerTooNew(
            f"{place}: written by a later version of goodoffices (schema {found}; this one knows up to "
            f"{KNOWN_SCHEMAS[-1]}); install that version or a newer one"
        )
    return found


def _check_free(found: set[str], place: str, *, alone: bool) -> None:
    """A database without our version table must hold nothing of another program that we would run into."""
    taken = found if alone else found & set(metadata.tables)
    if taken:
        raise LedgerError(
            f"{place}: a database of another program (it has a table {min(taken)!r}); name another for the ledger"
        )


def upgrade(conn: Connection, target: str) -> None:
    """Run the scripts up to a schema, inside the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - a ledger that is up to date opens without it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, target)
