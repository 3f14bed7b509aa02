"""Who does an act and to whom, as noun phrases: from the words a rule names to spans that stand for actors.

In go the tokens that fill a rule's slots; out come the head words of phrases that can act (names, demonyms, offices,
armed or organised groups), and their spans. A thing stands for its owner ("the Zendan air strike" for Zenda), a pronoun
in reported speech for the speaker, and a place after "in" for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.extract.clauses import see_through, with_conjuncts
from goodoffices.extract.tree import Token
from goodoffices.record.sources import Span
from goodoffices.vocab.titles import load_titles
from goodoffices.vocab.words import load_words

_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC"})
_NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_NOUNS = load_words("noun").by_class
_ACTORS = frozenset().union(
    *(
        _NOUNS[name]
        for name in (
            "ACTOR_NOUN",
            "OFFICIAL_PERSON",
            "PEOPLE",
            "ARMED",
            "TROOPS",
            "POLICE",
            "PROTESTER",
            "WORKERS",
            "ENVOYS",
        )
    ),
    _NOUNS["PARTY_PHRASE"],
    _NOUNS["LEGAL"],
    load_titles().persons,
)
# Deeds, words and texts stand for whose they are; a "Greek tanker" stands for itself.
_DEEDS = frozenset().union(
    *(
        _NOUNS[name]
        for name in (
            "STRIKE",
            "PROPOSAL",
            "DEAL",
            "TALKS",
            "MEETING",
            "DEMAND",
            "RELATIONS",
            "SANCTIONS",
            "LAW",
            "CRITICISM",
            "PRAISE",
            "THREAT",
            "REFUSAL",
            "APPEAL",
            "AGREEMENT_TEXT",
            "VIOLATION",
            "CASUALTY",
            "AID",
            "TRADE",
            "RESOLUTION",
            "BORDER",
            "CONDITION",
            "CONCESSION",
            "WITHDRAWAL",
            "RELEASE",
            "EFFORT",
            "WRITING",
            "CRIME",
            "TERRITORY",
        )
    )
)
_PRONOUNS = frozenset("he she they it we i him her them us".split())
# What an act is done with, never who does it.
_MEANS = _NOUNS["EXPLOSIVE"] | _NOUNS["WEAPON_FIRE"] | _NOUNS["NATURE"] | _NOUNS["DAY"]
_OBJECTS = frozenset({"dobj", "nsubjpass", "pobj", "attr"})
_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
# Prepositions that lead from an act to somebody; "in" and "at" lead to places.
_TOWARDS = ("with", "to", "against", "on", "from", "of", "for", "by", "over", "toward", "towards", "about", "into")
_WITHIN = frozenset({"compound", "amod", "nummod", "poss", "nmod", "case", "quantmod", "advmod", "punct"})


def can_act(token: Token) -> bool:
    """Whether a word names somebody: a name, a demonym, an office, a group, or a pronoun for one."""
    if token.ent_type_ in _NO_NAMES or (token.lower_ == "force" and not token.children):
        return False  # "with force" is how, "the force" is who
    if token.ent_type_ in _NAMES or token.pos_ == "PROPN":
        return True
    if token.lower_ in _PRONOUNS or token.lemma_.lower() in _ACTORS or token.lower_ in _ACTORS:
        return True
    return token.tag_ == "NN" and token.text.istitle() and not any(kid.dep_ == "det" for kid in token.children)


def find_actors(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Those of the tokens that can act, or the owners of those that cannot; in order, each once."""
    found: list[Token] = []
    for token in tokens:
        for each in _actors_of(token):
            if each not in found:
                found.append(each)
    return tuple(found)


def _actors_of(token: Token) -> tuple[Token, ...]:
    seen = tuple(each for each in see_through(token) if can_act(each))
    if seen:
        return seen[:1]
    if token.lemma_.lower() not in _DEEDS and any(_is_nation(kid) for kid in token.children):
        return (token,)
    owners = tuple(kid for kid in token.children if kid.dep_ in _OWNERS and (_is_name(kid) or _is_party(kid, token)))
    return with_conjuncts(owners) or _behind(token, ("of", "by", "between"))


def _is_nation(token: Token) -> bool:
    """Whether a word before a noun says of which nation it is; the tagger at times takes a demonym for a plain name."""
    if token.dep_ not in {"amod", "nmod", "compound"}:
        return False
    return token.ent_type_ in {"NORP", "GPE"} or (token.pos_ == "PROPN" and not token.ent_type_)


def _is_name(token: Token) -> bool:
    if token.ent_type_ in _NO_NAMES:
        return False
    return token.ent_type_ in _NAMES or token.pos_ == "PROPN" or (token.dep_ == "poss" and can_act(token))


def _is_party(kid: Token, token: Token) -> bool:
    """ "Opposition calls", "the rebel demands": whose words or deeds they are, by a noun before them."""
    return kid.dep_ == "compound" and token.lemma_.lower() in _DEEDS and kid.lemma_.lower() in _ACTORS


def _behind(token: Token, names: Iterable[str]) -> tuple[Token, ...]:
    for name in names:
        for kid in token.children:
            if kid.lower_ == name:
                found = tuple(below for below in kid.children if below.dep_ == "pobj" and can_act(below))
                if found:
                    return with_conjuncts(found)
    return ()


def find_other(head: Token, taken: Iterable[Token], moves: bool = False) -> tuple[Token, ...]:
    """Somebody else in the clause of an act whose rule names no target: the object, its owners, then prepositions.

    `moves` says that the object is what is sent or moved, and so nobody's target.
    """
    taken = tuple(taken)
    used = {token.i for each in taken for token in each.subtree} if taken else set()
    verbs = (head, *(kid for kid in head.children if kid.dep_ in {"xcomp", "pcomp"}))
    objects = tuple(kid for verb in verbs for kid in verb.children if kid.dep_ in _OBJECTS)
    direct = () if moves else _free(find_actors(objects), used)
    for found in (direct, *(_reached(place, used) for place in (*verbs, *objects))):
        if found:
            return found
    return ()


def find_things(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Plain nouns that stand where an actor should, for acts that are done by or to whoever stands there."""
    return tuple(token for token in tokens if token.pos_ == "NOUN" and token.lemma_.lower() not in _DEEDS | _MEANS)


def _reached(place: Token, used: set[int]) -> tuple[Token, ...]:
    for name in _TOWARDS:
        for kid in place.children:
            if kid.lower_ == name and kid.dep_ in {"prep", "dative", "agent"}:
                found = _free(find_actors(with_conjuncts(tuple(b for b in kid.children if b.dep_ == "pobj"))), used)
                if found:
                    return found
    return ()


def _free(tokens: Iterable[Token], used: set[int]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token.i not in used and token.lower_ not in _PRONOUNS)


def split_pair(token: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Two who share one noun, taken apart: "British and French services", "the kings of Zenda and Strelsau"."""
    below = tuple(low for kid in token.children if kid.lower_ == "of" for low in kid.children if low.dep_ == "pobj")
    for kid in (*token.children, *below):
        others = tuple(each for each in kid.conjuncts if can_act(each)) if kid in below or kid.dep_ in _OWNERS else ()
        if others and can_act(kid):
            return (kid,), others
    return (token,), ()


def stand_in(token: Token) -> Token:
    """The speaker for a pronoun in what is said ("Zenda said it would …"), else the token itself."""
    if token.lower_ not in _PRONOUNS or token.lower_ in {"we", "i", "us"}:
        return token
    for above in token.ancestors:
        if above.dep_ in {"ccomp", "advcl", "parataxis"} and above.head.pos_ == "VERB":
            speakers = [kid for kid in above.head.children if kid.dep_ == "nsubj" and can_act(kid)]
            if speakers and speakers[0].lower_ not in _PRONOUNS:
                return speakers[0]
    return token


def span_of_phrase(token: Token) -> Span:
    """The phrase around a head word: its name, titles and owners before it, without article and what follows."""
    first = token
    for kid in sorted(token.lefts, key=lambda each: each.i, reverse=True):
        if kid.dep_ not in _WITHIN or kid.is_quote:
            break
        first = kid.left_edge
        if first.dep_ == "det":
            first = first.nbor() if first.i + 1 <= token.i else token
    return Span(first.idx, _last_of(token).end)


def _last_of(token: Token) -> Token:
    # "members of the opposition", "the president of Zenda": the phrase is nobody without what follows "of".
    for kid in token.children:
        if kid.lower_ == "of" and kid.i == token.i + 1:
            return next((below for below in kid.children if below.dep_ == "pobj"), token)
    return token
