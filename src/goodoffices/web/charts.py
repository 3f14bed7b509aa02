"""The timeline as a Vega-Lite specification: a lane per actor, truces behind, meetings on top, attacks below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goodoffices.assess.timeline import Entry
from goodoffices.desk.boards import Asked
from goodoffices.record.processes import Process, Record
from goodoffices.record.settling import date_of
from goodoffices.record.truces import AttackDay, Ceasefire
from goodoffices.vocab.actors import name_actor
from goodoffices.web.cells import family_of, link_first

# Okabe and Ito (2008): told apart with every common colour blindness, and in grey by lightness and shape.
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#767676"
_SHAPES = {
    "proposal": "triangle-up", "response": "circle", "demand": "triangle-down", "meeting": "square",
    "agreement": "diamond", "ceasefire": "diamond", "truce_event": "diamond", "incident": "cross", "deed": "square",
    "mediator_step": "triangle-right", "statement": "circle", "source_conflict": "cross",
}  # fmt: skip
# Deeds are filled, words are outlined.
_DEEDS = ("deed", "agreement", "meeting", "ceasefire", "truce_event", "incident")
_FIGHTING = ("incident",)
_TALKING = ("meeting", "agreement")
MEETINGS = "Meetings and agreements"
# A vague date is drawn at most this wide, with faded ends.
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
    return tuple(rows)


def _lanes(entry: Entry, process: Process) -> tuple[str, ...]:
    if entry.kind in _TALKING:
        return (MEETINGS,)
    known = (*process.parties, *process.mediators)
    return tuple(name_actor(actor) for actor in entry.who if actor in known) or ("Others",)


def _row(asked: Asked, entry: Entry, lane: str, record: Record | None, process: str) -> dict[str, Any]:
    first, last = _extent(entry, record)
    tone = _tone(entry, record)
    return {
        "day": str(entry.day),
        "first": str(first),
        "last": str(last),
        "vague": first != last,
        "lane": lane,
        "kind": entry.kind.replace("_", " "),
        "tone": tone,
        "deed": entry.kind in _DEEDS,
        "what": entry.what[:120],
        "sentence": " ".join((entry.sentence or "").split())[:240],
        "url": link_first(asked, entry.evidence, process, entry.record),
        "shape": _SHAPES.get(entry.kind, "circle"),
    }


def _extent(entry: Entry, record: Record | None) -> tuple[date, date]:
    when = date_of(record) if record is not None else None
    if when is None or when.first == when.last:
        return entry.day, entry.day
    return max(when.first, entry.day - _WIDEST), min(when.last, entry.day + _WIDEST)


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


def _truces(asked: Asked, until: date) -> list[dict[str, Any]]:
    found = []
    for row in asked.board.truces:
        start, end = _window(row.truce, row.status.value, row.status.since, until)
        if start is not None and start <= end:
            found.append(
                {
                    "first": str(start),
                    "last": str(end),
                    "title": row.truce.title[:80],
                    "status": row.status.value.replace("_", " "),
                    "contested": bool(row.truce.contested)
                    or row.compliance.value in ("mutual_accusations", "violations_alleged", "violations_verified"),
                }
            )
    return found


def _window(truce: Ceasefire, status: str, since: date | None, until: date) -> tuple[date | None, date]:
    when = truce.effects[0].when if truce.effects else truce.declared
    if when is None or when.first == date.min:
        return None, until
    over = status in ("expired", "terminated", "collapsed", "superseded", "never_entered")
    planned = truce.planned_end.last if truce.planned_end and truce.planned_end.last < date.max else None
    end = (since if over else None) or planned or until
    return when.first, min(end, until) if over or planned is None else planned


def make_chart(
    process: Process, rows: tuple[dict[str, Any], ...], attacks: Iterable[AttackDay], asked: Asked
) -> dict[str, Any]:
    """The whole picture."""
    parties = [name_actor(actor) for actor in process.parties]
    between = [name_actor(actor) for actor in process.mediators]
    order = [MEETINGS, *parties[:1], *between, *parties[1:], "Others"]
    shown = {row["lane"] for row in rows}
    lanes = [lane for lane in order if lane in shown or lane in parties]
    counted = [{"day": str(one.day), "actor": name_actor(one.actor), "attacks": one.attacks} for one in attacks]
    days = [row["day"] for row in rows] + [one["day"] for one in counted]
    scale: dict[str, Any] = {"domain": [_beside(min(days), -2), _beside(max(days), 2)]} if days else {}
    truces = _truces(asked, asked.board.as_of)
    charts = [_lanes_chart(rows, truces, lanes, scale)]
    if counted:
        charts.append(_attacks_chart(counted, scale))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "vconcat": charts,
        "resolve": {"scale": {"color": "independent"}},
        "background": "#fff",
        "spacing": 8,
        "config": {
            "font": "system-ui, sans-serif",
            "view": {"stroke": "#bbb"},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "gridColor": "#e8e8e8", "labelLimit": 180},
            "legend": {"labelFontSize": 12, "titleFontSize": 12, "orient": "top"},
        },
    }


def _beside(day: str, by: int) -> str:
    """A day some days off, so that no mark is cut at the edge."""
    return str(date.fromisoformat(day) + timedelta(days=by))


def _time(field: str, scale: dict[str, Any], *, labels: bool = True) -> dict[str, Any]:
    axis = {"title": None, "format": "%-d %b", "labels": labels, "labelOverlap": True}
    return {"field": field, "type": "temporal", "scale": scale, "axis": axis}


_TONES = {
    "field": "tone",
    "type": "nominal",
    "scale": {"domain": ["cooperation", "conflict", "unclear"], "range": [BLUE, ORANGE, GREY]},
    "legend": {"title": None, "symbolType": "circle", "symbolOpacity": 1, "symbolFillColor": None},
}


def _lanes_chart(
    rows: tuple[dict[str, Any], ...], truces: list[dict[str, Any]], lanes: list[str], scale: dict[str, Any]
) -> dict[str, Any]:
    lane = {"field": "lane", "type": "nominal", "sort": lanes, "scale": {"domain": lanes}, "title": None}
    tooltip = [{"field": name} for name in ("day", "kind", "what", "sentence")]
    shape = {
        "field": "kind",
        "type": "nominal",
        "legend": {"title": None, "columns": 8},
        "scale": _shape_scale(rows),
    }
    point = {"x": _time("day", scale), "y": lane, "color": _TONES, "shape": shape, "tooltip": tooltip}
    linked = point | {"href": {"field": "url"}}
    band = {"x": _time("first", scale), "x2": {"field": "last"}}
    named = [{"field": "title"}, {"field": "status"}, {"field": "first"}, {"field": "last"}]
    bar = {"type": "bar", "size": 7, "opacity": 0.28, "cornerRadius": 4}
    return {
        "width": 820,
        "height": {"step": 44},
        "layer": [
            _band(truces, "!datum.contested", {"opacity": 0.16}, band | {"tooltip": named}),
            _band(
                truces,
                "datum.contested",
                {"opacity": 0.06, "stroke": BLUE, "strokeDash": [5, 4]},
                band | {"tooltip": named},
            ),
            {
                "data": {"values": truces},
                "mark": {"type": "rule", "strokeWidth": 2, "color": BLUE},
                "encoding": {"x": _time("last", scale), "strokeDash": _caps(), "tooltip": named},
            },
            {
                "data": {"values": [row for row in rows if row["vague"]]},
                "mark": bar,
                "encoding": {"x": _time("first", scale), "x2": {"field": "last"}, "y": lane, "color": _TONES},
            },
            {
                "data": {"values": [row for row in rows if row["deed"]]},
                "params": [{"name": "move", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"}],
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 0.9, "cursor": "pointer"},
                "encoding": linked,
            },
            {
                "data": {"values": [row for row in rows if not row["deed"]]},
                "mark": {"type": "point", "filled": False, "size": 90, "strokeWidth": 2, "cursor": "pointer"},
                "encoding": linked,
            },
        ],
    }


def _shape_scale(rows: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    shapes = {row["kind"]: row["shape"] for row in rows}
    return {"domain": list(shapes), "range": list(shapes.values())}


def _band(truces: list[dict[str, Any]], kept: str, look: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": truces},
        "transform": [{"filter": kept}],
        "mark": {"type": "rect", "color": BLUE} | look,
        "encoding": encoding,
    }


def _caps() -> dict[str, Any]:
    """How a truce ended, by the line at its end."""
    ends = ["expired", "superseded", "in force", "declared", "unclear", "terminated", "collapsed", "never entered"]
    dashes = [[1, 0], [1, 0], [1, 4], [1, 4], [1, 4], [6, 3], [2, 2], [2, 2]]
    return {"field": "status", "type": "nominal", "scale": {"domain": ends, "range": dashes}, "legend": None}


def _attacks_chart(counted: list[dict[str, Any]], scale: dict[str, Any]) -> dict[str, Any]:
    return {
        "width": 820,
        "height": 70,
        "data": {"values": counted},
        "mark": {"type": "bar", "color": ORANGE, "width": 5, "stroke": ORANGE, "strokeWidth": 0.5},
        "encoding": {
            "x": _time("day", scale),
            "y": {"field": "attacks", "type": "quantitative", "title": "attacks per day", "axis": {"tickCount": 3}},
            "fillOpacity": {
                "field": "actor",
                "type": "ordinal",
                "scale": {"range": [0.35, 1]},
                "legend": {"title": "attacks by"},
            },
            "tooltip": [{"field": "day"}, {"field": "actor"}, {"field": "attacks"}],
        },
    }
