"""`goodoffices show ID`: a claim, record or report, with its context, chain, rule and reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import JsonOption, LedgerOption, ProcessOption, SettingsOption, settle
from goodoffices.cli.output import print_json, print_text
from goodoffices.record.sources import Span

if TYPE_CHECKING:  # the desk is imported when the command runs
    from goodoffices.desk.showing import ShownClaim, ShownRecord
    from goodoffices.record.claims import Judgement
    from goodoffices.record.sources import Report


@app.command()
def show(
    subject: Annotated[str, typer.Argument(metavar="ID", help="A claim, record or report.")],
    process: ProcessOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Print what stands behind an id."""
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.showing import ShownClaim, ShownRecord, show_any

    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        shown = show_any(opened, subject, process)
    if as_json:
        print_json(_as_json(shown))
        return
    if isinstance(shown, ShownClaim):
        lines = _claim_lines(shown)
    elif isinstance(shown, ShownRecord):
        lines = _record_lines(shown)
    else:
        lines = _report_lines(shown)
    for line in lines:
        print_text(line)


def _as_json(shown: ShownClaim | ShownRecord | Report) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(type(shown)).dump_python(shown, mode="json")


def _claim_lines(shown: ShownClaim) -> Iterator[str]:
    claim, stored = shown.stored.claim, shown.stored
    value = f"/{claim.value}" if claim.value else ""
    yield f"{stored.id}  {claim.kind}{value}  ({stored.status}{', sure' if claim.sure else ''})"
    yield f"  who        {', '.join(claim.actors) or '—'} → {', '.join(claim.targets) or '—'}"
    yield f"  when       {claim.when.edtf + ' (' + claim.when.basis + ')' if claim.when else 'not said'}"
    yield f"  held       {claim.factuality}{', in quotation marks' if claim.direct else ''}"
    yield f"  object     {claim.object or '—'}"
    yield f"  said by    {' ← '.join((*claim.attribution, *filter(None, [claim.speaker]))) or 'the reporter'}"
    if claim.plover is not None:
        mode = f".{claim.plover.mode}" if claim.plover.mode else ""
        yield f"  codes      PLOVER {claim.plover.type}{mode}, CAMEO {claim.cameo or '—'}"
    yield f"  found by   {claim.coder}, {claim.rule or 'no rule named'}; confidence {claim.confidence:.2f}"
    for other in (one for one in claim.alternatives if one.kind is not claim.kind):
        yield f"             or {other.kind}{'/' + other.value if other.value else ''} ({other.probability:.2f})"
    outlet = shown.report.outlet.name if shown.report.outlet else "an unnamed outlet"
    yield f"  report     {shown.report.id}: {outlet}, {shown.report.published or 'undated'}"
    yield f"  rests here {', '.join(f'{record} ({process})' for process, record in shown.records) or 'nothing yet'}"
    yield f"\n  {_flat(shown.before)}▸{_flat(claim.text)}◂{_flat(shown.after)}\n"
    yield from _judgement_lines(stored.judgements)


def _record_lines(shown: ShownRecord) -> Iterator[str]:
    record = shown.record
    yield f"{record.id}  {shown.type}, version {shown.version}, of {record.process} ({shown.standing.status})"
    for one in fields(shown.record):
        value = getattr(shown.record, one.name)
        if one.name not in ("id", "process", "evidence") and value not in (None, (), ""):
            yield f"  {one.name.replace('_', ' '):<14} {_flat(_say(value))}"
    yield "  rests on"
    for piece in shown.record.evidence:
        source = f"{piece.outlet or piece.report}, {piece.known or 'undated'}; {piece.speaker or 'the reporter'}"
        yield f"    {piece.id}  {source}{f': “{_flat(piece.text)}”' if piece.text else ''}"
    by_hand = all(piece.quote is None for piece in record.evidence)
    yield from _judgement_lines(shown.standing.judgements, "made by hand" if by_hand else "no person has reviewed it")


def _say(value: Any) -> str:
    """A value of a record as a person reads it."""
    if isinstance(value, tuple):
        return "; ".join(map(_say, value))
    if isinstance(value, StrEnum):
        return value.replace("_", " ")
    if not is_dataclass(value):
        return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    if hasattr(value, "edtf"):
        return str(value.edtf)
    if isinstance(value, Span):
        return f"{value.start}–{value.end}"
    filled = [getattr(value, one.name) for one in fields(value)]
    return ", ".join(_say(part) for part in filled if part not in (None, (), ""))


def _report_lines(report: Report) -> Iterator[str]:
    outlet = report.outlet.name if report.outlet else "an unnamed outlet"
    yield f"{report.id}  {outlet}, {report.published or 'undated'}  sha256 {report.sha256_text[:12]}"
    yield from (f"  {line}" for line in report.text.splitlines())


def _judgement_lines(judgements: tuple[Judgement, ...], otherwise: str = "no person has reviewed it") -> Iterator[str]:
    if not judgements:
        yield f"  {otherwise}"
    for judgement in judgements:
        changed = ", ".join(f"{field} = {value}" for field, value in judgement.changes)
        why = f": {judgement.reason}" if judgement.reason else ""
        yield f"  {judgement.decided:%Y-%m-%d %H:%M} {judgement.reviewer} — {judgement.verdict} {changed}{why}"


def _flat(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split(" "))
