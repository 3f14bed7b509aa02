"""Whether anything changed since one looked: by any program, or in what pages for several persons show.

`pulse` changes with every commit, of whatever program. `edition` changes with whatever is read, decided, said, granted
or taken back, but not because somebody signed in or looked at a page; who keeps pages asks for it before every answer.
Its two parts tell what persons did from what programs read, so that a long reading need not drop every page each
second. On SQLite a pulse costs microseconds, and the tables are asked only when it has changed; on PostgreSQL they are
asked every time.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cache
from sqlite3 import Connection as RawConnection
from typing import Any

from sqlalchemy import Select, String, Table, bindparam, func, select

from goodoffices.ledger import schema, schema_team
from goodoffices.ledger.connection import Store

# Rows are only ever added to these, so the last number tells; what is changed in place leaves a line in the audit log.
READ = (schema.reports, schema.report_processes, schema.readings, schema.claims, schema.records)
DECIDED = (
    schema.judgements,
    schema.processes,
    schema_team.report_grants,
    schema_team.user_plans,
    schema_team.threads,
    schema_team.comments,
    schema_team.audit,
)
# Rows of these two can be closed without another taking their place; an index over the open ones counts them.
_CLOSING = ((schema.records, "superseded_at"), (schema.report_processes, "removed_at"))
# Made from the tables above in the same transaction.
DERIVED = ("record_keys", "record_claims", "report_sketches", "report_bands", "attack_counts")
# What one person alone is shown, and what is about ways in; a page that shows it is nobody else's.
PERSONAL = (
    "users", "user_desks", "user_identities", "sessions", "tokens", "one_time_links", "login_attempts",
    "comment_mentions", "watches", "visits", "samples", "sample_claims", "sample_coders", "codings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """What pages for several persons rest on: what programs have read, and what persons have done.

    `ways` changes when a session ends or anything about a person changes; two editions do not differ by it.
    """

    read: tuple[int | None, ...]
    decided: tuple[int | None, ...]
    ways: tuple[Any, ...] = field(compare=False)


# Marks of what one person alone is shown.
Personal = tuple[Any, ...]


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

    def personal(self, user: str) -> Personal:
        """A mark that changes with what one person alone is shown: mentions, watches, codings."""
        pulse = self.pulse()
        held: dict[str, tuple[int, Personal]] = self.__dict__.setdefault("_personal", {})
        if pulse is not None and user in held and held[user][0] == pulse:
            return held[user][1]
        with self._reading() as conn:
            found: Personal = tuple(conn.execute(_select_personal(), {"person": user}).one())
        if pulse is not None:
            held[user] = (pulse, found)
        return found

    def _ask_edition(self) -> Edition:
        with self._reading() as conn:
            found = tuple(conn.execute(_select_edition()).one())
        first = len(READ) + len(_CLOSING)
        last = first + len(DECIDED)
        return Edition(found[:first], found[first:last], found[last:])

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


def _last(table: Table) -> Any:
    return select(func.max(table.c.seq)).scalar_subquery()


@cache
def _select_edition() -> Select[Any]:
    """Put together once: that takes longer than asking it."""
    ended = select(func.max(schema_team.sessions.c.ended)).scalar_subquery()
    ways = (ended, *map(_last, (schema_team.audit, schema_team.user_plans)))
    return select(*map(_last, READ), *(_count_open(*one) for one in _CLOSING), *map(_last, DECIDED), *ways)


@cache
def _select_personal() -> Select[Any]:
    mentions = schema_team.comment_mentions.c
    watches, codings = schema_team.watches.c, schema_team.codings.c
    person = bindparam("person", type_=String)
    asked = (
        select(func.count(mentions.comment)).where(mentions.user == person),
        select(func.count(mentions.seen_at)).where(mentions.user == person),
        select(func.max(watches.seq)).where(watches.user == person),
        select(func.count(watches.ended)).where(watches.user == person),
        select(func.max(codings.seq)).where(codings.coder == person),
    )
    return select(*(one.scalar_subquery() for one in asked))


def _count_open(table: Table, closed: str) -> Any:
    return select(func.count()).select_from(table).where(table.c[closed].is_(None)).scalar_subquery()
