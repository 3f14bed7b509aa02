"""What a database says went wrong → an error of ours: the ledger named without its password, the cause, the remedy."""

from __future__ import annotations

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from goodoffices.errors import LedgerBusy, LedgerError

_SECRET_OPTIONS = ("password", "sslpassword", "passfile")

_FULL = "the disk is full; make room and run it again: what was recorded before is intact"
_READ_ONLY = "the ledger can be read but not written; give the account that runs goodoffices the right to write to it"
_BUSY = "another process is writing to it; wait for it to finish or end it, then run this again: nothing was lost"
_NOT_ONE = "the file is not a goodoffices ledger; name another with --ledger, or leave it out to begin a new one"
_BROKEN = "the file is damaged; restore a copy, or import an export of it into a new ledger"

# What SQLite's message contains → the class and the remedy. Its result codes are not on the errors of all versions.
_SQLITE = (
    ("database is locked", LedgerBusy, _BUSY),
    ("database table is locked", LedgerBusy, _BUSY),
    ("database or disk is full", LedgerError, _FULL),
    ("readonly database", LedgerError, _READ_ONLY),
    ("file is not a database", LedgerError, _NOT_ONE),
    ("malformed", LedgerError, _BROKEN),
    (
        "unable to open database file",
        LedgerError,
        "the file cannot be opened; check that its folder exists and may be written",
    ),
    ("disk I/O error", LedgerError, "the disk cannot be read or written; check it: what was recorded before is intact"),
)

# SQLSTATE of PostgreSQL → the class and the remedy.
_POSTGRES = {
    "55P03": (LedgerBusy, _BUSY),
    "40001": (LedgerBusy, _BUSY),
    "40P01": (LedgerBusy, _BUSY),
    "53100": (LedgerError, _FULL),
    "25006": (LedgerError, _READ_ONLY),
    "42501": (LedgerError, _READ_ONLY),
    "53300": (LedgerBusy, "the server takes no more connections; try again later"),
}


def name_place(url: URL) -> str:
    """The ledger's address as it may be shown: without any password."""
    shown = url.difference_update_query(_SECRET_OPTIONS)
    return shown.render_as_string(hide_password=True)


def explain(problem: Exception, place: str) -> LedgerError:
    """The error of ours that says what `problem` means for the ledger at `place`."""
    original = problem.orig if isinstance(problem, DBAPIError) and problem.orig is not None else problem
    found = _POSTGRES.get(str(getattr(original, "sqlstate", None) or "")) or _find_sqlite(str(original))
    if found:
        return found[0](f"{place}: {found[1]}")
    if isinstance(problem, SQLAlchemyError | OSError) and "connect" in str(original).lower():
        said = _last_words(original)
        return LedgerError(
            f"{place}: the server cannot be used; check that it runs, the address and the rights ({said})"
        )
    return LedgerError(f"{place}: {_first_line(original)}")


def _find_sqlite(message: str) -> tuple[type[LedgerError], str] | None:
    return next(((kind, remedy) for part, kind, remedy in _SQLITE if part in message), None)


def _first_line(problem: BaseException) -> str:
    return (str(problem).strip() or type(problem).__name__).splitlines()[0]


def _last_words(problem: BaseException) -> str:
    """What the server itself said, without the address that stands before it."""
    return _first_line(problem).rpartition("FATAL:")[2].strip()
