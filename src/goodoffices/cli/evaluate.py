"""`goodoffices evaluate` and `goodoffices train`: how good a coder is on annotated reports, and a new one from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.cli.app import app
from goodoffices.cli.claims import AnswersOption, CoderOption, JobsOption
from goodoffices.cli.options import JsonOption, LedgerOption, ManifestOption, SettingsOption, settle
from goodoffices.cli.output import finish, print_json, print_table, print_text, say
from goodoffices.errors import InputError

if TYPE_CHECKING:  # the desk is imported when the command runs
    from goodoffices.desk.gathering import Complaints
    from goodoffices.record.sources import Report
    from goodoffices.settings import Settings

# The measures of the guidelines, from the loosest to the strictest, and the one for answers alone.
_LEVELS = ("found", "kind", "coded", "answers")

ModelOption = Annotated[Path | None, typer.Option("--model", metavar="DIR", help="A model that you trained.")]


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold claims, one JSON line a report.")],
    manifest: ManifestOption = None,
    coder: CoderOption = "embedded",
    answers: AnswersOption = None,
    model: ModelOption = None,
    jobs: JobsOption = None,
    as_json: JsonOption = False,
    settings_file: SettingsOption = None,
) -> None:
    """Score a coder against gold claims: found, kind, coded, answers, fields, and what its sure claims are worth."""
    from goodoffices.desk import evaluating
    from goodoffices.desk.gathering import Complaints

    if manifest is None:
        raise InputError("which reports? give --manifest FILE, whose ids are those of the gold file")
    settings, complaints = settle(settings_file, jobs=jobs, model=model), Complaints(say)
    scores = evaluating.evaluate(gold, manifest, settings, complaints, coder=coder, answers=answers)
    if as_json:
        print_json(scores)
    else:
        _print_scores(scores)
    finish(complaints.problems, "scores are printed")


def _print_scores(scores: dict[str, Any]) -> None:
    counted = scores["claims"]
    print_text(f"{scores['reports']} reports, {counted['gold']} gold claims, {counted['predicted']} predicted")
    levels = [(name, scores[name]) for name in _LEVELS]
    print_table("", ("", "precision", "recall", "F1"), ((name, *_rates(row)) for name, row in levels))
    print_table(
        "Over pairs of the same kind", ("field", "right"), ((n, f"{v:.3f}") for n, v in scores["accuracy"].items())
    )
    print_table("Sure claims", ("", ""), _sure_cells(scores["sure"]))
    kinds = ((name, *_rates(row), str(row["gold"])) for name, row in scores["by_kind"].items())
    print_table("By kind", ("kind", "precision", "recall", "F1", "gold"), kinds)


def _sure_cells(row: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        yield name, f"{value:.3f}" if isinstance(value, float) else str(value)


def _rates(row: dict[str, float]) -> tuple[str, str, str]:
    return f"{row['p']:.3f}", f"{row['r']:.3f}", f"{row['f1']:.3f}"


@app.command()
def train(
    gold: Annotated[
        list[Path] | None, typer.Argument(metavar="[GOLD]…", help="Gold claims, one JSON line a report.")
    ] = None,
    manifest: Annotated[
        list[Path] | None,
        typer.Option("--manifest", metavar="FILE", help="The reports of the gold files; may be repeated."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write the model.")] = Path("model"),
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Learn from the reports that the desk reviewed too.")
    ] = False,
    ledger: LedgerOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Train the embedded coder on annotated reports, a desk's own reviewed ones too, and print its cross-validation."""
    from goodoffices.desk import evaluating
    from goodoffices.desk.gathering import Complaints

    settings, complaints = settle(settings_file, ledger=ledger), Complaints(say)
    rows = {name: row for path in gold or () for name, row in evaluating.read_gold(path).items()}
    reports = _reports_of(manifest or [], complaints)
    if reviewed:
        more, own = _reviewed(settings)
        rows, reports = rows | more, [*reports, *own]
    if not rows:
        raise InputError("nothing to learn from; name gold files and their --manifest, or give --reviewed")
    groups = {name: str(row.get("conflict") or name) for name, row in rows.items()}
    scores = evaluating.train_model(rows, reports, out, settings, groups=groups, record={"reports": len(rows)})
    columns = ("left out", "gold", *_LEVELS)
    print_table("F1 on conflicts that were left out", columns, map(_fold_cells, scores))
    print_text(f"the model is in {out}; use it with --model {out}, or set `model` in goodoffices.toml")
    finish(complaints.problems, "the model is written")


def _fold_cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    return ", ".join(row["left_out"]), str(row["claims"]["gold"]), *(f"{row[name]['f1']:.3f}" for name in _LEVELS)


def _reports_of(manifests: list[Path], complaints: Complaints) -> list[Report]:
    from goodoffices.desk.gathering import gather_reports

    return [report for manifest in manifests for report in gather_reports([], complaints, manifest=manifest)]


def _reviewed(settings: Settings) -> tuple[dict[str, Any], tuple[Report, ...]]:
    from goodoffices.desk.evaluating import reviewed_gold
    from goodoffices.desk.ledgers import open_ledger

    with open_ledger(settings) as opened:
        return reviewed_gold(opened)
