"""What is learned from which example: whole reports, and reports that teach kinds only."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from goodoffices.extract.examples import Example, make_example
from goodoffices.extract.fitting import fit_parts, fit_softmax
from goodoffices.extract.layers import read_layers
from goodoffices.extract.learned import Model
from goodoffices.extract.parse import parse_reports
from goodoffices.read.article import make_report

_PRACTICE = Path(__file__).parents[2] / "practice"


def _rows(name: str, count: int) -> list[dict[str, object]]:
    return [json.loads(line) for line in (_PRACTICE / name).read_text(encoding="utf-8").splitlines()[:count]]


@pytest.fixture(scope="module")
def examples() -> tuple[Example, ...]:
    texts, gold = _rows("reports.jsonl", 2), _rows("gold.jsonl", 2)
    reports = [make_report(str(row["text"]), id=str(row["report"])) for row in texts]
    return tuple(
        make_example(read_layers(parse, None), row["claims"], parties=row["parties"], mediators=row["mediators"])
        for parse, row in zip(parse_reports(reports), gold, strict=True)
    )


def test_reports_that_teach_kinds_change_nothing_but_kinds(examples: tuple[Example, ...]) -> None:
    few, more = fit_parts(examples[:1]), [replace(each, kinds_only=True) for each in examples[1:]]
    both = fit_parts([*examples[:1], *more])
    assert set(both.parts) == set(few.parts)
    same = {name for name, part in both.parts.items() if np.array_equal(part.weights, few.parts[name].weights)}
    assert same == set(few.parts) - {"kind"}


def test_the_same_examples_give_the_same_weights(examples: tuple[Example, ...]) -> None:
    one, other = fit_parts(examples[:1]), fit_parts(examples[:1])
    assert all(np.array_equal(part.weights, other.parts[name].weights) for name, part in one.parts.items())


def test_rows_without_a_feature_in_common_teach_how_often_each_label_was_given() -> None:
    part = fit_softmax([(["one"], "held"), (["two"], "held"), (["three"], "planned"), (["four"], "held")], 1.0)
    assert part.best(["five"]) == ("held", pytest.approx(0.75))


def test_a_part_without_features_is_kept_as_it_is(tmp_path: Path) -> None:
    part = fit_softmax([(["one"], "held"), (["two"], "planned")], 1.0)
    Model({"value.meeting": part}).save(tmp_path)
    assert Model.load(tmp_path).parts["value.meeting"].best(["one"])[1] == pytest.approx(0.5)
