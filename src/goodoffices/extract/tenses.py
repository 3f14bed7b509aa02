"""Token → the tense of the verb that governs it: whether what is told lies behind, lies ahead, or is not said.

In: a token of a parse. Out: a Tense. A modal ("will", "would"), an infinitive under a verb that looks ahead ("plans
to") and a participle set for later ("scheduled for") lie ahead; a past form lies behind; a present form is present.
"""

from __future__ import annotations

from enum import Enum

from spacy.tokens import Token

from goodoffices.vocab.times import time_words

_MODALS = frozenset("will 'll ’ll shall would 'd ’d should could may might can must wo ca".split())
_DEEPEST = 12  # a longer way up the tree is a parse gone wrong


class Tense(Enum):
    """Where the governing verb puts what it tells."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


def tense_at(token: Token) -> Tense:
    """The tense of the nearest verb above a token that has one."""
    words = time_words()
    for _ in range(_DEEPEST):
        if token.lemma_.lower() in words.ahead_nouns:
            return Tense.FUTURE
        tense = _tense_of(token)
        if tense is not Tense.UNKNOWN:
            return tense
        if token.head.i == token.i:
            break
        token = token.head
    return Tense.UNKNOWN


def _tense_of(token: Token) -> Tense:
    if token.pos_ not in ("VERB", "AUX"):
        return Tense.UNKNOWN
    auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    forms = {child.lower_ for child in auxiliaries}
    if forms & _MODALS or _is_going_to(token):
        return Tense.FUTURE
    if "to" in forms:
        return Tense.FUTURE if _looks_ahead(token.head) else Tense.UNKNOWN
    return _finite_tense(token, forms)


def _is_going_to(token: Token) -> bool:
    return token.dep_ == "xcomp" and token.head.lower_ == "going"


def _looks_ahead(token: Token) -> bool:
    if token.lemma_.lower() not in time_words().ahead_verbs:
        return token.pos_ in ("NOUN", "ADJ")
    return True


def _finite_tense(token: Token, forms: set[str]) -> Tense:
    past_auxiliary = bool(forms & {"had", "was", "were", "did", "has", "have", "'ve", "been"})
    if token.tag_ == "VBN" and token.lemma_.lower() in time_words().ahead_verbs and "had" not in forms:
        if _is_set_for_later(token):
            return Tense.FUTURE
    if token.tag_ in ("VBD", "VBN") or past_auxiliary:
        return Tense.PAST
    if token.tag_ in ("VBZ", "VBP") or forms & {"is", "are", "am", "'s", "'re"}:
        return Tense.PRESENT
    return Tense.FUTURE if token.tag_ == "VB" and token.dep_ == "ROOT" else Tense.UNKNOWN


def _is_set_for_later(token: Token) -> bool:
    return any(child.dep_ == "prep" and child.lower_ in ("for", "until", "till", "by") for child in token.children)
