"""The whole ledger ↔ JSON lines: every row that ever held, decisions and discussion included, equal after a round trip.

The first line names the format and the schema, each other line is one row of one table with its JSON inside. What opens
doors stays behind: passwords, sessions, tokens, links, feeds' secrets and attempts to sign in. Derived tables are made
again. Both directions stream, so memory does not grow with the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Date, Table, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from goodoffices.errors import InputError, LedgerError, LedgerTooNew
from goodoffices.ledger.attacks import read_place, recount_report
from goodoffices.ledger.bodies import write_json
from goodoffices.ledger.connection import Store
from goodoffices.ledger.indexing import index_all
from goodoffices.ledger.migrate import KNOWN_SCHEMAS
from goodoffices.ledger.schema import AnyRow, Moment, metadata, reports
from goodoffices.ledger.schema_team import login_attempts, one_time_links, sessions, tokens

FORMAT = "goodoffices-ledger"

_LEFT_BEHIND = {table.name for table in (sessions, tokens, one_time_links, login_attempts)} | {"attack_counts"}
_SECRETS = {("users", "password"), ("watches", "feed_token")}

# Columns that hold JSON as text; in the export it stands as JSON, so that other programs read a line in one go.
_JSON = {"body", "passages", "changes", "kept", "fields"}

# Rows written at a time; some of them reports of many kB, so that a few megabytes are in memory.
_BATCH = 500


class Exchange(Store):
    """A ledger as JSON lines."""

    def export_lines(self) -> Iterator[str]:
        """The ledger, a line at a time (without line ends); in one transaction, so as it was at one moment."""
        with self._reading(frozen=True) as conn:
            yield _dump({"format": FORMAT, "schema": KNOWN_SCHEMAS[-1]})
            for table in _exported():
                order = list(table.primary_key.columns)
                question = select(table).order_by(*order)
                with conn.execute(question, execution_options={"yield_per": _BATCH}) as rows:
                    yield from (_dump({"table": table.name} | _as_line(table, row)) for row in rows)

    def import_lines(self, lines: Iterable[str]) -> int:
        """Fill an empty ledger from an export; all of it or nothing. Returns how many rows there were.

        Raises InputError, naming the line, for what is no export; LedgerTooNew for one of a later version; LedgerError
        where the ledger holds something already.
        """
        numbered = enumerate(lines, 1)
        _check_head(numbered)
        with self._writing() as conn:
            if conn.execute(select(func.count()).select_from(reports)).scalar_one():
                raise LedgerError(f"{self.place}: holds reports already; import into a new ledger")
            count = sum(_insert(conn, *batch) for batch in _batches(numbered))
            _finish(conn)
        return count


def is_export(line: str) -> bool:
    """Whether a file that begins with this line is the export of a ledger."""
    return FORMAT in line and '"schema"' in line


def _exported() -> list[Table]:
    """Tables in an order in which rows come after those that they point to."""
    return [table for table in metadata.sorted_tables if table.name not in _LEFT_BEHIND]


def _as_line(table: Table, row: AnyRow) -> dict[str, Any]:
    found = {name: value for name, value in row._mapping.items() if value is not None}
    return {name: _as_json(name, value) for name, value in found.items() if (table.name, name) not in _SECRETS}


def _as_json(name: str, value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    return json.loads(value) if name in _JSON else value


def _dump(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def _check_head(numbered: Iterator[tuple[int, str]]) -> None:
    head = _load(*next(numbered, (1, "")))
    if head.get("format") != FORMAT:
        raise InputError(f'line 1: not an export of a ledger; its first line is {{"format":"{FORMAT}",…}}')
    if head.get("schema") not in KNOWN_SCHEMAS:
        raise LedgerTooNew(
            f"line 1: exported by a later version of goodoffices (schema {head.get('schema')!r}; this one knows up to "
            f"{KNOWN_SCHEMAS[-1]}); install that version or a newer one"
        )


def _load(number: int, line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as problem:
        raise InputError(f"line {number}: not JSON ({problem}); was the file cut short?") from problem
    if not isinstance(found, dict):
        raise InputError(f"line {number}: a JSON object was expected, found {type(found).__name__}")
    return found


def _batches(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[Table, list[dict[str, Any]], int]]:
    """Rows of one table at a time, with the number of their first line."""
    tables = {table.name: table for table in _exported()}
    held: list[dict[str, Any]] = []
    current, first = None, 0
    for number, line in numbered:
        if not line.strip():
            continue
        row = _load(number, line)
        table = tables.get(row.pop("table", ""))
        if table is None:
            raise InputError(f"line {number}: no such table; there are {', '.join(tables)}")
        if held and (table is not current or len(held) == _BATCH):
            yield _known(current), held, first
            held = []
        if not held:
            current, first = table, number
        held.append(_as_row(table, row, number))
    if held:
        yield _known(current), held, first


def _known(table: Table | None) -> Table:
    if table is None:
        raise InputError("rows without a table")
    return table


def _as_row(table: Table, line: dict[str, Any], number: int) -> dict[str, Any]:
    unknown = set(line) - set(table.c.keys())
    if unknown:
        raise InputError(f"line {number}: {table.name} has no column {min(unknown)!r}")
    return {column.name: _as_value(column, line.get(column.name), number) for column in table.c}


def _as_value(column: Column[Any], value: Any, number: int) -> Any:
    if value is None:
        return None
    try:
        if isinstance(column.type, Moment):
            return datetime.fromisoformat(value)
        if isinstance(column.type, Date):
            return date.fromisoformat(value)
    except (TypeError, ValueError) as problem:
        raise InputError(f"line {number}: {column.name} is {value!r}; write a date as 2025-05-01") from problem
    return write_json(value) if column.name in _JSON else value


def _insert(conn: Connection, table: Table, rows: list[dict[str, Any]], first: int) -> int:
    try:
        conn.execute(table.insert(), rows)
    except IntegrityError as problem:
        raise _refuse(table, rows, first, str(problem.orig)) from problem
    except DBAPIError:
        raise  # the database's own trouble, not the line's
    except StatementError as problem:
        raise _refuse(table, rows, first, str(problem.orig)) from problem
    return len(rows)


def _refuse(table: Table, rows: list[dict[str, Any]], first: int, cause: str) -> InputError:
    where = f"lines {first} to {first + len(rows) - 1}"
    return InputError(f"{where}: rows of {table.name} that cannot be: {cause.splitlines()[0]}")


def _finish(conn: Connection) -> None:
    """Make the derived tables, and let new rows take numbers after the imported ones."""
    index_all(conn)
    for report_id in conn.execute(select(reports.c.id)).scalars().all():
        recount_report(conn, read_place(conn, report_id), report_id, gone=False)
    if conn.dialect.name != "postgresql":
        return
    for table in _exported():
        if "seq" in table.c:
            last = conn.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one()
            following = func.setval(func.pg_get_serial_sequence(table.name, "seq"), last + 1, False)
            conn.execute(select(following))
