"""Who is spoken of: names, offices, groups and places of many conflicts, in sentences of our own."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.extract.mentions import Mentions, find_mentions
from goodoffices.extract.parse import parse_report
from goodoffices.read.article import make_report
from goodoffices.record.actors import Mention
from goodoffices.record.sources import Passage, Report, Role, Span


def report_of(text: str, published: date = date(2025, 5, 2)) -> Report:
    """A report of one passage."""
    return Report("r", text, (Passage(Span(0, len(text)), Role.BODY),), published)


def read(text: str, published: date = date(2025, 5, 2), own: Path | None = None) -> Mentions:
    """The mentions of a text."""
    return find_mentions(parse_report(report_of(text, published)), own)


def mention_of(text: str, words: str, published: date = date(2025, 5, 2)) -> Mention | None:
    """The mention whose head stands last in `words`, at their last place in the text."""
    end = text.rindex(words) + len(words)
    found = [m for m in read(text, published).all if m.span.end == end]
    return max(found, key=lambda m: m.span.end - m.span.start, default=None)


def actors(text: str, words: str, published: date = date(2025, 5, 2)) -> tuple[str, ...]:
    """Whom those words stand for; nobody when they are no mention or a place."""
    mention = mention_of(text, words, published)
    return mention.actors if mention is not None and not mention.is_place else ()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Ukrainian president rejected the offer.", "The Ukrainian president", "UKR"),
        ("Israel's defence minister ordered a pause.", "Israel's defence minister", "ISR"),
        ("The Pentagon denied the report.", "Pentagon", "USA"),
        ("The Knesset voted against the deal.", "Knesset", "ISR"),
        ("The Israeli military said it was ready.", "The Israeli military", "ISR"),
        ("Foggy Bottom was silent on Friday.", "Foggy Bottom", "USA"),
        ("The Tamil Tigers declared a truce.", "Tamil Tigers", "ltte"),
        ("Colombia's ELN guerrillas freed two soldiers.", "guerrillas", "eln"),
        ("M23 rebels left the town.", "M23 rebels", "m23"),
        ("The Lebanese Hezbollah chief agreed.", "chief", "hezbollah"),
        ("A spokesman for the Sudanese government refused.", "spokesman", "SDN"),
        ("Norway's envoy met both.", "Norway's envoy", "NOR"),
        ("Kathmandu accepted the plan of the Maoists.", "Kathmandu", "NPL"),
        ("The African Union urged restraint.", "African Union", "au"),
        ("Turkish troops crossed the border.", "Turkish troops", "TUR"),
        ("Islamist militants attacked the convoy.", "Islamist militants", "islamists"),
    ],
)
def test_words_that_stand_for_somebody(text: str, words: str, expected: str) -> None:
    assert actors(text, words) == (expected,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The envoys met in Istanbul for two hours.", "Istanbul"),
        ("Delegates flew to Doha on Monday.", "Doha"),
        ("Reuters reported the deal first.", "Reuters"),
        ("The talks ended near Goma at dawn.", "Goma"),
        ("The weather was fine and the harvest good.", "weather"),
        ("WHO IS NEXT AFTER THE VOTE", "WHO"),
    ],
)
def test_words_that_stand_for_nobody(text: str, words: str) -> None:
    assert actors(text, words) == ()


def test_a_target_is_no_place() -> None:
    assert actors("Missiles were fired in a strike on Kyiv.", "Kyiv") == ("UKR",)


def test_a_valley_is_not_the_west() -> None:
    mentions = read("Troops raided towns across the West Bank overnight.")
    assert "west" not in {actor for mention in mentions.all for actor in mention.actors}


def test_an_unknown_person_keeps_the_state_of_the_words_that_introduce_it() -> None:
    text = "Ukrainian lawmaker Danylo Vereshko spoke first. Later Vereshko left."
    mention = mention_of(text, "Vereshko")
    assert mention is not None
    assert (mention.actors, mention.name) == (("UKR",), "Danylo Vereshko")


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("LOMÉ, 3 March (Reuters) - Rebels raided the port on Monday.", "Rebels", "rebel"),
        ("LOMÉ (AP) - Policemen raided the port on Monday.", "Policemen", "policeman"),
        ("LOMÉ (AP) - Belarus raided the port on Monday.", "Belarus", None),
    ],
)
def test_people_who_open_a_story_behind_its_dateline_are_no_names(text: str, word: str, lemma: str | None) -> None:
    """The tagger takes the capital for a name's."""
    token = next(token for token in parse_report(make_report(text, id="r")).doc if token.text == word)
    assert (token.pos_ == "NOUN", token.lemma_ == lemma) == (lemma is not None,) * 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"It is over," Nadia Okoro said. "We go," Okoro added.', "Nadia Okoro"),
        ('"It is over," Amnesty International said. "We go," it added.', None),
        ('"It is over," South Kordofan said. Kordofan burns.', None),
    ],
)
def test_a_name_whose_last_word_speaks_is_a_person(text: str, name: str | None) -> None:
    """What the tagger takes for no person; a body is not called by the last word of its name."""
    found = find_mentions(parse_report(Report("r", text)))
    assert next((one.name for one in found.all if one.person), None) == name


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Omar Deng, a spokesman for the Sudanese government, refused.", "Omar Deng", "SDN"),
        ("General Agus Wirawan of the Indonesian military agreed.", "Agus Wirawan", "IDN"),
        ("Ana Prieto, an ELN commander, rejected the text.", "Ana Prieto", "eln"),
        ("Vladimir V. Putin agreed to a pause.", "Vladimir V. Putin", "RUS"),
    ],
)
def test_a_person_takes_the_actor_of_its_post(text: str, name: str, expected: str) -> None:
    assert actors(text, name) == (expected,)


def test_a_person_without_any_post_stands_for_nobody() -> None:
    assert actors("Marta Lindqvist, a poet, was on the train.", "Marta Lindqvist") == ()


def test_a_person_stands_for_the_office_of_the_day() -> None:
    text = "Kerry met the envoys and left."
    assert actors(text, "Kerry", date(2014, 6, 1)) == ("USA",)
    assert actors(text, "Kerry", date(1985, 6, 1)) == ()


def test_participants_come_as_a_set() -> None:
    parse = parse_report(report_of("Russia, Ukraine and Turkey signed the text."))
    mentions = find_mentions(parse)
    assert mentions.ids_of(parse.doc[0]) == ("RUS", "UKR", "TUR")


def test_parties_and_mediators_of_a_report() -> None:
    mentions = read(
        "Qatar hosted talks between Rwanda and Congo. Rwanda attacked Congo in May. "
        "Qatar, the mediator, urged Rwanda and Congo to stop the war."
    )
    assert set(mentions.parties) == {"RWA", "COD"}
    assert mentions.mediators == ("QAT",)


def test_a_report_of_no_conflict_has_no_parties() -> None:
    mentions = read("The harvest was good and the bakers were glad.")
    assert (mentions.parties, mentions.mediators) == ((), ())


def test_a_users_group_is_found(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text('river-guards: "armed_group MLI | River Guards | "\n', encoding="utf-8")
    mentions = read("The River Guards refused to disarm.", own=own)
    assert "river-guards" in {actor for mention in mentions.all for actor in mention.actors}


def test_a_phrase_does_not_begin_with_the_line_end_before_it() -> None:
    assert all(
        not mention.span.of(text).startswith("\n") for text in ("Hamas , \n sides",) for mention in read(text).all
    )


WORDS = st.sampled_from(
    "the Kyiv Moscow rebels he they said both sides Putin U.S. Hamas , . \n ' ” president of and Ms. its army".split(
        " "
    )
)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30))
def test_any_order_of_words_is_read_and_spans_are_exact(words: list[str]) -> None:
    text = " ".join(words)
    for mention in read(text).all:
        written = mention.span.of(text)
        assert written == written.strip()
        assert mention.span.start <= mention.head < mention.span.end


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    mentions = read(text)
    assert all(mention.span.end <= len(text) for mention in mentions.all)


def test_a_person_is_not_found_inside_the_longer_name_of_a_group() -> None:
    text = (
        "They agreed to disarm the fighters of the Tigray People's Liberation Front (TPLF), the African Union's envoy, "
        "Olusegun Obasanjo, announced in Pretoria."
    )
    found = mention_of(text, "(TPLF)") or mention_of(text, "Liberation Front")
    assert found is not None
    assert found.actors == ("tplf",)
