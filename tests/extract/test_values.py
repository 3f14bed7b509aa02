"""Cues of values, calibration, and folds by conflict."""

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.extract.calibration import Chances, confidence_of, describe_chances, find_threshold, reliability
from goodoffices.extract.values import load_cues, read_cues


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
