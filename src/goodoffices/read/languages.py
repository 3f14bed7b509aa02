"""In which language a text is written, by the share of its words that are the most frequent ones of a language.

In: a text. Out: an ISO 639-1 code, "und" for a script or language that none of the lists knows, None for a text too
short to say. In running text of the lists' languages a fifth to a third of all words are in the own list and less
than a tenth in any other, so a twelfth is enough to name one and the largest share wins.
"""

from __future__ import annotations

import re
from collections import Counter

from goodoffices.vocab.pages import load_languages

_WORD = re.compile(r"[^\W\d_]+")
# The first page decides: six hundred words put the shares of any two languages far apart.
_SAMPLE = 4_000
_FEWEST_WORDS = 20
_SMALLEST_SHARE = 1 / 12


def find_language(text: str) -> str | None:
    """The language of a text; see the module for "und" and None."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return None
    if len(words) < _FEWEST_WORDS:
        return None if _is_latin(words) else "und"
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in known) / len(words) for code, known in load_languages().items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _SMALLEST_SHARE else "und"


def _is_latin(words: list[str]) -> bool:
    return sum(word[0] < "\u0250" for word in words) * 2 > len(words)
