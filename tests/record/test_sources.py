"""Spans: what two of them share."""

from __future__ import annotations

import pytest

from goodoffices.record.sources import Span


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(Span(0, 10), Span(0, 10), True, id="the same"),
        pytest.param(Span(0, 100), Span(40, 44), True, id="one inside the other"),
        pytest.param(Span(0, 10), Span(5, 25), True, id="exactly half of the shorter"),
        pytest.param(Span(0, 10), Span(6, 25), False, id="less than half of the shorter"),
        pytest.param(Span(0, 10), Span(10, 20), False, id="side by side"),
        pytest.param(Span(3, 3), Span(0, 10), False, id="nothing shares nothing"),
    ],
)
def test_half_the_shorter_span_is_one_place(one: Span, other: Span, expected: bool) -> None:
    assert one.shares_half(other) is expected
    assert other.shares_half(one) is expected
