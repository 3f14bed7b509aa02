"""Attacks per day and actor, counted as claims are stored, so that no board has to count a million of them.

Counted are claims that hold, assert an attack and date it to one day, in public reports. Sources and coders are counted
apart: a day has as many attacks as the source that reports most of them, since two outlets may tell of the same one.
What persons decided, and reports that are not public, are set right when the counts are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select
from sqlalchemy.dialects import postgresql, sqlite

from goodoffices.ledger.access import IS_NOT_PUBLIC, OWNER, Viewer, is_visible
from goodoffices.ledger.bodies import read_body
from goodoffices.ledger.claims import PERSON, as_stored
from goodoffices.ledger.connection import Store
from goodoffices.ledger.judgements import BATCH, UNJUDGED, About, AsKnown, read_standings
from goodoffices.ledger.schema import AnyRow, attack_counts, claims, judgements, report_processes, reports
from goodoffices.record.claims import Claim, Factuality, Kind
from goodoffices.record.sources import Sensitivity
from goodoffices.record.truces import AttackDay

# Day, actor, source and coder.
AttackKey = tuple[date, str, str, str]

# Between the names of sources that the database joins; no name holds it.
_BETWEEN = "\x1f"

_KEY = ("process", "day", "actor", "source", "coder", "known")


@dataclass(frozen=True, slots=True)
class Place:
    """Where claims are counted: the source and known day of their report, and its processes."""

    processes: tuple[str, ...]
    source: str
    known: date
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackFilter:
    """Which attacks are asked for; `actor` comes from the claims."""

    since: date | None = None
    until: date | None = None
    known_at: date | None = None
    reviewed_only: bool = False
    viewer: Viewer = OWNER

    def fits(self, day: date, known: date) -> bool:
        """Whether a count falls into the time asked for."""
        return (
            (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
            and (self.known_at is None or known <= self.known_at)
        )


class Attacks(Store):
    """Attacks per day."""

    def attack_days(self, process: str, wanted: AttackFilter | None = None, **fields: Any) -> tuple[AttackDay, ...]:
        """Attacks per day and actor, oldest first; an actor nobody named is "". Takes an AttackFilter, or its fields.

        `AttackDay.evidence` is empty: `current_claims(process=…, kinds=(Kind.ATTACK,))` has the sentences.
        """
        wanted = wanted or AttackFilter(**fields)
        with self._reading() as conn:
            changes = Counter[AttackKey](_read_hidden(conn, process, wanted) if not wanted.reviewed_only else ())
            for key, number in _read_judged(conn, process, wanted):
                changes[key] += number
            if wanted.reviewed_only:
                return tuple(_as_days(process, changes))
            touched = {day for day, *_ in changes}
            told = [each for each in _read_totals(conn, process, wanted) if each.day not in touched]
            changes.update(_read_counts(conn, process, wanted, touched))
        told += _as_days(process, changes)
        return tuple(sorted(told, key=lambda each: (each.day, each.actor)))


def read_place(conn: Connection, report_id: str) -> Place:
    """Where the claims of a stored report are counted."""
    facts = (reports.c.id, reports.c.origin, reports.c.outlet, reports.c.known, reports.c.sensitivity)
    report = conn.execute(select(*facts).where(reports.c.id == report_id)).one()
    links = report_processes.c
    found = conn.execute(select(links.process).where(links.report == report_id, links.removed_at.is_(None))).scalars()
    public = report.sensitivity == Sensitivity.PUBLIC
    return Place(tuple(found), report.origin or report.outlet or report.id, report.known, public)


def count_attacks(conn: Connection, place: Place, opened: Iterable[Claim] = (), closed: Iterable[Claim] = ()) -> None:
    """Add the claims that came to hold and take away those that no longer do."""
    if not place.public or not place.processes:
        return
    change = Counter[tuple[Any, ...]]()
    for sign, found in ((1, opened), (-1, closed)):
        for claim in found:
            for process in place.processes:
                for day, actor in _attacks_of(claim):
                    change[process, day, actor, place.source, claim.coder, place.known] += sign
    rows = [dict(zip(_KEY, key, strict=True)) | {"attacks": number} for key, number in sorted(change.items()) if number]
    if rows:
        _add(conn, rows)


def recount_report(conn: Connection, place: Place, report_id: str, *, gone: bool) -> None:
    """Add all attacks of a report that entered processes or became public; take away those of one that is `gone`."""
    found = tuple(
        read_body(Claim, row.body) for row in conn.execute(_select_attacks().where(claims.c.report == report_id))
    )
    count_attacks(conn, place, closed=found) if gone else count_attacks(conn, place, opened=found)


def _attacks_of(claim: Claim) -> Iterator[tuple[date, str]]:
    dated = claim.when is not None and claim.when.first == claim.when.last
    told = claim.kind is Kind.ATTACK and claim.factuality is Factuality.ASSERTED and claim.value != "reduction"
    if dated and told and claim.when is not None:
        yield from ((claim.when.first, actor) for actor in (claim.actors or ("",)))


def _add(conn: Connection, rows: Sequence[dict[str, Any]]) -> None:
    insert: Any = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    question = insert(attack_counts)
    total = attack_counts.c.attacks + question.excluded.attacks
    conn.execute(question.on_conflict_do_update(index_elements=_KEY, set_={"attacks": total}), rows)


def _select_attacks() -> Select[Any]:
    return select(claims).where(claims.c.kind == Kind.ATTACK, claims.c.superseded_at.is_(None))


def _select_counts(process: str, wanted: AttackFilter) -> Select[Any]:
    """Attacks per day, actor, source and coder."""
    counts = attack_counts.c
    key = (counts.day, counts.actor, counts.source, counts.coder)
    total = func.sum(counts.attacks)
    question = select(*key, total.label("attacks")).where(counts.process == process).group_by(*key).having(total > 0)
    if wanted.since is not None:
        question = question.where(counts.day >= wanted.since)
    if wanted.until is not None:
        question = question.where(counts.day <= wanted.until)
    if wanted.known_at is not None:
        question = question.where(counts.known <= wanted.known_at)
    return question


def _read_totals(conn: Connection, process: str, wanted: AttackFilter) -> Iterator[AttackDay]:
    """The days as counted, added up by the database: a long war has a hundred counts for each."""
    counts = _select_counts(process, wanted).subquery().c
    by_source = (
        select(counts.day, counts.actor, counts.source, func.max(counts.attacks).label("attacks"))
        .group_by(counts.day, counts.actor, counts.source)
        .subquery()
        .c
    )
    sources = func.aggregate_strings(by_source.source, _BETWEEN)
    question = select(by_source.day, by_source.actor, func.max(by_source.attacks), sources)
    for day, actor, attacks, found in conn.execute(question.group_by(by_source.day, by_source.actor)):
        yield AttackDay(process, day, actor, attacks, tuple(sorted(found.split(_BETWEEN))))


def _read_counts(conn: Connection, process: str, wanted: AttackFilter, days: set[date]) -> Counter[AttackKey]:
    """The counts of some days, one by one."""
    found = Counter[AttackKey]()
    ordered = sorted(days)
    for start in range(0, len(ordered), BATCH):
        some = attack_counts.c.day.in_(ordered[start : start + BATCH])
        for row in conn.execute(_select_counts(process, wanted).where(some)):
            found[row.day, row.actor, row.source, row.coder] += row.attacks
    return found


def _read_hidden(conn: Connection, process: str, wanted: AttackFilter) -> Counter[AttackKey]:
    """Counts from reports that are not public, where the viewer may see them."""
    kept = select(reports.c.id).where(IS_NOT_PUBLIC, is_visible(wanted.viewer))
    names = conn.execute(kept).scalars().all()
    found = Counter[AttackKey]()
    for start in range(0, len(names), BATCH):
        question = (
            _select_attacks()
            .add_columns(reports.c.origin, reports.c.outlet)
            .join(reports, reports.c.id == claims.c.report)
            .join(report_processes, report_processes.c.report == claims.c.report)
            .where(report_processes.c.process == process, report_processes.c.removed_at.is_(None))
            .where(claims.c.report.in_(names[start : start + BATCH]))
        )
        for row in conn.execute(question):
            _tally(found, read_body(Claim, row.body), row, wanted)
    return found


def _read_judged(conn: Connection, process: str, wanted: AttackFilter) -> Iterator[tuple[AttackKey, int]]:
    """What persons' decisions add and take away: an edited claim counts as edited, a rejected one not at all."""
    rows = conn.execute(_select_judged(process, wanted)).all()
    known = AsKnown(wanted.known_at)
    standings = read_standings(conn, [row.id for row in rows], about=About.CLAIM, known=known)
    for row in rows:
        stored = as_stored(row, standings.get(row.id, UNJUDGED))
        before, after = Counter[AttackKey](), Counter[AttackKey]()
        if not wanted.reviewed_only:
            _tally(before, read_body(Claim, row.body), row, wanted)
        if stored.status.holds and (stored.reviewed or not wanted.reviewed_only):
            _tally(after, stored.claim, row, wanted)
        before.subtract(after)
        yield from ((key, -number) for key, number in before.items() if number)


def _select_judged(process: str, wanted: AttackFilter) -> Select[Any]:
    decided: ColumnElement[bool] = claims.c.id.in_(
        select(judgements.c.subject).where(judgements.c.about == About.CLAIM)
    )
    if wanted.reviewed_only:
        decided |= claims.c.coder.startswith(PERSON)
    return (
        select(claims, reports.c.origin, reports.c.outlet)
        .join(reports, reports.c.id == claims.c.report)
        .where(claims.c.superseded_at.is_(None), decided, is_visible(wanted.viewer))
        .where(claims.c.report.in_(_select_members(process)))
    )


def _select_members(process: str) -> Select[Any]:
    links = report_processes.c
    return select(links.report).where(links.process == process, links.removed_at.is_(None))


def _tally(found: Counter[AttackKey], claim: Claim, row: AnyRow, wanted: AttackFilter) -> None:
    source = row.origin or row.outlet or row.report
    for day, actor in _attacks_of(claim):
        if wanted.fits(day, row.known):
            found[day, actor, source, claim.coder] += 1


def _as_days(process: str, counts: Counter[AttackKey]) -> list[AttackDay]:
    most: dict[tuple[date, str], int] = {}
    sources: dict[tuple[date, str], set[str]] = {}
    for (day, actor, source, _), number in counts.items():
        if number > 0:
            most[day, actor] = max(number, most.get((day, actor), 0))
            sources.setdefault((day, actor), set()).add(source)
    return [
        AttackDay(process, day, actor, number, tuple(sorted(sources[day, actor])))
        for (day, actor), number in sorted(most.items())
    ]
