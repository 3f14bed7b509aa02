"""Whether anything changed since one looked: by any program, or in what pages for several persons show.

`pulse` changes with every commit, of whatever program. `edition` changes with whatever is added, decided, said, granted
or taken back, but not because somebody signed in or looked at a page; who keeps pages asks for it before every answer.
On SQLite a pulse costs microseconds, and the tables are asked only when it has changed; on PostgreSQL they are asked
every time.
"""

from __future__ import annotations

import threading
from sqlite3 import Connection as RawConnection
from typing import Any

from sqlalchemy import Table, func, select

from goodoffices.ledger import schema, schema_team
from goodoffices.ledger.connection import Store

Edition = tuple[int | None, ...]

# Rows are only ever added to these, so the last number tells; what is changed in place leaves a line in the audit log.
GROWING = (
    schema.reports,
    schema.readings,
    schema.claims,
    schema.judgements,
    schema.processes,
    schema.report_processes,
    schema.records,
    schema_team.report_grants,
    schema_team.user_plans,
    schema_team.threads,
    schema_team.comments,
    schema_team.audit,
)
# Rows of these can be closed without another taking their place; indexes over the open ones make counting cheap.
_CLOSING = ((schema.records, "superseded_at"), (schema.report_processes, "removed_at"))
# Made from the tables above in the same transaction.
DERIVED = ("record_keys", "record_claims", "report_sketches", "report_bands", "attack_counts")
# What one person alone is shown, and what is about ways in; a page that shows it is nobody else's.
PERSONAL = (
    "users", "user_desks", "user_identities", "sessions", "tokens", "one_time_links", "login_attempts",
    "comment_mentions", "watches", "visits", "samples", "sample_claims", "sample_coders", "codings",
)  # fmt: skip


class Editions(Store):
    """What changed in the ledger, as a mark to compare."""

    def pulse(self) -> int | None:
        """A number that changes with every commit of any program; None where the database has none (PostgreSQL)."""
        if self.engine.dialect.name != "sqlite":
            return None
        with self._explained(), _LOCK:
            raw = self._listener()
            return int(raw.execute("PRAGMA data_version").fetchone()[0])

    def edition(self) -> Edition:
        """A mark that changes with whatever pages for several persons show."""
        pulse = self.pulse()  # before the tables are asked: what comes in between is seen the next time
        held: tuple[int, Edition] | None = getattr(self, "_edition", None)
        if pulse is not None and held is not None and held[0] == pulse:
            return held[1]
        found = self._ask_edition()
        if pulse is not None:
            self._edition = (pulse, found)
        return found

    def _ask_edition(self) -> Edition:
        last = [select(func.max(table.c.seq)).scalar_subquery() for table in GROWING]
        still = [_count_open(table, closed) for table, closed in _CLOSING]
        with self._reading() as conn:
            return tuple(conn.execute(select(*last, *still)).one())

    def _listener(self) -> RawConnection:
        """A connection that never writes, so that every commit is somebody else's."""
        if not hasattr(self, "_listening"):
            self._listening: Any = self.engine.raw_connection()
        raw: RawConnection = self._listening.driver_connection
        return raw

    def _stop_listening(self) -> None:
        with _LOCK:
            if hasattr(self, "_listening"):
                self._listening.close()
                del self._listening


# One for all ledgers of this process: it is held for microseconds.
_LOCK = threading.Lock()


def _count_open(table: Table, closed: str) -> Any:
    return select(func.count()).select_from(table).where(table.c[closed].is_(None)).scalar_subquery()
