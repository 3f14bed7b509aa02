"""Persons of a workspace: the first administrator, invitations, passwords, and who guesses too often."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from goodoffices.errors import GoodOfficesError, InputError, NotRecorded
from goodoffices.ledger import Ledger
from goodoffices.ledger.people import User, UserRole

FIRST, INVITED = "first_administrator", "set_password"

# A link that lies around in a terminal or a mailbox is worth an account; a day is enough to use it.
_LINK_DAYS = 1
_INVITATION_DAYS = 7
# NIST SP 800-63B asks for 8 characters at least, 15 where the password is all there is; 10 is a compromise.
_SHORTEST, _LONGEST = 10, 200
# After this many failures within the window one has to wait; a name and an address are counted apart.
_WINDOW = timedelta(minutes=15)
_MOST_PER_NAME, _MOST_PER_ADDRESS = 5, 30

_IDS = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_HASHER = PasswordHasher()
# Checked where a name has no password, so that the answer takes as long as for one that has.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))


class TooManyAttempts(GoodOfficesError):
    """Somebody guesses; they have to wait."""


class WrongPassword(GoodOfficesError):
    """No such person, or another password; the answer does not say which."""


def keep_secret(secret: str) -> str:
    """What the ledger keeps of a random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_first_link(ledger: Ledger) -> str | None:
    """The secret of a one-time link for the first administrator; None where there is anybody already."""
    if ledger.count_users():
        return None
    return _make_link(ledger, FIRST, _LINK_DAYS, None)


def invite(ledger: Ledger, user: User, *, by: str) -> str:
    """Add a person; returns the secret of the one-time link under which they set a password."""
    check_user_id(user.id)
    ledger.add_user(user, by=by)
    return _make_link(ledger, INVITED, _INVITATION_DAYS, user.id)


def renew_link(ledger: Ledger, user_id: str, *, by: str) -> str:
    """Another one-time link for somebody who lost a password."""
    ledger.user(user_id)
    ledger.note(by, "renew_link", user_id)
    return _make_link(ledger, INVITED, _INVITATION_DAYS, user_id)


def _make_link(ledger: Ledger, purpose: str, days: int, user: str | None) -> str:
    secret = secrets.token_urlsafe(32)
    ledger.add_link(keep_secret(secret), purpose, expires=datetime.now(UTC) + timedelta(days=days), user=user)
    return secret


def check_user_id(user_id: str) -> None:
    """Raise InputError for a name that cannot be a user's."""
    if not _IDS.fullmatch(user_id):
        raise InputError(f"{user_id[:60]!r} cannot be a name; write up to 40 of a-z, 0-9, '.', '_', '-'")


def hash_password(password: str) -> str:
    """The argon2 hash of a password; raises InputError for one that is too short or too long."""
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise InputError(f"a password needs {_SHORTEST} to {_LONGEST} characters, found {len(password)}")
    return _HASHER.hash(password)


def use_first_link(ledger: Ledger, secret: str, user: User, password: str) -> User:
    """Make the first administrator; raises NotRecorded for a link that is used up, InputError for a poor password."""
    check_user_id(user.id)
    hashed = hash_password(password)
    with ledger.transaction():
        ledger.use_link(keep_secret(secret), FIRST)
        if ledger.count_users():
            raise NotRecorded("there is an administrator already; ask for an invitation")
        made = User(user.id, user.name or user.id, UserRole.ADMINISTRATOR, user.email)
        return ledger.add_user(made, by=user.id, password=hashed)


def use_invitation(ledger: Ledger, secret: str, password: str) -> User:
    """Set the password of who was invited, and end what sessions they had; raises NotRecorded."""
    hashed = hash_password(password)
    with ledger.transaction():
        link = ledger.use_link(keep_secret(secret), INVITED)
        if link.user is None:
            raise NotRecorded("this link names nobody; ask for a new one")
        ledger.end_sessions(link.user, by=link.user)
        return ledger.change_user(link.user, by=link.user, password=hashed)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody typed, and from where."""

    name: str
    password: str
    address: str


def check_password(ledger: Ledger, attempt: Attempt) -> User:
    """The person who signs in.

    Raises TooManyAttempts after several failures within a quarter of an hour, WrongPassword otherwise.
    """
    _slow_down(ledger, attempt)
    user = _find(ledger, attempt.name)
    hashed = ledger.password_of(user.id) if user else None
    good = _verify(hashed or _NOBODY, attempt.password[:_LONGEST]) and hashed is not None
    if user is None or not good or user.disabled:
        ledger.note_attempt(attempt.name, attempt.address, succeeded=False)
        raise WrongPassword("This name and password do not go together.")
    ledger.note_attempt(attempt.name, attempt.address, succeeded=True)
    return user


def _slow_down(ledger: Ledger, attempt: Attempt) -> None:
    since = datetime.now(UTC) - _WINDOW
    by_name = ledger.count_failures(since=since, name=attempt.name)
    by_address = ledger.count_failures(since=since, address=attempt.address)
    if by_name >= _MOST_PER_NAME or by_address >= _MOST_PER_ADDRESS:
        raise TooManyAttempts("Too many failed attempts; wait a quarter of an hour and try again.")


def _find(ledger: Ledger, name: str) -> User | None:
    try:
        return ledger.user(name.strip().casefold())
    except NotRecorded:
        return ledger.user_by_email(name) if "@" in name else None


def _verify(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
