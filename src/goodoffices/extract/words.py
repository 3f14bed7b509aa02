"""A parse → its words as plain lists, so that the coder reads the tree thousands of times without asking spaCy again.

Everything is by word index in `parse.doc`. Nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, POS, TAG

from goodoffices.extract.parse import Parse

_VERBAL = frozenset({"VERB", "AUX"})
_HELPING = frozenset({"aux", "auxpass"})


@dataclass(frozen=True, slots=True)
class Words:
    """The columns of a parsed document: one entry per word in each."""

    text: tuple[str, ...]
    lower: tuple[str, ...]
    lemma: tuple[str, ...]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    ent: tuple[str, ...]
    head: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        return len(self.text)

    def child(self, word: int, *deps: str) -> int | None:
        """The first child of a word with one of these relations."""
        return next((child for child in self.children[word] if self.dep[child] in deps), None)

    def with_dep(self, word: int, *deps: str) -> tuple[int, ...]:
        """The children of a word with one of these relations, in order."""
        return tuple(child for child in self.children[word] if self.dep[child] in deps)

    def is_verb(self, word: int) -> bool:
        """Whether a word heads a clause, or could: a verb that does not merely help another."""
        return self.pos[word] in _VERBAL and self.dep[word] not in _HELPING

    def ancestors(self, word: int) -> tuple[int, ...]:
        """The words above a word, nearest first."""
        found: list[int] = []
        while self.head[word] != word:
            word = self.head[word]
            found.append(word)
        return tuple(found)


def read_words(parse: Parse) -> Words:
    """Read every column of a parse once."""
    doc = parse.doc
    columns = doc.to_array([LEMMA, POS, TAG, DEP, ENT_TYPE, HEAD])
    strings = doc.vocab.strings
    # Few different values stand in a column, and looking one up in spaCy costs more than in a dictionary.
    known = {int(value): strings[int(value)] for value in np.unique(columns[:, :5])}
    lemma, pos, tag, dep, ent = ([known[value] for value in columns[:, at].tolist()] for at in range(5))
    # Heads are stored as offsets in unsigned integers: read as signed ones they point up or down.
    heads = (np.arange(len(doc)) + columns[:, 5].astype(np.int64)).tolist()
    texts, starts = [], []
    for token in doc:
        texts.append(token.text)
        starts.append(token.idx)
    left, right = _edges(heads)
    return Words(
        text=tuple(texts),
        lower=tuple(map(str.lower, texts)),
        lemma=tuple(map(str.lower, lemma)),
        pos=tuple(pos),
        tag=tuple(tag),
        dep=tuple(dep),
        ent=tuple(ent),
        head=tuple(heads),
        left=tuple(left),
        right=tuple(right),
        start=tuple(starts),
        end=tuple(start + len(text) for start, text in zip(starts, texts, strict=True)),
        children=_children(heads),
    )


def _children(heads: list[int]) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in heads]
    for word, head in enumerate(heads):
        if head != word:
            children[head].append(word)
    return tuple(map(tuple, children))


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """The first and last word below each word: edges are handed up until nothing moves any more."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    moved = True
    while moved:
        moved = False
        for word in (*range(len(heads)), *range(len(heads) - 1, -1, -1)):
            head = heads[word]
            if left[word] < left[head]:
                left[head], moved = left[word], True
            if right[word] > right[head]:
                right[head], moved = right[word], True
    return left, right
