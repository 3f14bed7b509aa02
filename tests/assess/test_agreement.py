"""Krippendorff's alpha against published and computed values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.assess.agreement import compare_codings, krippendorff_alpha
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.sources import Span


def test_the_textbook_example_of_four_coders():
    # Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C: 12 units, nominal, alpha 0.743
    table = [
        [1, 1, None, 1],
        [2, 2, 3, 2],
        [3, 3, 3, 3],
        [3, 3, 3, 3],
        [2, 2, 2, 2],
        [1, 2, 3, 4],
        [4, 4, 4, 4],
        [1, 1, 2, 1],
        [2, 2, 2, 2],
        [None, 5, 5, 5],
        [None, None, 1, 1],
        [None, None, 3, None],
    ]
    units = [[value for value in row if value is not None] for row in table]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=0.001)


def test_nothing_to_compare_is_undefined():
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([["a", "a"], ["a", "a"]]) is None


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=1, max_size=20))
def test_alpha_never_exceeds_one_and_ignores_the_order_of_coders(units):
    alpha = krippendorff_alpha(units)
    assert alpha is None or alpha <= 1
    assert alpha == pytest.approx(krippendorff_alpha([list(reversed(unit)) for unit in units]))


def claim(start, end, kind, value=None):
    return Claim("r", Span(start, end), "x" * (end - start), Kind(kind), value)


def test_fields_are_compared_on_the_clauses_that_both_marked():
    one = [claim(0, 10, "meeting", "held"), claim(20, 30, "attack", "single"), claim(40, 50, "urging")]
    other = [claim(1, 10, "meeting", "planned"), claim(20, 32, "attack", "single")]
    rows = {alpha.field: alpha for alpha in compare_codings(one, other)}
    assert rows["marked"].alpha == pytest.approx(0.8)
    assert (rows["kind"].alpha, rows["kind"].pairs) == (1, 2)
    assert rows["value"].alpha < 1
