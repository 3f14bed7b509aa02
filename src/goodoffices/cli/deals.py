"""`goodoffices deals`: the group, a new case file, and what its commands share; an answer says what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import (
    AsOfOption,
    KnownAtOption,
    LedgerOption,
    ProcessOption,
    SettingsOption,
    parse_day,
    settle,
)
from goodoffices.cli.output import print_json, print_table, print_text

if TYPE_CHECKING:  # numpy and the case reader come when a command runs
    from goodoffices.deals.case import Case

deals = typer.Typer(
    help="Red lines, packages and stable outcomes of a case file: what could still be agreed.", no_args_is_help=True
)
app.add_typer(deals, name="deals")

CaseArgument = Annotated[
    Path, typer.Argument(metavar="CASE", help="A case file: TOML, or JSON as other programs give it.")
]
SvgOption = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Draw it into this file too.")]
MostOption = Annotated[int, typer.Option("--most", min=1, help="How many to list.")]


@deals.command()
def new(
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write; else print it.")] = None,
    process: ProcessOption = None, as_of: AsOfOption = None, known_at: KnownAtOption = None,
    ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Write a first case from the demands, red lines and proposals on record, each with its sentence."""
    from goodoffices.desk.boards import Question
    from goodoffices.desk.dealing import begin_case
    from goodoffices.desk.ledgers import open_ledger

    question = Question(process=process, as_of=parse_day(as_of, "--as-of"), known_at=parse_day(known_at, "--known-at"))
    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        text = begin_case(opened, question)
    if out is None:
        print_text(text)
        return
    from goodoffices.errors import InputError

    if out.exists():
        raise InputError(f"{out} exists; a person may have worked on it: name another file with --out")
    out.write_text(text, encoding="utf-8")
    print_text(f"{out}: complete what is marked TODO, then `goodoffices deals feasible {out}`")


def draw(target: Path | None, make: Callable[[Any], str]) -> None:
    """The drawing of an answer into a file, where one is named."""
    if target is not None:
        from goodoffices.deals import drawings
        from goodoffices.errors import InputError

        try:
            target.write_text(make(drawings), encoding="utf-8")
        except OSError as problem:
            raise InputError(f"{target} cannot be written: {problem.strerror}; name another file with --svg") from None


def print_answer(answer: dict[str, Any], case: Case) -> None:
    """An answer as JSON, with what it rests on."""
    from goodoffices.deals.as_json import case_inputs

    print_json({"case": case.title, **answer, "rests_on": case_inputs(case)})


def print_sources(case: Case) -> None:
    """What the answer rests on: always, for an answer without it is an opinion."""
    if case.inputs:
        rows: Iterable[tuple[str, str]] = case.inputs
        print_table("Rests on", ("input", "whose estimate"), rows)
