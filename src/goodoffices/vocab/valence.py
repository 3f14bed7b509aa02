"""Words → how good or bad they sound, from -4 to 4.

In: nothing. Out: valence by lower-case word. The values are those of the VADER lexicon, the means of ten people's
ratings (Hutto & Gilbert 2014), read from the library that ships it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=1)
def load_valence() -> Mapping[str, float]:
    """The valence of every word that the lexicon rates."""
    # Its lexicon takes some milliseconds to read, and only judgements ask for it.
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415

    lexicon: Mapping[str, float] = SentimentIntensityAnalyzer().lexicon
    return lexicon
