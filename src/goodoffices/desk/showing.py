"""What stands behind an id: a claim in its context, with its chain, rule and reviews; or a record with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.errors import NotRecorded
from goodoffices.ledger import Ledger, StoredClaim
from goodoffices.ledger.access import OWNER, Viewer
from goodoffices.ledger.judgements import Standing
from goodoffices.record.processes import Record
from goodoffices.record.sources import Report, Span

# Enough on both sides to see who speaks and what "it" is.
_CONTEXT = 280


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim, its report, and the words before and after it; `records` are (process, id) of what rests on it."""

    stored: StoredClaim
    report: Report
    before: str
    after: str
    records: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record, its kind, and the decisions on it."""

    record: Record
    type: str
    version: int
    standing: Standing


def show_claim(ledger: Ledger, claim_id: str, viewer: Viewer = OWNER) -> ShownClaim:
    """A claim with its sentence in context; raises NotRecorded."""
    stored = ledger.claim(claim_id, viewer=viewer)
    report = ledger.report(stored.claim.report, viewer=viewer)
    before, after = _around(report.text, stored.claim.quote)
    return ShownClaim(stored, report, before, after, ledger.records_of_claim(stored.id))


def show_record(ledger: Ledger, record_id: str, process: str | None = None, viewer: Viewer = OWNER) -> ShownRecord:
    """A record with the evidence it rests on; raises NotRecorded."""
    stored = ledger.record(record_id, process=process, viewer=viewer)
    standing = ledger.standing(record_id, process=stored.record.process)
    return ShownRecord(stored.record, stored.type, stored.version, standing)


def show_any(
    ledger: Ledger, subject: str, process: str | None = None, viewer: Viewer = OWNER
) -> ShownClaim | ShownRecord | Report:
    """Whatever bears that id: a claim, a record, or a report; raises NotRecorded where nothing does."""
    try:
        return show_claim(ledger, subject, viewer)
    except NotRecorded:
        pass
    try:
        return show_record(ledger, subject, process, viewer)
    except NotRecorded:
        pass
    try:
        return ledger.report(subject, viewer=viewer)
    except NotRecorded:
        raise NotRecorded(
            f"no claim, record or report {subject!r} in {ledger.place}; the board and `goodoffices claims` show ids"
        ) from None


def _around(text: str, quote: Span) -> tuple[str, str]:
    """The words beside a quote, from a blank to a blank."""
    start, end = max(0, quote.start - _CONTEXT), min(len(text), quote.end + _CONTEXT)
    before, after = text[start : quote.start], text[quote.end : end]
    if start > 0:
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after
