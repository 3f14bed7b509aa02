"""A parsed spaCy document → the same words as plain Python objects, under the names that spaCy uses.

The coder asks each word for its lemma, relation, head and children some hundred times. spaCy looks a string up or
makes a new object at every such question; here each answer is worked out once per report and then only read. What a
question means, and the order of what it gives, is as in spaCy. Nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, IS_PUNCT, IS_QUOTE, IS_SPACE, LEMMA, ORTH, POS, SENT_START, TAG
from spacy.tokens import Doc

# What is looked up in the vocabulary's strings, and what is a number already.
_NAMED = (ORTH, LEMMA, POS, TAG, DEP, ENT_TYPE)
_COUNTED = (IDX, HEAD, SENT_START, IS_PUNCT, IS_SPACE, IS_QUOTE)


class Token:
    """A word of a parsed document; equal only to itself."""

    __slots__ = (
        "_conjuncts",
        "_subtree",
        "children",
        "dep_",
        "doc",
        "end",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_quote",
        "is_space",
        "lemma_",
        "lower_",
        "pos_",
        "readings",
        "sent",
        "tag_",
        "text",
    )

    doc: Tree
    head: Token
    sent: Stretch
    children: tuple[Token, ...]
    end: int

    def __init__(self, named: tuple[str, ...], counted: tuple[int, ...], i: int) -> None:
        self.text, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = named
        self.idx, _, _, self.is_punct, self.is_space, self.is_quote = counted
        self.i = i
        self.lower_ = self.text.lower()
        self.end = self.idx + len(self.text)
        self._subtree: tuple[Token, ...] | None = None
        self._conjuncts: tuple[Token, ...] | None = None
        # What the lexicon says of the word; filled in by `acts` when somebody asks.
        self.readings: frozenset[str] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> tuple[Token, ...]:
        """Its children before it."""
        return tuple(child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> tuple[Token, ...]:
        """Its children after it."""
        return tuple(child for child in self.children if child.i > self.i)

    @property
    def subtree(self) -> tuple[Token, ...]:
        """Itself and everything below it: what hangs before it, itself, what hangs after it."""
        found = self._subtree
        if found is None:
            if not self.children:
                found = self._subtree = (self,)
            else:
                before = [word for child in self.children if child.i < self.i for word in child.subtree]
                after = [word for child in self.children if child.i > self.i for word in child.subtree]
                found = self._subtree = (*before, self, *after)
        return found

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, nearest first."""
        above = self
        while above.head is not above:
            above = above.head
            yield above

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The words coordinated with it, without itself."""
        found = self._conjuncts
        if found is None:
            found = self._conjuncts = self._coordinated()
        return found

    def _coordinated(self) -> tuple[Token, ...]:
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        queue = [first]
        for word in queue:
            queue += [child for child in word.children if child.dep_ == "conj" and child.i > word.i]
        return tuple(word for word in queue if word is not self)

    @property
    def left_edge(self) -> Token:
        """The first word of all that hangs below it."""
        return self.doc[self.doc.left[self.i]]

    def is_ancestor(self, other: Token) -> bool:
        """Whether another word hangs below this one."""
        return any(above is self for above in other.ancestors)

    def nbor(self, steps: int = 1) -> Token:
        """The word some steps further on; raises IndexError outside the document."""
        if not 0 <= self.i + steps < len(self.doc):
            raise IndexError(f"there is no word {self.i + steps} in a document of {len(self.doc)} words")
        return self.doc[self.i + steps]


class Stretch:
    """The words `[start, end)` of a document."""

    __slots__ = ("_root", "doc", "end", "start")

    def __init__(self, doc: Tree, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, max(start, end)
        self._root: Token | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.words[self.start : self.end])

    def __getitem__(self, place: int) -> Token:
        return self.doc.words[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        """The offset of its first character."""
        words = self.doc.words
        return words[self.start].idx if self.start < len(words) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The offset after its last character."""
        return self.doc.words[self.end - 1].end if self.end > self.start else self.start_char

    @property
    def text(self) -> str:
        """Its characters."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The root of its sentence where that is among its words, else the first of its words that stands highest."""
        if self._root is None:
            self._root = self._highest()
        return self._root

    def _highest(self) -> Token:
        for word in self:
            if word.head is word:
                return word
        outside = [word for word in self if not self.start <= word.head.i < self.end]
        # Marks and spaces are no root if there are better candidates.
        best, least = self.doc.words[self.start], len(self.doc)
        for word in outside:
            bare = (word.is_punct or word.is_space) and not word.children
            depth = len(self.doc) - 1 if bare else sum(1 for _ in word.ancestors)
            if depth < least:
                best, least = word, depth
        return best


class Tree:
    """A parsed document: its words, sentences and named entities."""

    __slots__ = ("ents", "left", "right", "sents", "starts", "text", "words")

    def __init__(self, text: str, words: Sequence[Token]) -> None:
        self.text = text
        self.words: tuple[Token, ...] = tuple(words)
        self.starts: tuple[int, ...] = tuple(word.idx for word in words)
        self.sents: tuple[Stretch, ...] = ()
        self.ents: tuple[tuple[int, int, str], ...] = ()
        self.left: tuple[int, ...] = ()
        self.right: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> Stretch: ...

    def __getitem__(self, place: int | slice) -> Token | Stretch:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.words))
            return Stretch(self, start, end)
        return self.words[place]

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Stretch | None:
        """The words of the characters `[start, end)`.

        With "expand" those that have a character there, with "contract" those that have no other, with "strict" none
        unless they fit.
        """
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "expand":
            # The space behind a word is not the word's.
            return self[first.i + (start == first.end) : last.i + 1]
        if alignment_mode == "strict":
            return self[first.i : last.i + 1] if (first.idx, last.end) == (start, end) else None
        inner = first.i + (first.idx < start), last.i + (end >= last.end)
        return self[inner[0] : inner[1]] if inner[0] < inner[1] else None

    def _at(self, offset: int) -> Token | None:
        """The word at a character or right before the space there."""
        place = bisect_right(self.starts, offset) - 1
        return self.words[place] if place >= 0 and offset < len(self.text) else None


def make_tree(doc: Doc) -> Tree:
    """Read a parsed document once."""
    if not len(doc):
        return Tree(doc.text, ())
    columns = doc.to_array([*_NAMED, *_COUNTED])
    strings = doc.vocab.strings
    # Few different values stand in a column, and looking one up in spaCy costs more than in a dictionary.
    known = {value: strings[value] for value in np.unique(columns[:, : len(_NAMED)]).tolist()}
    named = [[known[value] for value in column] for column in columns[:, : len(_NAMED)].T.tolist()]
    # Offsets of heads are signed; the columns are not.
    counted = columns[:, len(_NAMED) :].astype(np.int64)
    rows = zip(zip(*named, strict=True), map(tuple, counted.tolist()), strict=True)
    words = [Token(names, counts, i) for i, (names, counts) in enumerate(rows)]
    tree = Tree(doc.text, words)
    heads = np.arange(len(words)) + counted[:, 1]
    _hang(tree, heads.tolist())
    tree.left, tree.right = _edges(heads)
    _cut(tree, (counted[:, 2] == 1).tolist())
    tree.ents = tuple((entity.start, entity.end, entity.label_) for entity in doc.ents)
    return tree


def _hang(tree: Tree, heads: list[int]) -> None:
    """Tie each word to its head and its children."""
    words = tree.words
    children: list[list[Token]] = [[] for _ in heads]
    for word, head in zip(words, heads, strict=True):
        word.doc, word.head = tree, words[head]
        if head != word.i:
            children[head].append(word)
    for word, below in zip(words, children, strict=True):
        word.children = tuple(below)


def _edges(heads: NDArray[np.int64]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first and last word below each word: edges are handed up until nothing moves any more."""
    left, right = np.arange(len(heads)), np.arange(len(heads))
    while True:
        before = int(left.sum()), int(right.sum())
        np.minimum.at(left, heads, left.copy())
        np.maximum.at(right, heads, right.copy())
        if before == (int(left.sum()), int(right.sum())):
            return tuple(left.tolist()), tuple(right.tolist())


def _cut(tree: Tree, opens: list[bool]) -> None:
    """Cut the words into sentences."""
    starts = [0, *(i for i, first in enumerate(opens) if first and i)]
    ends = [*starts[1:], len(opens)]
    tree.sents = tuple(Stretch(tree, start, end) for start, end in zip(starts, ends, strict=True))
    for sentence in tree.sents:
        for word in sentence:
            word.sent = sentence
