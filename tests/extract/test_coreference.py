"""Who "he", "the group", "both sides", "the enemy" and "his counterpart" are, in sentences of our own."""

from datetime import date

import pytest

from goodoffices.extract.mentions import find_mentions
from goodoffices.extract.parse import parse_report
from goodoffices.record.sources import Passage, Report, Role, Span


def actors(text: str, words: str) -> tuple[str, ...]:
    """Whom the last place of `words` stands for."""
    report = Report("r", text, (Passage(Span(0, len(text)), Role.BODY),), date(2025, 5, 2))
    end = text.rindex(words) + len(words)
    found = [m for m in find_mentions(parse_report(report)).all if m.span.end == end]
    return max(found, key=lambda m: m.span.end - m.span.start).actors if found else ()


WAR = "Armenia attacked Azerbaijan in May. Azerbaijan fired on Armenia in June. "


@pytest.mark.parametrize(
    "words", ["both sides", "the two sides", "the warring parties", "the sides", "neither side", "the two countries"]
)
def test_both_sides_are_the_parties(words: str) -> None:
    assert set(actors(f"{WAR}On Monday {words} agreed to talk.", words)) == {"ARM", "AZE"}


@pytest.mark.parametrize("words", ["the two leaders", "both countries", "the two ministers"])
def test_two_who_were_named_together_are_meant_and_not_the_parties(words: str) -> None:
    assert set(actors(f"{WAR}Kenya's minister met Sudan's on Friday. On Monday {words} spoke again.", words)) == {
        "KEN",
        "SDN",
    }


def test_two_are_the_parties_where_three_others_were_named() -> None:
    text = f"{WAR}Kenya, Egypt and Sudan want talks. On Monday the two countries refused."
    assert set(actors(text, "the two countries")) == {"ARM", "AZE"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syria shelled Homs. The Free Syrian Army left. The Free Syrian Army spoke. The rebels fled.", "rebels"),
        ("Colombia shelled Arauca. The ELN left. The ELN spoke in Colombia. The rebels fled.", "eln"),
    ],
)
def test_rebels_are_one_group_only_where_the_state_fights_one(text: str, expected: str) -> None:
    report = Report("r", text, (Passage(Span(0, len(text)), Role.BODY),), date(2013, 5, 2))
    end = text.rindex("rebels") + 6
    assert [m.actors for m in find_mentions(parse_report(report)).all if m.span.end == end] == [(expected,)]


@pytest.mark.parametrize("words", ["the west side", "a political party", "this side"])
def test_a_side_that_is_one_of_many_is_not_both(words: str) -> None:
    assert set(actors(f"{WAR}On Monday {words} was named.", words)) != {"ARM", "AZE"}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Putin spoke at noon. He rejected the plan.", "He", "RUS"),
        ("Hamas freed a captive. The group wants a truce.", "The group", "hamas"),
        ("Hezbollah fired rockets. It denied the attack.", "It", "hezbollah"),
        ("Putin met his Turkish counterpart.", "his Turkish counterpart", "TUR"),
        ("Norway sent envoys, and the country will host talks.", "the country", "NOR"),
        ("The UN Security Council met. The council urged calm.", "The council", "un"),
        ("The LTTE attacked Sri Lanka. The LTTE left talks. The rebels want a state.", "The rebels", "ltte"),
        ("The Taliban attacked. The Taliban left. The insurgents of Afghanistan agreed.", "The insurgents", "taliban"),
        ("Trump spoke. The Houthis attacked. Their leader refused.", "Their leader", "houthis"),
        ("North Korea tested a missile, citing a foreign ministry spokesman.", "spokesman", "PRK"),
    ],
)
def test_words_are_resolved_through_what_was_said_before(text: str, words: str, expected: str) -> None:
    assert actors(text, words) == (expected,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia waited. It is time to talk.", "It"),
        ("Ukraine's allies met on Sunday.", "Ukraine's allies"),
        ("He left.", "He"),
        ("A group of farmers sang.", "A group"),
    ],
)
def test_words_that_refer_to_nobody_stay_silent(text: str, words: str) -> None:
    assert actors(text, words) == ()


def test_the_enemy_is_the_other_side() -> None:
    assert actors(f"{WAR}Armenia said it had stopped the enemy.", "the enemy") == ("AZE",)


def test_rebels_and_militants_of_one_report_are_the_same_people() -> None:
    text = "Pro-Russian separatists held Donetsk in Ukraine. Separatists fired. The rebels denied it."
    assert actors(text, "The rebels") == ("separatists",)


def test_the_mediators_are_those_who_mediate() -> None:
    text = f"{WAR}Qatar and Norway mediate between Armenia and Azerbaijan. The mediators left."
    assert set(actors(text, "The mediators")) == {"QAT", "NOR"}


def test_the_council_is_the_one_whose_name_the_report_gave() -> None:
    text = "The African Union Peace and Security Council (PSC) met. The UN sent food. The council urged a truce."
    assert actors(text, "The council") == ("au",)
