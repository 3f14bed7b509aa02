"""The measures: pairing, levels, fields, answers, sure claims."""

from pathlib import Path
from typing import Any

import pytest

from goodoffices.extract.scoring import pair_claims, score_claims


def _claim(start: int, end: int, kind: str = "attack", value: str | None = "single", **more: Any) -> dict[str, Any]:
    return {"quote": [start, end], "kind": kind, "value": value, "actor": ["SDN"], **more}


def test_gold_against_itself_is_perfect() -> None:
    gold = {"r": [_claim(0, 10), _claim(20, 30, "response", "accepted")]}
    scores = score_claims(gold, gold)
    assert scores["coded"]["f1"] == scores["answers"]["f1"] == 1.0


def test_half_of_the_shorter_quote_makes_a_pair() -> None:
    assert pair_claims([_claim(0, 10)], [_claim(5, 100)])
    assert not pair_claims([_claim(0, 10)], [_claim(6, 100)])


def test_the_same_kind_is_preferred_in_pairing() -> None:
    pairs = pair_claims([_claim(0, 10)], [_claim(0, 10, "threat", None), _claim(0, 5)])
    assert pairs[0][1]["kind"] == "attack"


def test_a_wrong_actor_is_the_right_kind_but_not_coded() -> None:
    scores = score_claims({"r": [_claim(0, 10)]}, {"r": [{**_claim(0, 10), "actor": ["ETH"]}]})
    assert (scores["kind"]["f1"], scores["coded"]["f1"], scores["accuracy"]["actor"]) == (1.0, 0.0, 0.0)


def test_a_longer_form_of_the_name_is_the_same_speaker() -> None:
    gold, found = _claim(0, 10, speaker="Ana Ruiz"), _claim(0, 10, speaker="Ruiz")
    assert score_claims({"r": [gold]}, {"r": [found]})["accuracy"]["speaker"] == 1.0


def test_acts_outside_the_process_are_left_out() -> None:
    scores = score_claims({"r": []}, {"r": [_claim(0, 10, "other", None)]})
    assert scores["claims"] == {"gold": 0, "predicted": 0}


def test_sure_claims_are_judged_by_themselves() -> None:
    found = [_claim(0, 10, sure=True), {**_claim(20, 30, sure=True), "actor": []}]
    scores = score_claims({"r": [_claim(0, 10), _claim(20, 30)]}, {"r": found})
    assert scores["sure"] == {"claims": 2, "precision": 0.5, "share": 1.0}


@pytest.mark.shared
def test_figures_are_those_of_the_reference_measure() -> None:
    import importlib.util  # noqa: PLC0415
    import json  # noqa: PLC0415

    shared = Path(__file__).parents[2] / "../shared/gold"
    if not shared.exists():
        pytest.skip("the annotated reports do not lie beside the project")
    spec = importlib.util.spec_from_file_location("reference", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    rows = map(json.loads, (shared / "dev/gold.jsonl").read_text(encoding="utf-8").splitlines())
    gold = {row["report"]: row["claims"] for row in rows}
    blurred = {
        name: [{**c, "quote": [c["quote"][0] + 9, c["quote"][1] + 30]} for c in gold[name][::2]] for name in gold
    }
    expected = reference.score(gold, blurred)
    assert {key: score_claims(gold, blurred)[key] for key in expected} == expected
