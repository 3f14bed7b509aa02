"""`goodoffices watches`: what the watches by e-mail have to tell, and sending it."""

from __future__ import annotations

from typing import Annotated

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import JsonOption, LedgerOption, SettingsOption, settle
from goodoffices.cli.output import count, print_json, print_table, say


@app.command()
def watches(
    send: Annotated[bool, typer.Option("--send", help="Send the letters through web.mail of the settings.")] = False,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """List what watches by e-mail have to tell since their last letter; --send sends it (from cron, say)."""
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.workspace_watches import mail_watches, write_letters

    settings = settle(settings_file, ledger=ledger)
    with open_ledger(settings) as opened:
        if send:
            mailed = mail_watches(opened, settings)
            sent, problems = mailed.sent, mailed.problems
        else:
            letters, problems = write_letters(opened)
            rows = [(one.watch.user, one.watch.name, one.address, len(one.changes)) for one in letters]
    for problem in problems:
        say(problem)
    if send:
        say(f"{count(sent, 'letter')} sent")
    elif as_json:
        print_json([dict(zip(_COLUMNS, row, strict=True)) for row in rows])
    else:
        print_table("Waiting letters", _COLUMNS, ([str(cell) for cell in row] for row in rows))


_COLUMNS = ("person", "watch", "to", "changes")
