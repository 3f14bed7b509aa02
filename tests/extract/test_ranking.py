"""Rankings and softmax regressions: probabilities, what is learned, what is unknown."""

import numpy as np

from goodoffices.extract.linear import Linear
from goodoffices.extract.ranking import fit_ranking, rank


def test_a_ranking_learns_which_feature_wins() -> None:
    choices = [([["subject"], ["object"]], 0), ([["object"], ["subject"]], 1)] * 5
    part = fit_ranking(choices, 1.0, rarest=1)
    assert rank(part, [["object"], ["subject"]]).argmax() == 1


def test_chances_of_a_choice_sum_to_one() -> None:
    part = fit_ranking([([["a"], ["b"], ["c"]], 0)] * 4, 1.0, rarest=1)
    assert abs(rank(part, [["a"], ["b"], ["unseen"]]).sum() - 1) < 1e-5


def test_the_same_choices_give_the_same_weights() -> None:
    choices = [([["a", "x"], ["b"]], 0), ([["a"], ["b", "x"]], 1)] * 4
    one, other = fit_ranking(choices, 0.5, rarest=1), fit_ranking(choices, 0.5, rarest=1)
    assert np.array_equal(one.weights, other.weights)


def test_features_never_seen_say_nothing() -> None:
    part = Linear(("no", "yes"), {"a": 0}, np.array([[-1.0, 1.0]], dtype=np.float32), np.zeros(2, dtype=np.float32))
    assert np.allclose(part.probabilities([["unseen"]]), 0.5)
    assert part.best(["a"])[0] == "yes"
