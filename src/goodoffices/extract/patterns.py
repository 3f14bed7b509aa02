"""What stands where around a word: subject, object, by-phrase, "talks with …", whoever controls an infinitive.

In goes a token of a parse; out come the tokens that fill a named slot around it, whatever the voice and however the
clause hangs in the sentence (relative clause, participle, infinitive, conjunct). The small English model attaches
prepositions badly, so a preposition is looked for under the word, under its object, and right behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from goodoffices.vocab.words import load_words

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# Nouns that stand for what follows "of": the act is on the prisoners, not on the "number".
_TRANSPARENT = load_words("noun").by_class["TRANSPARENT"]
# The object of these verbs, not their subject, does what the infinitive says ("urged the army to withdraw").
_OBJECT_CONTROL = load_words("verb").by_class["OBJECT_CONTROL"]
# A noun is done by the subject of the verb that governs it ("carried out strikes", "made an offer", "held talks").
_LIGHT = load_words("verb").by_class["LIGHT"]
# Plural subjects that stand for both sides.
_PARTIES = load_words("noun").by_class["PARTIES"]
_NAMES = frozenset({"NORP", "GPE", "ORG", "PERSON", "FAC", "LOC"})
_VERBS = frozenset({"VERB", "AUX"})

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
        return self.token.pos_ in _VERBS

    @property
    def is_passive(self) -> bool:
        """Whether the verb is passive: "was signed", or a bare participle behind its noun ("a text signed in Doha")."""
        if any(dep in {"nsubjpass", "auxpass", "agent"} for dep, _ in self.kids):
            return True
        return self.token.dep_ == "acl" and self.token.tag_ == "VBN"

    @property
    def is_negated(self) -> bool:
        """Whether "not", "no", "never", "fail to" or the like stands right at the word or at its object."""
        if _has_negation(self.token):
            return True
        if any(_has_negation(token) for token in self.fill("object")):
            return True
        head = self.token.head
        return self.token.dep_ == "xcomp" and (head.lemma_ in {"fail", "refuse", "decline"} or _has_negation(head))


def with_conjuncts(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens and what is coordinated with them: "Kigali and the rebels"."""
    found = list(tokens)
    for token in tokens:
        found += [each for each in token.conjuncts if each not in found]
    return tuple(found)


def see_through(token: Token) -> Iterator[Token]:
    """The token, and what it stands for: "a series of strikes" is strikes as well."""
    yield token
    if token.lemma_.lower() in _TRANSPARENT or token.pos_ == "NUM":
        for kid in token.children:
            if kid.dep_ == "prep" and kid.lower_ == "of":
                yield from (below for below in kid.children if below.dep_ == "pobj")


def _has_negation(token: Token) -> bool:
    for kid in token.children:
        if kid.dep_ == "neg" or (kid.lower_ in {"no", "never", "neither", "without", "nor"} and kid.i < token.i):
            return True
    return False


def _subject(site: Site) -> tuple[Token, ...]:
    if not site.is_verb:
        return _light_subject(site)
    if site.is_passive:
        return _agent(site)
    return _surface_subject(site.token)


def _is_misread(token: Token) -> bool:
    # "Sylvania massed troops on the border" is parsed as troops that somebody massed: a past tense right after a name
    # and before a bare noun that heads the sentence.
    head = token.head
    return token.dep_ == "amod" and head.i > token.i and head.dep_ == "ROOT" and token.tag_ in {"VBN", "VBD"}


def _misread_subject(token: Token) -> tuple[Token, ...]:
    found = tuple(
        kid for kid in (*token.children, *token.head.children) if kid.dep_ in _SUBJECTS | {"npadvmod", "poss"}
    )
    before = tuple(kid for kid in found if kid.i < token.i)
    return with_conjuncts(before[:1])


def _surface_subject(token: Token, depth: int = 0) -> tuple[Token, ...]:
    if _is_misread(token):
        return _misread_subject(token)
    for kid in token.children:
        if kid.dep_ in _SUBJECTS:
            return _resolve_relative(kid, token)
    # "Baku massed troops" may come out with the name as a phrase of measure.
    if token.tag_ == "VBD":
        measures = tuple(
            kid for kid in token.children if kid.dep_ == "npadvmod" and kid.i < token.i and kid.pos_ == "PROPN"
        )
        if measures:
            return measures[:1]
    # The model sometimes hangs the subject on the auxiliary: "Qatar is mediating".
    for kid in token.children:
        if kid.dep_ == "aux":
            for below in kid.children:
                if below.dep_ in _SUBJECTS:
                    return with_conjuncts((below,))
    return _borrowed_subject(token, depth) if depth < 4 else ()


def _resolve_relative(subject: Token, verb: Token) -> tuple[Token, ...]:
    if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return (verb.head,)
    return with_conjuncts((subject,))


def _borrowed_subject(token: Token, depth: int) -> tuple[Token, ...]:
    head, dep = token.head, token.dep_
    if head == token:
        return ()
    if dep == "xcomp" and head.lemma_ in _OBJECT_CONTROL:
        controlled = tuple(kid for kid in head.children if kid.dep_ in {"dobj", "nsubjpass", "dative"})
        if controlled:
            return with_conjuncts(controlled)
    if dep in {"acl", "relcl"}:
        return with_conjuncts((head,)) if token.tag_ == "VBG" or dep == "relcl" else _light_subject(Site(head))
    if dep == "pcomp":
        return _surface_subject(head.head, depth + 1) if head.head.pos_ in _VERBS else ()
    if dep in {"xcomp", "conj", "advcl", "ccomp", "dep", "acomp"} and head.pos_ in _VERBS:
        return _surface_subject(head, depth + 1)
    if dep == "xcomp" and head.pos_ == "ADJ":
        return _surface_subject(head.head, depth + 1)
    return ()


def _agent(site: Site) -> tuple[Token, ...]:
    for dep, kid in site.kids:
        if dep == "agent" or (dep == "prep" and kid.lower_ == "by"):
            return with_conjuncts(tuple(below for below in kid.children if below.dep_ == "pobj"))
    return ()


def _object(site: Site) -> tuple[Token, ...]:
    if not site.is_verb:
        return ()
    if site.is_passive:
        return _passive_object(site)
    if _is_misread(site.token):
        return with_conjuncts((site.token.head,))
    found = site.kid("dobj", "obj", "oprd")
    if found:
        if found[0].lower_ in _RELATIVE and site.token.dep_ == "relcl":
            return (site.token.head,)
        return with_conjuncts(found)
    return _far_object(site)


def _passive_object(site: Site) -> tuple[Token, ...]:
    found = site.kid("nsubjpass")
    if found:
        return _resolve_relative(found[0], site.token)
    if site.token.dep_ in {"acl", "relcl"}:
        return (site.token.head,)
    return tuple(_borrowed_passive(site.token))


def _borrowed_passive(token: Token) -> tuple[Token, ...]:
    if token.dep_ in {"conj", "xcomp"} and token.head.pos_ in _VERBS:
        return _surface_subject(token.head)
    return ()


def _far_object(site: Site) -> tuple[Token, ...]:
    token = site.token
    clause = token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBD")
    if clause and any(dep == "nsubj" and kid.lower_ not in _RELATIVE for dep, kid in site.kids):
        return (token.head,)
    # "rejected and denounced the plan": both verbs share the object of the last.
    for dep, kid in site.kids:
        if dep == "conj" and kid.pos_ == "VERB":
            return with_conjuncts(tuple(below for below in kid.children if below.dep_ == "dobj"))
    # "urged Israel to stop": the model makes the addressee the subject of the infinitive.
    for dep, kid in site.kids:
        if dep in {"ccomp", "xcomp"} and any(below.lower_ == "to" and below.dep_ == "aux" for below in kid.children):
            return with_conjuncts(tuple(below for below in kid.children if below.dep_ in {"nsubj", "nsubjpass"}))
    return ()


def _light_subject(site: Site) -> tuple[Token, ...]:
    token = site.token
    head = token.head
    if token.dep_ in {"attr", "acomp"} or (token.pos_ == "ADJ" and token.dep_ in {"ROOT", "conj", "ccomp"}):
        return _surface_subject(head) if head != token else tuple(site.kid("nsubj"))
    if token.dep_ == "pobj" and head.head.pos_ in _VERBS:
        head = head.head
    if token.dep_ in {"dobj", "pobj", "oprd"} and head.lemma_ in _LIGHT:
        return _subject(Site(head))
    if token.dep_ == "nsubjpass" and head.lemma_ in _LIGHT:
        return _agent(Site(head))
    return ()


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
    if not found:
        # "walked out of the talks": the phrase hangs on the particle.
        found = next(
            (
                below
                for below in (_preposition(kid, name) for dep, kid in site.kids if dep in {"prep", "prt", "advmod"})
                if below
            ),
            (),
        )
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
        if above.pos_ in _VERBS or above.head == above:
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
    "subject": _subject,
    "object": _object,
    "poss": lambda site: with_conjuncts(site.kid("poss")),
    "nat": _near_names,
    "by": _agent,
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
    "clause": lambda site: tuple(site.token.subtree),
    "dative": lambda site: with_conjuncts(site.kid("dative")),
}


def _several(subjects: tuple[Token, ...]) -> tuple[Token, ...]:
    # "Baku and Yerevan", "the two sides": more than one party acts.
    if len(subjects) > 1 or any(token.lower_ in _PARTIES for token in subjects):
        return subjects
    return ()


def _is_name_modifier(token: Token) -> bool:
    return token.dep_ in {"amod", "compound", "nmod"} and token.ent_type_ in _NAMES
