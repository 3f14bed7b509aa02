"""Copies across runs: a report is compared with all that are on record, and counts with its first print as one source.

In: a stored report. Out: its facts, with the first print of its words where it prints another's.
"""

from __future__ import annotations

from goodoffices.ledger import Ledger
from goodoffices.record.sources import Report
from goodoffices.resolve.copies import band_keys, find_original, sign_report
from goodoffices.resolve.facts import Facts, as_copy, facts_of


def keep_sketch(ledger: Ledger, report: Report) -> None:
    """Note whose words a stored report prints, once; a later reading of it changes nothing about that."""
    if ledger.is_sketched(report.id):
        return
    sketch = sign_report(report)
    bands = band_keys(sketch)
    ledger.put_sketch(report.id, sketch, bands, find_original(sketch, ledger.first_prints(bands)))


def sketch_older(ledger: Ledger) -> int:
    """Sketch the reports that an earlier version stored without; returns how many there were."""
    missing = ledger.unsketched()
    for report_id in missing:
        keep_sketch(ledger, ledger.report(report_id))
    return len(missing)


def stored_facts(
    ledger: Ledger, report: Report, parties: tuple[str, ...] = (), mediators: tuple[str, ...] = ()
) -> Facts:
    """The facts of a stored report; a copy has the source of its first print."""
    facts = facts_of(report, parties, mediators)
    original = ledger.copy_of(report.id)
    return facts if original is None else as_copy(facts, facts_of(ledger.report(original)))
