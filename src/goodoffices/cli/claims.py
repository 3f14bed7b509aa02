"""`goodoffices claims`: the claims of reports as JSON lines; no ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import (
    ManifestOption,
    PathsArgument,
    PublishedOption,
    SettingsOption,
    gather,
    settle,
)
from goodoffices.cli.output import count, finish, follow, print_line, print_text, say

CoderOption = Annotated[str, typer.Option("--coder", help="embedded (offline) or llm (asks a language model).")]
AnswersOption = Annotated[
    Path | None, typer.Option("--answers", metavar="PATH", help="Check a model's answers: batch output, or a folder.")
]
JobsOption = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="How many processes to use.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="With --coder llm: tokens and cost, and stop.")]


@app.command()
def claims(
    paths: PathsArgument = None,
    manifest: ManifestOption = None,
    published: PublishedOption = None,
    coder: CoderOption = "embedded",
    answers: AnswersOption = None,
    model: Annotated[Path | None, typer.Option("--model", metavar="DIR", help="A model that you trained.")] = None,
    jobs: JobsOption = None,
    dry_run: DryRunOption = False,
    settings_file: SettingsOption = None,
) -> None:
    """Print the claims of reports, one JSON line a report."""
    from goodoffices.desk.coding import code_reports, coding_as_row
    from goodoffices.desk.gathering import Complaints

    settings = settle(settings_file, jobs=jobs, model=model)
    complaints = Complaints(say)
    reports = gather(paths, manifest, published, complaints)
    if dry_run:
        print_estimate(reports, settings)
        finish(complaints.problems, "the estimate is printed")
        return
    for coding in follow(code_reports(reports, settings, complaints, coder=coder, answers=answers), "reports"):
        print_line(coding_as_row(coding))
    finish(complaints.problems, "claims are printed")


def print_estimate(reports: object, settings: object) -> None:
    """Say what asking a model would take."""
    from goodoffices.desk.consulting import estimate_reports

    estimate = estimate_reports(reports, settings.llm)  # type: ignore[arg-type, attr-defined]
    asked = ", ".join((count(estimate.requests, "request"), f"{count(estimate.cached, 'answer')} cached"))
    print_text(
        f"{count(estimate.reports, 'report')}: {asked}; about {estimate.tokens_in:,} tokens in and "
        f"{estimate.tokens_out:,} out; cost {estimate.cost:.2f}"
    )
