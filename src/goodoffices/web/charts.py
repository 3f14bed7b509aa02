"""The timeline as a Vega-Lite specification: a lane per actor, truces behind, meetings on top, attacks below.

The same specification is drawn on the server (SVG, for paper and for pages without JavaScript) and in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import vl_convert

from goodoffices.desk.boards import Asked
from goodoffices.record.processes import Process
from goodoffices.record.truces import AttackDay
from goodoffices.vocab.actors import name_actor
from goodoffices.web.lanes import MEETINGS, OTHERS, TRUCES, truce_rows

# Okabe and Ito (2008): told apart with every common colour blindness, and in grey by lightness and shape.
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#767676"
_TONES = {"cooperation": BLUE, "conflict": ORANGE, "unclear": GREY}
# Where a bar with faded ends is clear (0) and where it is full (1), from its left to its right.
_FADES = {
    "both": ((0, 0), (0.35, 1), (0.65, 1), (1, 0)),
    "start": ((0, 0), (0.8, 1), (1, 1)),
    "end": ((0, 1), (0.2, 1), (1, 0)),
}
# Vega knows no hatching; a pattern of this name stands in the picture, and in the page for the movable one.
HATCH = (
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="7" height="7" fill="{BLUE}" fill-opacity="0.05"/>'
    f'<rect width="1.6" height="7" fill="{BLUE}" fill-opacity="0.38"/></pattern>'
)
# On a dark screen a picture is dark, whether it stands in a page or by itself; on paper it is light.
_DARK = files("goodoffices.web").joinpath("static/pictures.css").read_text(encoding="utf-8")
# How a truce ended, by the shape at its end: ran out, was followed by another, was ended, broke down; open, not known.
_ENDS = {
    "expired": "M-0.35,-1H0.35V1H-0.35Z",
    "superseded": "M-0.7,-1L0.7,0L-0.7,1Z",
    "terminated": "M-1,-1L1,1M1,-1L-1,1",
    "collapsed": "M0.1,-1.2L-0.8,0.2H0.1L-0.3,1.2L0.8,-0.3H-0.1Z",
    "never entered": "M-1,-1L1,1M1,-1L-1,1",
    "in force": "M-0.2,-0.8L0.7,0L-0.2,0.8",
    "declared": "M-0.2,-0.8L0.7,0L-0.2,0.8",
    "unclear": "M-1,0H-0.6M-0.2,0H0.2M0.6,0H1",
}
_OPEN = ("in force", "declared", "unclear")
# More names than this would stand on each other.
_MOST_NAMES = 8


def draw_chart(spec: dict[str, Any]) -> str:
    """The specification as SVG."""
    picture = vl_convert.vegalite_to_svg(spec, vl_version="6.4")
    head, close, rest = picture.partition(">")
    return f"{head}{close}<style>{_DARK}</style><defs>{HATCH}</defs>{rest}"


def make_chart(
    process: Process, rows: tuple[dict[str, Any], ...], attacks: Iterable[AttackDay], asked: Asked
) -> dict[str, Any]:
    """The whole picture."""
    truces = truce_rows(asked, process.id)
    counted = [{"day": str(one.day), "actor": name_actor(one.actor), "attacks": one.attacks} for one in attacks]
    days = [row["day"] for row in rows] + [one["day"] for one in counted]
    charts = []
    if days:
        span = (_beside(min(days), -2), _beside(max(days), 2))
        shown, over = _cut(rows, span), _cut([one for one in truces if one["first"] <= span[1]], span)
        charts.append(_lanes_chart(shown, over, _order(process, shown, over), span))
    if counted:
        charts.append(_attacks_chart(counted))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "vconcat": charts,
        "resolve": {"scale": {"x": "shared", "color": "independent", "opacity": "independent"}},
        "background": "#fff",
        "spacing": 14,
        "config": _CONFIG,
    }


_CONFIG = {
    "font": "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": "#1a1a1a",
        "titleColor": "#565656", "gridColor": "#ececea", "domainColor": "#8a8a86", "tickColor": "#8a8a86",
        "labelLimit": 180,
    },
    "legend": {
        "labelFontSize": 12, "titleFontSize": 12, "labelColor": "#1a1a1a", "titleColor": "#1a1a1a", "orient": "top",
        "offset": 10,
    },
}  # fmt: skip


def _order(process: Process, rows: list[dict[str, Any]], truces: list[dict[str, Any]]) -> list[str]:
    """The lanes from top to bottom: parties outside, mediators between them."""
    parties = [name_actor(actor) for actor in process.parties]
    between = [name_actor(actor) for actor in process.mediators]
    shown = {row["lane"] for row in (*rows, *truces)}
    order = [TRUCES, MEETINGS, *parties[:1], *between, *parties[1:], OTHERS]
    return [lane for lane in order if lane in shown or lane in parties]


def _beside(day: str, by: int) -> str:
    """A day some days off, so that no mark is cut at the edge."""
    return str(date.fromisoformat(day) + timedelta(days=by))


def _time(field: str) -> dict[str, Any]:
    axis = {
        "title": None,
        "format": "%-d %b %Y",
        "labelOverlap": True,
        "tickCount": 8,
        "domain": False,
        "labelFlush": True,
    }
    return {"field": field, "type": "temporal", "axis": axis}


def _cut(rows: Iterable[dict[str, Any]], span: tuple[str, str]) -> list[dict[str, Any]]:
    """Rows without what reaches beyond the days shown; `cut` says that the end is not where the picture ends."""
    first, last = span
    return [
        row | {"first": max(row["first"], first), "last": min(row["last"], last), "cut": row["last"] > last}
        for row in rows
        if row["last"] >= first
    ]


def _lanes_chart(
    rows: list[dict[str, Any]], truces: list[dict[str, Any]], lanes: list[str], span: tuple[str, str]
) -> dict[str, Any]:
    axis = {"title": None, "grid": True, "domain": False, "ticks": False, "labelPadding": 8}
    lane = {"field": "lane", "type": "nominal", "sort": lanes, "scale": {"domain": lanes}, "axis": axis}
    # A layer that nobody sees holds the span of days. Said as the domain of a scale that bars share, it is one warning
    # after another.
    edges = {
        "data": {"values": [{"at": day} for day in span]},
        "mark": {"type": "rule", "opacity": 0, "aria": False},
        "encoding": {"x": _time("at")},
        "params": [_MOVE],
    }
    layers = [edges, *_bands(truces), *_vague(rows, lane), *_points(rows, lane), *_ends(truces, lane)]
    return {"width": 900, "height": {"step": 44, "for": "position"}, "layer": layers}


# The wheel alone goes on scrolling the page.
_NEARER = "wheel![event.ctrlKey || event.metaKey]"
_MOVE = {"name": "move", "select": {"type": "interval", "encodings": ["x"], "zoom": _NEARER}, "bind": "scales"}


def _bands(truces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Truces behind everything: plain where they were kept or nobody says, hatched where that is disputed."""
    tooltip = _tell("title", "status", "kept", "doubt", "sentence")
    told = {"x": _time("first"), "x2": {"field": "last"}, "tooltip": tooltip}
    layers = []
    for contested, look in ((False, {"color": BLUE, "opacity": 0.13}), (True, {"color": "url(#hatch)"})):
        held = [one for one in truces if one["contested"] is contested]
        if held:
            mark = {"type": "rect", "clip": True, "cursor": "pointer", "description": "truce"} | look
            layers.append({"data": {"values": held}, "mark": mark, "encoding": told | {"href": {"field": "url"}}})
    return layers


# How far a mark is faded, as the row has it.
_STRENGTH = {"field": "strength", "type": "quantitative", "scale": None, "legend": None}


def _vague(rows: list[dict[str, Any]], lane: dict[str, Any]) -> list[dict[str, Any]]:
    """Dates that are not known to the day: bars that fade."""
    layers = []
    for tone, color in _TONES.items():
        for fades, stops in _FADES.items():
            held = [row for row in rows if row["tone"] == tone and row["fades"] == fades]
            if held:
                mark = {"type": "bar", "size": 9, "clip": True, "color": _fade(color, stops), "tooltip": False}
                encoding = {"x": _time("first"), "x2": {"field": "last"}, "y": lane, "opacity": _STRENGTH}
                layers.append({"data": {"values": held}, "mark": mark, "encoding": encoding})
    return layers


def _fade(color: str, stops: tuple[tuple[float, float], ...]) -> dict[str, Any]:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    shades = [{"offset": at, "color": f"rgba({red},{green},{blue},{0.45 * full:g})"} for at, full in stops]
    return {"gradient": "linear", "x1": 0, "x2": 1, "y1": 0, "y2": 0, "stops": shades}


def _points(rows: list[dict[str, Any]], lane: dict[str, Any]) -> list[dict[str, Any]]:
    """What was done, filled, and what was said, outlined; the shape is the act."""
    encoding = {
        "x": _time("day"),
        "y": lane,
        "color": _colors(rows),
        "yOffset": {"field": "slot", "type": "quantitative", "scale": {"domain": [-1.5, 1.5], "range": [6, 34]}},
        "shape": _shapes(rows),
        "tooltip": _tell("date", "kind", "what", "doubt", "sentence"),
        "opacity": _STRENGTH,
        "description": {"field": "told", "type": "nominal"},
        "href": {"field": "url"},
    }
    layers = []
    for deed, look in ((True, {"filled": True}), (False, {"filled": False, "strokeWidth": 2})):
        held = [row for row in rows if row["deed"] is deed]
        if held:
            mark = {"type": "point", "size": 95, "clip": True, "cursor": "pointer"} | look
            layers.append({"data": {"values": held}, "mark": mark, "encoding": encoding})
    return layers


def _tell(*fields: str) -> list[dict[str, str]]:
    return [{"field": name, "type": "nominal"} for name in fields]


def _colors(rows: list[dict[str, Any]]) -> dict[str, Any]:
    shown = {row["tone"] for row in rows}
    tones = {tone: color for tone, color in _TONES.items() if tone in shown}
    legend = {"title": None, "symbolType": "circle", "symbolOpacity": 1, "symbolStrokeWidth": 2}
    scale = {"domain": list(tones), "range": list(tones.values())}
    return {"field": "tone", "type": "nominal", "scale": scale, "legend": legend}


def _shapes(rows: list[dict[str, Any]]) -> dict[str, Any]:
    shapes = {row["kind"]: row["shape"] for row in rows}
    strokes = {"symbolStrokeColor": "#565656", "symbolStrokeWidth": 1.6, "symbolOpacity": 1}
    legend = {"title": None, "columns": 10} | strokes
    scale = {"domain": list(shapes), "range": list(shapes.values())}
    return {"field": "kind", "type": "nominal", "scale": scale, "legend": legend}


def _ends(truces: list[dict[str, Any]], lane: dict[str, Any]) -> list[dict[str, Any]]:
    """A truce's name where it begins, and a line and a shape where it ends; a dashed line where no end is known."""
    if not truces:
        return []
    layers = []
    for open_end, dash in ((False, [1, 0]), (True, [3, 4])):
        held = [one for one in truces if not one["cut"] and (one["status"] in _OPEN) is open_end]
        if held:
            mark = {"type": "rule", "color": BLUE, "strokeWidth": 1.2, "clip": True, "strokeDash": dash}
            layers.append({"data": {"values": held}, "mark": mark, "encoding": {"x": _time("last")}})
    ended = [one for one in truces if not one["cut"]]
    for status in sorted({one["status"] for one in ended}):
        shape = {"shape": _ENDS.get(status, _ENDS["unclear"]), "size": 70, "filled": False, "strokeWidth": 2}
        place = {"x": _time("last"), "y": lane, "tooltip": _tell("title", "status", "last")}
        held = [one for one in ended if one["status"] == status]
        layers.append(
            {
                "data": {"values": held},
                "mark": {"type": "point", "color": BLUE, "clip": True} | shape,
                "encoding": place,
            }
        )
    named = sorted(truces, key=lambda one: one["first"])[-_MOST_NAMES:]
    look = {"type": "text", "align": "left", "dx": 4, "dy": -11, "fontSize": 11, "color": "#1a1a1a", "limit": 150}
    text = {"x": _time("first"), "y": lane, "text": {"field": "title"}}
    layers.append({"data": {"values": named}, "mark": look | {"clip": True}, "encoding": text})
    return layers


def _attacks_chart(counted: list[dict[str, Any]]) -> dict[str, Any]:
    most = max(one["attacks"] for one in counted)
    return {
        "width": 900,
        "height": 70,
        "data": {"values": counted},
        "mark": {"type": "bar", "color": ORANGE, "width": 5, "stroke": ORANGE, "strokeWidth": 0.5, "clip": True},
        "encoding": {
            "x": _time("day") | {"axis": {"title": None, "labels": False, "ticks": False, "tickCount": 8}},
            "y": {
                "field": "attacks", "type": "quantitative", "title": "attacks a day",
                "axis": {"tickCount": min(most, 3), "format": "d", "domain": False, "ticks": False},
            },
            "opacity": {
                "field": "actor", "type": "ordinal", "scale": {"range": [0.4, 1]},
                "legend": {"title": "attacks by", "titleOrient": "left", "symbolType": "square"},
            },
            "tooltip": _tell("day", "actor", "attacks"),
        },
    }  # fmt: skip
