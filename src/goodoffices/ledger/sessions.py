"""Ways in: sessions, tokens for programs, one-time links, and failed attempts that slow down who guesses.

Every token comes here as a hash (the caller's sha256 of it); what a thief of the ledger finds opens nothing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, String, bindparam, delete, func, literal, select, union_all, update

from goodoffices.errors import LedgerBusy, NotRecorded
from goodoffices.ledger.audit import AuditEntry, note_act
from goodoffices.ledger.connection import Store
from goodoffices.ledger.people import User, as_user
from goodoffices.ledger.schema import AnyRow, Moment
from goodoffices.ledger.schema_team import (
    login_attempts,
    one_time_links,
    sessions,
    tokens,
    user_desks,
    user_plans,
    users,
)

# A page is read every few seconds; noting the minute is enough to say when somebody was last here.
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Session:
    """A person signed in somewhere; `id` names it where it is listed and ended."""

    id: int
    user: str
    created: datetime
    last_seen: datetime
    expires: datetime
    agent: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is behind a session, with the plans that they have."""

    session: Session
    user: User
    plans: frozenset[str]


@dataclass(frozen=True, slots=True)
class Token:
    """A program's way in, in a person's name."""

    id: int
    user: str
    label: str
    created: datetime
    last_used: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """What a link was made for ("first_administrator", "set_password") and for whom; None before there is anybody."""

    purpose: str
    user: str | None


class Sessions(Store):
    """Sessions, tokens, one-time links and attempts in the ledger."""

    def start_session(self, token: str, user: str, *, expires: datetime, agent: str = "") -> None:
        """Sign a person in under a hashed token."""
        with self._writing() as conn:
            now = self._now()
            row = {"token": token, "user": user, "expires": expires, "agent": agent[:200]}
            conn.execute(sessions.insert(), {**row, "created": now, "last_seen": now})

    def signed_in(self, token: str) -> SignedIn | None:
        """Who has the session of a hashed token; None where it never was, has ended or expired, or they are disabled.

        Every page of a person rests on it, so it is one visit to the database and both questions are put together once.
        """
        now = self._now()
        with self._reading() as conn:
            row = conn.execute(_select_session(), {"token": token, "now": now}).first()
            if row is None:
                return None
            held = conn.execute(_select_held(), {"person": row.user}).all()
        if now - row.last_seen > _NOTED_EVERY and not self.read_only:
            self._touch(sessions, row.seq, {"last_seen": now})
        desks, plans = (frozenset(one.name for one in held if one.sort == sort) for sort in ("desk", "plan"))
        return SignedIn(_as_session(row), as_user(row, desks), plans)

    def sessions_of(self, user: str) -> tuple[Session, ...]:
        """Where a person is signed in."""
        live = (sessions.c.user == user, sessions.c.ended.is_(None), sessions.c.expires > self._now())
        with self._reading() as conn:
            return tuple(
                _as_session(row) for row in conn.execute(select(sessions).where(*live).order_by(sessions.c.seq))
            )

    def end_session(self, token: str) -> bool:
        """Sign out; says whether there was a session."""
        with self._writing() as conn:
            which = (sessions.c.token == token, sessions.c.ended.is_(None))
            return conn.execute(update(sessions).where(*which).values(ended=self._now())).rowcount > 0

    def end_sessions(self, user: str, *, by: str, only: int | None = None) -> int:
        """End a person's sessions (or `only` the one of that id), from outside; returns how many."""
        which = [sessions.c.user == user, sessions.c.ended.is_(None)]
        if only is not None:
            which.append(sessions.c.seq == only)
        with self._writing() as conn:
            now = self._now()
            ended = conn.execute(update(sessions).where(*which).values(ended=now)).rowcount
            note_act(conn, AuditEntry(now, by, "end_sessions", user, str(ended)))
        return ended

    def add_token(self, token: str, user: str, *, label: str, expires: datetime | None = None) -> None:
        """Give a program a way in under a hashed token."""
        with self._writing() as conn:
            now = self._now()
            conn.execute(
                tokens.insert(), {"token": token, "user": user, "label": label, "created": now, "expires": expires}
            )
            note_act(conn, AuditEntry(now, user, "add_token", user, label))

    def token(self, token: str) -> Token | None:
        """The way in of a hashed token; None where it never was, has ended or expired, or its user is disabled."""
        now = self._now()
        live = tokens.c.expires.is_(None) | (tokens.c.expires > now)
        question = (
            select(tokens)
            .join(users, users.c.id == tokens.c.user)
            .where(tokens.c.token == token, tokens.c.ended.is_(None), live, ~users.c.disabled)
        )
        with self._reading() as conn:
            row = conn.execute(question).first()
        if row is None:
            return None
        if (row.last_used is None or now - row.last_used > _NOTED_EVERY) and not self.read_only:
            self._touch(tokens, row.seq, {"last_used": now})
        return _as_token(row)

    def tokens_of(self, user: str) -> tuple[Token, ...]:
        """A person's tokens that have not been ended."""
        question = select(tokens).where(tokens.c.user == user, tokens.c.ended.is_(None)).order_by(tokens.c.seq)
        with self._reading() as conn:
            return tuple(_as_token(row) for row in conn.execute(question))

    def end_token(self, user: str, token_id: int, *, by: str) -> bool:
        """End one of a person's tokens; says whether there was one."""
        which = (tokens.c.user == user, tokens.c.seq == token_id, tokens.c.ended.is_(None))
        with self._writing() as conn:
            now = self._now()
            done = conn.execute(update(tokens).where(*which).values(ended=now)).rowcount > 0
            if done:
                note_act(conn, AuditEntry(now, by, "end_token", user, str(token_id)))
        return done

    def add_link(self, token: str, purpose: str, *, expires: datetime, user: str | None = None) -> None:
        """Keep the hash of a one-time link."""
        with self._writing() as conn:
            row = {"token": token, "purpose": purpose, "user": user, "expires": expires, "created": self._now()}
            conn.execute(one_time_links.insert(), row)

    def use_link(self, token: str, purpose: str) -> OneTimeLink:
        """Use up a one-time link; raises NotRecorded where it never was, was used, or has expired."""
        links = one_time_links.c
        with self._writing() as conn:
            now = self._now()
            which = (links.token == token, links.purpose == purpose, links.used.is_(None), links.expires > now)
            done = conn.execute(update(one_time_links).where(*which).values(used=now)).rowcount
            if not done:
                raise NotRecorded("this link was used already, has expired, or never was one; ask for a new one")
            row = conn.execute(select(one_time_links).where(links.token == token)).one()
        return OneTimeLink(row.purpose, row.user)

    def note_attempt(self, name: str, address: str, *, succeeded: bool) -> None:
        """Put an attempt to sign in on record."""
        with self._writing() as conn:
            row = {"name": name.casefold()[:200], "address": address[:100], "succeeded": succeeded, "at": self._now()}
            conn.execute(login_attempts.insert(), row)

    def count_failures(self, *, since: datetime, name: str | None = None, address: str | None = None) -> int:
        """How often signing in failed since a moment (for a name: and since it last succeeded)."""
        tried = login_attempts.c
        which: list[Any] = [tried.at >= since, ~tried.succeeded]
        if name is not None:
            name = name.casefold()[:200]
            well = select(func.max(tried.seq)).where(tried.name == name, tried.succeeded).scalar_subquery()
            which += [tried.name == name, tried.seq > func.coalesce(well, 0)]
        if address is not None:
            which.append(tried.address == address[:100])
        with self._reading() as conn:
            return int(conn.execute(select(func.count()).select_from(login_attempts).where(*which)).scalar_one())

    def forget_entries(self, before: datetime) -> int:
        """Delete attempts, and sessions and links that ended, from before a moment: who came and went is no record."""
        with self._writing() as conn:
            gone = conn.execute(delete(login_attempts).where(login_attempts.c.at < before)).rowcount
            gone += conn.execute(delete(sessions).where(sessions.c.expires < before)).rowcount
            return gone + conn.execute(delete(one_time_links).where(one_time_links.c.expires < before)).rowcount

    def _touch(self, table: Any, seq: int, values: dict[str, datetime]) -> None:
        # Somebody else's long write must not keep a person from reading a page.
        with suppress(LedgerBusy), self._writing() as conn:
            conn.execute(update(table).where(table.c.seq == seq).values(**values))


@cache
def _select_session() -> Select[Any]:
    """The session of `token` that is open at `now`, with its person."""
    token, now = bindparam("token", type_=String), bindparam("now", type_=Moment)
    of_person = [column for column in users.c if column.name != "seq"]
    return (
        select(sessions, *of_person)
        .join(users, users.c.id == sessions.c.user)
        .where(sessions.c.token == token, sessions.c.ended.is_(None), sessions.c.expires > now, ~users.c.disabled)
    )


@cache
def _select_held() -> Any:
    """The desks and the plans of `person`, as rows of what sort it is and its name."""
    person = bindparam("person", type_=String)
    desks = select(literal("desk").label("sort"), user_desks.c.desk.label("name")).where(user_desks.c.user == person)
    held = (user_plans.c.user == person, user_plans.c.removed_at.is_(None))
    return union_all(desks, select(literal("plan"), user_plans.c.plan).where(*held))


def _as_session(row: AnyRow) -> Session:
    return Session(row.seq, row.user, row.created, row.last_seen, row.expires, row.agent)


def _as_token(row: AnyRow) -> Token:
    return Token(row.seq, row.user, row.label, row.created, row.last_used, row.expires)
