"""How well a record is supported: copies count once.

In: a record, and whether anything contradicts it. Out: a Finding: confirmed by the party concerned, corroborated by two
independent sources, or reported by one; contested where a source says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.assess.citing import cite, sentence_of
from goodoffices.assess.rules import SUPPORT
from goodoffices.record.evidence import count_sources
from goodoffices.record.findings import Finding, SourceConflict
from goodoffices.record.processes import Record

# DESIGN: in two independent reports a claim is corroborated.
_SOURCES = 2


def support_of(record: Record, conflicts: Iterable[SourceConflict] = ()) -> Finding:
    """contested, confirmed, corroborated or reported."""
    sources = count_sources(record.evidence)
    return Finding(
        SUPPORT,
        _support(record, sources, conflicts),
        threshold=_SOURCES,
        inputs=(("sources", str(sources)),),
        records=(record.id,),
        evidence=cite(record),
        sentence=sentence_of(record),
    )


def _support(record: Record, sources: int, conflicts: Iterable[SourceConflict]) -> str:
    if any(conflict.about == record.id for conflict in conflicts):
        return "contested"
    if _is_confirmed(record):
        return "confirmed"
    return "corroborated" if sources >= _SOURCES else "reported"


def _is_confirmed(record: Record) -> bool:
    """Whether somebody who speaks for a party concerned says so."""
    concerned = _concerned(record)
    return any(set(piece.actors) & concerned for piece in record.evidence)


def _concerned(record: Record) -> set[str]:
    found: set[str] = set()
    for field in ("party", "actor"):
        value = getattr(record, field, None)
        found |= {value} if value else set()
    for field in ("participants", "proposers", "parties", "accused"):
        found |= set(getattr(record, field, ()))
    return found
