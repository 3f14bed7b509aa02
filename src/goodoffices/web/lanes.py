"""Entries and truces → rows of the timeline's picture: which lane, which shape and colour, how vague, and what to open.

A date that is known to the month, the year or "by then" is as wide as it may mean, and fades where it is not bounded by
what was said: at both ends for a month, at its start for "by 3 May", at its end for "from 3 May on".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goodoffices.assess.citing import UNSURE
from goodoffices.assess.timeline import Entry
from goodoffices.assess.truces import OVER
from goodoffices.desk.boards import Asked
from goodoffices.record.processes import Process, Record
from goodoffices.record.settling import date_of
from goodoffices.record.truces import Ceasefire
from goodoffices.record.when import When
from goodoffices.vocab.actors import name_actor
from goodoffices.web.cells import family_of, link_first, link_to

# A shape for each act; the truce is the sign for a pause.
_SHAPES = {
    "proposal": "triangle-up", "response": "circle", "demand": "triangle-down", "meeting": "square",
    "agreement": "diamond", "ceasefire": "M-0.8,-0.9H-0.2V0.9H-0.8ZM0.2,-0.9H0.8V0.9H0.2Z",
    "truce_event": "triangle-left", "incident": "cross", "deed": "M-0.5,-0.87H0.5L1,0L0.5,0.87H-0.5L-1,0Z",
    "mediator_step": "triangle-right",
}  # fmt: skip
# Deeds are filled, words are outlined.
_DEEDS = ("deed", "agreement", "meeting", "ceasefire", "truce_event", "incident")
_FIGHTING = ("incident",)
_TALKING = ("meeting", "agreement")
_DISPUTED = ("mutual_accusations", "violations_alleged", "violations_verified")
MEETINGS, TRUCES, OTHERS = "Meetings and agreements", "Truces", "Others"
# What nobody is sure of is still told from the ground, and from what is sure.
_FAINT = 0.5
# Marks that fit above each other into a lane; more of them overlap.
_SLOTS = 3
# A vague date is drawn at most this far to each side of the day where it is placed.
_WIDEST = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person filtered for."""

    kinds: tuple[str, ...] = ()
    actor: str = ""
    since: str = ""

    def keeps(self, entry: Entry) -> bool:
        """Whether an entry is shown."""
        return (
            (not self.kinds or entry.kind in self.kinds)
            and (not self.actor or self.actor in entry.who)
            and (not self.since or str(entry.day) >= self.since)
        )


def chart_rows(asked: Asked, entries: Iterable[Entry], process: Process) -> tuple[dict[str, Any], ...]:
    """One row per entry and lane."""
    records = {record.id: record for record in asked.records}
    rows = []
    for entry in entries:
        if entry.kind in ("source_conflict", "statement"):
            continue
        record = records.get(entry.record)
        rows += [_row(asked, entry, lane, record, process.id) for lane in _lanes(entry, process)]
    return _stack(rows)


def _stack(rows: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """What falls on one day of one lane stands above each other; `slot` counts from the lane's middle."""
    held: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        held.setdefault((row["day"], row["lane"]), []).append(row)
    for group in held.values():
        step = min(1.0, _SLOTS / max(len(group) - 1, 1))
        for at, row in enumerate(group):
            row["slot"] = round((at - (len(group) - 1) / 2) * step, 2)
    return tuple(rows)


def _lanes(entry: Entry, process: Process) -> tuple[str, ...]:
    if entry.kind in _TALKING:
        return (MEETINGS,)
    known = (*process.parties, *process.mediators)
    return tuple(name_actor(actor) for actor in entry.who if actor in known) or (OTHERS,)


def _row(asked: Asked, entry: Entry, lane: str, record: Record | None, process: str) -> dict[str, Any]:
    when = date_of(record) if record is not None else None
    first, last = _extent(entry.day, when)
    return {
        "day": str(entry.day),
        "date": entry.date or str(entry.day),
        "first": str(first),
        "last": str(last),
        "fades": fades_of(when),
        "lane": lane,
        "kind": entry.kind.replace("_", " "),
        "tone": _tone(entry, record),
        "deed": entry.kind in _DEEDS,
        "what": entry.what[:120],
        "sentence": " ".join((entry.sentence or "").split())[:240],
        "told": _tell(entry, lane),
        "url": link_first(asked, entry.evidence, process, entry.record),
        "shape": _SHAPES.get(entry.kind, "circle"),
        "doubt": UNSURE if entry.doubtful else "",
        "strength": _FAINT if entry.doubtful else 1,
    }


def _tell(entry: Entry, lane: str) -> str:
    """A mark for who cannot see it."""
    doubt = UNSURE if entry.doubtful else ""
    parts = (entry.date or str(entry.day), lane, entry.kind.replace("_", " "), entry.what[:120], doubt)
    return ", ".join(filter(None, parts)) + (f": {' '.join(entry.sentence.split())[:240]}" if entry.sentence else "")


def fades_of(when: When | None) -> str:
    """At which end a date's bar fades: "both", "start", "end", or "" for a single day."""
    if when is None or (when.first == when.last and not set("~?%") & set(when.edtf)):
        return ""
    return {(True, False): "start", (False, True): "end"}.get(
        (when.first == date.min, when.last == date.max), "both"
    )  # fmt: skip


def _extent(day: date, when: When | None) -> tuple[date, date]:
    """From when to when it may have been; a day that is only about right is three days wide."""
    if when is None or not fades_of(when):
        return day, day
    if when.first == when.last:
        return day - timedelta(days=1), day + timedelta(days=1)
    return max(when.first, day - _WIDEST), min(when.last, day + _WIDEST)


def _tone(entry: Entry, record: Record | None) -> str:
    if entry.kind in _FIGHTING:
        return "conflict"
    value = getattr(record, "value", None) or getattr(record, "step", None) or getattr(record, "state", None)
    family = family_of(str(value)) if value is not None else "yes"
    if entry.kind == "demand":
        return "unclear"
    if str(value) in ("called_off", "failed", "warned"):
        return "conflict"
    return {"yes": "cooperation", "partly": "cooperation", "no": "conflict", "counter": "unclear"}.get(
        family, "cooperation" if entry.kind in (*_DEEDS, "mediator_step", "proposal") else "unclear"
    )


def truce_rows(asked: Asked, process: str) -> list[dict[str, Any]]:
    """One row per truce that began: from when to when, how it ended, whether its keeping is disputed."""
    found = []
    for row in asked.board.truces:
        start, end = _window(row.truce, row.status.value, row.status.since, asked.board.as_of)
        if start is None or start > end:
            continue
        found.append(
            {
                "first": str(start),
                "last": str(end),
                "lane": TRUCES,
                "title": row.truce.title[:80],
                "status": row.status.value.replace("_", " "),
                "kept": row.compliance.value.replace("_", " "),
                "contested": bool(row.truce.contested) or row.compliance.value in _DISPUTED,
                "sentence": " ".join((row.status.sentence or "").split())[:240],
                "doubt": UNSURE if UNSURE in (row.status.note or "") else "",
                "url": link_to(row.truce.evidence[-1], process, row.truce.id),
            }
        )
    return found


def _window(truce: Ceasefire, status: str, since: date | None, until: date) -> tuple[date | None, date]:
    when = truce.effects[0].when if truce.effects else truce.declared
    if when is None or when.first == date.min:
        return None, until
    planned = truce.planned_end.last if truce.planned_end and truce.planned_end.last < date.max else None
    end = (since if status in OVER else None) or planned or until
    return when.first, min(end, until) if status in OVER or planned is None else planned
