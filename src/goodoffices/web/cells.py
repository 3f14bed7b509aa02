"""Findings → what a cell shows: value, day, family (colour and shape), history, conditions, link to the sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from goodoffices.desk.boards import Asked
from goodoffices.record.evidence import Evidence
from goodoffices.record.findings import Finding
from goodoffices.record.settling import date_of
from goodoffices.record.talks import Response

# Value → family; a family has a colour and a shape, so that neither has to be seen.
_YES = ("accepted", "proposer", "agreed", "adopted", "in_force", "observed_reported", "active", "resumed", "completed")
_PARTLY = ("accepted_in_part", "accepted_conditionally", "partly_accepted", "declared", "offered", "reduced")
_NO = (
    "rejected", "acceptance_withdrawn", "terminated", "collapsed", "never_entered", "violations_verified",
    "collapsed_reported", "withdrawn", "suspended",
)  # fmt: skip
_COUNTER = ("counter_proposed", "countered", "violations_alleged", "mutual_accusations")
_FAMILIES = (("yes", _YES), ("partly", _PARTLY), ("no", _NO), ("counter", _COUNTER))
SHAPES = {"yes": "●", "partly": "◐", "no": "■", "counter": "◪", "open": "○"}


def family_of(value: str) -> str:
    """yes, partly, no, counter, or open for whatever is not known."""
    return next((name for name, values in _FAMILIES if value in values), "open")


def shape_of(value: str) -> str:
    """The shape of a value's family."""
    return SHAPES[family_of(value)]


@dataclass(frozen=True, slots=True)
class Dot:
    """One earlier answer; `day` is short, for the ends of a row of dots."""

    family: str
    shape: str
    label: str
    href: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a board."""

    value: str
    family: str
    shape: str
    since: date | None
    sentence: str | None
    note: str | None
    rule: str
    href: str
    unreviewed: bool
    conditions: tuple[str, ...] = ()
    dots: tuple[Dot, ...] = ()
    contested: bool = False


def link_to(piece: Evidence, process: str, record: str) -> str:
    """The sentence behind a piece: its place in the report, or the record that lists an imported line."""
    if piece.quote is not None:
        return f"/reports/{quote(piece.report, safe='')}#c-{quote(piece.id, safe='')}"
    return f"/p/{quote(process, safe='')}/records/{quote(record, safe='')}#e-{quote(piece.id, safe='')}"


def link_first(asked: Asked, evidence: Iterable[str], process: str, record: str = "") -> str:
    """The place of the first piece of evidence that is on record; the record's page where there is none."""
    pieces = asked.of(evidence)
    if pieces:
        return link_to(next((p for p in pieces if p.quote is not None), pieces[0]), process, record)
    return f"/p/{quote(process, safe='')}/records/{quote(record, safe='')}" if record else ""


def make_cell(asked: Asked, finding: Finding, process: str, *, heard: tuple[Response, ...] = ()) -> Cell:
    """A finding as a cell; `heard` are the answers behind it, in order."""
    pieces = asked.of(finding.evidence)
    return Cell(
        value=finding.value,
        family=family_of(finding.value),
        shape=shape_of(finding.value),
        since=finding.since,
        sentence=finding.sentence,
        note=finding.note,
        rule=f"{finding.rule.name}/{finding.rule.version}",
        href=link_first(asked, finding.evidence, process, _record_of(finding)),
        unreviewed=bool(pieces) and not any(piece.reviewed for piece in pieces),
        conditions=tuple(said for name, said in finding.inputs if name == "condition"),
        dots=tuple(_dot(response, process) for response in heard),
        contested=bool(finding.note and finding.note.startswith("contested")) or any(r.contested for r in heard[-1:]),
    )


def _record_of(finding: Finding) -> str:
    return finding.records[-1] if finding.records else ""


def _dot(response: Response, process: str) -> Dot:
    when = date_of(response)
    said = f"{when.edtf if when else 'undated'}: {response.value.replace('_', ' ')}"
    piece = response.evidence[-1]
    day = when.first if when and when.first == when.last else None
    short = f"{day.day} {day:%b}" if day else when.edtf if when else ""
    href = link_to(piece, process, response.id)
    return Dot(family_of(response.value), shape_of(response.value), said, href, short)
