"""The PLOVER table holds the types and modes of the 2021 manual with their scores."""

import json
from pathlib import Path

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.plover import load_cameo, load_plover

SHARED = Path(__file__).parents[2] / "../shared/vocab/vocab.json"


def test_sixteen_types_in_four_quads() -> None:
    """The manual has sixteen types."""
    table = load_plover()
    assert len(table.types) == 16
    assert {each.quad for each in table} == {"VC", "MC", "VK", "MK"}


def test_a_code_is_a_type_and_perhaps_a_mode() -> None:
    """A mode that its type does not have is refused, listing those it has."""
    table = load_plover()
    assert table.read_code("RETREAT.release") == ("RETREAT", "release")
    assert table.read_code("AGREE") == ("AGREE", None)
    with pytest.raises(BadVocabulary, match="modes are convict, expel"):
        table.read_code("SANCTION.fine")
    with pytest.raises(BadVocabulary, match="no PLOVER type"):
        table.read_code("YIELD")


@pytest.mark.shared
def test_scores_are_the_manuals() -> None:
    """Every score of the shared vocabulary is ours, and so are the quads."""
    if not SHARED.exists():
        pytest.skip(f"the shared vocabulary is not at {SHARED}")
    shared = json.loads(SHARED.read_text(encoding="utf-8"))
    table = load_plover()
    for code, score in shared["plover_score"].items():
        if isinstance(score, (int, float)):
            assert table.score(*table.read_code(code)) == score, code
    assert {each.name: each.quad for each in table} == shared["plover_quad"]


@pytest.mark.shared
def test_every_peace_leaf_is_named() -> None:
    """The leaves that the shared vocabulary scores are in the table with that score."""
    if not SHARED.exists():
        pytest.skip(f"the shared vocabulary is not at {SHARED}")
    scores = json.loads(SHARED.read_text(encoding="utf-8"))["cameo_peace_goldstein"]
    leaves = load_cameo()
    wrong = {code for code, score in scores.items() if code not in leaves or leaves[code].goldstein != score}
    assert not wrong


@pytest.mark.parametrize(
    ("code", "factuality", "expected"),
    [
        (("AID", None), "asserted", ("AID", None)),
        (("AID", None), "planned", ("AGREE", None)),
        (("AID", None), "denied", ("REJECT", None)),
        (("ASSAULT", "aerial"), "possible", ("THREATEN", None)),
        (("ASSAULT", "aerial"), "denied", None),
        (("REQUEST", "meet"), "planned", ("REQUEST", "meet")),
        (("RETREAT", "ceasefire"), "demanded", None),
    ],
)
def test_factuality_turns_a_code(
    code: tuple[str, str | None], factuality: str, expected: tuple[str, str | None] | None
) -> None:
    """The published table of intended and refused acts."""
    assert load_plover().turn(code, factuality) == expected
