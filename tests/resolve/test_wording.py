"""Texts that say the same in other words are nearer than texts that do not; nothing is near to an empty one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.resolve.wording import Wordings

TALKS = "Envoys of both sides met in the harbour town to talk about a pause in the shelling of the bridges."
AGAIN = "In the harbour town the envoys talked of the bridges and of a pause in the shelling."
MARKET = "Prices of grain and cooking oil rose in the northern markets after weeks without rain."


@pytest.fixture
def wordings() -> Wordings:
    found = Wordings()
    found.add([("talks", TALKS), ("market", MARKET)])
    return found


def test_the_same_story_in_other_words_is_nearest(wordings: Wordings) -> None:
    wordings.add([("again", AGAIN)])
    (nearest, likeness), *rest = wordings.find_nearest("talks", 5, 0.0)
    assert nearest == "again"
    assert all(likeness > 5 * other for _, other in rest)


def test_the_same_words_are_wholly_alike(wordings: Wordings) -> None:
    wordings.add([("copy", TALKS)])
    assert wordings.find_nearest("talks", 1, 0.5) == (("copy", pytest.approx(1.0)),)


def test_what_is_too_far_is_left_out(wordings: Wordings) -> None:
    assert wordings.find_nearest("talks", 5, 0.3) == ()


@pytest.mark.parametrize("text", ["", "the of and", "!? …"])
def test_a_text_without_words_is_near_to_nothing(wordings: Wordings, text: str) -> None:
    wordings.add([("empty", text)])
    assert wordings.find_nearest("empty", 5, 0.01) == ()
    assert "empty" not in dict(wordings.find_nearest("talks", 5, 0.0)) or wordings.find_nearest("talks", 5, 0.01) == ()


def test_nothing_is_near_to_what_is_not_there(wordings: Wordings) -> None:
    assert wordings.find_nearest("nowhere", 5, 0.0) == ()
    assert Wordings().find_nearest("talks", 5, 0.0) == ()


@settings(deadline=None)  # a quarter of a million columns, on whatever machine
@given(texts=st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=6))
def test_one_by_one_is_the_same_as_all_at_once(texts: list[str]) -> None:
    named = [(str(number), text) for number, text in enumerate(texts)]
    one, other = Wordings(), Wordings()
    one.add(named)
    for pair in named:
        other.add([pair])
    for name, _ in named:
        found, again = one.find_nearest(name, 6, 0.01), other.find_nearest(name, 6, 0.01)
        assert [likeness for _, likeness in found] == pytest.approx([likeness for _, likeness in again], abs=1e-5)
        assert all(0 < likeness <= 1.0001 and other_name != name for other_name, likeness in found)
