"""Tracks, lengths, terms and missing answers from words; every example of the vocabulary is a test."""

from datetime import date

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.record.when import When
from goodoffices.resolve.contexts import find_contexts, without_named_deals
from goodoffices.resolve.terms import find_day, find_term
from goodoffices.resolve.tracks import answered_terms, find_days, find_occasion, find_terms, find_tracks
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.mediation import load_steps
from goodoffices.vocab.responses import is_bare, says_no_answer
from goodoffices.vocab.tracks import _check_track, load_tracks

EXAMPLES = [(track.name, example) for track in load_tracks() for example in track.examples]


@pytest.mark.parametrize(("track", "example"), EXAMPLES)
def test_every_example_is_on_its_track(track, example):
    assert track in find_tracks(example)


@pytest.mark.parametrize("example", load_vocab("responses")["no_answer"]["examples"])
def test_a_missing_answer_is_known_by_its_words(example):
    assert says_no_answer(example)


@pytest.mark.parametrize("example", load_vocab("responses")["no_answer"]["counterexamples"])
def test_a_studied_or_evasive_answer_is_not_a_missing_one(example):
    assert not says_no_answer(example)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("a 30-day truce", 30),
        ("for thirty days", 30),
        ("two weeks", 14),
        ("a 72-hour lull", 3),
        ("thirty hours", 2),
        ("one month", 30),
        ("a truce", None),
    ],
)
def test_lengths_are_counted_in_days(words, days):
    assert find_days(words) == days


def test_occasions_tell_truces_apart():
    assert find_occasion("the Easter truce") == "easter"
    assert find_occasion("an Eid lull") == "eid"
    assert find_occasion("a truce") is None


def test_the_core_terms_come_from_the_words():
    terms = find_terms("a 10-day humanitarian pause for aid")
    assert (terms.track, terms.scope, terms.days, terms.purpose) == ("humanitarian", "full", 10, "humanitarian")


def test_one_answer_to_two_partial_truces_is_two(make_claim):
    both = make_claim("response", "accepted", object="truces at sea and on power plants")
    assert {terms.track for terms in answered_terms(both)} == {"maritime", "energy"}


def test_it_is_what_was_named_just_before(make_claim):
    plan = make_claim("proposal", "tabled", ["MED"], object="a truce at sea")
    no = make_claim("response", "rejected", ["AAA"], ["MED"], text="The rebels rejected it", start=80)
    far = make_claim("response", "rejected", ["AAA"], ["MED"], text="The rebels rejected it", start=5000)
    contexts = find_contexts([plan, no, far])
    assert [terms.track for terms in contexts[no.id]] == ["maritime"]
    assert far.id not in contexts


def test_it_is_not_the_text_of_somebody_else(make_claim):
    truce = make_claim("ceasefire", "declared", ["BBB"], object="a truce at sea")
    yes = make_claim("response", "accepted", ["AAA"], ["MED"], text="The rebels accepted it", start=80)
    assert find_contexts([truce, yes]) == {}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("a truce from May 8 to May 10", "2030-05-08", "2030-05-10"),
        ("a truce on 8-10 May", "2030-05-08", "2030-05-10"),
        ("a lull from December 24 to 26", "2030-12-24", "2030-12-26"),
    ],
)
def test_a_named_term_is_read(make_claim, words, first, last):
    term = find_term(make_claim("ceasefire", "declared", object=words, when="2030-04-28"), date(2030, 4, 28))
    assert (term.effects[0].when.edtf, term.end.edtf) == (first, last)


def test_a_month_is_neither_a_declaration_nor_a_term(make_claim):
    assert find_term(make_claim("ceasefire", "declared", when="2030-05"), date(2030, 4, 28)).effects == ()


def test_a_day_after_the_report_is_when_it_begins(make_claim):
    term = find_term(make_claim("ceasefire", "declared", when="2030-05-08"), date(2030, 4, 28))
    assert (term.declared, term.effects[0].when) == (None, When("2030-05-08"))


def test_a_named_day_is_the_closest_one():
    assert find_day("the plan of 11 March", date(2030, 1, 2)) == date(2030, 3, 11)
    assert find_day("the plan of December 30", date(2030, 1, 2)) == date(2029, 12, 30)
    assert find_day("the plan of 30 February", date(2030, 1, 2)) is None


def test_vocabulary_that_breaks_its_contract_says_where():
    with pytest.raises(BadVocabulary, match="sea: needs cues"):
        _check_track("sea", {"definition": "d", "examples": ["e"]})
    with pytest.raises(BadVocabulary, match="not a regular expression"):
        _check_track("sea", {"definition": "d", "cues": ["("], "examples": ["e"]})


def test_a_bare_mention_is_no_proposal():
    assert is_bare("the offer")
    assert is_bare("this latest proposal")
    assert not is_bare("an interim administration")


def test_every_word_for_a_step_is_a_step():
    assert load_steps()["shuttle"] == "active"
    assert load_steps()["warned"] == "warned"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Juba remained committed to an unconditional ceasefire", False),
        ("the junta is open to a lasting, nationwide truce", False),
        ("Juba remained committed to the ceasefire", True),
        ("an unconditional ceasefire held on Sunday", True),
    ],
)
def test_a_truce_that_is_only_wished_for_is_none(make_claim, text, kept):
    claim = make_claim("ceasefire", "observed", text=text)
    assert bool(list(without_named_deals([claim]))) is kept
