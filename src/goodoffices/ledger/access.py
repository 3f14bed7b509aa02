"""Who may see which reports, and what rests on them: public, the team's, or restricted to named persons and desks.

Enforced in the question to the database, so that no page, feed, export or search can forget it. Being an administrator
gives no sight of restricted reports; granting oneself one does, and is on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal_column, or_, select, true

from goodoffices.ledger.schema import record_claims, records, reports
from goodoffices.ledger.schema_team import report_grants
from goodoffices.record.sources import Sensitivity


@dataclass(frozen=True, slots=True)
class Viewer:
    """For whom is read: a signed-in `user` with desks, nobody in particular, or (`sees_all`) the ledger's owner.

    A user without a name ("") is anybody who has signed in and to whom nothing was granted by name.
    """

    user: str | None = None
    desks: frozenset[str] = frozenset()
    sees_all: bool = False

    @property
    def principals(self) -> tuple[str, ...]:
        """The names under which restricted reports may be granted to this viewer."""
        if self.user is None:
            return ()
        by_name = (f"user:{self.user}",) if self.user else ()
        return (*by_name, *(f"desk:{desk}" for desk in sorted(self.desks)))


# Who runs goodoffices on the ledger's own machine, and who has not signed in.
OWNER = Viewer(sees_all=True)
PUBLIC = Viewer()


# Said in so many words, not as a parameter, since only so the index over these few reports is used.
IS_NOT_PUBLIC = reports.c.sensitivity != literal_column("'public'")


def is_visible(viewer: Viewer) -> ColumnElement[bool]:
    """The reports that a viewer may see, as a condition on `reports`."""
    if viewer.sees_all:
        return true()
    level = reports.c.sensitivity
    if viewer.user is None:
        return level == Sensitivity.PUBLIC
    grants = select(report_grants.c.report).where(
        report_grants.c.principal.in_(viewer.principals), report_grants.c.removed_at.is_(None)
    )
    restricted = and_(level == Sensitivity.RESTRICTED, reports.c.id.in_(grants))
    return or_(level.in_((Sensitivity.PUBLIC, Sensitivity.TEAM)), restricted)


def select_hidden(viewer: Viewer) -> Select[Any]:
    """The ids of the reports that a viewer may not see; the public ones are left out by an index."""
    return select(reports.c.id).where(IS_NOT_PUBLIC, ~is_visible(viewer))


def rests_on_visible(viewer: Viewer, process: str) -> ColumnElement[bool]:
    """The current records of a process that rest on no report hidden from the viewer, as a condition on `records`."""
    if viewer.sees_all:
        return true()
    hidden = select(record_claims.c.record).where(
        record_claims.c.process == process, record_claims.c.report.in_(select_hidden(viewer))
    )
    return records.c.id.not_in(hidden)
