"""A candidate clause → the names of its features: what the trained part of the coder looks at.

Features speak of words by lemma and by word class, and of actors by their part in the report (party, mediator,
person), never by name, so that what is learned from one conflict holds in another.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from goodoffices.extract.acts import word_classes
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.layers import Layers

_NAMES = frozenset({"PERSON", "NORP", "GPE", "ORG", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"})
_DATES = frozenset({"DATE", "TIME"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_EMPTY = frozenset({"punct", "det", "SPACE", "dep", ""})
_TELLING = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV", "PART", "ADP", "SCONJ"})
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
_CORE = frozenset({"dobj", "attr", "acomp", "xcomp", "ccomp", "nsubj", "nsubjpass", "oprd", "pcomp"})
_BESIDE = frozenset({"neg", "aux", "nsubj", "mark", "dobj", "prep", "advmod"})


class Describer:
    """Describes the candidates of one report; what is asked of a word twice is worked out once."""

    __slots__ = ("_bagged", "_classes", "_signs", "layers", "words")

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.words = layers.words
        self._signs: dict[int, str] = {}
        self._classes: dict[int, tuple[str, ...]] = {}
        self._bagged: dict[int, tuple[str, tuple[str, ...]]] = {}

    def describe(self, candidate: Candidate) -> list[str]:
        """The features of one candidate, in a fixed order, repeats left out."""
        head = candidate.head
        found = (self._head(head), self._children(head), self._above(head), self._bag(candidate))
        return list(dict.fromkeys(chain(*found, self._rules(candidate), self._place(candidate))))

    def sign(self, word: int) -> str:
        """A word as a feature: its lemma, or what it stands for if it is a name or pronoun."""
        found = self._signs.get(word)
        if found is None:
            found = self._signs[word] = self._make_sign(word)
        return found

    def _make_sign(self, word: int) -> str:
        words = self.words
        if words.pos[word] in ("PROPN", "PRON") or words.ent[word] in _NAMES:
            mention = self.layers.mentions.by_word.get(word)
            if mention is not None and mention.actors:
                return self._standing(mention.actors, mention.is_place)
            if words.pos[word] == "PRON":
                return words.lower[word]
            return f"<{words.ent[word] or 'NAME'}>"
        if words.ent[word] in _DATES:
            return f"<{words.ent[word]}>"
        return "<NUM>" if words.pos[word] == "NUM" else words.lemma[word]

    def _standing(self, actors: tuple[str, ...], is_place: bool) -> str:
        if is_place:
            return "<PLACE>"
        mentions = self.layers.mentions
        if any(actor in mentions.parties for actor in actors):
            return "<PARTY>"
        return "<MEDIATOR>" if any(actor in mentions.mediators for actor in actors) else "<ACTOR>"

    def classes(self, word: int) -> tuple[str, ...]:
        """The word classes of a word."""
        found = self._classes.get(word)
        if found is None:
            telling = self.words.pos[word] in _CONTENT
            found = self._classes[word] = word_classes(self.layers.parse.doc.words[word]) if telling else ()
        return found

    def _head(self, head: int) -> Iterator[str]:
        words, sign, dep = self.words, self.sign(head), self.words.dep[head]
        yield f"h={sign}"
        yield f"h={sign}|{dep}"
        yield f"hd={dep}"
        yield f"ht={words.tag[head]}"
        yield f"hdt={dep}|{words.tag[head]}"
        yield from (f"hc={name}" for name in self.classes(head))
        passive = words.child(head, "auxpass", "nsubjpass") is not None
        yield "passive" if passive else "active"
        for helper in words.with_dep(head, "aux", "neg", "prt", "mark"):
            yield f"aux={words.lower[helper]}"
            yield f"aux={words.lower[helper]}|{sign}"
            yield from (f"aux={words.lower[helper]}|{name}" for name in self.classes(head))

    def _children(self, head: int) -> Iterator[str]:
        words = self.words
        for child in words.children[head]:
            dep = words.dep[child]
            if dep in _EMPTY:
                continue
            sign = self.sign(child)
            yield f"c.{dep}={sign}"
            yield from (f"cc.{dep}={name}" for name in self.classes(child))
            if dep in _CORE:
                yield from self._core(head, child, dep)
            elif dep in ("prep", "agent", "dative"):
                yield from self._objects(head, child)

    def _core(self, head: int, child: int, dep: str) -> Iterator[str]:
        words = self.words
        yield f"h.{dep}={self.sign(head)}|{self.sign(child)}"
        for mine in self.classes(head):
            yield f"hc.{dep}={mine}|{self.sign(child)}"
            yield from (f"hcc.{dep}={mine}|{name}" for name in self.classes(child))
        for inner in words.children[child]:
            if words.dep[inner] not in _EMPTY:
                yield f"cm.{dep}.{words.dep[inner]}={self.sign(inner)}"
                yield from (f"cmc.{dep}.{words.dep[inner]}={name}" for name in self.classes(inner))

    def _objects(self, head: int, preposition: int) -> Iterator[str]:
        words, link = self.words, self.words.lower[preposition]
        for thing in words.with_dep(preposition, "pobj", "pcomp"):
            yield f"p.{link}={self.sign(thing)}"
            yield f"hp={self.sign(head)}|{link}"
            for name in self.classes(thing):
                yield f"pc.{link}={name}"
                yield from (f"hpc={mine}|{link}|{name}" for mine in self.classes(head))

    def _above(self, head: int) -> Iterator[str]:
        words, governor = self.words, self.words.head[head]
        if governor == head:
            yield "root"
            return
        up, dep = self.sign(governor), words.dep[head]
        yield f"g={up}|{dep}"
        yield f"gp={words.pos[governor]}|{dep}"
        yield f"gh={up}|{self.sign(head)}"
        for name in self.classes(governor):
            yield f"gc={name}|{dep}"
            yield from (f"gch={name}|{mine}" for mine in self.classes(head))
        for child in words.children[governor]:
            if child != head and words.dep[child] in _BESIDE:
                yield f"g.{words.dep[child]}={self.sign(child)}"
        yield from self._sentence(head)

    def _sentence(self, head: int) -> Iterator[str]:
        above = [word for word in self.words.ancestors(head) if self.words.is_verb(word)]
        for verb in above[1:3]:
            yield f"a={self.sign(verb)}"
            yield from (f"ac={name}" for name in self.classes(verb))

    def _bag(self, candidate: Candidate) -> Iterator[str]:
        before = "<s>"
        for word in range(candidate.first, candidate.last + 1):
            found = self._bagged.get(word)
            if found is None:  # clauses stand in clauses: a word is asked some four times
                found = self._bagged[word] = self._in_bag(word)
            sign, told = found
            if sign:
                yield from told
                yield f"bb={before}_{sign}"
                before = sign

    def _in_bag(self, word: int) -> tuple[str, tuple[str, ...]]:
        """A word's sign, and what it tells wherever it stands in a clause; nothing for marks and spaces."""
        words = self.words
        if words.dep[word] == "punct" or words.text[word].isspace():
            return "", ()
        sign = self.sign(word)
        own = (f"b={sign}",) if words.pos[word] in _TELLING or sign[0] == "<" else ()
        return sign, (*own, *(f"bc={name}" for name in self.classes(word)))

    def _rules(self, candidate: Candidate) -> Iterator[str]:
        acts = self.layers.acts
        for act in acts.get(candidate.head, ()):
            yield f"r={act.kind}"
            yield f"r={act.kind}:{act.value}"
            yield f"rule={act.rule}"
        for word in range(candidate.first, candidate.last + 1):
            if word != candidate.head:
                yield from (f"rin={act.kind}" for act in acts.get(word, ()))
        for act in acts.get(self.words.head[candidate.head], ()):
            yield f"rup={act.kind}"

    def _place(self, candidate: Candidate) -> Iterator[str]:
        words = self.words
        yield f"role={candidate.role}"
        yield f"len={min((candidate.last - candidate.first).bit_length(), 6)}"
        subject = next(iter(words.with_dep(candidate.head, *_SUBJECTS)), None)
        yield f"subject={self.sign(subject) if subject is not None else ''}"
        start = words.start[candidate.head]
        quoted = any(each.inner.start <= start < each.inner.end for each in self.layers.heard.quotations)
        yield "quoted" if quoted else "unquoted"
        sentence = self.layers.parse.sentences[candidate.sentence]
        yield f"first={candidate.head == sentence.root.i}"
        yield f"early={min(candidate.sentence, 6) // 2}"
