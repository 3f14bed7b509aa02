"""Moving things in and out: the whole ledger as JSON lines, hand-made records, claims for spreadsheets and coders."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from goodoffices.desk.boards import Question, pick_process
from goodoffices.desk.processes import add_process
from goodoffices.desk.recording import put_records
from goodoffices.errors import InputError
from goodoffices.extract.plover_rows import PloverRow, plover_rows
from goodoffices.ledger import Ledger
from goodoffices.ledger.exchange import is_export
from goodoffices.ledger.spreadsheets import write_csv, write_parquet, write_rows
from goodoffices.record.mediation import MediatorStep
from goodoffices.record.processes import Process, Record, name_record
from goodoffices.resolve.imports import read_imports
from goodoffices.resolve.processes import name_mediators
from goodoffices.vocab.actors import load_gazetteer


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: rows of a ledger, or hand-made records of a process."""

    what: str
    count: int
    changed: int


def import_file(ledger: Ledger, path: Path, person: str, process: str | None = None) -> Imported:
    """Take in an exported ledger or a file of hand-made records, whole or not at all; the first line tells which.

    Raises InputError naming the line and field that cannot be taken.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            lines = iter(stream)
            first = next(lines, "")
            if is_export(first):
                count = ledger.import_lines(chain([first], lines))
                return Imported("rows", count, count)
            return _import_records(ledger, _parse(chain([first], lines), path), process, person)
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{path}: cannot be read ({problem}); name a file of JSON lines in UTF-8") from problem


def _parse(lines: Iterable[str], path: Path) -> list[Any]:
    parsed = []
    for number, line in enumerate(lines, start=1):
        try:
            parsed += [json.loads(line)] if line.strip() else []
        except json.JSONDecodeError as problem:
            raise InputError(f"{path}, line {number}: not JSON ({problem}); write one object a line") from problem
    if not parsed:
        raise InputError(f"{path}: holds no lines; expected an exported ledger or hand-made records")
    return parsed


def _import_records(ledger: Ledger, lines: list[Any], process: str | None, person: str) -> Imported:
    with ledger.transaction():
        chosen = _process_for(ledger, lines, process, person)
        stored = ledger.records(chosen.id)
        existing = {one.record.id: name_record(one.record) for one in stored}
        # The same file again is not a contradiction of itself.
        given = {str(line.get("id")) for line in lines if isinstance(line, dict)}
        others = {name: kind for name, kind in existing.items() if name not in given}
        records = read_imports(lines, process=chosen.id, existing=others, actors=frozenset(load_gazetteer().actors))
        _check_kinds(records, existing)
        _add_mediators(ledger, chosen, records, person)
        return Imported("records", len(records), put_records(ledger, records))


def _check_kinds(records: Iterable[Record], existing: Mapping[str, str]) -> None:
    """The same record may come again, changed or not; another one must not take its name."""
    for record in records:
        kind, held = name_record(record), existing.get(record.id, name_record(record))
        if kind != held:
            raise InputError(
                f"{record.id}: there is a {held} of that id on file, and a {kind} is given; choose another id"
            )


def _add_mediators(ledger: Ledger, process: Process, records: Iterable[Record], person: str) -> None:
    """Who takes a mediator's step in the file is a mediator of the process, unless it is a party."""
    steps = (record for record in records if isinstance(record, MediatorStep))
    changed = name_mediators(process, (step.actor for step in steps))
    if changed != process:
        version = ledger.process(process.id).version
        ledger.put_process(changed, seen=version, edited_by=person, reason="mediators named by imported steps")


def _process_for(ledger: Ledger, lines: list[Any], process: str | None, person: str) -> Process:
    """The process named; else the only one; else a new one, of the parties whose answers the file asks for.

    Raises InputError where the file tells no two parties.
    """
    if process is not None or ledger.processes():
        return pick_process(ledger, process)
    parties = [actor for line in lines if isinstance(line, dict) for actor in line.get("required") or ()]
    named = tuple(dict.fromkeys(map(str, parties)))
    if len(named) < 2:
        raise InputError(
            "which process? no proposal in the file says whose answers it requires; begin one first, "
            "such as `goodoffices process add RUS UKR`, or name it with --process"
        )
    return add_process(ledger, named, person)


def export_lines(ledger: Ledger) -> Iterator[str]:
    """The whole ledger, for `import`."""
    return ledger.export_lines()


def export_claims(ledger: Ledger, question: Question, form: str, out: Path | None = None) -> Iterator[str]:
    """The current claims of a process (all, where none is named) as "csv", or into a file as "parquet".

    Raises MissingPart where the extra for Parquet is not installed.
    """
    chosen = pick_process(ledger, question.process).id if question.process else None
    claims = ledger.current_claims(process=chosen, known_at=question.known_at, reviewed_only=question.reviewed)
    if form == "csv":
        yield from write_csv(claims)
    elif out is None:
        raise InputError("a Parquet file is not text; name it with --out FILE.parquet")
    else:
        yield f"{write_parquet(claims, out)} claims written to {out}\n"


def export_plover(ledger: Ledger, question: Question) -> Iterator[str]:
    """One row per event as POLECAT publishes them, as CSV lines with a head."""
    chosen = pick_process(ledger, question.process).id if question.process else None
    yield from write_rows(PloverRow.columns(), map(astuple, _plover_rows(ledger, question, chosen)), "\n")


def _plover_rows(ledger: Ledger, question: Question, process: str | None) -> Iterator[PloverRow]:
    for report in ledger.reports(process=process, known_at=question.known_at):
        stored = ledger.current_claims(report=report.id, known_at=question.known_at, reviewed_only=question.reviewed)
        yield from plover_rows((one.claim for one in stored), {report.id: report})
