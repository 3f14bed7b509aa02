"""Cues of values, calibration, and folds by conflict."""

from datetime import date

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.extract.calibration import Chances, confidence_of, describe_chances, find_threshold, reliability
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


def test_higher_chances_never_lose_a_feature() -> None:
    low, high = Chances(0.2, 0.5, 0.5), Chances(0.6, 0.5, 0.5)
    assert set(describe_chances(low, "attack")) <= set(describe_chances(high, "attack"))


def test_without_calibration_confidence_is_the_joint_chance() -> None:
    assert confidence_of(None, Chances(0.5, 0.5, 1.0), "attack") == 0.25


def test_the_threshold_is_where_enough_are_right() -> None:
    judged = [(0.9, True)] * 40 + [(0.4, False)] * 90
    assert find_threshold(judged) == 0.9
    assert find_threshold([(0.9, False)] * 50) > 1


def test_reliability_compares_confidence_with_what_was_right() -> None:
    assert reliability([(0.85, True), (0.85, False)]) == ((0.85, 0.5, 2),)
