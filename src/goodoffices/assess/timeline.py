"""The records of a process in the order of their days, and its conflicts between sources, as rows.

In: records, a day and a view. Out: rows for a table, a chart or JSON. The timeline has what the board of that day has:
what is sure, and what is doubtful where nothing sure stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from goodoffices.assess.citing import cite, sentence_of
from goodoffices.assess.docket import EVERYTHING, View, list_past, look_at
from goodoffices.assess.support import support_of
from goodoffices.record.evidence import count_sources
from goodoffices.record.findings import SourceConflict
from goodoffices.record.mediation import MediatorStep
from goodoffices.record.processes import Record, name_record
from goodoffices.record.settling import date_of, day_of
from goodoffices.record.talks import Agreement, Demand, Meeting, Proposal, Response, Statement
from goodoffices.record.truces import Ceasefire, Deed, Incident, TruceEvent


@dataclass(frozen=True, slots=True)
class Entry:
    """One record on the timeline; `date` is EDTF as reported, `day` where it is placed.

    `doubtful` says that nothing sure is behind it.
    """

    day: date
    date: str | None
    kind: str
    record: str
    who: tuple[str, ...]
    what: str
    sources: int
    support: str
    sentence: str | None
    evidence: tuple[str, ...]
    doubtful: bool = False


def list_entries(records: Iterable[Record], until: date, view: View = EVERYTHING) -> tuple[Entry, ...]:
    """The timeline up to a day, oldest first."""
    past = list_past(look_at(records, view), until)
    entries = [
        _entry(record, day, doubtful=doubtful) for record, doubtful in past if (day := day_of(record)) and day <= until
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.kind, entry.record)))


def list_conflicts(records: Iterable[Record], view: View = EVERYTHING) -> tuple[dict[str, object], ...]:
    """Every conflict between sources, one row per side."""
    seen = (view.apply(record) for record in records if isinstance(record, SourceConflict))
    return tuple(row for conflict in seen if isinstance(conflict, SourceConflict) for row in _sides(conflict))


def entries_as_rows(entries: Iterable[Entry]) -> tuple[dict[str, object], ...]:
    """One row per entry, for a table or JSON."""
    return tuple(
        {
            "day": str(entry.day),
            "date": entry.date,
            "kind": entry.kind,
            "record": entry.record,
            "who": list(entry.who),
            "what": entry.what,
            "sources": entry.sources,
            "support": entry.support,
            "sentence": entry.sentence,
            "evidence": list(entry.evidence),
            "doubtful": entry.doubtful,
        }
        for entry in entries
    )


def _entry(record: Record, day: date, *, doubtful: bool) -> Entry:
    when = date_of(record)
    return Entry(
        day=day,
        date=when.edtf if when else None,
        kind=name_record(record),
        record=record.id,
        who=who_of(record),
        what=describe(record),
        sources=count_sources(record.evidence),
        support=support_of(record).value,
        sentence=sentence_of(record),
        evidence=cite(record),
        doubtful=doubtful,
    )


def _sides(conflict: SourceConflict) -> Iterable[dict[str, object]]:
    pieces = {piece.id: piece for piece in conflict.evidence}
    for variant in conflict.variants:
        known = [pieces[name] for name in variant.evidence if name in pieces]
        yield {
            "conflict": conflict.id,
            "about": conflict.about,
            "type": conflict.type,
            "field": conflict.field,
            "value": variant.value,
            "outlets": sorted({piece.outlet or piece.report for piece in known}),
            "sentences": [piece.text for piece in known if piece.text],
            "note": conflict.note,
        }


def who_of(record: Record) -> tuple[str, ...]:
    """Who acts in a record."""
    for field in ("participants", "proposers", "parties", "actors", "party", "actor", "accuser"):
        value = getattr(record, field, None)
        if value:
            return (value,) if isinstance(value, str) else tuple(value)
    return ()


def describe(record: Record) -> str:
    """A record in a few words."""
    said = _SAID.get(type(record))
    return said(record) if said else name_record(record)


def _of_answer(response: Response) -> str:
    return f"{response.value}: {response.object or response.proposal or 'proposal not known'}"


def _of_incident(incident: Incident) -> str:
    count = " ".join(filter(None, (incident.qualifier, str(incident.count) if incident.count is not None else None)))
    return f"{'+'.join(incident.accused)} said to have broken the truce{f' ({count})' if count else ''}"


_SAID: dict[type, Callable[[Any], str]] = {
    Proposal: lambda proposal: f"proposes: {proposal.title}",
    Response: _of_answer,
    Demand: lambda demand: f"demands ({demand.firmness}): {demand.content}",
    Meeting: lambda meeting: f"meeting {meeting.state}: {meeting.place or meeting.topic or 'place not known'}",
    Agreement: lambda agreement: f"agreement {agreement.value}: {agreement.title}",
    Ceasefire: lambda truce: f"truce: {truce.title}",
    TruceEvent: lambda event: f"truce {event.value}",
    Incident: _of_incident,
    Deed: lambda deed: deed.value,
    MediatorStep: lambda step: f"mediation {step.step}",
    Statement: lambda statement: f"says: {statement.text}",
    SourceConflict: lambda conflict: f"sources disagree on {conflict.field or conflict.type}",
}
