"""The words as plain objects answer as spaCy's tokens do."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from goodoffices.extract.parse import load_pipeline
from goodoffices.extract.tree import Tree, make_tree

TEXT = """Zenda's envoys, who met the rebels and their allies in Strelsau, said on Tuesday that a truce was near.

"Nobody believes that," the mayor of Hentzau told reporters ; he did not say why (or when).
TALKS FAIL"""
_BLANK = spacy.blank("en")


@pytest.fixture(scope="module")
def both() -> tuple[Doc, Tree]:
    doc = load_pipeline()(TEXT)
    return doc, make_tree(doc)


@pytest.mark.parametrize(
    "name",
    "text lower_ lemma_ pos_ tag_ dep_ ent_type_ i idx is_punct is_space is_quote".split(),
)
def test_a_word_has_what_the_token_has(both: tuple[Doc, Tree], name: str) -> None:
    """Every column is read as spaCy gives it."""
    doc, tree = both
    assert [getattr(word, name) for word in tree] == [getattr(token, name) for token in doc]


@pytest.mark.parametrize("name", "children lefts rights subtree ancestors conjuncts".split())
def test_a_word_has_the_same_words_around_it(both: tuple[Doc, Tree], name: str) -> None:
    """Same words, same order."""
    doc, tree = both
    for token, word in zip(doc, tree, strict=True):
        assert [each.i for each in getattr(word, name)] == [each.i for each in getattr(token, name)]


def test_heads_edges_and_sentences_are_the_same(both: tuple[Doc, Tree]) -> None:
    """What one word leads to."""
    doc, tree = both
    for token, word in zip(doc, tree, strict=True):
        assert (word.head.i, word.left_edge.i) == (token.head.i, token.left_edge.i)
        assert tree.right[word.i] == token.right_edge.i
        assert (word.sent.start, word.sent.end, word.sent.text) == (token.sent.start, token.sent.end, token.sent.text)
        assert [word.is_ancestor(other) for other in tree] == [token.is_ancestor(other) for other in doc]
    assert tree.ents == tuple((entity.start, entity.end, entity.label_) for entity in doc.ents)


@given(start=st.integers(-1, len(TEXT) + 1), length=st.integers(0, 60), fit=st.sampled_from(("expand", "contract")))
def test_characters_are_the_same_words(both: tuple[Doc, Tree], start: int, length: int, fit: str) -> None:
    """Any stretch of characters covers the words that spaCy gives, with the same root."""
    doc, tree = both
    theirs, ours = doc.char_span(start, start + length, alignment_mode=fit), tree.char_span(start, start + length, fit)
    assert (theirs is None) == (ours is None)
    if theirs is not None and ours is not None and len(theirs):
        assert (ours.start, ours.end, ours.text) == (theirs.start, theirs.end, theirs.text)
        assert ours.root.i == theirs.root.i


@given(text=st.text(max_size=40))
def test_any_text_becomes_a_tree(text: str) -> None:
    """Nothing is lost and nothing crashes, whatever the text and even without a parser."""
    tree = make_tree(_BLANK(text))
    assert len(tree) == sum(map(len, tree.sents))
    assert all(text[word.idx : word.end] == word.text for word in tree)


def test_there_is_nothing_beyond_the_document(both: tuple[Doc, Tree]) -> None:
    """A neighbour outside the document is an error and not the word at its other end."""
    with pytest.raises(IndexError, match="no word -1"):
        both[1][0].nbor(-1)
