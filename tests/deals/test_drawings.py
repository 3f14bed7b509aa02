"""Pictures are XML that a page without inline styles may show, and words of a case stay words."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from goodoffices.cli import deals  # noqa: F401 - registers the commands
from goodoffices.cli.app import app
from goodoffices.deals import (
    Issue,
    Taste,
    Worth,
    frontier,
    make_bargain,
    make_conflict,
    path,
    robust_frontier,
    stable,
)
from goodoffices.deals.drawings import draw_frontier, draw_path, draw_robust, draw_stability

EVIL = '</text><script>alert("&\'")</script>\x00\u202e'
CASE = str(Path(__file__).parents[2] / "examples/deals/thirty-days.toml")
ISSUES = [Issue("kite", (EVIL, "b")), Issue("rope", ("x", "y"))]


def worths(parties: int) -> dict[str, Worth]:
    names = (EVIL, "B", "C")[:parties]
    return {name: Worth({"kite": {EVIL: 3 * at, "b": 5 - at}, "rope": {"x": at, "y": 1}}, 0, 2) for at, name in
            enumerate(names)}  # fmt: skip


def pictures() -> dict[str, str]:
    conflict = make_conflict({EVIL: {1: [2], 2: [1]}, "B": {2: [3], 3: [2]}}, {EVIL: [2, 1, 3], "B": [2, 3, 1]})
    taste = Taste(("kite", "rope"), orders={"kite": (EVIL, "b"), "rope": ("x", "y")})
    return {
        **{f"frontier {count}": draw_frontier(frontier(make_bargain(ISSUES, worths(count)))) for count in (1, 2, 3)},
        "robust": draw_robust(robust_frontier(make_bargain(ISSUES, tastes={EVIL: taste}))),
        "stable": draw_stability(stable(conflict)),
        "path": draw_path(path(conflict, 1, 3)),
    }


@pytest.mark.parametrize("name", list(pictures()))
def test_a_picture_is_valid_and_holds_no_script_style_or_stray_markup(name: str) -> None:
    drawn = pictures()[name]
    root = ElementTree.fromstring(drawn)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "line", "circle", "polyline", "polygon", "g"}
    assert not re.search(r'\sstyle=|\son\w+="|<script|<style|\u202e|\x00', drawn)
    assert root[0].tag.endswith("title")
    assert root[0].text


def test_the_same_is_said_by_shape_and_by_colour() -> None:
    drawn = draw_frontier(frontier(make_bargain(ISSUES, worths(2))))
    assert drawn.count("<circle") + len(re.findall(r'<rect x="[^>]*fill="#D55E00"', drawn)) == len(
        frontier(make_bargain(ISSUES, worths(2)))
    )
    assert "stroke-dasharray" in pictures()["path"]


def test_a_bargain_that_nothing_fits_is_drawn_empty() -> None:
    conflict = make_conflict({"A": {1: [2]}}, {"A": [1, 2]})
    assert "There is no way." in draw_path(path(conflict, 2, 1))


@pytest.mark.parametrize("words", [("frontier",), ("stable",), ("path", "status-quo", "YYYN")])
def test_commands_write_their_picture(words: tuple[str, ...], tmp_path: Path) -> None:
    target = tmp_path / "drawn.svg"
    result = CliRunner().invoke(
        app, ["deals", words[0], CASE, *words[1:], "--svg", str(target), "--json"], catch_exceptions=False
    )
    assert json.loads(result.stdout)["case"] == "Thirty days"
    assert ElementTree.parse(target).getroot().tag.endswith("svg")
