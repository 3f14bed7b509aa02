"""The words of pages: the files that ship are sound, and broken ones say where."""

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.furniture import check_furniture, load_furniture
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.pages import check_agencies, check_languages, load_agencies, load_languages


def test_the_files_that_ship_are_sound() -> None:
    assert "leave a reply" in load_furniture().closes
    assert load_agencies()["ap"] == "Associated Press"
    assert {"the", "of"} <= load_languages()["en"]


def test_a_missing_list_is_named() -> None:
    with pytest.raises(BadVocabulary, match="must hold exactly the lists lines, starts"):
        check_furniture({"lines": ["home"]}, "own.yaml")


@pytest.mark.parametrize("word", ["Home", "", 5, True])
def test_a_cue_that_is_not_lower_case_text_is_named(word: object) -> None:
    entries = {**load_vocab("furniture"), "lines": [word]}
    with pytest.raises(BadVocabulary, match=r"own\.yaml: lines"):
        check_furniture(entries, "own.yaml")


def test_a_form_under_two_agencies_is_named() -> None:
    with pytest.raises(BadVocabulary, match="'AA' stands under 'One' and 'Two'"):
        check_agencies({"One": ["AA"], "Two": ["AA"]}, "own.yaml")


def test_a_language_that_yaml_reads_as_no_is_named() -> None:
    with pytest.raises(BadVocabulary, match="False must hold a list of text"):
        check_languages({"en": ["the"], False: ["og"]}, "own.yaml")


def test_english_may_not_be_missing() -> None:
    with pytest.raises(BadVocabulary, match="has no list for 'en'"):
        check_languages({"de": ["der"]}, "own.yaml")
