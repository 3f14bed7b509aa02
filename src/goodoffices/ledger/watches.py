"""What a person wants to be told of: saved filters with their feeds and mail, and when a page was last visited."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update

from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger.connection import Store
from goodoffices.ledger.schema import AnyRow
from goodoffices.ledger.schema_team import users, visits, watches

_CHANGEABLE = ("name", "filter", "mail", "feed_token", "last_visit", "last_mail")


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved filter: `filter` is JSON that its maker gives meaning to; `mail` asks for e-mail."""

    id: str
    user: str
    name: str
    filter: str
    recorded: datetime
    mail: bool = False
    last_visit: datetime | None = None
    last_mail: datetime | None = None


class Watches(Store):
    """Watches in the ledger."""

    def add_watch(
        self, user: str, *, name: str, wanted: str, mail: bool = False, feed_token: str | None = None
    ) -> Watch:
        """Save a filter (JSON) for a person; `feed_token` is the hash of the secret in the feed's address."""
        watch_id = uuid.uuid4().hex
        with self._writing() as conn:
            row = {"id": watch_id, "user": user, "name": name, "filter": wanted, "mail": mail}
            conn.execute(watches.insert(), {**row, "feed_token": feed_token, "recorded_at": self._now()})
        return self.watch(watch_id)

    def watch(self, watch_id: str) -> Watch:
        """One watch; raises NotRecorded."""
        found = self._read_watches(_live().where(watches.c.id == watch_id))
        if not found:
            raise NotRecorded(f"no watch {watch_id!r} in {self.place}")
        return found[0]

    def watches_of(self, user: str) -> tuple[Watch, ...]:
        """A person's watches, oldest first."""
        return self._read_watches(_live().where(watches.c.user == user))

    def watch_of_feed(self, feed_token: str) -> Watch | None:
        """The watch behind a feed's address, by the hash of its secret; None where it ended or its user is disabled."""
        found = self._read_watches(_active().where(watches.c.feed_token == feed_token))
        return found[0] if found else None

    def watches_by_mail(self) -> tuple[Watch, ...]:
        """All watches that ask for e-mail."""
        return self._read_watches(_active().where(watches.c.mail))

    def change_watch(self, watch_id: str, **fields: Any) -> Watch:
        """Change name, filter, mail, feed_token, last_visit or last_mail; raises NotRecorded."""
        unknown = set(fields) - set(_CHANGEABLE)
        if unknown:
            raise InputError(f"a watch has no {min(unknown)!r} to change; there are {', '.join(_CHANGEABLE)}")
        self._update_watch(watch_id, fields)
        return self.watch(watch_id)

    def end_watch(self, watch_id: str) -> None:
        """End a watch; raises NotRecorded."""
        self._update_watch(watch_id, {"ended": self._now()})

    def visit(self, user: str, page: str, *, at: datetime | None = None) -> datetime | None:
        """Note that a person looks at a page now (or looked `at` a moment), and return when they last did.

        None for the first time.
        """
        which = (visits.c.user == user, visits.c.page == page)
        with self._writing() as conn:
            last: datetime | None = conn.execute(select(visits.c.at).where(*which)).scalar()
            if last is None:
                conn.execute(visits.insert(), {"user": user, "page": page, "at": at or self._now()})
            else:
                conn.execute(update(visits).where(*which).values(at=at or self._now()))
        return last

    def last_visit(self, user: str, page: str) -> datetime | None:
        """When a person last looked at a page."""
        with self._reading() as conn:
            found: datetime | None = conn.execute(
                select(visits.c.at).where(visits.c.user == user, visits.c.page == page)
            ).scalar()
        return found

    def _read_watches(self, question: Select[Any]) -> tuple[Watch, ...]:
        with self._reading() as conn:
            return tuple(_as_watch(row) for row in conn.execute(question.order_by(watches.c.seq)))

    def _update_watch(self, watch_id: str, values: dict[str, Any]) -> None:
        live = (watches.c.id == watch_id, watches.c.ended.is_(None))
        with self._writing() as conn:
            if not conn.execute(update(watches).where(*live).values(**values)).rowcount:
                raise NotRecorded(f"no watch {watch_id!r} in {self.place}")


def _live() -> Select[Any]:
    return select(watches).where(watches.c.ended.is_(None))


def _active() -> Select[Any]:
    return _live().join(users, users.c.id == watches.c.user).where(~users.c.disabled)


def _as_watch(row: AnyRow) -> Watch:
    return Watch(row.id, row.user, row.name, row.filter, row.recorded_at, row.mail, row.last_visit, row.last_mail)
