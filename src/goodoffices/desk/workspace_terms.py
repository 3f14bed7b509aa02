"""The record by term: what is proposed, answered, demanded and in force on one track, in the order of its days.

A term is a track of `vocab/tracks.yaml` (what an arrangement is about); each is named within its process.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goodoffices.assess.docket import View
from goodoffices.record.processes import Record
from goodoffices.record.settling import day_of
from goodoffices.record.talks import NO_TERMS, Demand, Proposal, Response
from goodoffices.record.truces import Ceasefire
from goodoffices.vocab.tracks import load_tracks

# What is on no track that the vocabulary knows.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """A term, what it means, and the records on it, the earliest first."""

    name: str
    definition: str
    records: tuple[Record, ...]

    def count(self, kind: str) -> int:
        """How many records of a kind are on it."""
        return sum(type(record).__name__ == kind for record in self.records)


def find_terms(records: Iterable[Record], view: View, until: date) -> tuple[Term, ...]:
    """The terms of a process by a day, those that most is on record of first."""
    held: dict[str, list[Record]] = {}
    for record in records:
        seen = view.apply(record)
        if seen is not None and _track_of(seen) and (day_of(seen) or date.min) <= until:
            held.setdefault(_track_of(seen), []).append(seen)
    known = definitions()
    terms = [Term(name, known.get(name, ""), tuple(sorted(found, key=_in_time))) for name, found in held.items()]
    return tuple(sorted(terms, key=lambda term: (term.name == OTHER, -len(term.records), term.name)))


def definitions() -> dict[str, str]:
    """Every term there can be, with what it means."""
    return {track.name: track.definition for track in load_tracks()} | {OTHER: "Whatever is on no track above."}


def _track_of(record: Record) -> str:
    """The track of a record; empty for kinds that have none."""
    if isinstance(record, Demand):
        return record.track
    if isinstance(record, Response) and record.terms == NO_TERMS:
        return ""  # an answer that names no terms of its own stands beside its proposal
    return record.terms.track if isinstance(record, Proposal | Response | Ceasefire) else ""


def _in_time(record: Record) -> tuple[date, str]:
    return day_of(record) or date.min, record.id
