"""Known conflicts: read, checked, and found by who is named and when."""

from datetime import date

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.actors import load_gazetteer
from goodoffices.vocab.conflicts import conflicts_among, load_conflicts, read_conflicts


def test_every_party_and_third_party_is_an_actor_that_has_a_name():
    named = {entry.actor for entry in load_gazetteer().entries.values()} | {"rebels"}
    assert not {actor for one in load_conflicts() for actor in one.parties | one.thirds} - named


def test_a_conflict_is_found_when_all_its_parties_are_named():
    found = conflicts_among(["COL", "farc", "CUB"], date(2014, 6, 1))
    assert [one.parties for one in found] == [{"COL", "farc"}]
    assert "CUB" in found[0].thirds
    assert conflicts_among(["COL", "CUB"], date(2014, 6, 1)) == ()


def test_a_conflict_of_another_time_is_not_news():
    assert conflicts_among(["IRN", "IRQ"], date(1988, 7, 20))
    assert conflicts_among(["IRN", "IRQ"], date(1992, 7, 20))
    assert not conflicts_among(["IRN", "IRQ"], date(2024, 7, 20))


def test_a_report_without_a_day_may_be_on_any_conflict():
    assert conflicts_among(["IRN", "IRQ"], None)


@pytest.mark.parametrize(
    "line", ["1990 | A B |", "1990- | COL |", "1990- | COL farc | COL", "1990- | Colombia farc | CUB", "soon"]
)
def test_a_line_that_is_no_conflict_is_refused(line: str):
    with pytest.raises(BadVocabulary, match=r"conflicts\.yaml"):
        read_conflicts([line])


def test_a_file_without_lines_is_refused():
    with pytest.raises(BadVocabulary, match="expected `conflicts:`"):
        read_conflicts(None)
