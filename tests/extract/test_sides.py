"""The sides of a conflict as the list of conflicts has them."""

from collections import Counter
from datetime import date

import pytest

from goodoffices.extract.sides import Standing, as_known
from goodoffices.vocab.conflicts import conflicts_among


def _settle(named: dict[str, int], chosen: set[str], day: date) -> set[str]:
    nobody: frozenset[str] = frozenset()
    known = conflicts_among(tuple(named), day)
    standing = Standing(Counter(named), nobody, Counter(), {}, Counter(), nobody, nobody, known)
    return set(as_known(standing, frozenset(chosen), day))


@pytest.mark.parametrize(
    ("named", "chosen", "day", "expected"),
    [
        # The group before its people, also where both were chosen.
        ({"ISR": 20, "PSE": 15, "hamas": 5}, {"ISR", "PSE"}, date(2014, 8, 5), {"ISR", "hamas"}),
        ({"ISR": 20, "PSE": 15, "hamas": 5}, {"ISR", "PSE", "hamas"}, date(2014, 8, 5), {"ISR", "hamas"}),
        # Named in passing, or before its time.
        ({"ISR": 20, "PSE": 15, "hamas": 1}, {"ISR", "PSE"}, date(2014, 8, 5), {"ISR", "PSE"}),
        ({"ISR": 20, "PSE": 15, "hamas": 5}, {"ISR", "PSE"}, date(1996, 3, 5), {"ISR", "PSE"}),
        # A third party that mediates between the others is no side.
        ({"ISR": 20, "USA": 15, "hezbollah": 9}, {"ISR", "USA", "hezbollah"}, date(2024, 9, 25), {"ISR", "hezbollah"}),
        # A war of three, all of them named; later it was one of two.
        ({"AFG": 20, "USA": 15, "taliban": 9}, {"AFG", "taliban"}, date(2019, 9, 7), {"AFG", "USA", "taliban"}),
        ({"AFG": 20, "USA": 1, "taliban": 9}, {"AFG", "taliban"}, date(2019, 9, 7), {"AFG", "taliban"}),
        ({"AFG": 20, "USA": 15, "taliban": 9}, {"AFG", "taliban"}, date(2010, 9, 7), {"AFG", "taliban"}),
        # A party and who mediates in its only conflict of the time, the other side not named; elsewhere as chosen.
        ({"YEM": 14, "un": 9}, {"YEM", "un"}, date(2022, 6, 2), {"YEM", "houthis"}),
        ({"YEM": 14, "un": 9}, {"YEM", "un"}, date(2001, 6, 2), {"YEM", "un"}),
        ({"ISR": 14, "USA": 9}, {"ISR", "USA"}, date(2015, 6, 2), {"ISR", "USA"}),
        # No conflict that is known: as chosen.
        ({"KEN": 20, "TZA": 15}, {"KEN", "TZA"}, date(2019, 9, 7), {"KEN", "TZA"}),
    ],
)
def test_known_conflicts_settle_who_the_sides_are(
    named: dict[str, int], chosen: set[str], day: date, expected: set[str]
) -> None:
    assert _settle(named, chosen, day) == expected
