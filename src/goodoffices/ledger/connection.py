"""A ledger's address → an engine and its transactions; everything a database can say is turned into our errors here.

Readers never wait for writers (SQLite in WAL mode, PostgreSQL by nature). A SQLite writer takes its lock when the
transaction begins, so that two of them queue instead of failing half-way.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError

from goodoffices.errors import InputError, LedgerError, MissingPart
from goodoffices.ledger.problems import explain, name_place

Clock = Callable[[], datetime]

_ALLOWED = "write sqlite:///goodoffices.db, or postgresql+psycopg://user@host/database"

# A writer of ours holds the lock for milliseconds; ten seconds without it means that something else holds the file.
BUSY_SECONDS = 10.0
# Pages kept in memory per connection, in KiB: a writer's working set, and a board's rows.
_CACHE_KIB = 16_000
# A web server reads in up to forty threads at once; each may hold a connection, ten are kept open.
_POOL = {"pool_size": 10, "max_overflow": 40}
_OLDEST_POSTGRES = (15,)


def now_utc() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


def parse_url(given: str | Path) -> URL:
    """The address of a ledger, with the driver we use; raises InputError for any other kind of address."""
    if isinstance(given, Path):
        return URL.create("sqlite", database=str(given))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as problem:
        raise InputError(f"{_hide(given)!r} is not the address of a ledger; {_ALLOWED}") from problem
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise InputError(f"a ledger cannot live in {url.drivername!r} ({name_place(url)}); {_ALLOWED}")
    if url.drivername.startswith("postgresql") and find_spec("psycopg") is None:
        raise MissingPart("PostgreSQL needs the extra `postgres`: pip install 'goodoffices[postgres]'")
    return url


def _hide(given: str) -> str:
    """What was given, without what may be a password before an @."""
    return given.rpartition("@")[2] if "@" in given else given


def connect(url: URL, busy_seconds: float = BUSY_SECONDS) -> tuple[Engine, bool]:
    """An engine for the address, and whether it can only be read."""
    if url.get_backend_name() == "sqlite":
        return _connect_sqlite(url, busy_seconds)
    engine = create_engine(
        url,
        pool_pre_ping=True,
        **_POOL,
        connect_args={"connect_timeout": 10, "options": f"-c lock_timeout={int(busy_seconds * 1000)} -c timezone=UTC"},
    )
    return engine, False


def _connect_sqlite(url: URL, busy_seconds: float) -> tuple[Engine, bool]:
    path = Path(url.database or "")
    read_only = path.exists() and not _can_write(path)
    if read_only:
        # Nobody writes a file that cannot be written, unless a log beside it says that somebody does.
        frozen = {} if path.with_name(path.name + "-wal").exists() else {"immutable": "1"}
        url = url.set(database=f"file:{quote(str(path.absolute()))}").update_query_dict(
            {"mode": "ro", "uri": "true"} | frozen
        )
    engine = create_engine(url, connect_args={"timeout": busy_seconds, "check_same_thread": False}, **_POOL)
    event.listen(engine, "connect", _prepare_reading if read_only else _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine, read_only


def _can_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _prepare_sqlite(raw: Any, _record: object) -> None:
    _prepare_reading(raw, _record)
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # In WAL mode NORMAL survives a killed process whole; only a power cut can take the last commits.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _prepare_reading(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # the driver must not begin or end transactions by itself
    cursor = raw.cursor()
    for pragma in ("foreign_keys=ON", f"cache_size=-{_CACHE_KIB}", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(conn: Connection) -> None:
    writes = conn.get_execution_options().get("ledger_write", False)
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def check_server(conn: Connection) -> None:
    """Refuse a PostgreSQL server that is older than the tests cover."""
    found = conn.dialect.server_version_info or (0,)
    if conn.dialect.name == "postgresql" and found < _OLDEST_POSTGRES:
        raise LedgerError(f"PostgreSQL {found[0]} is too old for a ledger; it needs 15 or later")


class Store:
    """An open ledger's connection, its transactions and its clock; the nouns build on it."""

    def __init__(self, engine: Engine, place: str, *, clock: Clock = now_utc, read_only: bool = False) -> None:
        self.engine = engine
        self.place = place
        self.read_only = read_only
        self._clock = clock
        self._last = datetime.min.replace(tzinfo=UTC)
        self._local = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside are stored together, or not at all."""
        with self._writing():
            yield

    def _now(self) -> datetime:
        """The recorded time of a write; it never stands still or runs back within one open ledger."""
        self._last = max(self._clock(), self._last + timedelta(microseconds=1))
        return self._last

    @contextmanager
    def _reading(self, *, frozen: bool = False) -> Iterator[Connection]:
        """A connection to ask; `frozen` sees one moment in all its questions (SQLite always does)."""
        outer: Connection | None = getattr(self._local, "conn", None)
        with self._explained():
            if outer is not None:
                yield outer
                return
            with self.engine.connect() as conn:
                if frozen and conn.dialect.name == "postgresql":
                    conn.execution_options(isolation_level="REPEATABLE READ")
                yield conn

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise LedgerError(f"{self.place}: the ledger can be read but not written; check the rights on the file")
        outer: Connection | None = getattr(self._local, "conn", None)
        with self._explained():
            if outer is not None:
                with outer.begin_nested():
                    yield outer
                return
            with self._begin() as conn:
                yield conn

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with self.engine.connect() as plain:
            conn = plain.execution_options(ledger_write=True)
            try:
                with conn.begin():
                    self._local.conn = conn
                    yield conn
            finally:
                self._local.conn = None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise  # only the caller knows what a second row with the same key means
        except SQLAlchemyError as problem:
            raise explain(problem, self.place) from problem
