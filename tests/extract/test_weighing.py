"""What the regression and the encoder hold of a reading, each by itself."""

import numpy as np

from goodoffices.extract.choosing import Reading
from goodoffices.extract.encoder import Labels, Opinion
from goodoffices.extract.weighing import tell_apart

_KINDS = ("attack", "meeting")
_ALONE = np.array([0.3, 0.7], dtype=np.float32)


def test_each_of_the_two_tells_what_it_holds() -> None:
    opinion = Opinion(Labels(_KINDS, ()), {4: 0}, np.array([[2.0, 0.0]], dtype=np.float32))
    regression, encoder = tell_apart(_KINDS, _ALONE, opinion, Reading(4, "meeting", 0.4))
    assert (round(regression, 2), round(encoder, 2)) == (0.7, 0.12)


def test_an_encoder_that_was_not_asked_agrees() -> None:
    opinion = Opinion(Labels(_KINDS, ()), {}, np.zeros((0, 2), dtype=np.float32))
    assert len(set(tell_apart(_KINDS, _ALONE, opinion, Reading(4, "meeting", 0.4)))) == 1


def test_of_a_kind_that_a_rule_brings_in_neither_holds_anything() -> None:
    assert tell_apart(_KINDS, _ALONE, None, Reading(4, "response", 0.4)) == (0.0, 0.0)
