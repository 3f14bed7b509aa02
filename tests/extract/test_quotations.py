"""Quotations in every style of marks, over paragraphs, and where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.extract.quotations import find_quotations, paragraphs_of


def quoted(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in find_quotations(text, paragraphs_of(text, ()))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “we leave at dawn” and left.", ["“we leave at dawn”"]),
        ('She said "we leave at dawn" and left.', ['"we leave at dawn"']),
        ("She said 'we leave at dawn' and left.", ["'we leave at dawn'"]),
        ("She said ‘we leave at dawn’ and left.", ["‘we leave at dawn’"]),
        ("She said « we leave at dawn » and left.", ["« we leave at dawn »"]),
        ("She said «we leave at dawn» and left.", ["«we leave at dawn»"]),
        ("``We leave at dawn,'' she said.", ["``We leave at dawn,''"]),
        ("He said the ‘workers’ rights are safe’ today.", ["‘workers’ rights are safe’"]),
        ("“They called it a ‘gift’ to us,” he said.", ["“They called it a ‘gift’ to us,”"]),
        ('"One," he said, "and two."', ['"One,"', '"and two."']),
    ],
)
def test_marks_of_every_style_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels' camp and the army's post lie a mile apart.",
        "It's the soldiers' turn, isn't it?",
        "In the '90s nobody came.",
        "The pipe is 6' long.",
        "Nothing is quoted here.",
    ],
)
def test_an_apostrophe_is_no_mark(text: str) -> None:
    assert quoted(text) == []


def test_a_speech_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“First they came for the wells.\n“Then they came for the road,” she said."
    first, second = find_quotations(text, paragraphs_of(text, ()))
    assert not first.closed
    assert second.continues
    assert first.span.of(text) == "“First they came for the wells."


def test_a_mark_never_closed_ends_with_its_sentence() -> None:
    assert quoted('The "quick deal was signed. Nobody read it.') == ['"quick deal was signed.']


@given(st.text(alphabet="ab .,\n“”\"'‘’«»`", max_size=60))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    found = find_quotations(text, paragraphs_of(text, ()))
    ends = [0, *(quotation.span.end for quotation in found)]
    assert all(quotation.span.contains(quotation.inner) for quotation in found)
    assert all(end <= quotation.span.start for end, quotation in zip(ends, found, strict=False))
    assert ends[-1] <= len(text)
