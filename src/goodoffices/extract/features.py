"""A candidate clause → the names of its features: what the trained part of the coder looks at.

Features speak of words by lemma and of actors by their part in the report, never by name, so that what is learned from
one conflict holds in another.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.extract.candidates import Candidate
from goodoffices.extract.words import Words

_NAMES = frozenset({"PERSON", "NORP", "GPE", "ORG", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"})
_SUBJECT = ("nsubj", "nsubjpass", "csubj", "expl")
_EMPTY = frozenset({"punct", "det", "SPACE"})
_TELLING = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV", "PART", "ADP", "SCONJ"})


def describe(words: Words, candidate: Candidate) -> list[str]:
    """The features of one candidate, in a fixed order, repeats left out."""
    found = dict.fromkeys(_head(words, candidate.head))
    found.update(dict.fromkeys(_children(words, candidate.head, "c")))
    found.update(dict.fromkeys(_above(words, candidate.head)))
    found.update(dict.fromkeys(_bag(words, candidate)))
    found.update(dict.fromkeys(_place(words, candidate)))
    return list(found)


def sign(words: Words, word: int) -> str:
    """A word as a feature: its lemma, or the type of the name it belongs to."""
    if words.pos[word] == "PROPN" or words.ent[word] in _NAMES:
        return f"<{words.ent[word] or 'NAME'}>"
    if words.pos[word] == "NUM":
        return "<NUM>"
    if words.pos[word] == "PRON":
        return words.lower[word]
    return words.lemma[word]


def _head(words: Words, head: int) -> Iterator[str]:
    lemma, dep = sign(words, head), words.dep[head]
    yield f"h={lemma}"
    yield f"h={lemma}|{dep}"
    yield f"hd={dep}"
    yield f"ht={words.tag[head]}"
    yield f"hp={words.pos[head]}"
    yield f"hdt={dep}|{words.tag[head]}"
    particle = words.child(head, "prt", "neg")
    if particle is not None:
        yield f"h={lemma}+{words.lower[particle]}"
    yield "voice=" + ("pass" if words.child(head, "auxpass", "nsubjpass") is not None else "act")
    for helper in words.with_dep(head, "aux"):
        yield f"aux={words.lower[helper]}"
        yield f"aux={words.lower[helper]}|{lemma}"


def _children(words: Words, head: int, prefix: str) -> Iterator[str]:
    for child in words.children[head]:
        dep = words.dep[child]
        if dep in _EMPTY:
            continue
        what = sign(words, child)
        yield f"{prefix}.{dep}"
        yield f"{prefix}.{dep}={what}"
        if dep in ("dobj", "attr", "acomp", "xcomp", "ccomp", "nsubj", "nsubjpass", "oprd"):
            yield f"h.{dep}={sign(words, head)}|{what}"
            yield from _modifiers(words, child, f"{prefix}.{dep}")
        elif dep in ("prep", "agent", "dative"):
            yield from _objects(words, head, child)


def _modifiers(words: Words, word: int, prefix: str) -> Iterator[str]:
    for child in words.children[word]:
        if words.dep[child] not in _EMPTY:
            yield f"{prefix}.{words.dep[child]}={sign(words, child)}"


def _objects(words: Words, head: int, preposition: int) -> Iterator[str]:
    for thing in words.with_dep(preposition, "pobj", "pcomp"):
        what = sign(words, thing)
        yield f"p.{words.lower[preposition]}={what}"
        yield f"hp={sign(words, head)}|{words.lower[preposition]}"
        yield f"po={what}"


def _above(words: Words, head: int) -> Iterator[str]:
    governor = words.head[head]
    if governor == head:
        yield "root"
        return
    up = sign(words, governor)
    yield f"g={up}"
    yield f"g={up}|{words.dep[head]}"
    yield f"gp={words.pos[governor]}|{words.dep[head]}"
    yield f"gh={up}|{sign(words, head)}"
    for child in words.children[governor]:
        if child != head and words.dep[child] in ("neg", "aux", "nsubj", "mark", "dobj", "prep"):
            yield f"g.{words.dep[child]}={sign(words, child)}"
    verb = next((above for above in words.ancestors(head) if words.is_verb(above)), None)
    if verb is not None:
        yield f"v={sign(words, verb)}"


def _bag(words: Words, candidate: Candidate) -> Iterator[str]:
    before = "<s>"
    for word in range(candidate.first, candidate.last + 1):
        if words.dep[word] == "punct" or words.text[word].isspace():
            continue
        what = sign(words, word)
        if words.pos[word] in _TELLING or what.startswith("<"):
            yield f"b={what}"
        yield f"bb={before}_{what}"
        before = what


def _place(words: Words, candidate: Candidate) -> Iterator[str]:
    yield f"role={candidate.role}"
    length = candidate.last - candidate.first
    yield f"len={min(length.bit_length(), 6)}"
    yield "marked=" + next((words.lower[c] for c in words.with_dep(candidate.head, "mark", "advmod")), "")
    yield "subject=" + next((sign(words, c) for c in words.with_dep(candidate.head, *_SUBJECT)), "")
