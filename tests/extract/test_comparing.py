"""Attacks that are compared with earlier ones, and those that only sound large."""

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.extract.candidates import find_candidates
from goodoffices.extract.comparing import compare_attack, read_comparisons
from goodoffices.extract.parse import parse_report
from goodoffices.extract.steps import code_report
from goodoffices.extract.words import read_words
from goodoffices.record.sources import Report


def _compared(text: str) -> set[str | None]:
    parse = parse_report(Report("r", text))
    words = read_words(parse)
    return {compare_attack(words, candidate) for candidate in find_candidates(parse, words)} - {None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The junta carried out its largest air raid on Karen State.", "escalation"),
        ("The rebels launched one of their deadliest attacks on the garrison.", "escalation"),
        ("A surge in violence killed forty villagers in Ituri.", "escalation"),
        ("Increased raids drove families from Kadugli.", "escalation"),
        ("The monitors saw a decline in attacks around Marib.", "reduction"),
        ("Fewer raids were counted along the border in May.", "reduction"),
    ],
)
def test_a_comparison_tells_which_way(text: str, value: str) -> None:
    assert _compared(text) == {value}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the country's largest city on Sunday.",
        "The latest attack killed two soldiers near Goma.",
        "The army launched a heavy bombardment of the ridge.",
        "It is the deadliest conflict in Africa since the war in Congo.",
        "An increase in bread prices drove people to the streets.",
    ],
)
def test_size_order_and_other_increases_compare_no_attack(text: str) -> None:
    assert _compared(text) == set()


def test_a_superlative_attack_is_an_escalation_whatever_its_verb_says() -> None:
    report = Report("r", "Russia launched one of its largest attacks on Kharkiv overnight, officials said.")
    assert {claim.value for claim in code_report(report).claims if claim.kind == "attack"} == {"escalation"}


@pytest.mark.parametrize("raw", [[], {"force": ["raid"]}, {"force": ["raid"], "nouns": {}, "adjectives": {}}])
def test_a_missing_section_is_named(raw: object) -> None:
    with pytest.raises(BadVocabulary, match=r"missing: .*ordering"):
        read_comparisons(raw)


def test_a_value_that_attacks_do_not_have_is_named() -> None:
    sections = {"force": ["raid"], "nouns": {"calm": ["lull"]}, "adjectives": {"reduction": ["fewer"]}}
    with pytest.raises(BadVocabulary, match="nouns has calm; allowed are escalation, reduction"):
        read_comparisons({**sections, "ordering": ["last"]})
