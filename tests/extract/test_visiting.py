"""Who visits, and who is visited."""

from datetime import date

import pytest

from goodoffices.extract.layers import read_layers
from goodoffices.extract.parse import parse_report
from goodoffices.extract.visiting import find_visit
from goodoffices.read.article import make_report


def _visit(sentence: str, head: str) -> tuple[set[str], set[str]] | None:
    layers = read_layers(parse_report(make_report(f"{sentence}\n", id="made-up", published=date(2024, 3, 4))))
    clause = next(one for one in layers.candidates if layers.words.lower[one.head] == head)
    found = find_visit(layers, clause)
    if found is None:
        return None
    sides = ({actor for one in side for actor in one.actors} for side in (found.visitors, found.visited))
    return next(sides), next(sides)


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("Kenyan President William Ruto visited Uganda on Monday.", "visited", ({"KEN"}, {"UGA"})),
        ("Kenyan President William Ruto arrived in Kampala on Monday.", "arrived", ({"KEN"}, {"UGA"})),
        ("Kenyan President William Ruto made a short visit to Kampala.", "made", ({"KEN"}, {"UGA"})),
        ("The Kenyan delegation will travel to Tanzania and Uganda.", "travel", ({"KEN"}, {"TZA", "UGA"})),
    ],
)
def test_the_visitor_is_told_from_the_visited(sentence: str, head: str, expected: tuple[set[str], set[str]]) -> None:
    assert _visit(sentence, head) == expected


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        ("Kenyan President William Ruto met the Ugandan minister.", "met"),
        ("Kenya came to an agreement with Uganda.", "came"),
        ("Kenya will return to the talks on Monday.", "return"),
        ("Kenyan President William Ruto made an offer to Uganda.", "made"),
        ("Kenyan President William Ruto returned to Nairobi.", "returned"),
    ],
)
def test_what_is_no_journey_to_somebody_is_no_visit(sentence: str, head: str) -> None:
    assert _visit(sentence, head) is None
