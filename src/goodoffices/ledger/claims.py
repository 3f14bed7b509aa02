"""Claims of a reading → rows; rows and decisions → the claims that hold, as known on a day or at a moment.

A reading is one pass of one coder over one report. A newer reading closes the rows of the one before, save where a
person decided: a judged claim stays, and what the newer reading says in its place is kept beside it, held back. It
takes over when the decision is undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from goodoffices.ledger.bodies import change_body, digest, read_body, write_body, write_json
from goodoffices.ledger.judgements import UNJUDGED, About, Standing, Status, read_standings
from goodoffices.ledger.schema import AnyRow, claims, readings
from goodoffices.record.claims import Claim, Judgement

# Coders that are persons: what they code needs no second look before a board may rest on it.
PERSON = "person:"


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as it stands: with persons' edits, its status, and the version to give back with the next decision.

    `id` is the id under which it is stored and judged; an edit changes `claim.id`, never this one. `known` is the day
    its report was published (recorded, where that is unknown), `recorded` when the ledger took this reading of it in.
    """

    id: str
    claim: Claim
    status: Status
    known: date
    recorded: datetime
    version: int = 0
    links: tuple[tuple[str, str], ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether a person said that it is right, as it was or as edited."""
        return self.status.is_reviewed


@dataclass(frozen=True, slots=True)
class Reading:
    """One pass of one coder over one stored report."""

    report: str
    known: date
    coder: str
    version: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What storing a reading changed: claims that became current, were closed, and were held back by a decision."""

    opened: tuple[Claim, ...] = ()
    closed: tuple[Claim, ...] = ()
    held: int = 0
    changed: bool = False


@dataclass(frozen=True, slots=True)
class _Current:
    seq: int
    claim: Claim
    body: str
    standing: Standing

    @property
    def judged(self) -> bool:
        return self.standing.status is not Status.UNREVIEWED


def write_reading(conn: Connection, reading: Reading, now: datetime) -> Written:
    """Store what a coder found in a report; the same reading again changes nothing."""
    incoming = {claim.id: claim for claim in reading.claims}
    bodies = {claim_id: write_body(claim) for claim_id, claim in incoming.items()}
    mark = digest(sorted(bodies.values()))
    last = _last_reading(conn, reading)
    if last is not None and (last.digest, last.version) == (mark, reading.version):
        return Written()
    current = _read_current(conn, reading) if last is not None else {}
    kept = [claim_id for claim_id, row in current.items() if row.judged and claim_id not in incoming]
    holders = {claim_id: _holder(claim, current, kept, bodies) for claim_id, claim in incoming.items()}
    closed = {claim_id: row for claim_id, row in current.items() if _is_closed(claim_id, row, bodies)}
    opened = [c for i, c in incoming.items() if holders[i] is None and (i not in current or i in closed)]
    held = {i: holder for i, holder in holders.items() if holder is not None}

    number = _write_row(conn, reading, last, {"digest": mark, "kept": write_json(kept), "recorded_at": now})
    _close(conn, [row.seq for row in closed.values()], now)
    stamp = {"reading": number, "recorded_at": now, "superseded_at": None, "held_by": None}
    rows = [as_row(reading, claim, bodies[claim.id]) | stamp for claim in opened]
    for claim_id, holder in held.items():
        row = as_row(reading, incoming[claim_id], bodies[claim_id])
        rows.append(row | stamp | {"superseded_at": now, "held_by": holder})
    if rows:
        conn.execute(claims.insert(), rows)
    return Written(tuple(opened), tuple(row.claim for row in closed.values()), len(held), changed=True)


def _last_reading(conn: Connection, reading: Reading) -> AnyRow | None:
    return conn.execute(
        select(readings)
        .where(readings.c.report == reading.report, readings.c.coder == reading.coder)
        .where(readings.c.superseded_at.is_(None))
    ).first()


def _read_current(conn: Connection, reading: Reading) -> dict[str, _Current]:
    rows = conn.execute(
        select(claims.c.seq, claims.c.id, claims.c.body)
        .where(claims.c.report == reading.report, claims.c.coder == reading.coder)
        .where(claims.c.superseded_at.is_(None))
        .order_by(claims.c.seq)
    ).all()
    standings = read_standings(conn, [row.id for row in rows], about=About.CLAIM)
    return {
        row.id: _Current(row.seq, read_body(Claim, row.body), row.body, standings.get(row.id, UNJUDGED)) for row in rows
    }


def _is_closed(claim_id: str, row: _Current, bodies: dict[str, str]) -> bool:
    """A row ends when the reading lacks it or says it otherwise, unless a person decided on it."""
    return not row.judged and bodies.get(claim_id) != row.body


def _holder(claim: Claim, current: dict[str, _Current], kept: list[str], bodies: dict[str, str]) -> str | None:
    """The judged claim that keeps a new one from becoming current."""
    same = current.get(claim.id)
    if same is not None:
        return claim.id if same.judged and same.body != bodies[claim.id] else None
    return next((holder for holder in kept if _stands_for(current[holder], claim)), None)


def _stands_for(row: _Current, claim: Claim) -> bool:
    """Whether a person's decision covers a claim that the newer reading has in its place.

    They must share at least half of the shorter quote: less is the neighbouring clause. A rejection covers only the
    same kind and value again, since a different claim there is one that nobody has looked at.
    """
    if not row.claim.quote.shares_half(claim.quote):
        return False
    alike = (row.claim.kind, row.claim.value) == (claim.kind, claim.value)
    return alike or row.standing.status is not Status.REJECTED


def _write_row(conn: Connection, reading: Reading, last: AnyRow | None, row: dict[str, Any]) -> int:
    if last is not None:
        conn.execute(update(readings).where(readings.c.seq == last.seq).values(superseded_at=row["recorded_at"]))
    named = {"report": reading.report, "coder": reading.coder, "version": reading.version, **row}
    found = conn.execute(readings.insert().returning(readings.c.seq), named).scalar_one()
    return int(found)


def _close(conn: Connection, seqs: Sequence[int], now: datetime) -> None:
    for seq in seqs:
        conn.execute(update(claims).where(claims.c.seq == seq).values(superseded_at=now))


def as_row(reading: Reading, claim: Claim, body: str) -> dict[str, Any]:
    """A claim as a row, without the reading and its times."""
    return {
        "id": claim.id,
        "report": reading.report,
        "coder": reading.coder,
        "kind": claim.kind,
        "value": claim.value,
        "factuality": claim.factuality,
        "sure": claim.sure,
        "confidence": claim.confidence,
        "first_day": claim.when.first if claim.when else None,
        "last_day": claim.when.last if claim.when else None,
        "known": reading.known,
        "actors": join_ids(claim.actors),
        "targets": join_ids(claim.targets),
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "body": body,
    }


def join_ids(ids: Iterable[str]) -> str:
    """Ids between bars, so that one is found whole: "|RUS|UKR|"."""
    return "|" + "".join(f"{each}|" for each in ids)


def release(conn: Connection, claim_id: str, now: datetime) -> Written:
    """Let the latest reading take over from a claim whose decisions were all undone."""
    row = conn.execute(select(claims).where(claims.c.id == claim_id, claims.c.superseded_at.is_(None))).first()
    if row is None:
        return Written()
    last = conn.execute(
        select(readings.c.seq, readings.c.kept)
        .where(readings.c.report == row.report, readings.c.coder == row.coder)
        .where(readings.c.superseded_at.is_(None))
    ).one()
    waiting = conn.execute(select(claims).where(claims.c.held_by == claim_id, claims.c.reading == last.seq)).all()
    if not waiting and claim_id not in json.loads(last.kept):
        return Written()
    _close(conn, [row.seq], now)
    fresh = [_reopen(each, now) for each in waiting]
    if fresh:
        conn.execute(claims.insert(), fresh)
    return Written(tuple(read_body(Claim, each.body) for each in waiting), (read_body(Claim, row.body),), changed=True)


def _reopen(row: AnyRow, now: datetime) -> dict[str, Any]:
    values = dict(row._mapping)
    del values["seq"]
    return {**values, "recorded_at": now, "superseded_at": None, "held_by": None}


def as_stored(row: AnyRow, standing: Standing) -> StoredClaim:
    """A row and what persons decided on it → the claim as it stands."""
    claim = change_body(Claim, row.body, standing.edits) if standing.edits else read_body(Claim, row.body)
    status = standing.status
    if status is Status.UNREVIEWED and claim.coder.startswith(PERSON):
        status = Status.ACCEPTED
    return StoredClaim(
        row.id, claim, status, row.known, row.recorded_at, standing.version, standing.links, standing.judgements
    )


def rehome(claim: Claim, report: str) -> Claim:
    """The claim on a report that is stored under another id."""
    return claim if claim.report == report else replace(claim, report=report)
