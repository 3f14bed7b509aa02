"""A clause and its kind → actor and target: for every actor that the report could mean, the chance that it is meant.

Actors on offer are those mentioned in the sentence, those that the speaker speaks for, and the parties and mediators
of the report. What is learned is the part that an actor plays around the head of the clause and in the report, never
its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goodoffices.extract.arguments import find_arguments, path_between
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.layers import Layers
from goodoffices.record.actors import Mention
from goodoffices.record.sources import Span


@dataclass(frozen=True, slots=True)
class Offer:
    """An actor that may have a part in a clause, with the features of that part and the spans it was read from."""

    actor: str
    features: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every actor of one clause: where it stands, who speaks, and what kind it is."""

    candidate: Candidate
    kind: str
    value: str | None = None
    speaker: tuple[str, ...] = ()


def offer_actors(layers: Layers, setting: Setting) -> tuple[Offer, ...]:
    """Every actor on offer for a clause, in the order of first mention."""
    features: dict[str, list[str]] = {}
    spans: dict[str, list[Span]] = {}
    for actor, feature, span in _evidence(layers, setting):
        features.setdefault(actor, []).append(feature)
        if span is not None:
            spans.setdefault(actor, []).append(span)
    several = f"offers={min(len(features), 4)}"
    return tuple(
        Offer(
            actor,
            tuple(dict.fromkeys(_crossed([*found, several], setting))),
            tuple(dict.fromkeys(spans.get(actor, ()))),
        )
        for actor, found in features.items()
    )


def _crossed(features: Iterable[str], setting: Setting) -> Iterator[str]:
    for feature in features:
        yield feature
        yield f"{setting.kind}|{feature}"


def _evidence(layers: Layers, setting: Setting) -> Iterator[tuple[str, str, Span | None]]:
    arguments = find_arguments(layers.words, setting.candidate.head)
    order: list[str] = []
    for word, mention in _mentioned(layers, setting.candidate):
        for actor in layers.mentions.ids_of(layers.parse.doc[word]):
            if actor not in order:
                order.append(actor)
                yield actor, f"order={min(len(order), 4)}", None
            for feature in _parts(layers, setting, (word, mention), arguments):
                yield actor, feature, mention.span
    for actor in setting.speaker:
        yield actor, "speaker", None
    for actor in layers.mentions.parties:
        yield actor, "party", None
        if actor not in order:
            yield actor, "elsewhere", None
    for actor in layers.mentions.mediators:
        yield actor, "mediator", None
        if actor not in order:
            yield actor, "elsewhere", None


def _mentioned(layers: Layers, candidate: Candidate) -> Iterator[tuple[int, Mention]]:
    sentence = layers.parse.sentences[candidate.sentence]
    for word in range(sentence.start, sentence.end):
        mention = layers.mentions.by_word.get(word)
        if mention is not None and mention.head == layers.words.start[word]:
            yield word, mention


def _parts(layers: Layers, setting: Setting, named: tuple[int, Mention], arguments: Mapping[int, str]) -> Iterator[str]:
    word, mention = named
    place = "place:" if mention.is_place else ""
    candidate = setting.candidate
    part = arguments.get(word)
    if part is not None:
        yield f"{place}part={part}"
        yield f"{place}part={part}|{layers.words.lemma[candidate.head]}"
    else:
        yield f"{place}path={path_between(layers.words, candidate.head, word)}"
    inside = candidate.first <= word <= candidate.last
    yield f"{place}{'in' if inside else 'out'}:{'before' if word < candidate.head else 'after'}"
    if mention.antecedent is not None:
        yield "resolved"
    if mention.person:
        yield "person"


def find_rules_roles(layers: Layers, head: int, kind: str) -> Mapping[str, tuple[int, ...]]:
    """The words that the rules name as actor and target of an act of this kind at a head."""
    for act in layers.acts.get(head, ()):
        if act.kind == kind:
            return {"actor": tuple(t.i for t in act.actor_tokens), "target": tuple(t.i for t in act.target_tokens)}
    return {}
