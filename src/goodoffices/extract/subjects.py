"""A verb → the head word of who does it: its subject, its by-agent, or what a participle or a coordination shares.

In: a verb of the parse. Out: one token or None. Words put after a quotation speak ("…," said the envoy); "who" and
"which" stand for their antecedent; "issued a statement saying" is said by who issued it; a passive without an agent
by nobody.
"""

from __future__ import annotations

from goodoffices.extract.tree import Token
from goodoffices.vocab.speech import Stance, speech_vocab

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_AFTER_VERB = frozenset({"nsubj", "dobj", "attr", "npadvmod", "dep", "oprd", "nsubjpass"})
_CLOSING_MARKS = frozenset({"”", '"', "»", "’", "''", "'"})
_WH = frozenset({"who", "which", "that", "whom"})
# "saying" is mostly parsed as advcl or acl of the clause it comments on.
_PARTICIPLES = frozenset({"advcl", "acl", "xcomp", "pcomp", "dep"})


def source_of(verb: Token) -> Token | None:
    """The head word of who does the verb: subject, by-agent, or what a participle or a coordination shares."""
    for _ in range(6):  # chains of shared subjects are short; a cyclic guard costs less than a proof
        own = _own_subject(verb)
        if own is not None:
            return _antecedent(own)
        above = _shares_with(verb)
        if above is None:
            return None
        if above.pos_ in VERBAL or above.pos_ == "ADJ":
            verb = above
        else:
            return _releaser(above) if above.pos_ in _NOMINAL else None
    return None


def _releaser(noun: Token) -> Token:
    """ "The union issued a statement saying …": who issued it, else the statement itself."""
    vocab = speech_vocab()
    verb = noun.head
    if noun.lemma_.lower() not in vocab.carriers or verb.pos_ not in VERBAL:
        return noun
    issued = noun.dep_ == "dobj" and verb.lemma_.lower() in vocab.releases
    return (source_of(verb) or noun) if issued else noun


def _own_subject(verb: Token) -> Token | None:
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    for child in verb.children:
        if child.dep_ == "agent":
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    if passive:
        return None
    if follows_quotation(verb) and (speaker := _inverted_subject(verb)) is not None:
        return speaker
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "nsubjpass"]
    if len(subjects) > 1:  # "The rebels, the ministry said, …": the nearer one speaks
        return min(subjects, key=lambda word: abs(word.i - verb.i))
    return subjects[0] if subjects else _inverted_subject(verb)


def _inverted_subject(verb: Token) -> Token | None:
    """ "… ," said the envoy: the parser calls the speaker an object or attribute where a quotation stands before."""
    if verb.i == 0 or not verb.nbor(-1).is_punct:
        return None
    for child in verb.rights:
        if child.dep_ in _AFTER_VERB and child.pos_ in ("PROPN", "NOUN", "PRON"):
            return child if child.i - verb.i <= 6 else None
    return None


def follows_quotation(verb: Token) -> bool:
    """Whether a closing mark, with or without a comma, stands right before the verb."""
    if verb.i == 0:
        return False
    before = verb.nbor(-1)
    if before.text == "," and verb.i > 1:
        before = verb.nbor(-2)
    return before.text in _CLOSING_MARKS


def _antecedent(subject: Token) -> Token:
    if subject.lower_ in _WH and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def _shares_with(verb: Token) -> Token | None:
    """The verb whose subject this one shares, or the noun that a participle describes."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return None
    if verb.pos_ == "ADJ":
        return verb.head if verb.dep_ in ("acomp", "conj", "oprd") else None
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        return goes_on(verb) or _undergoer(verb.head) or verb.head
    if verb.dep_ in _PARTICIPLES and (verb.tag_ in ("VBG", "VB") or verb.dep_ == "xcomp"):
        return _passes_as(verb.head) if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ == "relcl":
        return verb.head
    return None


def _undergoer(verb: Token) -> Token | None:
    """The subject of a passive, which a coordinated active verb shares ("could not be reached but have denied …")."""
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def _passes_as(preposition: Token) -> Token | None:
    """ "was quoted as saying": who was quoted; "after saying …": who did what followed."""
    above = preposition.head
    if above.pos_ not in VERBAL:
        return None
    if preposition.lower_ == "as":
        return next((child for child in above.children if child.dep_ in ("nsubjpass", "dobj")), above)
    return above


def goes_on(verb: Token) -> Token | None:
    """The cue that a verb goes on from where the parser hung it on the reported clause.

    In "she said the vote had been fair and urged calm", "urged" has the tense of "said" and not that of the clause.
    """
    clause = verb.head
    if verb.dep_ != "conj" or clause.dep_ != "ccomp" or any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    cue = clause.head
    shifted = clause.tag_ != cue.tag_ or any(child.dep_ in ("aux", "auxpass") for child in clause.children)
    bare = not any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    said = Stance.SPEECH in speech_vocab().verbs.get(verb.lemma_.lower(), {}).values()
    return cue if shifted and bare and said and verb.tag_ == cue.tag_ and cue.i < clause.i else None
