"""From records to what a finding cites: evidence ids and the sentence of the move."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.record.processes import Record


def cite(*records: Record) -> tuple[str, ...]:
    """The ids of the evidence behind records, in order, each once."""
    return tuple(dict.fromkeys(piece.id for record in records for piece in record.evidence))


def sentence_of(record: Record | None) -> str | None:
    """The first words that the evidence of a record gives."""
    return next((piece.text for piece in record.evidence if piece.text), None) if record else None


def name_all(records: Iterable[Record]) -> tuple[str, ...]:
    """The ids of records."""
    return tuple(record.id for record in records)
