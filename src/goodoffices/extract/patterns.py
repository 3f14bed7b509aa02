"""What stands where around a word: subject, object, by-phrase, "talks with …", whoever controls an infinitive.

In goes a token of a parse; out come the tokens that fill a named slot around it, whatever the voice and however the
clause hangs in the sentence (relative clause, participle, infinitive, conjunct). The small English model attaches
prepositions badly, so a preposition is looked for under the word, under its object, and right behind it.
"""

from __future__ import annotations

from collections.abc import Callable

from goodoffices.extract.clauses import VERBS, agent_of, is_passive, object_of, subject_of, with_conjuncts
from goodoffices.extract.tree import Token
from goodoffices.vocab.words import load_words

# Plural subjects that stand for both sides.
_PARTIES = load_words("noun").by_class["PARTIES"]
_NAMES = frozenset({"NORP", "GPE", "ORG", "PERSON", "FAC", "LOC"})

Filler = Callable[["Site"], tuple[Token, ...]]


class Site:
    """A word with the slots around it, each looked up once."""

    __slots__ = ("_filled", "kids", "token")

    def __init__(self, token: Token) -> None:
        self.token = token
        self.kids = tuple((kid.dep_, kid) for kid in token.children)
        self._filled: dict[str, tuple[Token, ...]] = {}

    def fill(self, name: str) -> tuple[Token, ...]:
        """The tokens in a slot; unknown names are prepositions."""
        found = self._filled.get(name)
        if found is None:
            filler = _SLOTS.get(name)
            found = filler(self) if filler else _after(self, name)
            self._filled[name] = found
        return found

    def kid(self, *deps: str) -> tuple[Token, ...]:
        """Its children with one of these dependencies."""
        return tuple(kid for dep, kid in self.kids if dep in deps)

    @property
    def is_verb(self) -> bool:
        """Whether the word is used as a verb."""
        return self.token.pos_ in VERBS

    @property
    def is_passive(self) -> bool:
        """Whether it is a passive verb."""
        return is_passive(self.token)

    @property
    def is_negated(self) -> bool:
        """Whether "not", "no", "never", "fail to" or the like stands right at the word or at its object."""
        if _has_negation(self.token):
            return True
        if any(_has_negation(token) for token in self.fill("object")):
            return True
        head = self.token.head
        return self.token.dep_ == "xcomp" and (head.lemma_ in {"fail", "refuse", "decline"} or _has_negation(head))


def _has_negation(token: Token) -> bool:
    for kid in token.children:
        if kid.dep_ == "neg" or (kid.lower_ in {"no", "never", "neither", "without", "nor"} and kid.i < token.i):
            return True
    return False


def _preposition(token: Token, name: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for kid in token.children:
        if kid.lower_ == name and kid.dep_ in {"prep", "agent", "dative", "prt", "mark", "advmod"}:
            found += [below for below in kid.children if below.dep_ in {"pobj", "pcomp"}]
    return tuple(found)


def _after(site: Site, name: str) -> tuple[Token, ...]:
    found = _preposition(site.token, name)
    if found or not site.is_verb:
        return with_conjuncts(found) or _behind_noun(site, name)
    for token in site.fill("object") if not site.is_passive else ():
        found = found or _preposition(token, name)
        # "a second round of negotiations with Zenda"
        for below in _preposition(token, "of") if name != "of" else ():
            found = found or _preposition(below, name)
    # "walked out of the talks", "called for help from Zenda": the phrase hangs on a particle, or on an earlier phrase.
    preps = [kid for dep, kid in site.kids if dep in {"prep", "prt", "advmod"}] if not found else []
    for place in (*preps, *(below for kid in preps for below in kid.children if below.dep_ == "pobj" and name != "of")):
        found = found or _preposition(place, name)
    return with_conjuncts(found or (_far_with(site.token, name) if name in {"with", "between"} else ()))


def _far_with(token: Token, name: str) -> tuple[Token, ...]:
    # "held talks later in the day with the regent": the partner may hang anywhere in the same clause.
    for kid in token.subtree:
        if kid.lower_ == name and kid.dep_ == "prep" and kid.i > token.i and _same_clause(kid, token):
            return tuple(below for below in kid.children if below.dep_ == "pobj")
    return ()


def _same_clause(token: Token, head: Token) -> bool:
    above = token.head
    while above != head:
        if above.pos_ in VERBS or above.head == above:
            return False
        above = above.head
    return True


def _behind_noun(site: Site, name: str) -> tuple[Token, ...]:
    token = site.token
    # "talks in Cairo between X and Y": a later phrase hangs on an earlier one, or on the verb.
    for _, kid in site.kids:
        for below in kid.children:
            found = _preposition(below, name)
            if found:
                return with_conjuncts(found)
    if token.dep_ in {"dobj", "nsubjpass", "nsubj", "attr"} and name != "of":
        return with_conjuncts(_preposition(token.head, name))
    return ()


def _complement(site: Site) -> tuple[Token, ...]:
    found = site.kid("xcomp", "pcomp", "ccomp") or (site.kid("acl", "advcl") if not site.is_verb else ())
    below = tuple(kid for _, prep in site.kids if prep.dep_ == "prep" for kid in prep.children if kid.dep_ == "pcomp")
    return found + below + tuple(each for token in found for each in token.conjuncts)


def _complement_object(site: Site) -> tuple[Token, ...]:
    return tuple(token for verb in site.fill("comp") for token in Site(verb).fill("object"))


def _near_names(site: Site) -> tuple[Token, ...]:
    return tuple(
        kid for dep, kid in site.kids if dep in {"amod", "compound", "nmod", "nummod"} and kid.ent_type_ in _NAMES
    )


def _attribute(site: Site) -> tuple[Token, ...]:
    found = site.kid("attr", "acomp", "oprd", "advmod", "prt")
    below = tuple(low for dep, prep in site.kids if dep == "prep" for low in prep.children if low.dep_ == "pobj")
    return found + below


def _parent(site: Site) -> tuple[Token, ...]:
    head = site.token.head
    if site.token.dep_ == "pobj":
        head = head.head
    while head.dep_ == "prep" and head.head != head:
        head = head.head
    return (head,) if head != site.token else ()


def _modifiers(site: Site) -> tuple[Token, ...]:
    return site.kid("amod", "compound", "det", "nummod", "advmod", "neg", "npadvmod", "aux", "quantmod")


_SLOTS: dict[str, Filler] = {
    "subject": lambda site: subject_of(site.token),
    "object": lambda site: object_of(site.token),
    "poss": lambda site: with_conjuncts(site.kid("poss")),
    "nat": _near_names,
    "by": lambda site: agent_of(site.token),
    "comp": _complement,
    "comp_object": _complement_object,
    "that": lambda site: site.kid("ccomp"),
    "attr": _attribute,
    "parent": _parent,
    "mod": _modifiers,
    "object_mod": lambda site: tuple(kid for token in site.fill("object") for kid in token.children),
    "object_of": lambda site: tuple(each for token in site.fill("object") for each in _preposition(token, "of")),
    "object_poss": lambda site: tuple(
        kid for token in site.fill("object") for kid in token.children if kid.dep_ == "poss" or _is_name_modifier(kid)
    ),
    "to_poss": lambda site: tuple(
        kid for token in site.fill("to") for kid in token.children if kid.dep_ == "poss" or _is_name_modifier(kid)
    ),
    "comp_subject": lambda site: tuple(
        kid for verb in site.fill("comp") for kid in verb.children if kid.dep_ in {"nsubj", "nsubjpass"}
    ),
    "several": lambda site: _several(site.fill("subject")),
    "subject_name": lambda site: tuple(token for token in site.fill("subject") if token.ent_type_ in _NAMES),
    "object_name": lambda site: tuple(token for token in site.fill("object") if token.ent_type_ in _NAMES),
    "clause": lambda site: _own_clause(site.token),
    "dative": lambda site: with_conjuncts(site.kid("dative")),
}


def _own_clause(token: Token) -> tuple[Token, ...]:
    """The words below a verb without those of a coordinated clause that has a subject of its own."""
    other = [
        kid
        for kid in token.children
        if kid.dep_ == "conj" and any(low.dep_ in {"nsubj", "nsubjpass"} for low in kid.children)
    ]
    lost = {word.i for kid in other for word in kid.subtree}
    return tuple(word for word in token.subtree if word.i not in lost)


def _several(subjects: tuple[Token, ...]) -> tuple[Token, ...]:
    # "Baku and Yerevan", "the two sides": more than one party acts.
    if len(subjects) > 1 or any(token.lower_ in _PARTIES for token in subjects):
        return subjects
    return ()


def _is_name_modifier(token: Token) -> bool:
    return token.dep_ in {"amod", "compound", "nmod"} and token.ent_type_ in _NAMES
