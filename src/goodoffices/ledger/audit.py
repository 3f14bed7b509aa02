"""Who did what in the house itself: roles, grants, sessions, moderation. Decisions on claims are kept as judgements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from goodoffices.ledger.connection import Store
from goodoffices.ledger.schema_team import audit


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: when, by which user, what ("grant_plan"), on what, and the particulars."""

    at: datetime
    user: str
    action: str
    subject: str
    detail: str = ""


class Audit(Store):
    """The audit log; it is only ever added to."""

    def note(self, user: str, action: str, subject: str, detail: str = "") -> None:
        """Put an act on record."""
        with self._writing() as conn:
            note_act(conn, AuditEntry(self._now(), user, action, subject, detail))

    def audit_log(
        self, *, subject: str | None = None, user: str | None = None, limit: int = 100, offset: int = 0
    ) -> tuple[AuditEntry, ...]:
        """What was done, newest first."""
        question = select(audit).order_by(audit.c.seq.desc()).limit(limit).offset(offset)
        if subject is not None:
            question = question.where(audit.c.subject == subject)
        if user is not None:
            question = question.where(audit.c.user == user)
        with self._reading() as conn:
            return tuple(
                AuditEntry(row.at, row.user, row.action, row.subject, row.detail) for row in conn.execute(question)
            )


def note_act(conn: Connection, entry: AuditEntry) -> None:
    """Put an act on record, in the transaction that does it."""
    row = {"at": entry.at, "user": entry.user, "action": entry.action, "subject": entry.subject, "detail": entry.detail}
    conn.execute(audit.insert(), row)
