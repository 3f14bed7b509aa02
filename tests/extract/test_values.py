"""Cues of values, and how judgements sound."""

from datetime import date

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.extract.candidates import find_candidates
from goodoffices.extract.parse import parse_report
from goodoffices.extract.values import describe_value, load_cues, read_cues
from goodoffices.extract.words import read_words
from goodoffices.read.article import make_report
from goodoffices.vocab.valence import load_valence


def _describe(sentence: str, kind: str, head: str, row: tuple[str, ...] = ()) -> list[str]:
    parse = parse_report(make_report(f"{sentence}\n", id="made-up", published=date(2024, 3, 4)))
    words = read_words(parse)
    clause = next(each for each in find_candidates(parse, words) if words.lower[each.head] == head)
    return describe_value(words, clause, kind, row)


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("The envoys made excellent progress in Khartoum.", "made", "sounds=good"),
        ("The envoys made no progress in Khartoum.", "made", "sounds=bad"),
        ("The round ended in a terrible failure.", "ended", "sounds=bad"),
        ("The war is unlikely to end soon.", "is", "sounds=bad"),
        ("The delegates sat in the garden.", "sat", "sounds=even"),
    ],
)
def test_a_judgement_is_told_by_how_its_words_sound(sentence: str, head: str, expected: str) -> None:
    assert expected in _describe(sentence, "assessment", head)


def test_only_judgements_are_told_by_how_words_sound() -> None:
    found = _describe("Rebels launched a terrible attack on the town.", "attack", "launched")
    assert not [name for name in found if name.startswith(("sounds=", "tone="))]


def test_where_the_value_hangs_on_circumstances_the_whole_clause_is_described() -> None:
    row = ("h=meet", "b=tomorrow")
    assert "b=tomorrow" in _describe("The sides will meet tomorrow.", "meeting", "meet", row)
    assert "b=tomorrow" not in _describe("The sides will attack tomorrow.", "attack", "attack", row)


def test_the_lexicon_rates_words_both_ways() -> None:
    assert load_valence()["good"] > 0 > load_valence()["disaster"]


def test_every_shipped_cue_names_a_value_of_the_codebook() -> None:
    assert "sure" not in load_cues()
    assert "lifted" in load_cues()["sanction"]["lift"]


def test_a_value_that_the_codebook_lacks_is_refused() -> None:
    with pytest.raises(BadVocabulary, match="no value 'paused'"):
        read_cues({"attack": {"paused": "halt"}})
