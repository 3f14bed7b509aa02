"""`goodoffices review …`: one command per decision, and `goodoffices queue`, what to look at first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import JsonOption, LedgerOption, ProcessOption, SettingsOption, settle
from goodoffices.cli.output import count, print_json, print_table, print_text

review = typer.Typer(help="Accept, edit, reject, dispute, merge, split, re-link or undo.", no_args_is_help=True)
app.add_typer(review, name="review")

SubjectArgument = Annotated[str, typer.Argument(metavar="ID", help="A claim or record.")]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides.")]
SeenOption = Annotated[
    int | None, typer.Option("--seen", help="The version you looked at; refused if somebody decided since.")
]
IdsArgument = Annotated[list[str], typer.Argument(metavar="ID…", help="The other ones.")]


@review.command()
def accept(
    subject: SubjectArgument, why: WhyOption = "", by: ByOption = None, seen: SeenOption = None,
    process: ProcessOption = None, ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Say that it is right."""
    _decide("accept", subject, (), why=why, by=by, seen=seen, process=process, place=(ledger, settings_file))


@review.command()
def edit(
    subject: SubjectArgument,
    changes: Annotated[list[str], typer.Option("--set", metavar="FIELD=VALUE", help="A new value; may be repeated.")],
    why: WhyOption = "", by: ByOption = None, seen: SeenOption = None,
    process: ProcessOption = None, ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Put other values in its place; what the program found is kept."""
    _decide("edit", subject, changes, why=why, by=by, seen=seen, process=process, place=(ledger, settings_file))


@review.command()
def reject(
    subject: SubjectArgument, why: WhyOption = "", by: ByOption = None, seen: SeenOption = None,
    process: ProcessOption = None, ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Say that it is wrong; no cell rests on it from now on."""
    _decide("reject", subject, (), why=why, by=by, seen=seen, process=process, place=(ledger, settings_file))


@review.command()
def dispute(
    subject: SubjectArgument, why: WhyOption = "", by: ByOption = None, seen: SeenOption = None,
    process: ProcessOption = None, ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Leave it standing, and say that it is doubtful."""
    _decide("dispute", subject, (), why=why, by=by, seen=seen, process=process, place=(ledger, settings_file))


@review.command()
def merge(
    subject: SubjectArgument,
    into: Annotated[str, typer.Option("--into", metavar="ID", help="What it is the same as.")],
    why: WhyOption = "", by: ByOption = None, seen: SeenOption = None,
    process: ProcessOption = None, ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Say that two are one."""
    change = [f'into="{into}"']
    _decide("merge", subject, change, why=why, by=by, seen=seen, process=process, place=(ledger, settings_file))


@review.command()
def split(
    subject: SubjectArgument, claims: IdsArgument, why: WhyOption = "", by: ByOption = None, seen: SeenOption = None,
    process: ProcessOption = None, ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Take claims out of a record: they are about something else."""
    change = ["evidence=" + json.dumps(claims)]
    _decide("split", subject, change, why=why, by=by, seen=seen, process=process, place=(ledger, settings_file))


@review.command()
def relink(
    subject: SubjectArgument,
    to: Annotated[str, typer.Option("--to", metavar="ID", help="The right proposal or truce.")],
    why: WhyOption = "", by: ByOption = None, seen: SeenOption = None,
    process: ProcessOption = None, ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Say what an answer or a violation is about."""
    change = [f'to="{to}"']
    _decide("relink", subject, change, why=why, by=by, seen=seen, process=process, place=(ledger, settings_file))


@review.command()
def undo(
    subject: SubjectArgument, why: WhyOption = "", by: ByOption = None, seen: SeenOption = None,
    process: ProcessOption = None, ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Take back the last decision; it stays on record."""
    _decide("undo", subject, (), why=why, by=by, seen=seen, process=process, place=(ledger, settings_file))


def _decide(
    verdict: str, subject: str, changes: object, *, why: str, by: str | None, seen: int | None, process: str | None,
    place: tuple[str | None, object],
) -> None:  # fmt: skip
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.reviewing import as_changes, decide, make_judgement, reviewer_name
    from goodoffices.record.claims import Verdict

    settings = settle(place[1], ledger=place[0])  # type: ignore[arg-type]
    who = reviewer_name(settings, by)
    judgement = make_judgement(subject, Verdict(verdict), who, reason=why, changes=as_changes(changes))  # type: ignore[arg-type]
    with open_ledger(settings) as opened:
        decided = decide(opened, judgement, seen=seen, process=process)
    print_text(
        f"{subject}: {verdict} by {who}, version {decided.version}; {count(len(decided.records), 'record')} concerned"
    )


@app.command()
def queue(
    process: ProcessOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many.")] = 20,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """List the claims to review first: the least certain, and those that would change the board most."""
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.queues import queue_as_rows, review_queue

    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        rows = queue_as_rows(review_queue(opened, process, most=most))
    if as_json:
        print_json(rows)
    else:
        columns = ("id", "claim", "who", "why first", "words")
        print_table("Review", columns, map(_queue_cells, rows))


def _queue_cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    claim = str(row["claim"]).replace("/", ": ").replace("_", " ")
    return row["id"], claim, row["who"], row["why"], " ".join(str(row["text"]).split())
