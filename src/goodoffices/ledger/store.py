"""The port: one class through which the rest of the house reads and writes a ledger."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from goodoffices.errors import LedgerError
from goodoffices.ledger.attacks import Attacks
from goodoffices.ledger.audit import Audit
from goodoffices.ledger.connection import BUSY_SECONDS, Clock, check_server, connect, now_utc, parse_url
from goodoffices.ledger.editions import Editions
from goodoffices.ledger.exchange import Exchange
from goodoffices.ledger.identities import Identities
from goodoffices.ledger.migrate import migrate
from goodoffices.ledger.outlines import Outlines
from goodoffices.ledger.people import People
from goodoffices.ledger.problems import explain, name_place
from goodoffices.ledger.processes import Processes
from goodoffices.ledger.records import Records
from goodoffices.ledger.reports import Reports
from goodoffices.ledger.review import Review
from goodoffices.ledger.samples import Samples
from goodoffices.ledger.search import Search
from goodoffices.ledger.sessions import Sessions
from goodoffices.ledger.sharing import Sharing
from goodoffices.ledger.sketches import Sketches
from goodoffices.ledger.texts import Texts
from goodoffices.ledger.threads import Threads
from goodoffices.ledger.watches import Watches


class Ledger(
    Reports,
    Review,
    Processes,
    Records,
    Attacks,
    Search,
    Samples,
    Sharing,
    Sketches,
    People,
    Identities,
    Sessions,
    Threads,
    Watches,
    Audit,
    Editions,
    Outlines,
    Texts,
    Exchange,
):
    """An open ledger; use it in a `with` block, or close it."""

    _passing: TemporaryDirectory[str] | None = None

    @classmethod
    def open(
        cls, url: str | Path, *, create: bool = True, clock: Clock = now_utc, busy_seconds: float = BUSY_SECONDS
    ) -> Self:
        """Open the ledger at an address ("sqlite:///goodoffices.db"), making it or bringing it up to date.

        Raises LedgerError (or LedgerBusy, LedgerTooNew) where that is not possible, InputError for an address that
        no ledger can have, MissingPart where the driver is not installed. `clock` gives the recorded time.
        """
        address = parse_url(url)
        place = name_place(address)
        passing = None
        if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
            # One in memory would live in one connection, and could not be written while it is being read.
            passing = TemporaryDirectory(prefix="goodoffices-")
            address = address.set(database=f"{passing.name}/ledger.db")
        _check_file(address.database if address.get_backend_name() == "sqlite" else None, place, create=create)
        engine, read_only = connect(address, busy_seconds)
        try:
            with engine.connect() as conn:
                check_server(conn)
            migrate(engine, place, create=create, read_only=read_only)
        except SQLAlchemyError as problem:
            engine.dispose()
            raise explain(problem, place) from problem
        except BaseException:
            engine.dispose()
            raise
        ledger = cls(engine, place, clock=clock, read_only=read_only)
        ledger._passing = passing
        return ledger

    def close(self) -> None:
        """Let go of the ledger; what was recorded stays (that of "sqlite://" goes)."""
        self._stop_listening()
        self.engine.dispose()
        if self._passing is not None:
            self._passing.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _check_file(database: str | None, place: str, *, create: bool) -> None:
    """Say what is wrong with a path before SQLite says less."""
    if not database:
        return
    path = Path(database)
    if path.is_dir():
        raise LedgerError(f"{place}: this is a folder; name a file in it, such as {path / 'goodoffices.db'}")
    if not path.exists() and not create:
        raise LedgerError(f"{place}: there is no ledger here; `goodoffices read` begins one")
    if not path.absolute().parent.is_dir():
        raise LedgerError(f"{place}: the folder {path.absolute().parent} does not exist; make it first")
