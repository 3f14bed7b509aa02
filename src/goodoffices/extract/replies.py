"""A sentence → what the reporter adds of a reply: "…, a charge that the ministry denied", "… – a plan both rejected".

Such a phrase stands after a comma or dash, opens with "a", and says what somebody does with what was said. It is no
part of the clause before it, nor of the words of whoever spoke there.
"""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.extract.tree import Stretch, Token
from goodoffices.vocab.speech import speech_vocab

_MARKS = frozenset({",", "–", "—", "-", "--"})
# Relations by which a verb has something of its own to say.
ITS_OWN = frozenset({"ccomp", "dobj", "xcomp", "nsubjpass", "attr", "oprd"})
# "A proposal", "a somewhat vague proposal".
_MOST_BEFORE = 4


def is_reply(verb: Token) -> bool:
    """Whether a clause behind a noun does something with what the noun names, and says nothing of its own."""
    own = any(child.dep_ in ITS_OWN for child in verb.children if child.lower_ != "that")
    return verb.lemma_.lower() in speech_vocab().replies and (verb.tag_ == "VBN" or not own)


def find_replies(sentence: Stretch) -> Mapping[int, int]:
    """The mark before each such phrase of a sentence, and the last word of the phrase."""
    found: dict[int, int] = {}
    for verb in sentence:
        if (
            verb.dep_ in ("acl", "relcl", "ccomp")
            and verb.head.pos_ == "NOUN"
            and verb.head.i < verb.i
            and is_reply(verb)
        ):
            mark = _mark_before(verb.head, sentence)
            if mark is not None:
                found[mark] = max(word.i for word in verb.head.subtree)
    return found


def _mark_before(noun: Token, sentence: Stretch) -> int | None:
    for word in range(noun.i - 1, max(noun.i - _MOST_BEFORE, sentence.start), -1):
        if noun.doc[word].lower_ in ("a", "an"):
            return word - 1 if noun.doc[word - 1].text in _MARKS else None
    return None
