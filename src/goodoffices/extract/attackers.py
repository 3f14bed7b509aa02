"""A clause that tells of an attack → whose attack it was, where the codebook says so in few words.

In: the layers of a report, a clause with its kind and whose words it is, and who is named around it;
`vocab/attackers.yaml`. Out: the attackers, or None where the clause leaves it open. The first that holds: whom a
passive names ("shelled by the rebels"); who launched what somebody wards off or suffers ("shot down Zendan drones",
"came under fire"), else the other of two sides; both sides of a fight that nobody is named in ("clashes broke out");
the subject, by name; and in a war of two states the other one, where one tells of an attack without saying whose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.extract.arguments import subjects
from goodoffices.extract.comparing import load_comparisons
from goodoffices.extract.layers import Layers
from goodoffices.extract.roles import Actors, Cast, Setting
from goodoffices.extract.words import Words
from goodoffices.record.actors import Mention
from goodoffices.vocab.actors import load_gazetteer
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.words import load_words

_SECTIONS = ("wards_off", "brings_down", "flying", "falling", "on_the_ground", "suffers", "mutual", "bystanding")
# Before or behind a noun: "Zendan drones", "an attack by Zenda", "fire from the rebels".
_OWNERS = ("amod", "compound", "nmod", "poss")
_SOURCES = frozenset({"by", "from", "of"})
_BY = ("agent.by", "prep.by")
# Who is named as the doer, or as whose deed it is, in one of these.
_DOING = frozenset(
    {"subject", "subject~", "poss", "amod", "compound", "rule actor", "any by", "any poss", "any amod", "any compound"}
)
_BETWEEN = frozenset({"any between", "any among"})


@dataclass(frozen=True, slots=True)
class Attacks:
    """The words that tell whose an attack is."""

    wards_off: frozenset[str]
    brings_down: Mapping[str, str]
    flying: frozenset[str]
    falling: frozenset[str]
    on_the_ground: frozenset[str]
    suffers: Mapping[str, Mapping[str, frozenset[str]]]
    mutual: frozenset[str]
    bystanding: frozenset[str]


@lru_cache(maxsize=1)
def load_attacks() -> Attacks:
    """The words that ship with the package."""
    return read_attacks(load_vocab("attackers"))


def read_attacks(raw: Any) -> Attacks:
    """Check parsed words; raises BadVocabulary for a missing section."""
    missing = [name for name in _SECTIONS if not isinstance(raw, Mapping) or not raw.get(name)]
    if missing:
        raise BadVocabulary(f"attackers.yaml: needs the sections {', '.join(_SECTIONS)}; missing: {', '.join(missing)}")
    speaking = load_words("verb").by_class["SAY"] | load_words("verb").by_class["ACCUSE"]
    return Attacks(
        wards_off=frozenset(raw["wards_off"]),
        brings_down=dict(raw["brings_down"]),
        flying=frozenset(raw["flying"]),
        falling=frozenset(raw["falling"]),
        on_the_ground=frozenset(raw["on_the_ground"]),
        suffers={
            verb: {link: frozenset(nouns) for link, nouns in told.items()} for verb, told in raw["suffers"].items()
        },
        mutual=frozenset(raw["mutual"]),
        bystanding=frozenset(raw["bystanding"]) | speaking,
    )


def find_attackers(layers: Layers, setting: Setting, cast: Cast) -> Actors | None:
    """Whose attack a clause tells of, by the first rule that says so."""
    by = next((cast.groups[name] for name in _BY if name in cast.groups), None)
    if by:
        return by
    thing = _parried(layers.words, setting.candidate.head)
    if thing is not None:
        return _across(layers, setting, thing)
    if _is_mutual(layers, setting, cast):
        return frozenset(layers.mentions.parties)
    return _owner(layers, setting) or _subject(layers, setting, cast) or _of_the_other_side(layers, setting, cast)


def _parried(words: Words, head: int) -> int | None:
    """What a verb of the attacked wards off or suffers."""
    known, verb = load_attacks(), words.lemma[head]
    thing = words.child(head, "dobj", "nsubjpass")
    if verb in known.suffers:
        return _suffered(words, head, known.suffers[verb])
    if thing is None or verb in known.wards_off:
        return thing
    particle = known.brings_down.get(verb)
    if particle is None or (particle and not any(words.lower[each] == particle for each in words.children[head])):
        return None
    flies = words.lemma[thing] in known.flying
    return thing if flies or (words.lemma[thing] in known.falling and verb not in known.on_the_ground) else None


def _suffered(words: Words, head: int, links: Mapping[str, frozenset[str]]) -> int | None:
    """The fire that somebody came under, the losses that somebody suffered."""
    for link, nouns in links.items():
        places = (head,) if not link else tuple(c for c in words.with_dep(head, "prep") if words.lower[c] == link)
        found = (each for place in places for each in words.with_dep(place, "pobj" if link else "dobj"))
        thing = next((each for each in found if words.lemma[each] in nouns), None)
        if thing is not None:
            return thing
    return None


def _across(layers: Layers, setting: Setting, thing: int) -> Actors | None:
    """Who launched what is warded off: whoever is named with it, else the other of two sides."""
    named = frozenset(_actors(_launchers(layers, setting.candidate.head, thing)))
    if named:
        return named
    parties = frozenset(layers.mentions.parties)
    defenders = frozenset(_actors(_defenders(layers, setting.candidate.head)))
    attacked = parties & defenders or parties & frozenset(setting.speaker)
    others = parties - attacked
    return others if attacked and len(others) == 1 else None


def _launchers(layers: Layers, head: int, thing: int) -> Iterator[Mention]:
    """Who is named with what is warded off: as its owner, after "by" or "from", or as the attackers themselves."""
    words, by_word = layers.words, layers.mentions.by_word
    own = by_word.get(thing)
    if own is not None and not own.is_place:
        yield own
    yield from (by_word[owner] for owner in words.with_dep(thing, *_OWNERS) if owner in by_word)
    launched = (thing, *words.with_dep(thing, "acl", "relcl"))
    suffering = (head,) if words.lemma[head] in load_attacks().suffers else ()
    for place in (*launched, *suffering):
        for link in words.with_dep(place, "prep", "agent"):
            source = words.child(link, "pobj") if words.lower[link] in _SOURCES else None
            mention = by_word.get(source) if source is not None else None
            if mention is not None and not mention.is_place:
                yield mention


def _defenders(layers: Layers, head: int) -> Iterator[Mention]:
    """Who wards it off or suffers it: the subject or its owner ("its air force")."""
    words, by_word = layers.words, layers.mentions.by_word
    for word, _ in subjects(words, head):
        around = (word, *words.with_dep(word, *_OWNERS, "appos"))
        yield from (by_word[each] for each in around if each in by_word)


def _actors(mentions: Iterable[Mention]) -> Iterator[str]:
    return (actor for mention in mentions for actor in mention.actors)


def _is_mutual(layers: Layers, setting: Setting, cast: Cast) -> bool:
    """A fight of two sides, as the clause or its subject, with nobody named in it."""
    words, head = layers.words, setting.candidate.head
    if len(layers.mentions.parties) != 2 or not (_DOING | _BETWEEN).isdisjoint(cast.groups):
        return False
    mutual, nouns = load_attacks().mutual, ("NOUN", "PROPN")
    return any(words.pos[word] in nouns and words.lemma[word] in mutual for word in _head_and_subjects(words, head))


def _head_and_subjects(words: Words, head: int) -> tuple[int, ...]:
    return (head, *(word for word, borrowed in subjects(words, head) if not borrowed))


def _owner(layers: Layers, setting: Setting) -> Actors | None:
    """Whose the attack is that heads the clause or is its subject: "Zendan strikes continued", "Zenda's shelling"."""
    words, by_word, force = layers.words, layers.mentions.by_word, load_comparisons().force
    acting = _head_and_subjects(words, setting.candidate.head)
    attacks = (word for word in acting if words.pos[word] == "NOUN" and words.lemma[word] in force)
    owners = (by_word[own] for word in attacks for own in words.with_dep(word, *_OWNERS) if own in by_word)
    return frozenset(_actors(owners)) or None


def _subject(layers: Layers, setting: Setting, cast: Cast) -> Actors | None:
    """The subject of an active clause, by name; what a pronoun stands for is known too seldom."""
    words, head = layers.words, setting.candidate.head
    group = cast.groups.get("subject")
    if not group or words.pos[head] != "VERB" or words.lemma[head] in load_attacks().bystanding:
        return None
    return None if any(words.pos[word] == "PRON" for word, _ in subjects(words, head)) else group


def _of_the_other_side(layers: Layers, setting: Setting, cast: Cast) -> Actors | None:
    """In a war of two states, the one that does not tell of it, where nobody is named ("Zenda said nine died")."""
    parties = frozenset(layers.mentions.parties)
    struck = parties & frozenset(setting.speaker)
    if len(parties) != 2 or len(struck) != 1 or not _DOING.isdisjoint(cast.groups):
        return None
    # Within one state both may be meant, or somebody else.
    are_states = all(load_gazetteer().type_of(party) == "state" for party in parties)
    return parties - struck if are_states else None
