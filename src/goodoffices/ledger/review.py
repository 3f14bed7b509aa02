"""The claims that hold, and deciding on them: rows joined with persons' decisions, as known on a day or at a moment.

Three times can be asked. `as_of` (valid): acts that had happened, or were spoken of, by that day. `known_at`: claims of
reports published, and decisions taken, by the end of that day, whenever the ledger took them in. `recorded_at`: what
this ledger held at that moment, exactly; a report added later is not in it, however old it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger.access import OWNER, Viewer, is_visible
from goodoffices.ledger.attacks import count_attacks, read_place
from goodoffices.ledger.bodies import change_body
from goodoffices.ledger.claims import StoredClaim, as_stored, release
from goodoffices.ledger.connection import Store
from goodoffices.ledger.indexing import index_report
from goodoffices.ledger.judgements import (
    UNJUDGED,
    About,
    AsKnown,
    Standing,
    Status,
    fold_rows,
    read_standings,
    write_judgement,
)
from goodoffices.ledger.reports import select_reports
from goodoffices.ledger.schema import AnyRow, claims, judgements, records, reports
from goodoffices.record.claims import Claim, Judgement, Kind, Verdict
from goodoffices.record.when import check_edtf
from goodoffices.vocab.codebook import load_codebook

# Reports whose claims are read at a time; with some thirty claims each, a batch stays below a few megabytes.
_REPORTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims are asked for; everything where a field is left alone."""

    process: str | None = None
    report: str | None = None
    kinds: tuple[Kind, ...] = ()
    actor: str | None = None
    coders: tuple[str, ...] = ()
    reviewed_only: bool = False
    with_rejected: bool = False
    as_of: date | None = None
    known_at: date | None = None
    recorded_at: datetime | None = None
    viewer: Viewer = OWNER

    @property
    def known(self) -> AsKnown:
        """Which decisions count."""
        return AsKnown(self.known_at, self.recorded_at)


class Review(Store):
    """Claims as they stand, and persons' decisions."""

    def current_claims(self, wanted: ClaimFilter | None = None, **fields: Any) -> Iterator[StoredClaim]:
        """The claims that hold, with edits applied and rejected ones left out; by known day, report and quote.

        Takes a ClaimFilter, or its fields by name. A stream: memory does not grow with the ledger.
        """
        wanted = wanted or ClaimFilter(**fields)
        with self._reading() as conn:
            for batch in _batches(_read_report_ids(conn, wanted), _REPORTS):
                yield from _read_claims(conn, batch, wanted)

    def claim(
        self,
        claim_id: str,
        *,
        known_at: date | None = None,
        recorded_at: datetime | None = None,
        viewer: Viewer = OWNER,
    ) -> StoredClaim:
        """One claim as it stands, rejected or not, by its id or the id that its edits give it.

        Raises NotRecorded, also for one whose report the viewer may not see.
        """
        with self._reading() as conn:
            row = find_claim(conn, claim_id, recorded_at)
            if row is None or not _sees(conn, viewer, row.report):
                raise NotRecorded(
                    f"no claim {claim_id!r} in {self.place}; `goodoffices claims` and the board show the ids"
                )
            known = AsKnown(known_at, recorded_at)
            standings = read_standings(conn, [row.id], about=About.CLAIM, known=known)
        return as_stored(row, standings.get(row.id, UNJUDGED))

    def claim_versions(self, claim_id: str) -> tuple[StoredClaim, ...]:
        """Every reading of a claim that the ledger ever took in, oldest first, without decisions applied."""
        with self._reading() as conn:
            rows = conn.execute(select(claims).where(claims.c.id == claim_id).order_by(claims.c.seq)).all()
        return tuple(as_stored(row, UNJUDGED) for row in rows)

    def decide(self, judgement: Judgement, *, seen: int, process: str = "") -> int:
        """Store a person's decision and return the new version to give back next time.

        `seen` is the `version` that the person looked at; raises EditConflict when somebody decided since, NotRecorded
        for an unknown subject, InputError for an edit that does not fit. Name the `process` of a record.
        """
        with self._writing() as conn:
            about = _find_subject(conn, judgement.subject, process)
            if about is None:
                raise NotRecorded(f"no claim, record or report {judgement.subject!r} in {self.place} to decide on")
            subject, becomes = judgement.subject, None
            if about is About.CLAIM:
                subject, becomes = _check_edit(conn, judgement)
            judgement = _about(judgement, subject)
            now = self._now()
            place = process if about is About.RECORD else ""
            version = write_judgement(
                conn, judgement, about=about, seen=seen, recorded=now, process=place, becomes=becomes
            )
            if about is About.CLAIM and judgement.verdict is Verdict.UNDO:
                self._release(conn, subject, now)
            return version

    def _release(self, conn: Connection, claim_id: str, now: datetime) -> None:
        standing = read_standings(conn, [claim_id], about=About.CLAIM)[claim_id]
        if standing.status is Status.UNREVIEWED:
            written = release(conn, claim_id, now)
            for claim in (*written.opened, *written.closed)[:1]:
                count_attacks(conn, read_place(conn, claim.report), written.opened, written.closed)
                index_report(conn, claim.report)

    def standing(self, subject: str, *, process: str = "", known_at: date | None = None) -> Standing:
        """All decisions on a claim, record or report, folded."""
        with self._reading() as conn:
            about = _find_subject(conn, subject, process)
            if about is None:
                raise NotRecorded(f"no claim, record or report {subject!r} in {self.place}")
            place = process if about is About.RECORD else ""
            found = read_standings(conn, [subject], about=about, process=place, known=AsKnown(known_at))
        return found.get(subject, UNJUDGED)

    def record_standings(
        self, process: str, *, known_at: date | None = None, recorded_at: datetime | None = None
    ) -> dict[str, Standing]:
        """The standing of every record of a process that somebody decided on, by record id."""
        known = AsKnown(known_at, recorded_at)
        with self._reading() as conn:
            rows = conn.execute(
                select(judgements)
                .where(judgements.c.about == About.RECORD, judgements.c.process == process)
                .order_by(judgements.c.subject, judgements.c.version)
            )
            return fold_rows(row for row in rows if known.counts(row))


def _read_report_ids(conn: Connection, wanted: ClaimFilter) -> list[str]:
    question = select_reports(
        process=wanted.process, known_at=wanted.known_at, recorded_at=wanted.recorded_at, viewer=wanted.viewer
    )
    if wanted.report is not None:
        question = question.where(reports.c.id == wanted.report)
    return list(conn.execute(question.with_only_columns(reports.c.id)).scalars())


def _sees(conn: Connection, viewer: Viewer, report_id: str) -> bool:
    return conn.execute(select(reports.c.id).where(reports.c.id == report_id, is_visible(viewer))).first() is not None


def _batches(names: list[str], size: int) -> Iterator[list[str]]:
    return (names[start : start + size] for start in range(0, len(names), size))


def _read_claims(conn: Connection, batch: list[str], wanted: ClaimFilter) -> Iterator[StoredClaim]:
    rows = conn.execute(_select_claims(batch, wanted)).all()
    position = {report: number for number, report in enumerate(batch)}
    rows = sorted(rows, key=lambda row: (position[row.report], row.quote_start, row.quote_end, row.seq))
    standings = _standings_of(conn, batch, wanted.known)
    for row in rows:
        claim = as_stored(row, standings.get(row.id, UNJUDGED))
        if _fits(claim, wanted):
            yield claim


def _select_claims(batch: list[str], wanted: ClaimFilter) -> Select[Any]:
    question = select(claims).where(claims.c.report.in_(batch), holds(wanted.recorded_at))
    if wanted.known_at is not None:
        question = question.where(claims.c.known <= wanted.known_at)
    if wanted.as_of is not None:
        question = question.where((claims.c.first_day <= wanted.as_of) | (claims.c.known <= wanted.as_of))
    if wanted.coders:
        question = question.where(claims.c.coder.in_(wanted.coders))
    return question


def holds(recorded_at: datetime | None) -> Any:
    """The rows of claims that hold now, or held at a moment."""
    if recorded_at is None:
        return claims.c.superseded_at.is_(None)
    still = claims.c.superseded_at.is_(None) | (claims.c.superseded_at > recorded_at)
    return (claims.c.recorded_at <= recorded_at) & still


def _standings_of(conn: Connection, batch: list[str], known: AsKnown) -> dict[str, Standing]:
    judged = select(claims.c.id).where(claims.c.report.in_(batch))
    rows = conn.execute(
        select(judgements)
        .where(judgements.c.about == About.CLAIM, judgements.c.subject.in_(judged))
        .order_by(judgements.c.subject, judgements.c.version)
    )
    return fold_rows(row for row in rows if known.counts(row))


def _fits(stored: StoredClaim, wanted: ClaimFilter) -> bool:
    """Kind and actor are asked of the claim as edited, so they are not part of the question to the database."""
    return (
        (wanted.with_rejected or stored.status.holds)
        and (stored.reviewed or not wanted.reviewed_only)
        and (not wanted.kinds or stored.claim.kind in wanted.kinds)
        and (wanted.actor is None or wanted.actor in (*stored.claim.actors, *stored.claim.targets))
    )


def find_claim(conn: Connection, claim_id: str, recorded_at: datetime | None = None) -> AnyRow | None:
    """The row of a claim that holds (else the last that did), by its id or the one its edits gave it."""
    seen = claims.c.recorded_at <= recorded_at if recorded_at is not None else claims.c.seq > 0
    last_first = (claims.c.superseded_at.is_(None).desc(), claims.c.seq.desc())
    row = conn.execute(
        select(claims).where(claims.c.id == claim_id, seen, claims.c.held_by.is_(None)).order_by(*last_first)
    ).first()
    if row is not None:
        return row
    original = conn.execute(select(judgements.c.subject).where(judgements.c.becomes == claim_id)).scalar()
    return find_claim(conn, original, recorded_at) if original else None


def _find_subject(conn: Connection, subject: str, process: str) -> About | None:
    if process:
        question = select(records.c.seq).where(records.c.process == process, records.c.id == subject)
        return About.RECORD if conn.execute(question).first() else None
    if find_claim(conn, subject) is not None:
        return About.CLAIM
    if conn.execute(select(reports.c.seq).where(reports.c.id == subject)).first():
        return About.REPORT
    return None


def _about(judgement: Judgement, subject: str) -> Judgement:
    return Judgement(
        subject, judgement.verdict, judgement.reviewer, judgement.decided, judgement.reason, judgement.changes
    )


def _check_edit(conn: Connection, judgement: Judgement) -> tuple[str, str | None]:
    """The stored id of the claim, and the id that an edit would give it; raises InputError where it does not fit."""
    row = find_claim(conn, judgement.subject)
    if row is None or judgement.verdict is not Verdict.EDIT:
        return (row.id if row else judgement.subject), None
    standing = read_standings(conn, [row.id], about=About.CLAIM).get(row.id, UNJUDGED)
    edits = dict(standing.edits) | dict(judgement.changes)
    if "report" in edits or "text" in edits:
        raise InputError("a claim's report and text are evidence and cannot be edited; reject it and add another")
    edited = change_body(Claim, row.body, edits.items())
    text = conn.execute(select(reports.c.text).where(reports.c.id == row.report)).scalar_one()
    if edited.quote.of(text) != edited.text:
        raise InputError("an edited quote must be the words of the report; reject this claim and add another")
    load_codebook().check(edited.kind, edited.value)
    if edited.when is not None:
        check_edtf(edited.when.edtf)
    return row.id, edited.id
