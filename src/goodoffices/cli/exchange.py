"""`goodoffices export` and `goodoffices import`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.app import app
from goodoffices.cli.board import ReviewedOption, as_question
from goodoffices.cli.options import KnownAtOption, LedgerOption, ProcessOption, SettingsOption, settle
from goodoffices.cli.output import print_text, say
from goodoffices.errors import InputError

FORMATS = ("ledger", "csv", "parquet", "plover")


@app.command("export")
def export_command(
    form: Annotated[str, typer.Option("--format", help="ledger (everything), csv, parquet, or plover.")] = "ledger",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")] = None,
    process: ProcessOption = None,
    known_at: KnownAtOption = None,
    reviewed: ReviewedOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Write the whole ledger as JSON lines, or the claims of a process for other programs."""
    from goodoffices.desk import exchanging
    from goodoffices.desk.ledgers import open_ledger

    if form not in FORMATS:
        raise InputError(f"no format is called {form!r}; there are {', '.join(FORMATS)}")
    question = as_question(process, None, known_at, reviewed=reviewed)
    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        if form == "ledger":
            _write((f"{line}\n" for line in exchanging.export_lines(opened)), out)
        elif form == "plover":
            _write(exchanging.export_plover(opened, question), out)
        else:
            _write(exchanging.export_claims(opened, question, form, out), None if form == "parquet" else out)


@app.command("import")
def import_command(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="An exported ledger, or hand-made records.")],
    process: ProcessOption = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who made the records.")] = None,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Take in an exported ledger or hand-made records, whole or not at all."""
    from goodoffices.desk.exchanging import import_file
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.reviewing import reviewer_name

    settings = settle(settings_file, ledger=ledger)
    with open_ledger(settings, create=True) as opened:
        taken = import_file(opened, path, reviewer_name(settings, by), process)
    print_text(f"{taken.count} {taken.what} read, {taken.changed} of them new or changed")


def _write(pieces: Iterable[str], out: Path | None) -> None:
    if out is None:
        for piece in pieces:
            print_text(piece.rstrip("\n"))
        return
    # Beside its place first: a full disk or a stopped run must not leave half a file under the name asked for. What is
    # there and no plain file (/dev/stdout, a pipe) is written to, not replaced.
    fresh = out if out.exists() and not out.is_file() else out.with_name(out.name + ".part")
    try:
        with fresh.open("w", encoding="utf-8") as stream:
            stream.writelines(pieces)
        if fresh != out:
            fresh.replace(out)
    except OSError as problem:
        if fresh != out:
            fresh.unlink(missing_ok=True)
        raise InputError(f"{out}: cannot be written ({problem}); nothing was exported") from problem
    say(f"written to {out}")
