"""A word → the numbers of its pieces in an encoder's vocabulary: longest piece first (WordPiece, Wu et al. 2016).

Words are those of the parse, so that a word of a clause is found again among the pieces without counting characters.
They are read in lower case and without accents, split at marks within, as the vocabulary was made for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_BEGIN, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
# What is longer is no word (an address, a stray line of code).
_LONGEST = 100
# More forms than a thousand reports have; then they are split afresh, so that memory stays flat.
_MOST_FORMS = 50_000


class Pieces:
    """Splits words into the pieces of one vocabulary; a form that was split once is remembered."""

    __slots__ = ("_index", "_known", "begin", "end", "unknown")

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._index = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}
        self.begin, self.end, self.unknown = (self._index[name] for name in (_BEGIN, _END, _UNKNOWN))

    def split(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces; none for white space."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _MOST_FORMS:
                self._known.clear()
            found = self._known[word] = tuple(self._split(word))
        return found

    def _split(self, word: str) -> Iterator[int]:
        for part in _parts(word):
            pieces = self._cover(part) if len(part) <= _LONGEST else None
            yield from pieces if pieces is not None else (self.unknown,)

    def _cover(self, part: str) -> list[int] | None:
        """The longest piece that begins a part, then the longest that goes on; None where none does."""
        found: list[int] = []
        start = 0
        while start < len(part):
            mark = "##" if start else ""
            ends = range(len(part), start, -1)
            end = next((end for end in ends if mark + part[start:end] in self._index), None)
            if end is None:
                return None
            found.append(self._index[mark + part[start:end]])
            start = end
        return found


def _parts(word: str) -> Iterator[str]:
    """A word in lower case without accents, cut before and after each mark and at white space."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(char) != "Mn")
    part = ""
    for char in bare:
        if char.isalnum():
            part += char
            continue
        if part:
            yield part
        part = ""
        if char.isprintable() and not char.isspace():
            yield char
    if part:
        yield part
