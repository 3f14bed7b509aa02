"""The ruler that remembers rules as spaCy's does."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from goodoffices.extract.parse import load_pipeline
from goodoffices.extract.ruling import QuickRuler

_FORMS = "there is was let 's ain't got ta y' all nothin' this that who to be Zenda of have n't \n"
_WORDS = st.sampled_from(_FORMS.split(" "))


@pytest.fixture(scope="module")
def both() -> tuple[AttributeRuler, QuickRuler]:
    ruler = load_pipeline().get_pipe("attribute_ruler")
    return ruler, QuickRuler(ruler)


def given_by(doc: Doc) -> list[list[int]]:
    """What a ruler may have set."""
    return doc.to_array([TAG, POS, MORPH, LEMMA, DEP]).tolist()


@settings(max_examples=60, deadline=None)
@given(words=st.lists(_WORDS, max_size=12))
def test_any_words_are_ruled_alike(both: tuple[AttributeRuler, QuickRuler], words: list[str]) -> None:
    """Exceptions of one word and of two, wherever they stand and whatever was seen before."""
    nlp = load_pipeline()
    doc = nlp.make_doc(" ".join(words))
    for name in ("tok2vec", "tagger", "parser"):
        doc = nlp.get_pipe(name)(doc)
    theirs, ours = both[0](doc.copy()), both[1](doc.copy())
    assert given_by(ours) == given_by(theirs)


def test_what_is_set_already_is_left_to_the_ruler(both: tuple[AttributeRuler, QuickRuler]) -> None:
    """A lemma that another component gave is kept, as spaCy keeps it."""
    nlp = load_pipeline()
    doc = Doc(nlp.vocab, words=["it", "ends"], tags=["PRP", "VBZ"], deps=["nsubj", "ROOT"], lemmas=["it", "finish"])
    assert given_by(both[1](doc.copy())) == given_by(both[0](doc.copy()))
    assert both[1](doc)[1].lemma_ == "finish"


@pytest.mark.parametrize("pattern", [[{"SHAPE": "XX"}], [{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}]])
def test_a_ruler_that_asks_for_more_rules_itself(pattern: list[dict[str, str]]) -> None:
    """Patterns that a word's tag, form and relation do not answer, or of three words."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([pattern], {"POS": "X"}, index=len(pattern) - 1)
    text = "UN a b c a b d"
    assert [word.pos_ for word in QuickRuler(ruler)(nlp.make_doc(text))] == [word.pos_ for word in nlp(text)]
    assert "X" in [word.pos_ for word in nlp(text)]
