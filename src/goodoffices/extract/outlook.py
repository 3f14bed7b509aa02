"""A trigger word → how its act is held by the words above it: to come, refused, or taken up by another act.

In goes a token; out come plain facts read off the tree: auxiliaries and negations at the word, verbs, adjectives and
nouns of intent or refusal above it, and the clause it stands in. What is only said stays as it is.
"""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum

from goodoffices.extract.clauses import true_lemma
from goodoffices.extract.tree import Token
from goodoffices.vocab.words import load_words

_VERBS = load_words("verb").by_class
_INTEND, _REFUSE, _SAY = _VERBS["INTEND"], _VERBS["REFUSE_TO"], _VERBS["SAY"]
_INTENT_WORDS = load_words("other").by_class["INTENT_WORD"]
_INTENT_NOUNS = load_words("noun").by_class["INTENT_NOUN"]
_TO_COME = frozenset({"will", "would", "shall", "'ll", "’ll", "may", "might", "could", "can", "should"})
_COMPLEMENTS = frozenset({"xcomp", "acl", "ccomp", "conj", "acomp", "pcomp", "prep", "dobj", "pobj"})
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "nsubj", "nsubjpass", "conj", "compound"}
)
_ASIDE = frozenset({"relcl", "advcl", "acl", "appos"})


class Standing(StrEnum):
    """Where an act stands: told on its own, inside another act, beside the main clause, or in a headline."""

    MAIN = "main"
    GOVERNED = "governed"
    ASIDE = "aside"
    TITLE = "title"


def find_standing(head: Token, triggers: Container[int]) -> Standing:
    """How a trigger stands in its sentence; `triggers` are the positions of the other acts' triggers."""
    token, aside = head, False
    while token.dep_ != "ROOT" and token.head != token:
        above = token.head
        if token.dep_ in _GOVERNED and above.pos_ != "PUNCT" and _takes_up(token, above, triggers):
            return Standing.GOVERNED
        aside |= token.dep_ in _ASIDE
        token = above
    return Standing.ASIDE if aside else Standing.MAIN


def _takes_up(token: Token, above: Token, triggers: Container[int]) -> bool:
    if token.dep_ == "conj" or above.lemma_ in _SAY:
        return False
    return above.i in triggers or (token.dep_ in {"xcomp", "acl", "pcomp"} and _intends(above))


def find_outlook(head: Token) -> tuple[bool, bool]:
    """Whether the act is to come, and whether it is refused or not done."""
    to_come = refused = False
    token = head
    while True:
        for kid in token.children:
            to_come |= kid.dep_ == "aux" and kid.lower_ in _TO_COME
            refused |= kid.dep_ == "neg"
        above = token.head
        if above == token or token.dep_ not in _COMPLEMENTS or (token.dep_ == "ccomp" and above.lemma_ in _SAY):
            return to_come, refused
        if token.dep_ in {"conj", "dobj", "pobj", "prep"} and above.pos_ not in {"ADJ", "NOUN"}:
            return to_come or (token.dep_ != "conj" and _intends(above)), refused
        to_come |= _intends(above)
        refused |= above.lemma_ in _REFUSE and token.dep_ in {"xcomp", "pcomp"}
        token = above


def _intends(above: Token) -> bool:
    if above.pos_ == "VERB":
        return true_lemma(above) in _INTEND
    lemma = above.lemma_.lower()
    return lemma in (_INTENT_WORDS if above.pos_ in {"ADJ", "ADV"} else _INTENT_NOUNS)
