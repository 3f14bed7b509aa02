"""Persons decide: accept, edit, reject, dispute, merge, split, re-link, undo; with who, when and why."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from goodoffices.errors import InputError
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


def read_seen(ledger: Ledger, subject: str, process: str = "") -> int:
    """The version of the decisions on a subject that a person is looking at."""
    return ledger.standing(subject, process=process).version
