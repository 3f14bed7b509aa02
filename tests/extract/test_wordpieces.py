"""Words are cut into the longest pieces that a vocabulary has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.extract.wordpieces import Pieces

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "cease", "##fire", "##fir", "##e", "truce", "-", "'", "s", "d", "##a")


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(VOCABULARY)


def text_of(pieces: Pieces, word: str) -> list[str]:
    return [VOCABULARY[number] for number in pieces.split(word)]


def test_the_longest_piece_comes_first(pieces: Pieces) -> None:
    assert text_of(pieces, "ceasefire") == ["cease", "##fire"]


def test_case_and_accents_do_not_matter(pieces: Pieces) -> None:
    assert text_of(pieces, "TRÜCE") == text_of(pieces, "truce") == ["truce"]


def test_marks_within_a_word_are_pieces_of_their_own(pieces: Pieces) -> None:
    assert text_of(pieces, "cease-truce's") == ["cease", "-", "truce", "'", "s"]


def test_a_part_that_no_pieces_cover_is_unknown_as_a_whole(pieces: Pieces) -> None:
    assert text_of(pieces, "ceasezzz-truce") == ["[UNK]", "-", "truce"]


def test_white_space_and_control_characters_are_nothing(pieces: Pieces) -> None:
    assert pieces.split(" \n\t") == pieces.split("\u200b\x00") == ()


def test_a_line_of_code_is_no_word(pieces: Pieces) -> None:
    assert text_of(pieces, "d" + "a" * 200) == ["[UNK]"]


@given(st.text(max_size=30))
def test_any_text_is_cut_into_known_numbers_and_the_same_twice(text: str) -> None:
    cut = Pieces(VOCABULARY)
    assert cut.split(text) == cut.split(text)
    assert all(0 <= number < len(VOCABULARY) for number in cut.split(text))
