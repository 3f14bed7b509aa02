"""A word of the parse → who does it and to whom: subject, agent, object, in either voice and however it hangs.

In goes a token; out come the tokens that fill its subject and object: the noun that a relative clause stands behind,
the subject that an infinitive or a conjunct shares with the verb above it, the doer of "carried out strikes". Where
the small English model is known to read a sentence wrongly, the comment at the place shows the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.extract.tree import Token
from goodoffices.vocab.words import load_words

VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_VERBS_IN_E = frozenset(text for text in load_words("verb").classes if text.endswith("e"))
_PARTICLES = frozenset({"down", "off", "out", "up", "over", "back", "away"})
# Nouns that stand for what follows "of": the act is on the prisoners, not on the "number".
_TRANSPARENT = load_words("noun").by_class["TRANSPARENT"]
# The object of these verbs, not their subject, does what the infinitive says ("urged the army to withdraw").
_OBJECT_CONTROL = load_words("verb").by_class["OBJECT_CONTROL"]
# A noun is done by the subject of the verb that governs it ("carried out strikes", "made an offer", "held talks").
_LIGHT = load_words("verb").by_class["LIGHT"]
_SAYS = load_words("verb").by_class["SAY"]


def true_lemma(token: Token) -> str:
    """A verb's lemma; the lemmatizer takes "staged" for "stag" and "hopes" for "hop", the lexicon knows verbs in -e."""
    lemma, form = token.lemma_.lower(), token.lower_
    with_e = form[:-1] if form.endswith(("ed", "es")) else form[:-3] + "e" if form.endswith("ing") else lemma
    return with_e if with_e in _VERBS_IN_E else lemma


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


def is_passive(token: Token) -> bool:
    """Whether a verb is passive: "was signed", or a bare participle behind its noun ("a text signed in Doha")."""
    deps = {kid.dep_ for kid in token.children}
    # "conferred by telephone" has an agent in the parse, and a subject that says it is none.
    if deps & {"nsubjpass", "auxpass"} or ("agent" in deps and "nsubj" not in deps):
        return True
    return token.dep_ == "acl" and token.tag_ == "VBN"


def _kids(token: Token, *deps: str) -> tuple[Token, ...]:
    return tuple(kid for kid in token.children if kid.dep_ in deps)


def subject_of(token: Token) -> tuple[Token, ...]:
    """Who does it: the subject of an active verb, the agent of a passive one, whoever carries out a noun."""
    if token.pos_ not in VERBS:
        return _light_subject(token)
    if is_passive(token):
        return agent_of(token)
    return _surface_subject(token)


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
        return with_conjuncts((head,)) if token.tag_ == "VBG" or dep == "relcl" else _light_subject(head)
    if dep == "pcomp":
        return _surface_subject(head.head, depth + 1) if head.head.pos_ in VERBS else ()
    if dep in {"xcomp", "conj", "advcl", "ccomp", "dep", "acomp"} and head.pos_ in VERBS:
        return _surface_subject(head, depth + 1)
    if dep == "xcomp" and head.pos_ == "ADJ":
        return _surface_subject(head.head, depth + 1)
    return ()


def agent_of(token: Token) -> tuple[Token, ...]:
    """Whoever stands behind "by"."""
    for kid in token.children:
        if kid.dep_ == "agent" or (kid.dep_ == "prep" and kid.lower_ == "by"):
            return with_conjuncts(tuple(below for below in kid.children if below.dep_ == "pobj"))
    return _far_agent(token) if is_passive(token) else ()


def _far_agent(token: Token) -> tuple[Token, ...]:
    """Whoever stands behind a "by" that the parser hung on another word of the clause ("denounced as a traitor by")."""
    for word in token.subtree:
        hung = word.lower_ == "by" and word.dep_ == "prep" and word.i > token.i and word.head.pos_ in ("NOUN", "PROPN")
        if hung and not any(above.pos_ in VERBS for above in _between(word, token)):
            return with_conjuncts(tuple(below for below in word.children if below.dep_ == "pobj"))
    return ()


def _between(word: Token, token: Token) -> Iterator[Token]:
    while word.head not in (token, word):
        word = word.head
        yield word


def object_of(token: Token) -> tuple[Token, ...]:
    """To whom or what it is done, in either voice."""
    if token.pos_ not in VERBS:
        return ()
    if is_passive(token):
        return _passive_object(token)
    if _is_misread(token):
        return with_conjuncts((token.head,))
    found = _kids(token, "dobj", "obj", "oprd")
    if found:
        if found[0].lower_ in _RELATIVE and token.dep_ == "relcl":
            return (token.head,)
        return with_conjuncts(found)
    return _far_object(token)


def _passive_object(token: Token) -> tuple[Token, ...]:
    found = _kids(token, "nsubjpass")
    if found:
        return _resolve_relative(found[0], token)
    if token.dep_ in {"acl", "relcl"}:
        return (token.head,)
    return tuple(_borrowed_passive(token))


def _borrowed_passive(token: Token) -> tuple[Token, ...]:
    if token.dep_ in {"conj", "xcomp"} and token.head.pos_ in VERBS:
        return _surface_subject(token.head)
    return ()


def _far_object(token: Token) -> tuple[Token, ...]:
    clause = token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBD")
    if clause and any(kid.dep_ == "nsubj" and kid.lower_ not in _RELATIVE for kid in token.children):
        return (token.head,)
    for kid in token.children:
        # "voted down a motion" may come out as a motion that lies down somewhere.
        if kid.dep_ == "prep" and kid.lower_ in _PARTICLES and kid.i == token.i + 1:
            return with_conjuncts(tuple(below for below in kid.children if below.dep_ == "pobj"))
        # "seized a boat, the port reported" may come out as a boat that reported.
        # "beheaded two men accused of spying" as men who accused.
        if kid.dep_ == "ccomp" and token.lemma_ not in _SAYS and (kid.lemma_ in _SAYS or _is_bare(kid)):
            first = next((below for below in kid.children if below.dep_ == "nsubj"), None)
            if first is not None and first.left_edge.i == token.i + 1:
                return with_conjuncts((first,))
    # "rejected and denounced the plan": both verbs share the object of the last.
    for kid in token.children:
        if kid.dep_ == "conj" and kid.pos_ == "VERB":
            return with_conjuncts(tuple(below for below in kid.children if below.dep_ == "dobj"))
    # "urged Israel to stop": the model makes the addressee the subject of the infinitive.
    for kid in token.children:
        if kid.dep_ in {"ccomp", "xcomp"} and any(
            below.lower_ == "to" and below.dep_ == "aux" for below in kid.children
        ):
            return with_conjuncts(tuple(below for below in kid.children if below.dep_ in {"nsubj", "nsubjpass"}))
    return ()


def _is_bare(token: Token) -> bool:
    return token.tag_ == "VBN" and not _kids(token, "aux", "auxpass", "mark")


def _light_subject(token: Token) -> tuple[Token, ...]:
    head = token.head
    if token.dep_ in {"attr", "acomp"} or (token.pos_ == "ADJ" and token.dep_ in {"ROOT", "conj", "ccomp"}):
        return _surface_subject(head) if head != token else tuple(_kids(token, "nsubj"))
    if token.dep_ == "pobj" and head.head.pos_ in VERBS:
        head = head.head
    if token.dep_ in {"dobj", "pobj", "oprd"} and head.lemma_ in _LIGHT:
        return subject_of(head)
    if token.dep_ == "nsubjpass" and head.lemma_ in _LIGHT:
        return agent_of(head)
    return ()
