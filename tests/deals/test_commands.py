"""The commands print tables for people and the same as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from goodoffices.cli import deals  # noqa: F401 - registers the commands
from goodoffices.cli.app import app
from goodoffices.errors import GoodOfficesError

CASE = str(Path(__file__).parents[2] / "examples/deals/thirty-days.toml")
ASKED = [
    ("feasible",), ("blockers",), ("frontier",), ("check", "as proposed"), ("stable",), ("spoilers", "YYYN"),
    ("path", "status-quo", "YYYN"), ("what-if", "YYYN"), ("sensitivity", "YYYN"),
]  # fmt: skip


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["deals", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked[0])
def test_every_answer_says_what_it_rests_on(asked: tuple[str, ...]) -> None:
    answer: Any = json.loads(run(asked[0], CASE, *asked[1:], "--json"))
    assert answer["case"] == "Thirty days"
    assert {"what": "what UKR wants", "source": "the documentation, after the record"} in answer["rests_on"]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked[0])
def test_every_answer_is_a_table_too(asked: tuple[str, ...]) -> None:
    assert len(run(asked[0], CASE, *asked[1:])) > 40


def test_verdicts_are_spoken_in_three_words() -> None:
    shown = run("stable", CASE)
    assert "necessary" in shown
    assert "no: RUS" in shown


def test_points_come_from_a_json_case(tmp_path: Path) -> None:
    given = {
        "issues": {"kite": ["a", "b"]},
        "utilities_additive": [{"parts": {"kite": {"a": 1, "b": 2}}}, {"parts": {"kite": {"a": 2, "b": 1}}}],
        "reservation": [0, 0],
    }
    (tmp_path / "kite.json").write_text(json.dumps(given), encoding="utf-8")
    answer = json.loads(run("points", str(tmp_path / "kite.json"), "--json"))
    assert [deal["u"] for deal in answer["nash"]] == [[2, 1], [1, 2]]
    assert json.loads(run("frontier", str(tmp_path / "kite.json"), "--json"))["frontier_size"] == 2
    assert "nash" in run("points", str(tmp_path / "kite.json"))


@pytest.mark.parametrize(
    "words", [("stable", "nowhere.toml"), ("spoilers", CASE, "XX"), ("points", CASE), ("check", CASE, "x")]
)
def test_what_cannot_be_answered_is_said_in_one_line(words: tuple[str, ...]) -> None:
    with pytest.raises(GoodOfficesError) as problem:
        run(*words)
    assert "\n" not in str(problem.value)


def test_sensitivity_speaks_of_packages_beside_states() -> None:
    answer = json.loads(run("sensitivity", CASE, "--json"))
    assert answer["packages"]["changes"] > 0
    assert {one["now"] for one in answer["packages"]["verdicts"]["accepted"]} <= {"necessary", "possible", "no"}
    assert "Packages under" in run("sensitivity", CASE)
