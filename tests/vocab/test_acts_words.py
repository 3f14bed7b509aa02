"""Word classes are read by part of speech, phrases by their head, and broken files are named."""

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.acts import load_rule, load_rules
from goodoffices.vocab.words import load_words, make_word, read_words


def test_a_verb_is_followed_and_a_noun_preceded_by_the_rest() -> None:
    """ "Turn down" begins with its head, "peace plan" ends with it, hyphens stand alone."""
    assert (make_word("turn down", verb=True).head, make_word("turn down", verb=True).rest) == ("turn", ("down",))
    assert (make_word("peace plan", verb=False).head, make_word("peace plan", verb=False).rest) == ("plan", ("peace",))
    assert make_word("cease-fire", verb=False).rest == ("cease", "-")


def test_a_particle_replaces_the_bare_verb() -> None:
    """To call off is not to call; to call for is."""
    assert make_word("call off", verb=True).replaces_head
    assert not make_word("call for", verb=True).replaces_head


def test_there_are_words_for_every_kind_of_act() -> None:
    """The lexicon is broad."""
    assert sum(len(load_words(part).classes) for part in ("verb", "noun", "other")) > 2500


def test_an_unknown_class_is_refused() -> None:
    """The message lists the classes."""
    with pytest.raises(BadVocabulary, match="the classes are"):
        load_words("noun").expand(["TRUCES"])


@pytest.mark.parametrize("data", [{"small": "a, b"}, {"BIG": 3}, {"BIG": {"words": "a", "plover": "YIELD"}}])
def test_a_broken_class_is_refused(data: dict[str, object]) -> None:
    """A class is upper case and holds words; its code is PLOVER's."""
    with pytest.raises(BadVocabulary):
        read_words(data, verb=True)


def test_rules_cover_every_kind_and_every_plover_type() -> None:
    """No kind and no type is left to the model alone."""
    kinds = {rule.kind for rule in load_rules()}
    types = {rule.plover[0] for rule in load_rules() if rule.plover}
    assert len(kinds) == 18
    assert len(types) == 16


def test_a_prior_depends_on_where_the_act_stands() -> None:
    """An accusation in a headline is repeated in the body, and annotated there."""
    rule = load_rule("accuse")
    assert rule.prior_of("main") > rule.prior_of("title")
    with pytest.raises(BadVocabulary, match="no rule"):
        load_rule("nonsense")
