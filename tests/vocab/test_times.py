"""The words of time hold what the tagger needs, and a broken file says so."""

from __future__ import annotations

import re
from typing import Any

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.times import check_times, time_words


def test_the_shipped_words_are_whole() -> None:
    """Twelve months, seven days, and every rule a pattern with a name."""
    words = time_words()
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(1, 8))
    assert all(re.fullmatch(r"[a-z_]+", name) and pattern for name, pattern in words.rules)


def test_every_rule_has_a_reader() -> None:
    """A rule without a reader would find words and say nothing of them."""
    from goodoffices.extract.timing import READERS  # noqa: PLC0415 - only this test looks upward

    assert {name for name, _ in time_words().rules} == set(READERS)


@pytest.mark.parametrize(
    ("name", "section", "message"),
    [
        ("vague", "several", "`vague` must be a list of words"),
        ("months", ["january"], "`months` must map words"),
        ("rules", [{"iso": "x", "year": "y"}], "`rules` must be a list"),
    ],
)
def test_a_section_of_the_wrong_shape_is_named(name: str, section: Any, message: str) -> None:
    """The message names the section and what it must be."""
    with pytest.raises(BadVocabulary, match=message):
        check_times({**load_vocab("times"), name: section})


def test_a_missing_section_is_named() -> None:
    """The message lists what was found and what is needed."""
    with pytest.raises(BadVocabulary, match="needs exactly"):
        check_times({"months": {}})
