"""Firm rules → readings: what the codebook says in so many words is not left to the trained model.

In go the layers and the readings that the model chose; out come the readings with those of firm rules in their place. A
firm rule decides the kind of the clause that its word heads, outside headlines, and takes over any reading of the same
words; a step of a mediator by a party to the war is nobody's mediation and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from goodoffices.extract.acts import HEADLINES, Act
from goodoffices.extract.arguments import subjects
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.choosing import Reading
from goodoffices.extract.layers import Layers
from goodoffices.extract.outlook import Standing
from goodoffices.extract.tree import Token
from goodoffices.record.claims import Kind
from goodoffices.record.sources import Span
from goodoffices.vocab.acts import load_rule

# An adjective or participle says it for the verb that it hangs from: "remains firm", "made it hard".
_PREDICATES = frozenset({"acomp", "attr", "oprd", "xcomp", "ccomp"})
# Below this the model holds another reading, or none, for likelier.
_DOUBTFUL = 0.25
# A rule that was right three times in four where it was measured needs no second opinion.
_MEASURED_FIRM = 0.75
_CONSENTS = frozenset({"agree", "assent", "consent"})
# Two clauses that differ by an adverb or a mark are one.
_SAME_WORDS = 0.85


def add_firm_readings(layers: Layers, readings: Sequence[Reading], firm: Mapping[int, Act]) -> tuple[Reading, ...]:
    """The readings of a report after firm rules had their say, in the order of their clauses."""
    kept = list(readings)
    for place, act in firm.items():
        kept = [one for one in kept if not _gives_way(layers.candidates, one, place, act.kind)]
        kept.append(Reading(place, act.kind, max(act.precision, _held(readings, place, act.kind))))
    return tuple(sorted(kept, key=lambda one: (layers.candidates[one.place].span, one.kind)))


def tell_once(layers: Layers, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings without those of a headline or standfirst whose kind the body tells again."""
    in_headline = {one: layers.parse.roles[layers.candidates[one.place].sentence] in HEADLINES for one in readings}
    told = {one.kind for one, is_headline in in_headline.items() if not is_headline}
    return (one for one, is_headline in in_headline.items() if not (is_headline and one.kind in told))


def read_consent(layers: Layers, readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings, with the consent of one party as its answer ("the rebels agreed to a truce").

    An agreement takes two.
    """
    for one in readings:
        alone = one.kind == Kind.AGREEMENT and _consents_alone(layers, layers.candidates[one.place])
        yield replace(one, kind=Kind.RESPONSE.value) if alone else one


def _consents_alone(layers: Layers, candidate: Candidate) -> bool:
    words, head = layers.words, candidate.head
    links = {words.lower[each] for each in words.with_dep(head, "prep")}
    if words.lemma[head] not in _CONSENTS or words.child(head, "nsubjpass") is not None or "with" in links:
        return False
    doc = layers.parse.doc
    return len({actor for word, _ in subjects(words, head) for actor in layers.mentions.ids_of(doc[word])}) == 1


def find_firm_acts(layers: Layers) -> dict[int, Act]:
    """The acts of firm rules by the places of the clauses that they head, one for each clause."""
    places = {candidate.head: place for place, candidate in enumerate(layers.candidates)}
    found: dict[int, Act] = {}
    for acts in layers.acts.values():
        for act in acts:
            place = _place_of(act, places)
            if place is not None and place not in found and _is_firm(layers, act):
                found[place] = act
    return found


def _is_firm(layers: Layers, act: Act) -> bool:
    rule = load_rule(act.rule)
    if act.kind == "other" or act.standing is Standing.TITLE or not (rule.firm or act.precision >= _MEASURED_FIRM):
        return False
    if rule.spoken:
        return _is_said_of_others(layers, act)
    return act.kind != Kind.MEDIATION or not _is_partisan(layers, act)


def _is_said_of_others(layers: Layers, act: Act) -> bool:
    """Whether a speaker says it, and of a party to the war that the speaker does not speak for."""
    named = {actor for token in act.target_tokens for actor in layers.mentions.ids_of(token)}
    speakers = [said for said in layers.heard.attributions if any(_holds(span, act) for span in said.content)]
    others = named - {actor for said in speakers for actor in said.affiliation}
    return bool(speakers) and bool(others & set(layers.mentions.parties))


def _holds(span: Span, act: Act) -> bool:
    return span.start <= act.head.idx < span.end


def find_doers(
    layers: Layers, act: Act, head: Token, *, nobody: bool = False
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Who acts by a firm rule, and where that is read: its own actors, else the subject of the clause it heads.

    Any rule decides where `nobody` was chosen otherwise, but for judgements, which may be nobody's.
    """
    tokens = act.actor_tokens
    if load_rule(act.rule).firm:
        tokens = tokens or tuple(child for child in head.children if child.dep_ == "nsubj" and head != act.head)
    elif not nobody or act.kind == Kind.ASSESSMENT:
        return (), ()
    ids = tuple(sorted({actor for token in tokens for actor in layers.mentions.ids_of(token)}))
    return ids, tuple(Span(token.idx, token.end) for token in tokens) if ids else ()


def _is_partisan(layers: Layers, act: Act) -> bool:
    """Whether only parties to the war act here."""
    actors = {actor for token in act.actor_tokens for actor in layers.mentions.ids_of(token)}
    return bool(actors) and actors <= set(layers.mentions.parties)


def _place_of(act: Act, places: dict[int, int]) -> int | None:
    if act.head.i in places:
        return places[act.head.i]
    says = act.head.dep_ in _PREDICATES and (act.head.dep_ != "ccomp" or act.head.pos_ == "ADJ")
    return places.get(act.head.head.i) if says else None


def _held(readings: Iterable[Reading], place: int, kind: str) -> float:
    return max((one.probability for one in readings if one.place == place and one.kind == kind), default=0.0)


def _gives_way(candidates: Sequence[Candidate], one: Reading, place: int, kind: str) -> bool:
    """A reading of the same clause or the same words, or of the same kind in some of them, gives way to a firm one."""
    mine, firm = candidates[one.place].span, candidates[place].span
    shared = mine.overlap(firm)
    same_words = one.place == place or shared >= _SAME_WORDS * max(len(mine), len(firm))
    if mine.contains(firm) and one.probability < _DOUBTFUL:
        return True  # the clause around it was held for something by the words that the rule read better
    return same_words or (one.kind == kind and 2 * shared >= min(len(mine), len(firm)))
