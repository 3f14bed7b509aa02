"""Places against actors: whether a name stands for where something is, or for who acts or is acted on.

"Met in Istanbul", "a drone over Kyiv", "the Doha talks" are places; "strikes on Kyiv", "pressure on Doha", "told
Moscow" are not. A metonym, a group or a people is never a place.
"""

from __future__ import annotations

from goodoffices.extract.phrases import Form, Phrase, Story
from goodoffices.vocab.actors import Sort

_LOCAL = frozenset(
    "in at near around inside outside across through throughout within "
    "over into above beyond along via onto off beneath under".split()
)
_MOTION = frozenset(
    "travel fly go arrive return head come drive move flee walk cross "
    "deport evacuate trip flight route road send deploy withdraw escape smuggle lead".split()
)
_TO_FROM = frozenset({"to", "from", "toward", "towards"})
# Force is done to what stands after these, whatever the preposition: "an attack at", "fire over", "strikes in" are not.
_ON = frozenset({"on", "against", "upon"})
_PLACED = frozenset({Sort.CAPITAL, Sort.PLACE, Sort.STATE})


def mark_places(story: Story) -> None:
    """Mark the names that are used as places."""
    for phrase in story.phrases:
        if phrase.sort in _PLACED or phrase.form is Form.LAND:
            phrase.is_place = _is_place(story, phrase)


def _is_place(story: Story, phrase: Phrase) -> bool:
    words = story.words
    head = phrase.head
    for _ in range(4):  # a name in a list is used as the first of the list is
        if words.dep[head] not in {"conj", "appos"} or words.head[head] == head:
            break
        head = words.head[head]
    if words.dep[head] == "pobj":
        return _after_preposition(story, words.head[head], phrase)
    if words.dep[head] in {"compound", "nmod"} and phrase.sort is not Sort.STATE:
        return words.head[head] not in story.headed
    if words.dep[head] in {"npadvmod", "ROOT", "dep"}:
        return phrase.sort is not Sort.STATE
    return phrase.sort is Sort.PLACE and words.dep[head] not in {"dobj", "nsubj", "nsubjpass"}


def _after_preposition(story: Story, preposition: int, phrase: Phrase) -> bool:
    words = story.words
    lower = words.lower[preposition]
    if lower in _ON:
        return False
    if lower in _LOCAL:
        return True
    governor = words.lemma[words.head[preposition]]
    if lower in _TO_FROM:
        return governor in _MOTION
    return phrase.sort is Sort.PLACE and lower == "of"
