"""What confidence looks at, and how it is turned into a threshold."""

from dataclasses import replace
from datetime import date

import pytest

from goodoffices.extract.calibration import Chances, confidence_of, describe_choice, find_threshold, reliability
from goodoffices.extract.learned import load_model
from goodoffices.extract.mentions import Mentions
from goodoffices.extract.parse import parse_report
from goodoffices.extract.steps import find_drafts, read_layers
from goodoffices.read.article import make_report
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.sources import Span

_TALKS = "Ethiopia and the rebels held talks"
_CLAIM = Claim("r", Span(0, len(_TALKS)), _TALKS, Kind.MEETING, "held", ("ETH", "tplf"))
_AROUND = Mentions((), {}, {}, frozenset(), parties=("ETH", "tplf"), mediators=("KEN",))


def test_higher_chances_never_lose_a_feature() -> None:
    low, high = Chances(0.2, 0.5, 0.5, 0.1, 0.3), Chances(0.6, 0.5, 0.5, 0.7, 0.5)
    assert set(describe_choice(_CLAIM, low, _AROUND)) < set(describe_choice(_CLAIM, high, _AROUND))


@pytest.mark.parametrize(
    ("change", "feature", "holds"),
    [
        ({}, "all parties", True),
        ({"actors": ("ETH",)}, "all parties", False),
        ({"actors": ("ETH",)}, "some party", True),
        ({"actors": ("KEN",)}, "some party", False),
        ({"actors": ("KEN",)}, "some mediator", True),
        ({"actors": ("KEN",)}, "meeting of 1", True),
        ({"targets": ("KEN",)}, "no target", False),
        ({"text": "talks"}, "short", True),
        ({"text": "talks " * 40}, "long", True),
    ],
)
def test_confidence_sees_what_sort_of_claim_it_is(change: dict[str, object], feature: str, holds: bool) -> None:
    described = describe_choice(replace(_CLAIM, **change), Chances(0.5, 0.5, 0.5), _AROUND)  # type: ignore[arg-type]
    assert (feature in described) is holds


def test_confidence_never_sees_who_acts() -> None:
    def described(*actors: str) -> list[str]:
        around = replace(_AROUND, parties=actors)
        return describe_choice(replace(_CLAIM, actors=actors), Chances(0.5, 0.5, 0.5), around)

    assert described("ETH", "tplf") == described("RUS", "UKR")


def _chances_of(text: str, kind: Kind) -> Chances:
    layers = read_layers(parse_report(make_report(f"{text}\n", id="made-up", published=date(2024, 3, 4))))
    return next(chances for claim, chances in find_drafts(layers, load_model()) if claim.kind is kind)


def test_an_actor_by_name_is_told_from_one_by_pronoun() -> None:
    named = _chances_of("Rwandan forces shelled the town of Goma on Monday.", Kind.ATTACK)
    assert named.forms == {"name"}
    text = "The rebels were pushed back on Sunday. They shelled the town of Goma on Monday."
    assert _chances_of(text, Kind.ATTACK).forms == {"pronoun", "reference"}


def test_each_of_the_two_opinions_is_kept_beside_what_they_hold_together() -> None:
    found = _chances_of("The envoy may visit Juba next week to talk with the rebels.", Kind.MEETING)
    assert found.regression != found.encoder
    together = sorted((found.regression, found.kind, found.encoder))
    assert found.firm or found.kind == together[1]


def test_without_calibration_confidence_is_the_joint_chance() -> None:
    assert confidence_of(None, _CLAIM, Chances(0.5, 0.5, 1.0), _AROUND) == 0.25


def test_the_threshold_is_where_enough_are_right() -> None:
    judged = [(0.9, True)] * 40 + [(0.4, False)] * 90
    assert find_threshold(judged) == 0.9
    assert find_threshold([(0.9, False)] * 50) > 1


def test_reliability_compares_confidence_with_what_was_right() -> None:
    assert reliability([(0.85, True), (0.85, False)]) == ((0.85, 0.5, 2),)
