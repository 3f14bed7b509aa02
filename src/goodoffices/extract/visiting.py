"""A clause that tells of a visit → who visits and who is visited: actor and target of the meeting.

In: the layers of a report and a clause that was read as a meeting. Out: a Visit, or None where the clause tells of no
journey to somebody. Here, and only here, a place stands for the state or body that it belongs to: "arrived in Doha" is
a visit to Qatar. Source: the annotation guidelines, by which the visitor is the actor and the visited the target.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goodoffices.extract.arguments import subjects, with_joined
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.layers import Layers
from goodoffices.extract.words import Words
from goodoffices.record.actors import Mention

_VISITS = frozenset({"visit", "tour"})
_TRAVELS = frozenset({"arrive", "come", "fly", "go", "head", "journey", "land", "return", "travel"})
_JOURNEYS = frozenset({"journey", "stop", "stopover", "tour", "trip", "visit"})
# What carries the noun: "made a visit to", "began a trip to".
_LIGHT = frozenset({"begin", "complete", "conclude", "end", "finish", "have", "make", "pay", "plan", "start"})
_TO = frozenset({"at", "in", "into", "to"})


@dataclass(frozen=True, slots=True)
class Visit:
    """Who visits whom, as the mentions they are read from."""

    visitors: tuple[Mention, ...]
    visited: tuple[Mention, ...]


def find_visit(layers: Layers, candidate: Candidate) -> Visit | None:
    """The visit that a clause tells of, where it names both who comes and to whom."""
    words, head = layers.words, candidate.head
    verb, noun = _verb_and_noun(words, head)
    if noun is not None:
        owners = words.with_dep(noun, "poss")
        coming = _named(layers, owners or _subjects(words, verb))
        host = _named(layers, _reached(words, noun) or (_reached(words, verb) if verb is not None else ()))
    elif words.lemma[head] in _VISITS:
        coming, host = _named(layers, _subjects(words, head)), _named(layers, words.with_dep(head, "dobj"))
    elif words.lemma[head] in _TRAVELS:
        coming, host = _named(layers, _subjects(words, head)), _named(layers, _reached(words, head), places=True)
    else:
        return None
    apart = not {actor for one in coming for actor in one.actors} & {actor for one in host for actor in one.actors}
    return Visit(coming, host) if coming and host and apart else None


def _verb_and_noun(words: Words, head: int) -> tuple[int | None, int | None]:
    """The noun that names the journey, as the head or as what a light verb carries, and that verb."""
    if words.pos[head] == "NOUN":
        return None, head if words.lemma[head] in _JOURNEYS else None
    thing = words.child(head, "dobj") if words.lemma[head] in _LIGHT else None
    return head, thing if thing is not None and words.lemma[thing] in _JOURNEYS else None


def _subjects(words: Words, verb: int | None) -> tuple[int, ...]:
    return tuple(word for word, _ in subjects(words, verb)) if verb is not None else ()


def _reached(words: Words, place: int) -> tuple[int, ...]:
    links = (link for link in words.with_dep(place, "prep") if words.lower[link] in _TO)
    return tuple(thing for link in links for thing in words.with_dep(link, "pobj"))


def _named(layers: Layers, heads: Iterable[int], *, places: bool = False) -> tuple[Mention, ...]:
    """The mentions at some words and at those joined to them; with `places` only the places among them."""
    found = (layers.mentions.by_word.get(word) for head in heads for word in with_joined(layers.words, head, ("conj",)))
    return tuple(one for one in found if one is not None and one.actors and (one.is_place or not places))
