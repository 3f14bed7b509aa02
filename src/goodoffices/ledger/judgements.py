"""Persons' decisions on claims, records and reports: kept in order, folded into a standing, undone by another decision.

Who decides says which version of the standing was seen; a second decision on the same version is refused (the
database's own uniqueness decides, so it holds between processes and machines).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from goodoffices.errors import EditConflict
from goodoffices.ledger.bodies import write_json
from goodoffices.ledger.schema import AnyRow, judgements
from goodoffices.record.claims import Judgement, Verdict

# The most names in one question: SQLite takes 32,766 variables, older builds 999; larger sets are asked in parts.
BATCH = 500


class About(StrEnum):
    """What a judgement can be about."""

    CLAIM = "claim"
    RECORD = "record"
    REPORT = "report"


class Status(StrEnum):
    """Where a claim or record stands after all that persons decided."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    MERGED = "merged"
    SPLIT = "split"

    @property
    def holds(self) -> bool:
        """Whether it still stands for itself: neither rejected, nor given up for another."""
        return self not in (Status.REJECTED, Status.MERGED, Status.SPLIT)

    @property
    def is_reviewed(self) -> bool:
        """Whether a person said that it is right, as it was or as edited."""
        return self in (Status.ACCEPTED, Status.EDITED)


_AFTER = {
    Verdict.ACCEPT: Status.ACCEPTED,
    Verdict.EDIT: Status.EDITED,
    Verdict.REJECT: Status.REJECTED,
    Verdict.DISPUTE: Status.DISPUTED,
    Verdict.MERGE: Status.MERGED,
    Verdict.SPLIT: Status.SPLIT,
    Verdict.RELINK: Status.EDITED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """All decisions on one subject, folded.

    `version` counts the decisions, undone ones too; give it back with the next one. `edits` are the fields to replace,
    `links` what merge, split and relink point to.
    """

    status: Status = Status.UNREVIEWED
    version: int = 0
    edits: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    judgements: tuple[Judgement, ...] = ()


UNJUDGED = Standing()


def fold(decisions: Iterable[Judgement]) -> Standing:
    """The standing after decisions in their order; `undo` takes back the last one that still counts."""
    every = tuple(decisions)
    counting: list[Judgement] = []
    for judgement in every:
        if judgement.verdict is not Verdict.UNDO:
            counting.append(judgement)
        elif counting:
            counting.pop()
    edits = {field: value for j in counting if j.verdict is Verdict.EDIT for field, value in j.changes}
    links = {field: value for j in counting if j.verdict is not Verdict.EDIT for field, value in j.changes}
    status = _AFTER[counting[-1].verdict] if counting else Status.UNREVIEWED
    if status is Status.ACCEPTED and edits:
        status = Status.EDITED
    return Standing(status, len(every), tuple(edits.items()), tuple(links.items()), every)


@dataclass(frozen=True, slots=True)
class AsKnown:
    """Which decisions count: those made by the end of a day (UTC), and those stored by a moment."""

    day: date | None = None
    moment: datetime | None = None

    def counts(self, row: AnyRow) -> bool:
        """Whether the decision of this row was known then."""
        return (self.day is None or row.decided.date() <= self.day) and (
            self.moment is None or row.recorded_at <= self.moment
        )


NOW = AsKnown()


def read_standings(
    conn: Connection, subjects: Iterable[str], *, about: About, process: str = "", known: AsKnown = NOW
) -> dict[str, Standing]:
    """The standing of each subject that somebody decided on; others are not in the answer."""
    names = list(dict.fromkeys(subjects))
    rows: list[AnyRow] = []
    for start in range(0, len(names), BATCH):
        rows += conn.execute(
            select(judgements)
            .where(judgements.c.subject.in_(names[start : start + BATCH]))
            .where(judgements.c.about == about, judgements.c.process == process)
            .order_by(judgements.c.subject, judgements.c.version)
        )
    return fold_rows(row for row in rows if known.counts(row))


def fold_rows(rows: Iterable[AnyRow]) -> dict[str, Standing]:
    """Rows of decisions in order of their version → the standing of each subject."""
    by_subject: dict[str, list[Judgement]] = {}
    for row in rows:
        by_subject.setdefault(row.subject, []).append(as_judgement(row))
    return {subject: fold(decisions) for subject, decisions in by_subject.items()}


def as_judgement(row: AnyRow) -> Judgement:
    """A stored decision."""
    changes = tuple((field, value) for field, value in json.loads(row.changes))
    return Judgement(row.subject, Verdict(row.verdict), row.reviewer, row.decided, row.reason, changes)


def write_judgement(
    conn: Connection,
    judgement: Judgement,
    *,
    about: About,
    seen: int,
    recorded: datetime,
    process: str = "",
    becomes: str | None = None,
) -> int:
    """Store a decision and return the new version; raises EditConflict when somebody decided since `seen`."""
    row = {
        "about": about,
        "process": process,
        "subject": judgement.subject,
        "version": seen + 1,
        "verdict": judgement.verdict,
        "reviewer": judgement.reviewer,
        "decided": judgement.decided,
        "reason": judgement.reason,
        "changes": write_json(judgement.changes),
        "becomes": becomes,
        "recorded_at": recorded,
    }
    standing = read_standings(conn, [judgement.subject], about=about, process=process).get(judgement.subject, UNJUDGED)
    if standing.version != seen:
        raise _conflict(judgement, standing)
    try:
        with conn.begin_nested():
            conn.execute(judgements.insert(), row)
    except IntegrityError as problem:
        standing = read_standings(conn, [judgement.subject], about=about, process=process)[judgement.subject]
        raise _conflict(judgement, standing) from problem
    return seen + 1


def _conflict(judgement: Judgement, standing: Standing) -> EditConflict:
    last = standing.judgements[-1] if standing.judgements else None
    who = (
        f"{last.reviewer} decided {last.verdict} at {last.decided:%Y-%m-%d %H:%M} UTC" if last else "nobody decided yet"
    )
    return EditConflict(
        f"{judgement.subject}: {who}, which you had not seen; look at it again and decide anew (nothing was lost)"
    )
