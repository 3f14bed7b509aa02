"""Blind double coding in the workspace: nothing of anybody's coding shows before all are done."""

import re
from html import unescape

from .conftest import Desk, Workspace


def draw(workspace: Workspace) -> tuple[Desk, Desk, str]:
    one, two = workspace.visit("reviewer"), workspace.visit("administrator")
    fields = {"process": "rus-ukr", "size": "3", "name": "March", "coder": ["reviewer", "administrator"]}
    return one, two, one.send("/coding", "/coding", **fields)


def code(desk: Desk, place: str, said: str) -> None:
    unit = re.search(r'name="unit" value="([^"]+)"', desk.see(place))
    assert unit
    desk.send(place, place, unit=unescape(unit[1]), kind_value=said)


def test_a_coder_sees_no_coding_and_no_way_to_one(workspace) -> None:
    one, two, place = draw(workspace)
    for _ in range(3):
        code(one, place, "response/accepted")
    shown = two.see(place).partition("<select")[0].partition("<main")[2]
    assert "0 of 3 coded" in shown
    for told in ("by hand", "0.97", "accepted</", "/reports/", "/claims/", "not reviewed"):
        assert told not in shown
    assert "shown when the last coder is done" in one.see(place)
    assert "alpha" not in one.see(place)


def test_alpha_is_shown_when_all_are_done(workspace) -> None:
    one, two, place = draw(workspace)
    for desk, said in ((one, "response/accepted"), (two, "response/rejected")):
        for _ in range(3):
            code(desk, place, said)
    shown = one.see(place)
    assert "Krippendorff" in shown
    assert "value rejected" in shown
    assert "done" in two.see("/coding")


def test_a_sentence_is_coded_once(workspace) -> None:
    one, _, place = draw(workspace)
    unit = re.search(r'name="unit" value="([^"]+)"', one.see(place))
    assert unit
    fields = {"unit": unescape(unit[1]), "kind_value": "none"}
    one.send(place, place, **fields)
    assert "is not changed" in one.send(place, place, status=409, **fields)


def test_who_is_no_reviewer_draws_and_codes_nothing(workspace) -> None:
    _, _, place = draw(workspace)
    member = workspace.visit("member")
    member.see("/coding", 403)
    member.see(place, 403)
    member.send("/account", place, status=403, unit="wire-1@0-10", kind_value="none")


def test_a_sample_needs_two_coders(workspace) -> None:
    desk = workspace.visit("reviewer")
    said = desk.send("/coding", "/coding", status=422, process="rus-ukr", size="3", coder=["reviewer"])
    assert "two coders" in said
