"""`goodoffices read`: reports and their claims into the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from goodoffices.cli.app import app
from goodoffices.cli.claims import AnswersOption, CoderOption, DryRunOption, JobsOption, print_estimate
from goodoffices.cli.options import (
    JsonOption,
    LedgerOption,
    ManifestOption,
    PathsArgument,
    PublishedOption,
    SettingsOption,
    gather,
    settle,
)
from goodoffices.cli.output import count, finish, follow, print_json, print_table, print_text, say

if TYPE_CHECKING:  # the desk is imported when the command runs
    from goodoffices.desk.recording import Recorded
    from goodoffices.ledger import Ledger


@app.command()
def read(
    paths: PathsArgument = None,
    manifest: ManifestOption = None,
    published: PublishedOption = None,
    coder: CoderOption = "embedded",
    answers: AnswersOption = None,
    jobs: JobsOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Read reports into the ledger and print what was found in them."""
    from goodoffices.desk.coding import code_reports
    from goodoffices.desk.gathering import Complaints
    from goodoffices.desk.ledgers import open_ledger
    from goodoffices.desk.placing import settle_processes
    from goodoffices.desk.recording import record_reports

    settings, complaints = settle(settings_file, ledger=ledger, jobs=jobs), Complaints(say)
    reports = gather(paths, manifest, published, complaints)
    if dry_run:
        print_estimate(reports, settings)
        finish(complaints.problems, "the estimate is printed")
        return
    signed = "llm" if answers is not None else coder
    with open_ledger(settings, create=True) as opened:
        codings = code_reports(reports, settings, complaints, coder=coder, answers=answers)
        found = list(follow(record_reports(opened, codings, settings, coder=signed), "reports"))
        settle_processes(opened, [one.facts for one in found if one.changed])
        _print_found(opened, found, as_json=as_json)
    finish(complaints.problems, "the ledger is up to date")


def _print_found(ledger: Ledger, found: Iterable[Recorded], *, as_json: bool) -> None:
    rows: list[dict[str, object]] = [
        {"report": one.report, "new": one.added, "changed": one.changed, "claims": one.claims, "sure": one.sure,
         "processes": list(ledger.processes_of(one.report))}
        for one in found
    ]  # fmt: skip
    if as_json:
        print_json(rows)
        return
    print_table("", ("report", "", "claims", "sure", "process"), map(_cells, rows))
    fresh = sum(bool(row["new"]) for row in rows)
    print_text(f"{count(len(rows), 'report')}: {fresh} new, {len(rows) - fresh} on record already")


def _cells(row: dict[str, object]) -> tuple[str, ...]:
    state = "new" if row["new"] else "read again" if row["changed"] else "nothing changed"
    processes = row["processes"]
    named = ", ".join(map(str, processes)) if isinstance(processes, list) else ""
    return str(row["report"]), state, str(row["claims"]), str(row["sure"]), named or "no parties found"
