"""A parse → its words as plain lists, so that the coder reads the tree thousands of times without asking spaCy again.

Everything is by word index in `parse.doc`. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

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

    def over(self, word: int, links: Collection[str]) -> int | None:
        """The word that a noun hangs on by one of these prepositions ("talks" in "hours of talks" on "hours")."""
        link = self.head[word]
        return self.head[link] if self.dep[word] == "pobj" and self.lower[link] in links else None

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
    tree = parse.doc
    rows = ((t.text, t.lower_, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.ent_type_) for t in tree.words)
    text, lower, lemma, pos, tag, dep, ent = tuple(zip(*rows, strict=True)) or ((),) * 7
    return Words(
        text=text,
        lower=lower,
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        ent=ent,
        head=tuple(token.head.i for token in tree.words),
        left=tree.left,
        right=tree.right,
        start=tree.starts,
        end=tuple(token.end for token in tree.words),
        children=tuple(tuple(child.i for child in token.children) for token in tree.words),
    )
