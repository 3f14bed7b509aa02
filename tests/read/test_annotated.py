"""The annotated reports: no claim that people marked lies in what we take for furniture, a byline or a dateline."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from goodoffices.read.article import make_report
from goodoffices.record.sources import Report, Role, Span

GOLD = Path(__file__).parents[2] / "../shared/gold"


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def annotated(split: str) -> Iterator[tuple[Report, list[Span]]]:
    """The reports of a split with the spans of their claims."""
    claims = {row["report"]: row["claims"] for row in rows(GOLD / split / "gold.jsonl")}
    for row in rows(GOLD / split / "reports.jsonl"):
        text = (GOLD / split / row["file"]).read_bytes().decode()
        yield make_report(text, id=row["report"]), [Span(*claim["quote"]) for claim in claims[row["report"]]]


@pytest.mark.shared
@pytest.mark.parametrize("split", ["dev", "train"])
def test_no_marked_claim_lies_outside_the_story(split: str) -> None:
    silent = (Role.FURNITURE, Role.BYLINE, Role.DATELINE)
    lost = [
        (report.id, passage.span.of(report.text)[:80])
        for report, spans in annotated(split)
        for passage in report.with_role(silent)
        if any(passage.span.overlap(span) for span in spans)
    ]
    assert lost == []


@pytest.mark.shared
@pytest.mark.parametrize("split", ["dev", "train"])
def test_no_marked_claim_runs_over_two_passages(split: str) -> None:
    for report, spans in annotated(split):
        for span in spans:
            assert any(passage.span.contains(span) for passage in report.passages), (report.id, span.of(report.text))
