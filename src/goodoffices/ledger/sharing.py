"""How secret a report is, and who may see a restricted one; every change is on record."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select, update

from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger.attacks import read_place, recount_report
from goodoffices.ledger.audit import AuditEntry, note_act
from goodoffices.ledger.connection import Store
from goodoffices.ledger.schema import reports
from goodoffices.ledger.schema_team import report_grants
from goodoffices.record.sources import Sensitivity


class Sharing(Store):
    """Sensitivity of reports."""

    def set_sensitivity(self, report_id: str, level: Sensitivity, *, by: str) -> bool:
        """Make a report public, the team's or restricted; says whether that changed anything. Raises NotRecorded."""
        with self._writing() as conn:
            held = conn.execute(select(reports.c.sensitivity).where(reports.c.id == report_id)).scalar()
            if held is None:
                raise NotRecorded(f"no report {report_id!r} in {self.place}")
            if held == level:
                return False
            place = read_place(conn, report_id)
            if place.public or level is Sensitivity.PUBLIC:
                recount_report(conn, replace(place, public=True), report_id, gone=place.public)
            conn.execute(update(reports).where(reports.c.id == report_id).values(sensitivity=level))
            note_act(conn, AuditEntry(self._now(), by, "set_sensitivity", report_id, f"{held} -> {level}"))
        return True

    def grant_report(self, report_id: str, principal: str, *, by: str) -> bool:
        """Let "user:…" or "desk:…" see a restricted report; says whether they could not before."""
        if not principal.startswith(("user:", "desk:")):
            raise InputError(f"{principal!r} cannot be let in; write user:NAME or desk:NAME")
        if principal in self.grants_of(report_id):
            return False
        with self._writing() as conn:
            now = self._now()
            row = {"report": report_id, "principal": principal, "granted_by": by, "recorded_at": now}
            conn.execute(report_grants.insert(), row)
            note_act(conn, AuditEntry(now, by, "grant_report", report_id, principal))
        return True

    def withdraw_report(self, report_id: str, principal: str, *, by: str) -> bool:
        """Take that back; says whether there was anything to take."""
        grants = report_grants.c
        with self._writing() as conn:
            now = self._now()
            which = (grants.report == report_id, grants.principal == principal, grants.removed_at.is_(None))
            done = conn.execute(update(report_grants).where(*which).values(removed_at=now, removed_by=by)).rowcount > 0
            if done:
                note_act(conn, AuditEntry(now, by, "withdraw_report", report_id, principal))
        return done

    def grants_of(self, report_id: str) -> tuple[str, ...]:
        """Who may see a restricted report."""
        grants = report_grants.c
        question = select(grants.principal).where(grants.report == report_id, grants.removed_at.is_(None))
        with self._reading() as conn:
            return tuple(conn.execute(question.order_by(grants.principal)).scalars())

    def principals(self) -> frozenset[str]:
        """Everybody, by name or desk, to whom some restricted report is open."""
        grants = report_grants.c
        with self._reading() as conn:
            return frozenset(
                conn.execute(select(grants.principal).where(grants.removed_at.is_(None)).distinct()).scalars()
            )
