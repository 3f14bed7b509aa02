"""Layers → whose conflict it is: the principal parties and the mediators, chosen as a set by what was learned.

On offer are the actors that the report names most, in twos and threes. A set is described by what the report says
of its members and between them (who attacks, who is attacked, "between A and B", who mediates), by what sort they
are, and by how it relates to the sides that the rules of the entity layer found; never by their names, but for one
list: those who have mediated in many conflicts of others (`vocab/third_parties.yaml`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import combinations

from goodoffices.errors import BadVocabulary
from goodoffices.extract.layers import Layers
from goodoffices.extract.learned import Model
from goodoffices.extract.mentions import Mentions
from goodoffices.extract.ranking import rank
from goodoffices.vocab.actors import load_gazetteer
from goodoffices.vocab.conflicts import Conflict, conflicts_among, load_conflicts
from goodoffices.vocab.loading import load_vocab

Sides = frozenset[str]
# Words for the sides together; names joined by "and" hold none of them.
_BOTH = re.compile(r"\b(?:both|two|sides?|parties|belligerents|foes|rivals|each)\b", re.IGNORECASE)
# Who is named less than the eighth most named actor is a side in no annotated report.
_NAMED = 8
# Who is named less is named in passing.
_OFTEN = 3
_THREES = 5
_OTHERS = 10
# On the development reports seven of ten so chosen mediated, and six of ten who did were chosen.
_MEDIATES = 0.3


@lru_cache(maxsize=1)
def third_parties() -> frozenset[str]:
    """Actors that have mediated in many conflicts of others.

    Raises BadVocabulary when the file is not a list of ids.
    """
    listed = load_vocab("third_parties").get("often")
    if not isinstance(listed, list):
        raise BadVocabulary("third_parties.yaml: expected `often:` with a list of actor ids")
    return frozenset(map(str, listed))


@dataclass(frozen=True, slots=True)
class Standing:
    """What a report says of its actors: how often each is named, does or suffers what, and who stands beside whom."""

    named: Counter[str]
    early: frozenset[str]
    places: Counter[str]
    deeds: dict[str, frozenset[str]]
    joined: Counter[Sides]
    found: Sides
    mediators: Sides
    known: tuple[Conflict, ...] = ()


def name_sides(layers: Layers, model: Model) -> Layers:
    """The same layers with the parties and mediators that the model chooses."""
    part = model.part("sides")
    standing = read_standing(layers)
    offered = offer_sides(standing)
    if part is None or not offered:
        return layers
    chances = rank(part, [describe_sides(standing, sides) for sides in offered])
    sides = as_known(standing, offered[int(chances.argmax())], layers.parse.report.published)
    chosen = replace(
        _reread_both(layers, standing.found, sides),
        parties=tuple(sorted(sides, key=lambda actor: (-standing.named[actor], actor))),
        mediators=_choose_third(standing, sides, model),
    )
    return replace(layers, mentions=chosen)


def as_known(standing: Standing, sides: Sides, day: date | None) -> Sides:
    """The sides as the list of conflicts has them, where the report names them so.

    An armed group that is named is the party, not the people or land it comes from ("Hamas" before the Palestinians);
    who has mediated between the others is no party; and a war that three wage, all of them named, is not one of two.
    """
    named = frozenset(actor for actor, count in standing.named.items() if count >= _OFTEN)
    for conflict in standing.known:
        groups, instead = conflict.parties - sides, sides - conflict.parties
        if (
            len(instead) == 1
            and groups <= named
            and any(_is_from(each, instead) for each in groups or conflict.parties)
        ):
            return conflict.parties
    going_on = [conflict for conflict in standing.known if conflict.goes_on(day)]
    if any(conflict.parties == sides for conflict in going_on):
        return sides
    fewer = (one.parties for one in going_on if one.parties < sides <= one.parties | one.thirds)
    wider = (one.parties for one in going_on if sides < one.parties <= named)
    settled = next(fewer, None) or next(wider, None)
    if settled is None and day is not None and not going_on:
        settled = _without_third(sides, day)
    return settled or sides


def _without_third(sides: Sides, day: date) -> Sides | None:
    """A party beside who mediates in the one listed conflict of both: that conflict, its other side named or not."""
    meant = {
        one.parties
        for one in load_conflicts()
        if one.goes_on(day) and sides & one.parties and (others := sides - one.parties) and others <= one.thirds
    }
    return meant.pop() if len(meant) == 1 else None


def _is_from(group: str, lands: Sides) -> bool:
    known = load_gazetteer()
    return known.type_of(group) == "armed_group" and known.country_of(group) in lands


def _reread_both(layers: Layers, before: Sides, sides: Sides) -> Mentions:
    """The mentions, with "both sides" and its like standing for the sides that were chosen."""
    mentions, text = layers.mentions, layers.parse.report.text
    if before == sides or not before:
        return mentions
    ordered = tuple(sorted(sides))
    changed = {
        mention.head: replace(mention, actors=ordered)
        for mention in mentions.all
        if frozenset(mention.actors) == before and _BOTH.search(mention.span.of(text))
    }
    return replace(
        mentions,
        all=tuple(changed.get(mention.head, mention) for mention in mentions.all),
        by_word={word: changed.get(mention.head, mention) for word, mention in mentions.by_word.items()},
    )


def _choose_third(standing: Standing, sides: Sides, model: Model) -> tuple[str, ...]:
    part = model.part("third")
    others = [actor for actor in _ranked(standing)[:_OTHERS] if actor not in sides]
    if part is None or not others:
        return ()
    chances = part.probabilities([describe_third(standing, sides, actor) for actor in others])
    likely = chances[:, part.classes.index("yes")] >= _MEDIATES
    return tuple(actor for actor, chosen in zip(others, likely, strict=True) if chosen)


def _ranked(standing: Standing) -> list[str]:
    return [actor for actor, _ in sorted(standing.named.items(), key=lambda each: (-each[1], each[0]))]


def read_standing(layers: Layers) -> Standing:
    """Count what is said of every actor."""
    mentions = layers.mentions
    acts = [act for found in layers.acts.values() for act in found]
    named: Counter[str] = Counter()
    places: Counter[str] = Counter()
    early: list[str] = []
    for mention in mentions.all:
        (places if mention.is_place else named).update(mention.actors)
        if not mention.is_place and len(early) < 3:
            early.extend(actor for actor in mention.actors if actor not in early)
    deeds: dict[str, set[str]] = {}
    joined: Counter[Sides] = Counter()
    for act in acts:
        doers = {a for token in act.actor_tokens for a in mentions.ids_of(token)}
        others = {a for token in act.target_tokens for a in mentions.ids_of(token)}
        for actor in doers:
            deeds.setdefault(actor, set()).add(f"does {act.kind}")
        for actor in others:
            deeds.setdefault(actor, set()).add(f"gets {act.kind}")
        joined.update(_pairs(doers, others, act.kind))
    return Standing(
        named,
        frozenset(early),
        places,
        {actor: frozenset(found) for actor, found in deeds.items()},
        joined,
        frozenset(mentions.parties),
        frozenset(mentions.mediators),
        conflicts_among((*named, *places), layers.parse.report.published),
    )


def _pairs(doers: set[str], others: set[str], kind: str) -> Iterator[Sides]:
    for one in doers:
        yield from (frozenset({one, other}) for other in others if other != one)
    if kind in ("meeting", "agreement", "ceasefire"):
        yield from (frozenset(pair) for pair in combinations(sorted(doers), 2))


def offer_sides(standing: Standing) -> tuple[Sides, ...]:
    """The sets of actors that may be the principal parties."""
    ranked = _ranked(standing)[:_NAMED]
    offered = dict.fromkeys(frozenset(pair) for pair in combinations(ranked, 2))
    offered.update(dict.fromkeys(frozenset(three) for three in combinations(ranked[:_THREES], 3)))
    offered.update(dict.fromkeys(conflict.parties for conflict in standing.known))
    if standing.found:
        offered.setdefault(standing.found)
    return tuple(offered)


def describe_sides(standing: Standing, sides: Sides) -> list[str]:
    """The features of a set of actors as the principal parties."""
    total = max(sum(standing.named.values()), 1)
    ranked = _ranked(standing)
    found = [f"size={len(sides)}", f"rules:{_relation(sides, standing.found)}"]
    share = sum(standing.named[actor] for actor in sides) / total
    found += [f"share>{notch}" for notch in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8) if share > notch]
    found.append("sorts=" + "+".join(sorted(load_gazetteer().type_of(actor) for actor in sides)))
    found += _describe_known(standing, sides)
    found.append(f"third={sum(actor in third_parties() for actor in sides)}")
    for actor in sorted(sides):
        found += _describe_one(standing, actor, ranked.index(actor) if actor in ranked else 9)
    for pair in combinations(sorted(sides), 2):
        linked = standing.joined[frozenset(pair)]
        found += [f"linked>{notch}" for notch in (0, 1, 2, 4) if linked > notch]
    return [*found, *(f"{len(sides)}|{name}" for name in found)]


def _describe_known(standing: Standing, sides: Sides) -> Iterator[str]:
    """How the set relates to the known conflicts whose parties are all named."""
    same = _known_between(standing, sides)
    if same:
        yield "known"
        yield "known alone" if len(standing.known) == 1 else "known among others"
        yield from ["known war of three"] * any(len(conflict.parties) > 2 for conflict in same)
        helped = sum(third in standing.named for third in frozenset().union(*(one.thirds for one in same)))
        yield f"known thirds={min(helped, 3)}"
    elif standing.known:
        yield "another is known"
        yield from ["holds a known"] * any(conflict.parties < sides for conflict in standing.known)
        yield from ["part of a known"] * any(sides < conflict.parties for conflict in standing.known)


def _known_between(standing: Standing, sides: Sides) -> tuple[Conflict, ...]:
    return tuple(conflict for conflict in standing.known if conflict.parties == sides)


def _describe_one(standing: Standing, actor: str, rank: int) -> Iterator[str]:
    marks = [f"rank={min(rank, 5)}", *sorted(standing.deeds.get(actor, ()))]
    marks += [f"place>{notch}" for notch in (0, 2, 5) if standing.places[actor] > notch]
    marks += ["early"] * (actor in standing.early) + ["mediator"] * (actor in standing.mediators)
    third = "third" if actor in third_parties() else "own"
    for mark in marks:
        yield f"has {mark}"
        yield f"{third} has {mark}"
    yield f"is {load_gazetteer().type_of(actor)}"


def _relation(one: Sides, other: Sides) -> str:
    if one == other:
        return "is"
    return f"shares {len(one & other)}"


def describe_third(standing: Standing, sides: Sides, actor: str) -> list[str]:
    """The features of an actor as a mediator between the sides."""
    ranked = _ranked(standing)
    found = list(_describe_one(standing, actor, ranked.index(actor) if actor in ranked else 9))
    known = _known_between(standing, sides)
    found.insert(0, "known third" if any(actor in one.thirds for one in known) else f"no known third {bool(known)}")
    found += [f"with side {'yes' if standing.joined[frozenset({actor, side})] else 'no'}" for side in sorted(sides)]
    return [*found, *(f"{one}&{other}" for one, other in combinations(found[:12], 2))]
