"""Whose words a claim is: names, pronouns, unnamed sources, relays, statements, and who performs a speech act."""

from __future__ import annotations

import pytest

from goodoffices.extract.attributions import listen
from goodoffices.extract.mentions import find_mentions
from goodoffices.extract.parse import parse_report
from goodoffices.extract.speakers import SpeakerOf, attribute_claim
from goodoffices.record.claims import Kind
from goodoffices.record.sources import Report, Span


def speaker_in(text: str, quote: str, kind: Kind = Kind.ATTACK) -> SpeakerOf:
    parse = parse_report(Report("r", text))
    start = text.index(quote)
    words = parse.doc.char_span(start, start + len(quote), alignment_mode="expand")
    assert words is not None
    heard = listen(parse, find_mentions(parse))
    return attribute_claim(parse, Span(start, start + len(quote)), words.root, kind, heard=heard)


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("Gunmen burned the mill, residents said.", "Gunmen burned the mill", "residents"),
        ("According to three aid workers, the clinic was shelled.", "the clinic was shelled", "three aid workers"),
        ("The ministry said the rebels had mined the road.", "the rebels had mined the road", "The ministry"),
        ("The army shelled the ridge at dawn.", "The army shelled the ridge", None),
        ("The rebels vowed to storm the fort.", "storm the fort", None),
    ],
)
def test_the_speaker_is_named_as_written(text: str, quote: str, name: str | None) -> None:
    assert speaker_in(text, quote).name == name


def test_a_pronoun_takes_the_longest_form_of_the_name() -> None:
    text = "Maria Ortega met the rebels on Monday. She said gunmen had burned the mill."
    assert speaker_in(text, "gunmen had burned the mill").name == "Maria Ortega"


def test_the_same_official_again_is_the_first_one() -> None:
    text = (
        "A senior rebel official spoke first, saying the road was mined. The official added that a bridge was blown up."
    )
    assert speaker_in(text, "a bridge was blown up").name == "A senior rebel official"


def test_an_agency_only_hands_on_what_it_reports() -> None:
    text = "General Okoro said his men had shelled the port, according to state radio."
    assert "Okoro" in str(speaker_in(text, "his men had shelled the port").name)


def test_a_statement_is_its_authors_throughout() -> None:
    text = "Statement by President Ana Duarte on the truce\n\nI welcome the truce. Both armies have left the valley."
    assert speaker_in(text, "Both armies have left the valley").name == "Ana Duarte"


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Duarte accused the rebels of stalling.", "Duarte accused the rebels of stalling", Kind.ACCUSATION),
        ("Duarte urged both sides to talk.", "Duarte urged both sides to talk", Kind.URGING),
        ("Duarte praised the truce.", "Duarte praised the truce", Kind.SUPPORT),
    ],
)
def test_who_performs_a_speech_act_is_its_speaker(text: str, quote: str, kind: Kind) -> None:
    assert speaker_in(text, quote, kind).name == "Duarte"


def test_terms_of_a_plan_are_nobodys_words() -> None:
    text = "The plan calls for a ceasefire along the river."
    assert speaker_in(text, "The plan calls for a ceasefire", Kind.URGING).name is None


def test_talks_named_in_passing_are_the_reporters() -> None:
    text = "The envoy said the border was open after the talks in Doha."
    assert speaker_in(text, "the talks in Doha", Kind.MEETING).name is None


@pytest.mark.parametrize(
    ("text", "quote", "direct"),
    [
        ("“The rebels burned the mill,” she said.", "The rebels burned the mill", True),
        ("She said the rebels had burned the mill.", "the rebels had burned the mill", False),
        ("She said the raid was “a crime”.", "the raid was “a crime”", False),
        ("She said the raid “was a crime”.", "the raid “was a crime”", True),
    ],
)
def test_direct_is_where_the_main_verb_is_quoted(text: str, quote: str, direct: bool) -> None:
    assert speaker_in(text, quote).direct is direct


def test_the_chain_runs_from_the_first_reporter_to_the_last() -> None:
    text = "The ministry said the envoy had told it that the rebels had burned the mill."
    assert speaker_in(text, "the rebels had burned the mill").chain[0] == "The ministry"


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("Hezbollah fired rockets. The group said that Israel shelled Tyre.", "Israel shelled Tyre", "Hezbollah"),
        ("A farmer met herders. The villagers said that Israel shelled Tyre.", "Israel shelled Tyre", "The villagers"),
    ],
)
def test_a_bare_noun_speaks_under_the_name_it_stands_for(text: str, quote: str, speaker: str) -> None:
    assert speaker_in(text, quote).name == speaker
