"""Rate ratios with their interval, refused when other people watched."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from goodoffices.assess.escalation import compare_attacks, rate_ratio
from goodoffices.record.truces import AttackDay

TODAY = date(2030, 3, 31)


def days(count, ago, sources=("x", "y")):
    return [AttackDay("p", TODAY - timedelta(days=ago), "AAA", count, sources)]


def test_a_clear_rise_is_told_with_its_counts():
    found = compare_attacks([*days(40, 3), *days(40, 30)], "AAA", TODAY)
    assert (found.direction, found.recent, found.before, found.ratio) == ("rose", 40, 40, 4.0)
    assert found.lower > 1


def test_the_windows_are_fourteen_and_fifty_six_days():
    found = compare_attacks([*days(1, 0), *days(2, 13), *days(4, 14), *days(8, 69), *days(16, 70)], "AAA", TODAY)
    assert (found.recent, found.before) == (3, 12)


def test_a_changed_panel_is_refused():
    found = compare_attacks([*days(40, 3, ("x", "z", "w")), *days(40, 30)], "AAA", TODAY)
    assert found.direction == "refused"
    assert "1 of 4" in found.refused


def test_an_empty_window_is_refused_and_not_called_a_fall():
    assert compare_attacks(days(40, 30), "AAA", TODAY).direction == "refused"
    assert compare_attacks([], "AAA", TODAY).refused.startswith("no attacks")


@given(recent=st.integers(0, 200), before=st.integers(1, 200))
def test_the_interval_is_the_exact_conditional_one(recent, before):
    ratio, lower, upper = rate_ratio(recent, before)
    exact = binomtest(recent, recent + before).proportion_ci(0.95, method="exact")
    assert lower == pytest.approx(4 * exact.low / (1 - exact.low))
    assert upper == pytest.approx(4 * exact.high / (1 - exact.high))
    assert lower <= ratio <= upper
