"""Names as keys: how a written name and the words of a text are cut and folded so that the two can meet.

In: any text. Out: its words with their offsets, folded. Accents and kinds of apostrophe do not tell names apart
("Élysée" = "Elysee"); capitals do ("Polish" and "polish").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Key = tuple[str, ...]

_WORD = re.compile(r"\w+|[^\w\s]")
# Letters that Unicode does not take apart but that English spelling drops.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "–": "-",
    }
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without accents, with the plain apostrophe and hyphen."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c))


def find_words(text: str) -> list[tuple[str, int, int]]:
    """The folded words and marks of a text, each with its offsets."""
    return [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


def key_of(name: str) -> Key:
    """A name as the folded words it is made of."""
    return tuple(fold(word) for word in _WORD.findall(name))


def split_names(text: str) -> tuple[str, ...]:
    """The names in a comma-separated line of a vocabulary file."""
    return tuple(name for part in text.split(",") if (name := part.strip()))
