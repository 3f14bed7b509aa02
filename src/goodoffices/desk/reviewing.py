"""Persons decide: accept, edit, reject, dispute, merge, split, re-link, undo; with who, when and why."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from goodoffices.desk.following import check_record_decision, follow_claim
from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger import Ledger
from goodoffices.record.claims import Judgement, Verdict
from goodoffices.settings import Settings


def reviewer_name(settings: Settings, given: str | None = None) -> str:
    """Who reviews: the name given, the settings' `reviewer`, or the name one is signed in with on this machine."""
    if given or settings.reviewer:
        return given or settings.reviewer
    try:
        return getpass.getuser()
    except (OSError, KeyError) as problem:
        raise InputError("who reviews? give --by NAME, or set `reviewer`") from problem


def as_changes(pairs: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """`field=value` pairs as (field, JSON) pairs; a value that is not JSON is taken as text.

    Raises InputError for a pair without "=".
    """
    changes = []
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals or not field:
            raise InputError(f"{pair!r} is no change; write FIELD=VALUE, such as value=rejected or actors='[\"RUS\"]'")
        changes.append((field, _as_json(value)))
    return tuple(changes)


def _as_json(value: str) -> str:
    try:
        json.loads(value)
    except json.JSONDecodeError:
        return json.dumps(value, ensure_ascii=False)
    return value


def make_judgement(
    subject: str, verdict: Verdict, reviewer: str, *, reason: str = "", changes: tuple[tuple[str, str], ...] = ()
) -> Judgement:
    """A decision made now."""
    return Judgement(subject, verdict, reviewer, datetime.now(UTC), reason, changes)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was stored: its version, and the records that changed with it as (process, id)."""

    version: int
    records: tuple[tuple[str, str], ...]


def decide(ledger: Ledger, judgement: Judgement, *, seen: int | None = None, process: str | None = None) -> Decided:
    """Store a decision on a claim or a record, and let the records follow it, in one transaction.

    `seen` is the version that the person looked at (the present one, where None). Raises EditConflict when somebody
    decided since, NotRecorded for an unknown subject, InputError for a change that does not fit.
    """
    with ledger.transaction():
        try:
            claim_id = ledger.claim(judgement.subject).id
        except NotRecorded:
            return _decide_record(ledger, judgement, seen, process)
        looked_at = ledger.claim(claim_id).version if seen is None else seen
        version = ledger.decide(judgement, seen=looked_at)
        return Decided(version, follow_claim(ledger, claim_id, judgement.decided.date()))


def _decide_record(ledger: Ledger, judgement: Judgement, seen: int | None, process: str | None) -> Decided:
    record = ledger.record(judgement.subject, process=process).record
    if judgement.verdict is not Verdict.UNDO:
        check_record_decision(ledger, record, judgement)
    standing = ledger.standing(record.id, process=record.process)
    version = ledger.decide(judgement, seen=standing.version if seen is None else seen, process=record.process)
    return Decided(version, ((record.process, record.id),))
