"""Persons at a ledger: their role, their desks and the plans granted to them. Passwords come and go as hashes only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from goodoffices.errors import EditConflict, InputError, NotRecorded
from goodoffices.ledger.access import Viewer
from goodoffices.ledger.audit import AuditEntry, note_act
from goodoffices.ledger.connection import Store
from goodoffices.ledger.schema import AnyRow
from goodoffices.ledger.schema_team import user_desks, user_plans, users

_CHANGEABLE = ("name", "email", "role", "disabled", "password")


class UserRole(StrEnum):
    """What a person may do, each including the ones before."""

    READER = "reader"
    MEMBER = "member"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"

    def includes(self, other: UserRole) -> bool:
        """Whether this role may do what `other` may."""
        ladder = list(UserRole)
        return ladder.index(self) >= ladder.index(other)


@dataclass(frozen=True, slots=True)
class User:
    """A person with an account."""

    id: str
    name: str
    role: UserRole
    email: str | None = None
    disabled: bool = False
    desks: frozenset[str] = frozenset()
    recorded: datetime | None = None

    @property
    def viewer(self) -> Viewer:
        """For whom is read when this person reads."""
        return Viewer(None if self.disabled else self.id, self.desks)


class People(Store):
    """Persons in the ledger."""

    def add_user(self, user: User, *, by: str, password: str | None = None) -> User:
        """Store a new person; `password` is a hash. Raises EditConflict where the id or the e-mail address is taken."""
        try:
            with self._writing() as conn:
                now = self._now()
                row = {"name": user.name, "email": _fold(user.email), "role": user.role, "disabled": user.disabled}
                conn.execute(users.insert(), {"id": user.id, "password": password, "recorded_at": now, **row})
                _write_desks(conn, user.id, user.desks)
                note_act(conn, AuditEntry(now, by, "add_user", user.id, user.role))
        except IntegrityError as problem:
            raise EditConflict(f"there is a user {user.id!r} or one with that e-mail address already") from problem
        return self.user(user.id)

    def user(self, user_id: str) -> User:
        """A person by id; raises NotRecorded."""
        with self._reading() as conn:
            row = conn.execute(select(users).where(users.c.id == user_id)).first()
            if row is None:
                raise NotRecorded(f"no user {user_id!r} in {self.place}")
            return as_user(row, _read_desks(conn, [row.id])[row.id])

    def user_by_email(self, email: str) -> User | None:
        """A person by e-mail address, in whatever case it is written; None where nobody has it."""
        with self._reading() as conn:
            row = conn.execute(select(users).where(users.c.email == _fold(email))).first()
            return as_user(row, _read_desks(conn, [row.id])[row.id]) if row else None

    def users(self) -> tuple[User, ...]:
        """Everybody, by id."""
        with self._reading() as conn:
            rows = conn.execute(select(users).order_by(users.c.id)).all()
            desks = _read_desks(conn, [row.id for row in rows])
        return tuple(as_user(row, desks[row.id]) for row in rows)

    def count_users(self) -> int:
        """How many there are; none means that the first administrator is still to come."""
        with self._reading() as conn:
            return int(conn.execute(select(func.count()).select_from(users)).scalar_one())

    def password_of(self, user_id: str) -> str | None:
        """The hash of a person's password; None for nobody, and for who signs in elsewhere."""
        with self._reading() as conn:
            found: str | None = conn.execute(select(users.c.password).where(users.c.id == user_id)).scalar()
        return found

    def change_user(self, user_id: str, *, by: str, desks: Iterable[str] | None = None, **fields: Any) -> User:
        """Change name, email, role, disabled, password (a hash) or desks; each change is on record, no password is."""
        unknown = set(fields) - set(_CHANGEABLE)
        if unknown:
            raise InputError(f"a user has no {min(unknown)!r} to change; there are {', '.join(_CHANGEABLE)} and desks")
        if "email" in fields:
            fields["email"] = _fold(fields["email"])
        said = [f"{name}={value}" for name, value in fields.items() if name != "password"]
        said += ["password"] if "password" in fields else []
        try:
            with self._writing() as conn:
                _change(conn, user_id, fields)
                if desks is not None:
                    _write_desks(conn, user_id, desks)
                    said.append("desks=" + ",".join(sorted(desks)))
                note_act(conn, AuditEntry(self._now(), by, "change_user", user_id, "; ".join(said)))
        except IntegrityError as problem:
            raise EditConflict(f"there is another user with the e-mail address {fields.get('email')!r}") from problem
        return self.user(user_id)

    def grant_plan(self, user_id: str, plan: str, *, by: str) -> bool:
        """Grant a plan; says whether the person did not have it."""
        if plan in self.plans_of(user_id):
            return False
        with self._writing() as conn:
            now = self._now()
            conn.execute(user_plans.insert(), {"user": user_id, "plan": plan, "granted_by": by, "recorded_at": now})
            note_act(conn, AuditEntry(now, by, "grant_plan", user_id, plan))
        return True

    def withdraw_plan(self, user_id: str, plan: str, *, by: str) -> bool:
        """Take a plan back; says whether the person had it."""
        held = (user_plans.c.user == user_id, user_plans.c.plan == plan, user_plans.c.removed_at.is_(None))
        with self._writing() as conn:
            now = self._now()
            had = conn.execute(update(user_plans).where(*held).values(removed_at=now, removed_by=by)).rowcount > 0
            if had:
                note_act(conn, AuditEntry(now, by, "withdraw_plan", user_id, plan))
        return had

    def plans_of(self, user_id: str) -> tuple[str, ...]:
        """The plans that a person has."""
        question = select(user_plans.c.plan).where(user_plans.c.user == user_id, user_plans.c.removed_at.is_(None))
        with self._reading() as conn:
            return tuple(conn.execute(question.order_by(user_plans.c.plan)).scalars())


def _fold(email: str | None) -> str | None:
    return email.strip().casefold() if email else None


def _change(conn: Connection, user_id: str, fields: dict[str, Any]) -> None:
    there = conn.execute(select(users.c.seq).where(users.c.id == user_id)).first()
    if there is None:
        raise NotRecorded(f"no user {user_id!r} to change")
    if fields:
        conn.execute(update(users).where(users.c.id == user_id).values(**fields))


def _write_desks(conn: Connection, user_id: str, desks: Iterable[str]) -> None:
    conn.execute(delete(user_desks).where(user_desks.c.user == user_id))
    rows = [{"user": user_id, "desk": desk} for desk in sorted(set(desks))]
    if rows:
        conn.execute(user_desks.insert(), rows)


def _read_desks(conn: Connection, user_ids: list[str]) -> dict[str, frozenset[str]]:
    rows = conn.execute(select(user_desks).where(user_desks.c.user.in_(user_ids))).all()
    return {user: frozenset(row.desk for row in rows if row.user == user) for user in user_ids}


def as_user(row: AnyRow, desks: frozenset[str]) -> User:
    """A person from a row of `users` and their desks."""
    return User(row.id, row.name, UserRole(row.role), row.email, row.disabled, desks, row.recorded_at)
