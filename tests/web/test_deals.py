"""A case file read on a page: answers, complaints with their line, and nothing that runs or stays."""

import json
import re
from pathlib import Path

import pytest

CASE = (Path(__file__).parents[2] / "examples/deals/thirty-days.toml").read_text(encoding="utf-8")
EVIL = "<script>alert(1)</script>"


def test_a_member_sees_answers_pictures_and_what_they_rest_on(workspace) -> None:
    shown = workspace.visit("member").send("/deals", "/deals", 200, text=CASE, goal="YYYN")
    assert "packages cross nobody&#39;s red line" in shown
    for title in ("The frontier", "What would hold", "How to get there", "What this rests on"):
        assert f"<h2>{title}</h2>" in shown
    assert shown.count('role="img"') == 3
    assert "statement of its president, 13 March" in shown
    assert not re.search(r"\sstyle=|<style|\sonload=", shown)


def test_a_file_counts_before_what_is_pasted(workspace) -> None:
    desk = workspace.visit("member")
    mark = re.search(r'name="csrf" value="([0-9a-f]+)"', desk.see("/deals"))
    assert mark
    sent = {"file": ("case.toml", CASE.encode(), "application/toml")}
    answer = desk.client.post("/deals", data={"csrf": mark[1], "text": "nonsense"}, files=sent)
    assert answer.status_code == 200
    assert "Thirty days" in answer.text


def test_red_lines_that_block_each_other_are_named(workspace) -> None:
    blocked = '[issues]\nmap = ["old", "new"]\n' + "".join(
        f'[[red_lines]]\nname = "{name}"\nparty = "{name}"\nkeep = "map = {want}"\n'
        for name, want in (("North", "old"), ("South", "new"))
    )
    shown = workspace.visit("member").send("/deals", "/deals", 200, text=blocked)
    assert "Cannot all be kept: North, South" in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CASE.replace('"goes on", "paused"]', '"goes on"]', 1), "line "),
        ('title = "x"\n[issues\n', "line 2"),
        ('{"issues":\n oops}', "line 2"),
        ("", "nothing was sent"),
        ("[" * 5000, "not TOML"),
    ],
)
def test_a_case_that_cannot_be_read_is_told_with_its_line(workspace, text: str, said: str) -> None:
    shown = workspace.visit("member").send("/deals", "/deals", 422, text=text)
    problem = re.search(r'role="alert">(.*?)</p>', shown, re.DOTALL)
    assert problem
    assert said in problem[1]


def test_markup_in_a_case_is_shown_as_words(workspace) -> None:
    given = {
        "issues": {EVIL: ["a", "b"]},
        "utilities_additive": [{"parts": {EVIL: {"a": 1, "b": 2}}}, {"parts": {EVIL: {"a": 2, "b": 1}}}],
        "reservation": [0, 0],
    }
    shown = workspace.visit("member").send("/deals", "/deals", 200, text=json.dumps(given), goal=EVIL)
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown


def test_only_members_with_our_form_may_ask(workspace) -> None:
    assert workspace.visit().client.get("/deals").status_code == 303
    workspace.visit("reader").see("/deals", 403)
    assert workspace.visit("member").client.post("/deals", data={"text": CASE}).status_code == 403
