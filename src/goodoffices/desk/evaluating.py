"""Gold claims against a coder's: the measures of the guidelines; and training the embedded coder anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from goodoffices.desk.coding import code_reports, coding_as_row
from goodoffices.desk.gathering import Complaints, gather_reports
from goodoffices.errors import InputError
from goodoffices.extract.encoder import Encoder
from goodoffices.extract.encoder_files import load_encoder
from goodoffices.extract.layers import read_layers
from goodoffices.extract.parse import parse_reports
from goodoffices.extract.scoring import score_claims
from goodoffices.extract.steps import claim_as_row
from goodoffices.extract.training import Example, make_example, train
from goodoffices.ledger import Ledger
from goodoffices.record.sources import Report
from goodoffices.settings import Settings

Row = Mapping[str, Any]


def read_gold(path: Path) -> dict[str, Row]:
    """The annotated reports of a gold file by their ids.

    Raises InputError naming the line that is not one.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{path}: cannot be read as gold claims ({problem})") from problem
    rows = [_read_row(line, f"{path}, line {number}") for number, line in enumerate(lines, start=1) if line.strip()]
    return {str(row["report"]): row for row in rows}


def _read_row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as problem:
        raise InputError(f"{where}: not JSON ({problem}); write one object a line") from problem
    if not isinstance(row, dict) or not row.get("report") or not isinstance(row.get("claims"), list):
        raise InputError(f'{where}: expected {{"report": …, "claims": […]}}')
    return row


def evaluate(
    gold_file: Path,
    manifest: Path,
    settings: Settings,
    complaints: Complaints,
    *,
    coder: str = "embedded",
    answers: Path | None = None,
) -> dict[str, Any]:
    """Score a coder on annotated reports.

    Raises InputError when the manifest holds none of the reports of the gold file.
    """
    gold = read_gold(gold_file)
    reports = (one for one in gather_reports([], complaints, manifest=manifest) if one.id in gold)
    codings = code_reports(reports, settings, complaints, coder=coder, answers=answers)
    found = {str(row["report"]): row["claims"] for row in map(coding_as_row, codings)}
    if not found:
        raise InputError(f"{manifest}: holds none of the reports of {gold_file}; the ids must be the same")
    return score_claims({name: row["claims"] for name, row in gold.items()}, found)


def train_model(
    gold: Mapping[str, Row],
    reports: Iterable[Report],
    out: Path,
    settings: Settings,
    *,
    groups: Mapping[str, str] | None = None,
    record: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], ...]:
    """Train on annotated reports, write the model to `out`, and return what cross-validation by group says.

    `groups` gives each report's conflict; without it each report is a group of its own.
    """
    examples = list(read_examples(gold, reports, settings, groups or {}, encoder=load_encoder()))
    if not examples:
        raise InputError("no annotated report was found among the reports; the ids must be the same")
    model = train(examples, record=record)
    model.save(out)
    return tuple(model.record["cross_validation"])


def read_examples(
    gold: Mapping[str, Row],
    reports: Iterable[Report],
    settings: Settings,
    groups: Mapping[str, str],
    *,
    encoder: Encoder | None = None,
) -> Iterator[Example]:
    """The annotated ones of some reports, in layers; the encoder is heard on those that it has not learned from."""
    wanted = (report for report in reports if report.id in gold)
    for parse in parse_reports(wanted, settings.pipeline):
        name = parse.report.id
        layers = read_layers(parse, settings.vocabulary)
        sides = {role: gold[name].get(role, ()) for role in ("parties", "mediators")}
        row, group = gold[name], groups.get(name, name)
        practice, kinds_only = bool(row.get("practice")), row.get("teaches") == "kinds"
        example = make_example(layers, row["claims"], group, practice=practice, kinds_only=kinds_only, **sides)
        if encoder is None or practice or encoder.has_learned(parse.report.text):
            yield example
            continue
        everywhere = range(len(layers.candidates))
        yield replace(example, opinion=encoder.consider(layers, everywhere))


def reviewed_gold(ledger: Ledger) -> tuple[dict[str, Row], tuple[Report, ...]]:
    """What a desk accepted, of either coder, as gold: only reports in which every claim was reviewed teach silence.

    A report counts once at least one claim of it was accepted and none is left unreviewed.
    """
    gold: dict[str, Row] = {}
    reports = []
    for report in ledger.reports():
        stored = tuple(ledger.current_claims(report=report.id, with_rejected=True))
        if stored and all(one.judgements for one in stored):
            claims = [claim_as_row(one.claim) for one in stored if one.status.holds]
            gold[report.id] = {"report": report.id, "claims": claims}
            reports.append(report)
    return gold, tuple(reports)
