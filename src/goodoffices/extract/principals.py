"""Whose story it is: the principal parties of a report, and who mediates between them.

In: the phrases of a report with the actors that their own words name. Out: parties and mediators as ids. The sides of a
conflict are the two between whom force is used, or between whom there are a truce, talks or a deal; how often each is
named breaks the tie. A mediator is who is said to mediate, host, broker, send envoys or propose, and is not a side.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from goodoffices.extract.fighters import UNNAMED
from goodoffices.extract.phrases import Form, Phrase, Story
from goodoffices.vocab.actors import Gazetteer

_ACTING = frozenset({"nsubj", "agent", "poss", "compound", "amod", "nmod", "npadvmod"})
_SUFFERING = frozenset({"dobj", "nsubjpass"})
_AGAINST = frozenset({"on", "against", "with", "at", "upon", "in", "into"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
# Bodies that are seldom a side of a war; they are taken for one only where nobody else is.
_BYSTANDERS = frozenset({"igo", "ngo", "umbrella"})
# Weights, set on the training reports: a deed of force says more than a shared truce, and that more than a name.
_FORCE, _BETWEEN, _SETTLING, _JOINED = 3.0, 3.0, 1.5, 0.5
_MEDIATING, _PROPOSING = 2.0, 0.5
# A third side needs this share of the second side's weight, and a deed of force that links it to one of the two.
_THIRD, _THIRD_FORCE, _THIRD_CIVIL = 0.3, 6.0, 3.0
# One sentence that says so makes a mediator; mere proposals must be two.
_ENOUGH = 1.0
# What links two against how often they are named, and the bonus of a group and the state it fights in; flat here.
_LINKED, _CIVIL = 2.5, 1.0
# A mediator is named as often as a side: what is said of its mediation counts against its being one.
_DISCOUNT = 3.0


@dataclass(slots=True)
class _Tally:
    """What a report says of every actor, and of every two."""

    named: Counter[str] = field(default_factory=Counter)
    mediating: dict[str, float] = field(default_factory=dict)
    linked: dict[tuple[str, str], float] = field(default_factory=dict)
    fought: dict[tuple[str, str], float] = field(default_factory=dict)

    def link(self, one: str, other: str, weight: float, *, force: bool = False) -> None:
        if one != other:
            pair = (min(one, other), max(one, other))
            self.linked[pair] = self.linked.get(pair, 0.0) + weight
            if force:
                self.fought[pair] = self.fought.get(pair, 0.0) + weight

    def mediate(self, actor: str, weight: float) -> None:
        self.mediating[actor] = self.mediating.get(actor, 0.0) + weight


def find_principals(story: Story) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The principal parties and the mediators of a report, as ids, the most named first."""
    tally = _count(story)
    sides = _sides(story, tally)
    mediators = sorted(
        (a for a, weight in tally.mediating.items() if weight >= _ENOUGH and a not in sides),
        key=lambda a: (-tally.mediating[a], a),
    )
    return sides, tuple(mediators[:3])


def _count(story: Story) -> _Tally:
    tally = _Tally()
    for phrase in story.phrases:
        if phrase.form in {Form.NAME, Form.PERSON, Form.FIGHTERS}:
            for actor in phrase.actors:
                tally.named[actor] += _weight(story, phrase)
    titles = story.lists.titles
    for word, lemma in enumerate(story.words.lemma):
        if lemma in titles.force:
            _count_force(story, tally, word)
        elif lemma in titles.settling:
            _count_settling(story, tally, word)
        elif lemma in titles.mediating:
            _count_third(story, tally, word, _MEDIATING)
        elif lemma in titles.proposing:
            _count_third(story, tally, word, _PROPOSING)
    return tally


def _weight(story: Story, phrase: Phrase) -> int:
    if phrase.is_place:
        return 0
    return 2 if story.words.dep[phrase.head] in _SUBJECTS else 1


def _named_at(story: Story, word: int) -> Iterator[str]:
    for place in (word, *story.conjuncts(word)):
        phrase = story.phrase_at(place)
        if phrase is not None:
            yield from phrase.actors


def _count_force(story: Story, tally: _Tally, word: int) -> None:
    doers, sufferers = set(_doers(story, word)), set(_sufferers(story, word))
    for doer in doers:
        for sufferer in sufferers - doers:
            tally.link(doer, sufferer, _FORCE, force=True)
    _count_between(story, tally, word, force=True)


def _doers(story: Story, word: int) -> Iterator[str]:
    """Who does a deed: its subject or agent, what stands before a noun, the subject of its light verb."""
    words = story.words
    for child in words.children[word]:
        if words.dep[child] in _ACTING:
            yield from _named_at(story, child)
        if words.dep[child] in {"agent", "prep"} and words.lower[child] in {"by", "from"}:
            yield from _objects(story, child)
    if words.dep[word] in {"dobj", "xcomp", "conj", "advcl"} and words.head[word] != word:
        for child in words.with_dep(words.head[word], "nsubj"):
            yield from _named_at(story, child)


def _sufferers(story: Story, word: int) -> Iterator[str]:
    words = story.words
    for child in words.children[word]:
        if words.dep[child] in _SUFFERING:
            yield from _named_at(story, child)
        if words.dep[child] == "prep" and words.lower[child] in _AGAINST:
            yield from _objects(story, child)


def _objects(story: Story, preposition: int) -> Iterator[str]:
    for child in story.words.with_dep(preposition, "pobj"):
        yield from _named_at(story, child)


def _count_between(story: Story, tally: _Tally, word: int, *, force: bool) -> None:
    words = story.words
    for child in words.with_dep(word, "prep"):
        if words.lower[child] in {"between", "among"}:
            for one, other in combinations(dict.fromkeys(_objects(story, child)), 2):
                tally.link(one, other, _BETWEEN, force=force)


def _count_settling(story: Story, tally: _Tally, word: int) -> None:
    _count_between(story, tally, word, force=False)
    words = story.words
    doers = set(_doers(story, word))
    for one, other in combinations(sorted(doers), 2):
        tally.link(one, other, _JOINED)
    for child in words.with_dep(word, "prep"):
        if words.lower[child] == "with":
            for other in _objects(story, child):
                for doer in doers:
                    tally.link(doer, other, _SETTLING)
        elif words.lower[child] == "by":
            for actor in _objects(story, child):
                tally.mediate(actor, _PROPOSING)


def _count_third(story: Story, tally: _Tally, word: int, weight: float) -> None:
    for actor in dict.fromkeys(_doers(story, word)):
        tally.mediate(actor, weight)


def _sides(story: Story, tally: _Tally) -> tuple[str, ...]:
    strength = _strengths(story, tally)
    ranked = sorted(strength, key=lambda a: (-strength[a], a))[:8]
    gazetteer = story.lists.gazetteer
    if len(ranked) < 2:
        return tuple(ranked)
    best = max(combinations(ranked, 2), key=lambda pair: _pair_strength(tally, strength, pair, gazetteer))
    sides = sorted(best, key=lambda a: -strength[a])
    least = strength[sides[1]] * _THIRD
    for actor in ranked:
        if actor in sides or strength[actor] < least:
            continue
        fought = max(tally.fought.get((min(actor, side), max(actor, side)), 0.0) for side in sides)
        civil = any(_is_civil(gazetteer, (actor, side)) for side in sides)
        if fought >= (_THIRD_CIVIL if civil else _THIRD_FORCE):
            return (*sides, actor)
    return tuple(sides)


def _strengths(story: Story, tally: _Tally) -> dict[str, float]:
    """How much each actor is named as one who could be a side."""
    gazetteer = story.lists.gazetteer
    strength = {a: count - _DISCOUNT * tally.mediating.get(a, 0.0) for a, count in tally.named.items()}
    partisans = {a: s for a, s in strength.items() if gazetteer.type_of(a) not in _BYSTANDERS}
    return partisans or strength


def _pair_strength(tally: _Tally, strength: dict[str, float], pair: tuple[str, str], gazetteer: Gazetteer) -> float:
    key = (min(pair), max(pair))
    linked = tally.linked.get(key, 0.0)
    return (
        math.sqrt(max(strength[pair[0]], 0.0))
        + math.sqrt(max(strength[pair[1]], 0.0))
        + _LINKED * math.sqrt(linked)
        + (_CIVIL if _is_civil(gazetteer, pair) else 0.0)
    )


def _is_civil(gazetteer: Gazetteer, pair: tuple[str, str]) -> bool:
    """Whether one is an armed group and the other the state it fights in, or armed men of no name."""
    armed = [actor for actor in pair if gazetteer.type_of(actor) == "armed_group" or actor in UNNAMED]
    states = [actor for actor in pair if gazetteer.type_of(actor) == "state"]
    if len(armed) != 1 or len(states) != 1:
        return False
    return gazetteer.country_of(armed[0]) in {None, states[0]}
