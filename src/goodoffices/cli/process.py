"""`goodoffices process …`: the processes of a ledger, named and edited by a person."""

from __future__ import annotations

from typing import Annotated

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import JsonOption, LedgerOption, SettingsOption, settle
from goodoffices.cli.output import count, print_json, print_table, print_text

process = typer.Typer(
    help="List, name, extend and merge processes; put reports in and take them out.", no_args_is_help=True
)
app.add_typer(process, name="process")

WhichArgument = Annotated[str, typer.Argument(metavar="ID", help="A process, by id or name.")]
PartiesArgument = Annotated[list[str], typer.Argument(metavar="PARTY…", help="Actor ids: RUS UKR hamas.")]
ReportsArgument = Annotated[list[str], typer.Argument(metavar="REPORT…", help="Report ids.")]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides.")]
NameOption = Annotated[str, typer.Option("--name", help="What people call it.")]
PartyOption = Annotated[list[str] | None, typer.Option("--party", metavar="ACTOR", help="A party; may be repeated.")]
MediatorOption = Annotated[
    list[str] | None, typer.Option("--mediator", metavar="ACTOR", help="A mediator; may be repeated.")
]


@process.command("list")
def list_all(as_json: JsonOption = False, ledger: LedgerOption = None, settings_file: SettingsOption = None) -> None:
    """List every process with its parties and how much is on record."""
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.processes import list_processes

    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        rows = [
            {"id": one.process.id, "name": one.process.name, "parties": list(one.process.parties),
             "mediators": list(one.process.mediators), "reports": one.reports, "records": one.records}
            for one in list_processes(opened)
        ]  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        cells = (
            [", ".join(value) if isinstance(value, list) else str(value) for value in row.values()] for row in rows
        )
        print_table("Processes", ("id", "name", "parties", "mediators", "reports", "records"), cells)


@process.command()
def add(
    parties: PartiesArgument, name: NameOption = "", by: ByOption = None,
    ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Begin a process by its parties."""
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.processes import add_process
    from goodoffices.desk.reviewing import reviewer_name

    settings = settle(settings_file, ledger=ledger)
    with open_ledger(settings, create=True) as opened:
        made = add_process(opened, tuple(parties), reviewer_name(settings, by), name=name)
    print_text(f"{made.id}: {made.name}")


@process.command()
def rename(
    which: WhichArgument, name: Annotated[str, typer.Argument()], by: ByOption = None,
    ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Give a process another name."""
    from goodoffices.desk import processes
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.reviewing import reviewer_name

    settings = settle(settings_file, ledger=ledger)
    with open_ledger(settings) as opened:
        renamed = processes.rename(opened, which, name, reviewer_name(settings, by))
    print_text(f"{renamed.id}: {renamed.name}")


@process.command("set")
def set_members(
    which: WhichArgument, party: PartyOption = None, mediator: MediatorOption = None, by: ByOption = None,
    ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Say who the parties and mediators are."""
    from goodoffices.desk import processes
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.reviewing import reviewer_name

    settings = settle(settings_file, ledger=ledger)
    with open_ledger(settings) as opened:
        who = reviewer_name(settings, by)
        made = processes.set_members(opened, which, who, parties=tuple(party or ()), mediators=tuple(mediator or ()))
    print_text(f"{made.id}: parties {', '.join(made.parties)}; mediators {', '.join(made.mediators) or 'none'}")


@process.command()
def merge(
    which: WhichArgument, other: Annotated[str, typer.Argument(metavar="OTHER")], by: ByOption = None,
    ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Say that two processes are one."""
    from goodoffices.desk import processes
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.reviewing import reviewer_name

    settings = settle(settings_file, ledger=ledger)
    with open_ledger(settings) as opened:
        merged = processes.merge(opened, which, other, reviewer_name(settings, by))
    print_text(f"{merged.id}: {merged.name}, parties {', '.join(merged.parties)}")


@process.command()
def link(
    which: WhichArgument, reports: ReportsArgument, by: ByOption = None,
    ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Put reports into a process."""
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.recording import add_to_process
    from goodoffices.desk.reviewing import reviewer_name

    settings = settle(settings_file, ledger=ledger)
    with open_ledger(settings) as opened:
        added = add_to_process(opened, which, reports, reviewer_name(settings, by))
    print_text(f"{count(added, 'report')} added to {which}")


@process.command()
def unlink(
    which: WhichArgument, reports: ReportsArgument, by: ByOption = None,
    ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Take reports out of a process; they stay in the ledger."""
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.processes import take_out
    from goodoffices.desk.reviewing import reviewer_name

    settings = settle(settings_file, ledger=ledger)
    with open_ledger(settings) as opened:
        taken = take_out(opened, which, reports, reviewer_name(settings, by))
    print_text(f"{count(taken, 'report')} taken out of {which}")
