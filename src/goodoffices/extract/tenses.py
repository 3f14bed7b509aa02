"""Token → the tense of the verb that governs it: whether what is told lies behind, lies ahead, or is not said.

In: a token of a parse. Out: a Tense. A modal ("will", "would"), an infinitive under a verb that looks ahead ("plans
to") and a participle set for later ("scheduled for") lie ahead; a past form lies behind; a present form is present.
"""

from __future__ import annotations

from enum import Enum

from goodoffices.extract.tree import Token
from goodoffices.vocab.times import time_words

_MODALS = frozenset("will 'll ’ll shall would 'd ’d should could may might can must wo ca".split())
_DEEPEST = 12  # a longer way up the tree is a parse gone wrong


class Tense(Enum):
    """Where the governing verb puts what it tells; OPEN where the past form of a plan does not say if its day came."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    OPEN = "open"
    UNKNOWN = "unknown"


def tense_at(token: Token) -> Tense:
    """The tense of the nearest verb above a token that has one."""
    words = time_words()
    if token.head.lemma_.lower() in words.ahead_nouns and token.i < token.head.i:
        return Tense.FUTURE
    if token.head.lemma_.lower() in words.past_nouns and token.i < token.head.i:
        return Tense.PAST
    for _ in range(_DEEPEST):
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
    forms = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if forms & _MODALS or (token.dep_ == "xcomp" and token.head.lower_ == "going"):
        return Tense.FUTURE
    if "to" in forms:
        return _infinitive_tense(token.head)
    return _finite_tense(token, forms)


def _infinitive_tense(above: Token) -> Tense:
    lemma = above.lemma_.lower()
    if lemma in time_words().open_verbs and _is_past(above, {child.lower_ for child in above.children}):
        return Tense.OPEN
    if lemma in time_words().ahead_verbs or above.pos_ in ("NOUN", "ADJ"):
        return Tense.FUTURE
    return Tense.UNKNOWN


def _is_past(token: Token, forms: set[str]) -> bool:
    if forms & {"is", "are", "am", "'s", "'re", "be"}:
        return False
    return token.tag_ in ("VBD", "VBN") or bool(forms & _PAST_AUXILIARIES) or token.lower_ in ("was", "were")


_PAST_AUXILIARIES = frozenset("had was were did has have 've ’ve been".split())


def _finite_tense(token: Token, forms: set[str]) -> Tense:
    if token.tag_ == "VBN" and token.lemma_.lower() in time_words().ahead_verbs and _is_set_for_later(token):
        return Tense.OPEN if forms & _PAST_AUXILIARIES else Tense.FUTURE
    if token.tag_ in ("VBD", "VBN") or forms & _PAST_AUXILIARIES:
        return Tense.PAST
    if token.tag_ in ("VBZ", "VBP") or forms & {"is", "are", "am", "'s", "'re"}:
        return Tense.PRESENT
    return Tense.FUTURE if token.tag_ == "VB" and token.dep_ == "ROOT" else Tense.UNKNOWN


def _is_set_for_later(token: Token) -> bool:
    return any(child.dep_ == "prep" and child.lower_ in ("for", "until", "till", "by") for child in token.children)
