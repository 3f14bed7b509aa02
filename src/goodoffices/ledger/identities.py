"""Who a person is elsewhere: the name that a provider of single sign-on gives them, linked to a person here.

A provider's own name for somebody (`subject`) lasts; an e-mail address may pass to another person, so it links once.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from goodoffices.errors import EditConflict
from goodoffices.ledger.audit import AuditEntry, note_act
from goodoffices.ledger.connection import Store
from goodoffices.ledger.schema_team import user_identities


class Identities(Store):
    """Identities in the ledger."""

    def link_identity(self, issuer: str, subject: str, user: str) -> None:
        """Say that this is who a person is at a provider; raises EditConflict where it is somebody already."""
        try:
            with self._writing() as conn:
                now = self._now()
                row = {"issuer": issuer, "subject": subject, "user": user, "recorded_at": now}
                conn.execute(user_identities.insert(), row)
                note_act(conn, AuditEntry(now, user, "link_identity", user, f"{subject} at {issuer}"))
        except IntegrityError as problem:
            raise EditConflict(f"{subject!r} at {issuer} is linked already, or there is no user {user!r}") from problem

    def user_of_identity(self, issuer: str, subject: str) -> str | None:
        """The id of the person who is this at a provider; None where nobody is."""
        linked = user_identities.c
        question = select(linked.user).where(linked.issuer == issuer, linked.subject == subject)
        with self._reading() as conn:
            found: str | None = conn.execute(question).scalar()
        return found

    def identities_of(self, user: str) -> tuple[tuple[str, str], ...]:
        """Who a person is elsewhere, as (issuer, subject), the first link first."""
        linked = user_identities.c
        question = select(linked.issuer, linked.subject).where(linked.user == user).order_by(linked.seq)
        with self._reading() as conn:
            return tuple((row.issuer, row.subject) for row in conn.execute(question))
