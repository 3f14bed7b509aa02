"""`goodoffices changes`, `timeline`, `conflicts`, `agreement`: what moved, when, and where sources or coders differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated
from urllib.parse import urlsplit

import typer

from goodoffices.cli.app import app
from goodoffices.cli.board import UNSURE, CandidatesOption, ReviewedOption, SureOption, as_question
from goodoffices.cli.options import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    LedgerOption,
    ProcessOption,
    SettingsOption,
    parse_day,
    settle,
)
from goodoffices.cli.output import print_json, print_table, print_text


@app.command()
def changes(
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="What moved after this day.")],
    process: ProcessOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    reviewed: ReviewedOption = False,
    candidates: CandidatesOption = False,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Print what moved since a day, one line each with its sentence."""
    from goodoffices.assess.changes import changes_as_rows
    from goodoffices.desk.histories import ask_changes
    from goodoffices.desk.ledgers import open_ledger

    question = as_question(process, as_of, known_at, reviewed=reviewed, candidates=candidates)
    day = parse_day(since, "--since")
    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        found = ask_changes(opened, question, day) if day else ()
    if as_json:
        print_json(changes_as_rows(found))
        return
    for change in found:
        print_text(change.line)
        if change.sentence:
            print_text(f"    “{' '.join(change.sentence.split())}”")
    if not found:
        print_text(f"nothing moved since {since}")


@app.command()
def timeline(
    process: ProcessOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    reviewed: ReviewedOption = False,
    candidates: CandidatesOption = False,
    sure: SureOption = False,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Print the records of a process in the order of their days, as far as its board has them."""
    from goodoffices.assess.timeline import entries_as_rows
    from goodoffices.desk.histories import ask_timeline
    from goodoffices.desk.ledgers import open_ledger

    question = as_question(process, as_of, known_at, reviewed=reviewed, candidates=candidates, sure=sure)
    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        rows = entries_as_rows(ask_timeline(opened, question))
    if as_json:
        print_json(rows)
    else:
        columns = ("date", "who", "what")
        cells = ((_day_of(row), _cell(row["who"]), _tell(row)) for row in rows)
        print_table("Timeline", columns, cells)
        if any(row["doubtful"] for row in rows):
            print_text("◌ the coder itself is not sure; --sure leaves these out")


@app.command()
def conflicts(
    process: ProcessOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    candidates: CandidatesOption = False,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Print where sources disagree: dates, scopes, counts, answers, and quotations that were altered."""
    from goodoffices.desk.histories import ask_conflicts
    from goodoffices.desk.ledgers import open_ledger

    question = as_question(process, as_of, known_at, candidates=candidates)
    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        rows = ask_conflicts(opened, question)
    if as_json:
        print_json(rows)
    else:
        columns = ("about", "type", "field", "value", "outlets", "note")
        print_table("Conflicts", columns, (_cells(row, columns) for row in rows))


@app.command()
def agreement(
    coders: Annotated[bool, typer.Option("--coders", help="Between two coders, not two persons.")] = False,
    sample: Annotated[str | None, typer.Option("--sample", metavar="ID", help="A sample that was coded twice.")] = None,
    process: ProcessOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Print Krippendorff's alpha per field: between persons on a blind sample, or between coders."""
    from goodoffices.desk.histories import ask_agreement
    from goodoffices.desk.ledgers import open_ledger

    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        rows = ask_agreement(opened, process, coders=coders, sample=sample)
    if as_json:
        print_json(rows)
    else:
        columns = ("field", "alpha", "units", "pairs")
        print_table("Agreement", columns, (_cells(row, columns) for row in rows))


def _day_of(row: Mapping[str, object]) -> str:
    """The date of a record, a range on two lines; of one that nobody dated the day on which it was first told."""
    return str(row["date"] or f"told {row['day']}").replace("/", "/\n")


def _tell(row: Mapping[str, object]) -> str:
    """What a record says, what speaks for it where that is more than one report, and its id on a line of its own."""
    support = "" if row["support"] == "reported" else f" · {row['support']}"
    told = str(row["what"]).replace("_", " ")
    return f"{told}{UNSURE if row['doubtful'] else ''}{support}\n{row['record']}"


# Columns of codes, which people read as words.
_CODED = frozenset({"field", "kind", "type"})


def _cells(row: Mapping[str, object], columns: Iterable[str]) -> list[str]:
    return [_cell(row.get(name)).replace("_", " ") if name in _CODED else _cell(row.get(name)) for name in columns]


def _cell(value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, list | tuple):
        return "\n".join(_host(str(one)) for one in value) or "—"
    return str(value)


def _host(text: str) -> str:
    """The site of an address; a whole one takes a column for itself, and `--json` has it."""
    return urlsplit(text).netloc if text.startswith(("http://", "https://")) else text
