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


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("William Ruto and Yoweri Museveni", "William Ruto and Yoweri Museveni"),
        ("A statement by Kenyan President William Ruto", "William Ruto"),
        (
            "A joint statement by Kenyan President William Ruto and Ugandan President Yoweri Museveni",
            "Kenyan President William Ruto and Ugandan President Yoweri Museveni",
        ),
        # A statement of nobody we can name stays as it is written.
        ("A statement from the staff", "A statement from the staff"),
    ],
)
def test_a_statement_is_of_those_who_issued_it(source: str, name: str) -> None:
    assert speaker_in(f"{source} said that the road was mined.", "the road was mined").name == name


def test_several_speak_for_all_of_them_and_they_are_who_spoke_together_last() -> None:
    text = (
        "Kenyan President William Ruto and Ugandan President Yoweri Museveni said that the road was mined. "
        "The General Assembly meets in May. They said that a bridge was blown up."
    )
    first, second = (speaker_in(text, quote) for quote in ("the road was mined", "a bridge was blown up"))
    assert first.affiliation == second.affiliation == ("KEN", "UGA")


@pytest.mark.parametrize(
    ("second", "name"),
    [("The mayor", "Pedro Ruiz"), ("The official", "Pedro Ruiz"), ("The governor", "The governor")],
)
def test_the_mayor_is_no_governor(second: str, name: str) -> None:
    text = f"Pedro Ruiz, the mayor, said the road was mined. {second} noted that a bridge was blown up."
    assert speaker_in(text, "a bridge was blown up").name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("As the agency's Rita Gomez reports, the army has shelled the ridge.", "Rita Gomez"),
        ("The army, as the governor noted on Monday, has shelled the ridge.", "the governor"),
        ("In the mayor's view, the army has shelled the ridge.", "the mayor"),
        ("As the talks dragged on, the army has shelled the ridge.", None),
        ("As the governor said nothing, the army has shelled the ridge.", None),
        ("In our view of the valley, the army has shelled the ridge.", None),
    ],
)
def test_an_aside_and_a_view_say_whose_words_a_sentence_is(text: str, name: str | None) -> None:
    assert speaker_in(text, "has shelled the ridge").name == name


@pytest.mark.parametrize(
    "added",
    [
        ", a plan rejected by both sides", " – a proposal the rebels dismissed", " — a claim that the army denied",
        ", a somewhat vague idea welcomed by the mediators",
    ],
)  # fmt: skip
def test_a_reply_that_the_reporter_adds_is_no_word_of_the_source(added: str) -> None:
    text = f"General Okoro suggested that a monitor should sit in the port{added}."
    assert speaker_in(text, "a monitor should sit in the port").name == "Okoro"
    assert speaker_in(text, added.strip(" ,–—")).name != "Okoro"


@pytest.mark.parametrize("added", [", a town that the army denied shelling", ", a plan that he had drawn up", ""])
def test_what_no_reply_is_stays_with_the_source(added: str) -> None:
    text = f"General Okoro suggested that a monitor should sit in Ardel{added}."
    assert speaker_in(text, f"a monitor should sit in Ardel{added}").name == "Okoro"


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
        (
            "The United Nations sent an envoy. The world body said that Israel shelled Tyre.",
            "Israel shelled Tyre",
            "United Nations",
        ),
        ("Rebels raided the Kenyan port. The army said that they burned boats.", "they burned boats", "The army"),
    ],
)
def test_a_bare_noun_speaks_under_the_name_it_stands_for(text: str, quote: str, speaker: str) -> None:
    assert speaker_in(text, quote).name == speaker


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The prisoner exchange showed that the army still held the ridge.", "the army still held the ridge"),
        ("The road to peace suggests that raids will go on.", "raids will go on"),
        ("A decade of war means the rebels have burned every mill.", "the rebels have burned every mill"),
    ],
)
def test_events_things_and_times_say_nothing(text: str, quote: str) -> None:
    assert speaker_in(text, quote).name is None


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("The monitoring mission said gunmen had burned the mill.", "gunmen had burned the mill", "mission"),
        ("A report suggests that gunmen burned the mill.", "gunmen burned the mill", "report"),
    ],
)
def test_bodies_and_papers_do(text: str, quote: str, name: str) -> None:
    assert name in str(speaker_in(text, quote).name)


def test_a_pronoun_does_not_take_up_who_is_only_quoted() -> None:
    text = (
        "Maria Ortega was blunt. The minister was not. "
        '"While President Okoro claims that he wants peace, his army shelled the port," she added.'
    )
    assert speaker_in(text, "his army shelled the port").name == "Maria Ortega"


def test_a_paragraph_that_opens_with_a_quotation_goes_on_with_the_last_speaker() -> None:
    text = (
        'Ana Duarte said the raids were "a disgrace".\n\nIn his own speech, Joseph Okoro said he wanted talks.\n\n'
        '"The rebels shelled the port. They will answer for it."'
    )
    assert speaker_in(text, "The rebels shelled the port").name == "Joseph Okoro"


def test_a_quotation_whose_speaker_is_named_after_it_is_not_the_last_speakers() -> None:
    text = (
        "General Pavel Novak said the front was quiet.\n\n"
        '"The rebels shelled the port," Senator Joseph Okoro, head of the committee on defence, told the state radio.'
    )
    assert "Novak" not in str(speaker_in(text, "The rebels shelled the port").name)


def test_a_statement_is_not_of_a_body_that_only_plans() -> None:
    text = "Mali has agreed to send envoys. The statement said gunmen had burned the mill."
    assert speaker_in(text, "gunmen had burned the mill").name == "The statement"


@pytest.mark.parametrize(
    ("text", "quote", "kind", "name"),
    [
        ("Bogotá has rejected the guerrillas' terms.", "Bogotá has rejected", Kind.RESPONSE, None),
        ("Khartoum insists that the militia disarm.", "Khartoum insists", Kind.DEMAND, None),
        ("Bogotá has blamed the guerrillas for the raid.", "Bogotá has blamed", Kind.ACCUSATION, "Bogotá"),
        ("Senior diplomats have rejected the terms.", "diplomats have rejected", Kind.RESPONSE, "Senior diplomats"),
        ("Maria Ortega rejected the terms.", "Maria Ortega rejected", Kind.RESPONSE, "Maria Ortega"),
    ],
)
def test_a_bodys_position_is_no_statement_of_a_person(text: str, quote: str, kind: Kind, name: str | None) -> None:
    assert speaker_in(text, quote, kind).name == name


def test_whose_position_it_is_stays_known() -> None:
    assert speaker_in("Colombia rejects the terms.", "Colombia rejects", Kind.RESPONSE).affiliation == ("COL",)
