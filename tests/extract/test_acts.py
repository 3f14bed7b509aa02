"""Every rule finds its own examples and leaves its counterexamples alone; words know their classes."""

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.extract.acts import Act, load_matcher, match_tokens, word_classes
from goodoffices.extract.parse import load_pipeline
from goodoffices.extract.tree import make_tree
from goodoffices.vocab.acts import Rule, load_rules, read_rules

RULES = load_rules()
WANTED = [(rule, sentence) for rule in RULES for sentence in rule.examples]
UNWANTED = [(rule, sentence) for rule in RULES for sentence in rule.counterexamples]


def find_acts(sentence: str) -> list[Act]:
    """The acts of one sentence."""
    return match_tokens(load_matcher(), make_tree(load_pipeline()(sentence)))


def names(acts: list[Act]) -> list[str]:
    """The rules that found them."""
    return [act.rule for act in acts]


@pytest.mark.parametrize(("rule", "sentence"), WANTED, ids=lambda each: getattr(each, "name", each))
def test_a_rule_finds_its_examples(rule: Rule, sentence: str) -> None:
    """What the rule says it finds, it finds."""
    assert rule.name in names(find_acts(sentence))


@pytest.mark.parametrize(("rule", "sentence"), UNWANTED, ids=lambda each: getattr(each, "name", each))
def test_a_rule_leaves_its_counterexamples(rule: Rule, sentence: str) -> None:
    """What it must not find, it does not."""
    assert rule.name not in names(find_acts(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels rejected the Norwegian proposal.",
        "The Norwegian proposal was rejected by the rebels.",
        "The rebels, who had rejected the Norwegian proposal, left.",
        "The Norwegian proposal that the rebels rejected was short.",
        "The rebels' rejection of the Norwegian proposal was expected.",
    ],
)
def test_both_voices_and_nouns_have_the_same_actor(sentence: str) -> None:
    """However it is put, the rebels rejected it."""
    act = next(act for act in find_acts(sentence) if act.value == "rejected")
    assert [token.text for token in act.actor_tokens] == ["rebels"]


def test_talks_between_two_have_two_actors() -> None:
    """Everybody who takes part is an actor."""
    act = next(act for act in find_acts("Talks between Bogota and the guerrillas resumed.") if act.kind == "meeting")
    assert [token.text for token in act.actor_tokens] == ["Bogota", "guerrillas"]


def test_a_word_knows_its_classes() -> None:
    """Classes go by part of speech, and a phrase is one word."""
    doc = make_tree(load_pipeline()("The army turned down a peace plan."))
    assert "REJECT" in word_classes(doc[2])
    assert "PROPOSAL" in word_classes(doc[6])
    assert word_classes(doc[0]) == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"examples": ["One."]}, "two examples"),
        ({"value": "maybe"}, "accepted"),
        ({"forms": [{"object": "TRUCE"}]}, "names no verb"),
        ({"forms": [{"verb": "TRUCES"}]}, "no word class"),
        ({"plover": "YIELD"}, "no PLOVER type"),
        ({"cameo": "999"}, "not in cameo"),
    ],
)
def test_a_broken_rule_is_named(change: dict[str, object], message: str) -> None:
    """The message names the rule and what is wrong with it."""
    rule = {"says": "x", "kind": "response", "value": "accepted", "forms": [], "examples": ["A.", "B."], "not": ["C."]}
    with pytest.raises(BadVocabulary, match=message) as caught:
        read_rules({"rules": {"odd": {**rule, **change}}})
    assert "odd" in str(caught.value)
