"""Conclusions: what a named, versioned rule makes of records, and the evidence and sentence it rests on.

Also conflicts between sources, which are kept side by side and never settled by a program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodoffices.record.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name and version, with the sentence that states it."""

    name: str
    version: int
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A conclusion: `value` by `rule` from `inputs` against `threshold`.

    `records` are the records it rests on, `evidence` their claims' ids, `sentence` the words of the last move and
    `since` its day.
    """

    rule: Rule
    value: str
    threshold: float | None = None
    inputs: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    records: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sentence: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One side of a conflict: the value and the evidence for it."""

    value: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceConflict:
    """Sources that disagree: on a date, scope, count, answer or quotation of the record `about`.

    `type` is one of date, scope, count, value, quote, quote_altered, overreach; nothing chooses between `variants`.
    """

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    about: str
    type: str
    variants: tuple[Variant, ...]
    field: str | None = None
    note: str | None = None
