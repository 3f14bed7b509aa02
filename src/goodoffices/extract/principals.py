"""Whose story it is: the principal parties of a report, and who mediates between them.

Parties are the actors named most, weighed by where they stand: as a subject, in the headline. Mediators are those said
to mediate, host, broker or send mediators.
"""

from __future__ import annotations

from collections import Counter

from goodoffices.extract.phrases import Form, Phrase, Story

_MEDIATE = frozenset({"mediate", "broker", "host", "facilitate", "mediation", "mediator", "brokering", "facilitator"})


def find_principals(story: Story) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The principal parties and the mediators of a report, as ids, the most named first."""
    counts: Counter[str] = Counter()
    for phrase in story.phrases:
        if not phrase.is_place and phrase.form in {Form.NAME, Form.PERSON, Form.FIGHTERS}:
            for actor in phrase.actors:
                counts[actor] += _weight(story, phrase)
    mediators = _mediators(story)
    ranked = [actor for actor, _ in counts.most_common() if actor not in mediators]
    return tuple(ranked[:2]), mediators


def _weight(story: Story, phrase: Phrase) -> int:
    return 2 if story.words.dep[phrase.head] in {"nsubj", "nsubjpass", "agent"} else 1


def _mediators(story: Story) -> tuple[str, ...]:
    words = story.words
    found: Counter[str] = Counter()
    for word, lemma in enumerate(words.lemma):
        if lemma in _MEDIATE:
            for child in words.children[word]:
                phrase = story.phrase_at(child)
                if (
                    phrase is not None
                    and phrase.actors
                    and words.dep[child] in {"nsubj", "compound", "amod", "poss", "npadvmod"}
                ):
                    found.update(phrase.actors)
    return tuple(actor for actor, times in found.most_common(3) if times >= 1)
