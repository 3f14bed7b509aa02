"""The scores on the annotated reports do not drop below their floors."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goodoffices.extract.scoring import score_claims
from goodoffices.extract.steps import code_reports, coding_as_row
from goodoffices.read.article import make_report
from goodoffices.record.sources import Report

_GOLD = Path(__file__).parents[2] / "../shared/gold/dev"
_FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


def _digest() -> str:
    whole = hashlib.sha256((_GOLD / "gold.jsonl").read_bytes())
    for path in sorted((_GOLD / "texts").iterdir()):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _reports() -> list[Report]:
    rows = map(json.loads, (_GOLD / "reports.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        make_report(
            (_GOLD / row["file"]).read_text(encoding="utf-8"),
            id=row["report"],
            published=date.fromisoformat(row["published"]) if row["published"] else None,
            outlet=row["outlet"],
        )
        for row in rows
    ]


@pytest.mark.shared
def test_no_score_is_below_its_floor() -> None:
    if not _GOLD.exists():
        pytest.skip("the annotated reports do not lie beside the project")
    assert _digest() == _FLOORS["digest"], "the annotated reports have changed: measure again and set new floors"
    rows = map(json.loads, (_GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    gold = {row["report"]: row["claims"] for row in rows}
    found = {row["report"]: row["claims"] for row in map(coding_as_row, code_reports(_reports()))}
    dropped = _below(score_claims(gold, found), _FLOORS["floors"])
    assert not dropped


def _below(scores: dict[str, Any], floors: dict[str, float]) -> dict[str, float]:
    measured = {level: scores[level]["f1"] for level in ("found", "kind", "coded", "answers")} | scores["accuracy"]
    return {name: measured[name] for name, floor in floors.items() if measured[name] < floor}


@pytest.mark.shared
def test_the_page_it_began_from_comes_out_right() -> None:
    seed = _GOLD.parents[1] / "seed"
    if not seed.exists():
        pytest.skip("the page it began from does not lie beside the project (../shared)")
    gold = json.loads((seed / "gold.jsonl").read_text(encoding="utf-8"))
    text = (seed / "us-steps-back.txt").read_text(encoding="utf-8")
    report = make_report(text, id=gold["report"], published=date.fromisoformat(gold["published"]))
    found = {row["report"]: row["claims"] for row in map(coding_as_row, code_reports([report]))}
    scores = score_claims({gold["report"]: gold["claims"]}, found)
    assert scores["found"]["f1"] >= 0.95
    assert scores["coded"]["f1"] >= 0.85
    assert min(scores["accuracy"][field] for field in ("speaker", "factuality", "when")) >= 0.9
