"""From records to what a finding cites: evidence ids and the sentence of the move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goodoffices.record.findings import Finding
from goodoffices.record.processes import Record

# Said beside whatever rests on nothing sure.
UNSURE = "the coder is not sure"


def with_doubt(finding: Finding, doubtful: frozenset[str]) -> Finding:
    """The finding, marked where all its evidence is doubtful."""
    if not finding.evidence or not doubtful.issuperset(finding.evidence):
        return finding
    return replace(finding, note="; ".join(filter(None, (finding.note, UNSURE))))


def cite(*records: Record) -> tuple[str, ...]:
    """The ids of the evidence behind records, in order, each once."""
    return tuple(dict.fromkeys(piece.id for record in records for piece in record.evidence))


def sentence_of(record: Record | None) -> str | None:
    """The first words that the evidence of a record gives."""
    return next((piece.text for piece in record.evidence if piece.text), None) if record else None


def name_all(records: Iterable[Record]) -> tuple[str, ...]:
    """The ids of records."""
    return tuple(record.id for record in records)
