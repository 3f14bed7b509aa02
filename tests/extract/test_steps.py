"""The whole coder on sentences of our own: fields, exact quotes, the same answer twice."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.extract.steps import code_report, coding_as_row
from goodoffices.record.claims import Claim
from goodoffices.record.sources import Passage, Report, Role, Span

_NEWS = (
    "Ethiopian warplanes bombed the town of Mekelle on Tuesday, killing twelve people.\n\n"
    "“We reject the government's offer,” rebel spokesman Getachew Reda told reporters. "
    "Kenya hosted talks between Ethiopia and the rebels in Nairobi on 3 May."
)


def _report(text: str) -> Report:
    return Report("r", text, (Passage(Span(0, len(text)), Role.BODY),) if text else (), date(2022, 5, 6))


def _claims(text: str) -> tuple[Claim, ...]:
    return code_report(_report(text)).claims


def test_an_air_raid_is_an_attack_by_who_flew_it() -> None:
    attacks = [claim for claim in _claims(_NEWS) if claim.kind == "attack"]
    assert any("bombed" in claim.text and claim.actors == ("ETH",) for claim in attacks)


def test_a_quoted_no_is_a_rejection() -> None:
    answers = [claim for claim in _claims(_NEWS) if claim.kind == "response"]
    assert [(claim.value, claim.direct) for claim in answers] == [("rejected", True)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("After two days in Doha no agreement was reached between Sudan's army and the RSF.", "not_reached"),
        ("Armenia and Azerbaijan signed a peace deal on Monday.", "reached"),
    ],
)
def test_an_agreement_that_was_not_reached_is_so_and_is_no_denied_agreement(text: str, value: str) -> None:
    agreements = [claim for claim in _claims(text) if claim.kind == "agreement"]
    assert [(claim.value, claim.factuality) for claim in agreements] == [(value, "asserted")]


def test_every_claim_says_how_it_was_found() -> None:
    for claim in _claims(_NEWS):
        assert claim.rule
        assert 0 <= claim.confidence <= 1
        assert claim.alternatives[0].kind == claim.kind or claim.alternatives


def test_a_text_about_something_else_has_no_claims() -> None:
    assert _claims("The museum sells postcards. Its garden opens at nine and tulips flower in May.") == ()


def test_the_row_has_every_field_of_the_guidelines() -> None:
    row = coding_as_row(code_report(_report(_NEWS)))
    fields = {"quote", "kind", "value", "actor", "target", "speaker", "direct", "factuality", "when", "object"}
    assert all(fields <= set(claim) for claim in row["claims"])


def test_the_same_report_gives_the_same_claims() -> None:
    assert coding_as_row(code_report(_report(_NEWS))) == coding_as_row(code_report(_report(_NEWS)))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["Iran", "rejected", "the truce", "“we", "talks”", ".", "\n\n", "said", "on Monday"])))
def test_quotes_are_exact_for_any_text(words: list[str]) -> None:
    text = " ".join(words)
    for claim in _claims(text):
        assert claim.text == text[claim.quote.start : claim.quote.end]


def test_the_headline_tells_only_what_the_body_does_not() -> None:
    text = "Rebels reject truce offer\n\nRebels in Mali rejected a truce offer by the government on Monday, they said."
    passages = (Passage(Span(0, 25), Role.TITLE), Passage(Span(27, len(text)), Role.BODY))
    answers = [one for one in code_report(Report("r", text, passages)).claims if one.kind == "response"]
    assert [one.quote.start >= 27 for one in answers] == [True]


def test_a_noun_of_speech_is_its_speakers_act() -> None:
    found = _claims("The raid drew rare public criticism of the general from President Ramaphosa.")
    assert ("ZAF",) in [claim.actors for claim in found if claim.kind == "accusation"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sudan called off the talks with the SPLM-North that had been planned for Addis Ababa.", "called_off"),
        ("India has offered talks with Pakistan on the water treaty.", "offered"),
    ],
)
def test_who_calls_a_meeting_off_or_offers_it_is_its_actor(text: str, value: str) -> None:
    meetings = [claim for claim in _claims(text) if claim.kind == "meeting" and claim.value == value]
    assert meetings
    assert {claim.actors for claim in meetings} <= {("SDN",), ("IND",)}


def test_a_doubtful_target_of_a_judgement_is_left_out() -> None:
    judged = [claim for claim in _claims(f"{_NEWS}\n\nThe talks made little progress.") if claim.kind == "assessment"]
    assert [claim.targets for claim in judged] == [()]


def test_a_place_takes_no_part() -> None:
    claims = _claims(f"{_NEWS} The two sides met in Doha on Monday. Envoys in Geneva called it a good start.")
    assert any("Doha" in claim.text for claim in claims)
    assert not {"QAT", "CHE"} & {actor for claim in claims for actor in (*claim.actors, *claim.targets)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Envoys of Sudan and the SPLM-North left after five hours of talks in Juba.", "held"),
        ("Two days of talks between Sudan and the SPLM-North will begin in Juba next week.", "planned"),
    ],
)
def test_talks_that_are_measured_were_held_unless_they_are_to_come(text: str, value: str) -> None:
    assert {claim.value for claim in _claims(text) if claim.kind == "meeting"} == {value}
