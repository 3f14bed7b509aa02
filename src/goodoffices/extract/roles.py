"""A clause and its kind → its actors and targets, chosen as whole sets.

On offer are the sets that the grammar suggests: whoever is the subject, the object, "between", "with" …; each actor
named alone; the speaker; the parties; nobody. A set is described by how it relates to each of these groups (is it
the subject? does it hold part of the parties?), never by who is in it, and the likeliest set is chosen. Read as a
set, "both sides" or "A and B" is right or wrong as a whole, which is also how it is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from goodoffices.extract.acts import word_classes
from goodoffices.extract.arguments import find_arguments
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.layers import Layers
from goodoffices.extract.linear import Floats, Linear, softmax
from goodoffices.extract.sides import third_parties
from goodoffices.record.actors import Mention
from goodoffices.record.claims import Kind
from goodoffices.record.sources import Span
from goodoffices.vocab.actors import load_gazetteer

Actors = frozenset[str]
# Before the name of a group of places: what is done there tells of a clause, but a place takes no part.
_PLACE = "place "
NOBODY: Actors = frozenset()
# More members than any gold set but the lists of signatories; longer ones come from mentions that hold them all.
_LARGEST = 12


@dataclass(frozen=True, slots=True)
class Setting:
    """A clause, what it is read as, and whose words it is."""

    candidate: Candidate
    kind: str
    value: str | None = None
    speaker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """The groups of actors around one clause by name, and where each actor was read from."""

    groups: Mapping[str, Actors]
    spans: Mapping[str, tuple[Span, ...]]


def gather_cast(layers: Layers, setting: Setting) -> Cast:
    """Everybody around a clause, in groups."""
    groups: dict[str, set[str]] = {}
    spans: dict[str, list[Span]] = {}
    for name, actors, span in _evidence(layers, setting):
        if actors:
            groups.setdefault(name, set()).update(actors)
            if span is not None:
                for actor in actors:
                    spans.setdefault(actor, []).append(span)
    return Cast(
        {name: frozenset(actors) for name, actors in groups.items()},
        {actor: tuple(dict.fromkeys(found)) for actor, found in spans.items()},
    )


def after_actors(cast: Cast, actors: Actors) -> Cast:
    """The same groups once the actors are known, for choosing the target: they, and the parties without them."""
    rest = cast.groups.get("parties", NOBODY) - actors
    known = {name: group for name, group in (("actor", actors), ("rest", rest)) if group}
    return Cast({**cast.groups, **known}, cast.spans)


def _evidence(layers: Layers, setting: Setting) -> Iterator[tuple[str, tuple[str, ...], Span | None]]:
    candidate, mentions = setting.candidate, layers.mentions
    arguments = find_arguments(layers.words, candidate.head)
    sentence = layers.parse.sentences[candidate.sentence]
    acting: tuple[list[Mention], list[Mention]] = ([], [])
    for word in range(sentence.start, sentence.end):
        mention = mentions.by_word.get(word)
        if mention is None or not mention.actors or mention.head != layers.words.start[word]:
            continue
        for name in _names(layers, setting, word, arguments.get(word)):
            yield (_PLACE if mention.is_place else "") + name, mention.actors, mention.span
        if not mention.is_place:
            acting[word >= candidate.head].append(mention)
    yield from _nearest(*acting)
    yield from _rules(layers, setting)
    yield "speaker", setting.speaker, None
    yield "parties", mentions.parties, None
    yield "mediators", mentions.mediators, None
    yield from _before(layers, setting)


def _nearest(before: list[Mention], after: list[Mention]) -> Iterator[tuple[str, tuple[str, ...], Span | None]]:
    """Who is named next to the head of the clause, and first and last in its sentence."""
    ends = (("first before", before[:1]), ("nearest before", before[-1:]))
    for name, found in (*ends, ("nearest after", after[:1]), ("last after", after[-1:])):
        for mention in found:
            yield name, mention.actors, None


def _names(layers: Layers, setting: Setting, word: int, part: str | None) -> Iterator[str]:
    """The groups that a mention belongs to by where it stands."""
    candidate = setting.candidate
    if part is not None:
        yield part
        yield "arguments"
    inside = candidate.first <= word <= candidate.last
    above = layers.words.head[word]
    if inside and layers.words.dep[word] == "pobj":
        yield f"any {layers.words.lower[above]}"
    elif inside and layers.words.dep[word] in ("amod", "poss", "compound") and above != word:
        yield f"any {layers.words.dep[word]}"
    side = "before" if word < candidate.head else "after"
    yield f"{'in' if inside else 'out'} {side}"
    yield "inside" if inside else "outside"
    if part is None and not inside and layers.words.dep[word] in ("nsubj", "nsubjpass"):
        yield "other subject"


def _rules(layers: Layers, setting: Setting) -> Iterator[tuple[str, tuple[str, ...], Span | None]]:
    for act in layers.acts.get(setting.candidate.head, ()):
        same = "" if act.kind == setting.kind else "other "
        for role, tokens in (("actor", act.actor_tokens), ("target", act.target_tokens)):
            for token in tokens:
                yield f"{same}rule {role}", layers.mentions.ids_of(token), None


def _before(layers: Layers, setting: Setting) -> Iterator[tuple[str, tuple[str, ...], Span | None]]:
    """The subject of the sentence before, which a headless or subjectless clause often goes on about."""
    number = setting.candidate.sentence - 1
    if number < 0:
        return
    for token in layers.parse.sentences[number].root.children:
        if token.dep_ in ("nsubj", "nsubjpass"):
            yield "earlier subject", layers.mentions.ids_of(token), None


def offer_sets(cast: Cast) -> tuple[Actors, ...]:
    """The sets of actors that may be meant, nobody first, then in a fixed order."""
    offered: dict[Actors, None] = {NOBODY: None}
    named = {name: actors for name, actors in cast.groups.items() if name != "actor" and not name.startswith(_PLACE)}
    for actors in named.values():
        offered.setdefault(actors)
    for actor in sorted(frozenset().union(*named.values())) if named else ():
        offered.setdefault(frozenset({actor}))
    core = [actors for name, actors in named.items() if name in _JOINABLE or name.startswith("prep.")]
    for at, one in enumerate(core):
        for other in core[at + 1 :]:
            offered.setdefault(one | other)
    return tuple(actors for actors in offered if len(actors) <= _LARGEST)


# Groups that act together: who meets with whom, whose talks with whom.
_JOINABLE = frozenset(
    {
        "subject",
        "subject~",
        "object",
        "dobj",
        "poss",
        "amod",
        "compound",
        "carrier",
        "o.prep.with",
        "speaker",
        "n.carrier",
    }
)


def describe_set(layers: Layers, setting: Setting, cast: Cast) -> Iterator[tuple[Actors, list[str]]]:
    """Every set on offer with the features of its relations to the groups, alone and with the marks of the clause."""
    marks = _marks(layers, setting)
    for actors in offer_sets(cast):
        plain = _plain(actors, cast)
        yield actors, [*plain, *(f"{mark}|{feature}" for mark in marks for feature in plain)]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The weights of a ranking by mark ("" for none) and plain feature.

    Every clause has the marks "", its kind, and its kind with its value: their sums stand under "|kind:value".
    """

    marked: Mapping[str, Mapping[str, float]]

    def weights(self, marks: tuple[str, ...]) -> _Weights:
        """The weights of a clause with these marks: its kind, its kind with its value, and others."""
        kind, value, *others = marks
        shared = self.marked.get(f"|{value}") or self.marked[f"|{kind}"]
        return _Weights((shared, *(found for mark in others if (found := self.marked.get(mark)) is not None)))


def tabulate(part: Linear) -> Table:
    """Lay the weights of a ranking out as a table."""
    marked: dict[str, dict[str, float]] = {"": {}}
    for name, weight in zip(part.index, part.weights[:, 0].tolist(), strict=True):
        mark, _, feature = name.rpartition("|")
        marked.setdefault(mark, {})[feature] = weight
    sums = {f"|{kind}": _summed(marked, ("", kind)) for kind in Kind}
    for mark in marked:
        if ":" in mark:
            sums[f"|{mark}"] = _summed(marked, ("", mark.partition(":")[0], mark))
    return Table(marked | sums)


def _summed(marked: Mapping[str, Mapping[str, float]], marks: Iterable[str]) -> dict[str, float]:
    tables = [marked[mark] for mark in marks if mark in marked]
    weights = _Weights(tables)
    return {feature: weights[feature] for found in tables for feature in found}


class _Weights(dict[str, float]):
    """The weight of a plain feature over all marks of a clause, added up when it is first asked for."""

    __slots__ = ("lookups",)

    def __init__(self, marked: Iterable[Mapping[str, float]]) -> None:
        super().__init__()
        self.lookups = [found.get for found in marked]

    def __missing__(self, feature: str) -> float:
        weight = 0.0
        for look_up in self.lookups:
            weight += look_up(feature, 0.0)
        self[feature] = weight
        return weight


def score_sets(layers: Layers, setting: Setting, cast: Cast, table: Table) -> tuple[tuple[Actors, ...], Floats]:
    """Every set on offer and its probability; the same as ranking `describe_set`, each weight looked up once."""
    known = table.weights(_marks(layers, setting))
    offered = offer_sets(cast)
    scores = [sum(map(known.__getitem__, _plain(actors, cast))) for actors in offered]
    return offered, softmax([scores])[0]


def _marks(layers: Layers, setting: Setting) -> tuple[str, ...]:
    head = layers.parse.doc[setting.candidate.head]
    return (setting.kind, f"{setting.kind}:{setting.value}", head.lemma_.lower(), *word_classes(head))


def _plain(actors: Actors, cast: Cast) -> list[str]:
    found = [f"size={min(len(actors), 4)}"]
    # Many groups have the same members; each such set is compared once.
    related = {group: _relation(actors, group) for group in set(cast.groups.values())}
    found += [f"{name}:{related[group]}" for name, group in cast.groups.items()]
    found.extend(_together(actors, cast, related))
    found.extend(f"holds {_standing(actor, cast)}" for actor in sorted(actors))
    return found


# Relations that say little one by one: whoever speaks is the subject, a side is what is left of the parties.
_TOGETHER = (("subject", "speaker", "parties"), ("actor", "rest", "object"))


def _together(actors: Actors, cast: Cast, related: Mapping[Actors, str]) -> Iterator[str]:
    for names in _TOGETHER:
        if names[0] in cast.groups or names[0] == "subject":
            held = [related[group] if (group := cast.groups.get(name)) else "-" for name in names]
            yield f"together={'/'.join(held)}/{min(len(actors), 4)}"
    parties = cast.groups.get("parties", NOBODY)
    yield f"parties={len(actors & parties)}/{min(len(parties), 3)}"


def _standing(actor: str, cast: Cast) -> str:
    """What part an actor has in the report, and what sort of actor it is."""
    part = next((name for name in ("parties", "mediators") if actor in cast.groups.get(name, NOBODY)), None)
    third, sort = _sort_of(actor)
    return f"{part or third} {sort}"


@lru_cache(maxsize=4096)
def _sort_of(actor: str) -> tuple[str, str]:
    return "third" if actor in third_parties() else "other", load_gazetteer().type_of(actor)


def _relation(actors: Actors, group: Actors) -> str:
    if actors == group:
        return "is"
    if not actors & group:
        return "none"
    if actors < group:
        return "part"
    return "more" if group < actors else "some"
