"""Near-copies: reports that print the same words, so that an agency's text counts once.

In: texts. Out: MinHash signatures, keys to find candidates by, and whose words a report prints. Datasketch does the
hashing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b

import numpy as np
from datasketch import MinHash

from goodoffices.record.sources import Report, Role

# 64 permutations estimate a Jaccard similarity to about ± 0.06 at 0.7.
_PERMUTATIONS = 64

# Agency copy that a desk cut and re-headed still shares most five-word runs.
_COPY = 0.7

# Five words in a row are rarely shared by chance.
_RUN = 5

# Sixteen bands of four rows find nearly every pair above 0.7 and few below 0.4.
_BANDS = 16

_WORD = re.compile(r"\w+")

_OWN_TEXT = (Role.TITLE, Role.STANDFIRST, Role.BODY, Role.HEADING)

Signature = tuple[int, ...]


def own_text(report: Report) -> str:
    """What the report itself says, without menus and captions."""
    passages = report.with_role(_OWN_TEXT)
    return " ".join(passage.span.of(report.text) for passage in passages) if passages else report.text


def sign_report(report: Report) -> Signature:
    """The MinHash signature of a report's own text."""
    sketch = MinHash(num_perm=_PERMUTATIONS)
    sketch.update_batch([run.encode() for run in _runs(own_text(report))])
    return tuple(int(value) for value in sketch.hashvalues)


def band_keys(signature: Signature) -> tuple[str, ...]:
    """Keys that two near-copies share at least one of, for a store's index."""
    rows = _PERMUTATIONS // _BANDS
    bands = (signature[band * rows : (band + 1) * rows] for band in range(_BANDS))
    return tuple(f"{band}:{_digest(values)}" for band, values in enumerate(bands))


def _digest(values: Signature) -> str:
    return blake2b(repr(values).encode(), digest_size=6).hexdigest()


def similarity(one: Signature, other: Signature) -> float:
    """The estimated share of five-word runs that two texts have in common."""
    return float(np.mean(np.asarray(one) == np.asarray(other)))


def is_copy(one: Signature, other: Signature) -> bool:
    """Whether one text prints the words of the other."""
    return similarity(one, other) >= _COPY


def find_original(signature: Signature, others: Mapping[str, Signature]) -> str | None:
    """The report among `others`, in their order, whose words this one prints."""
    return next((name for name, other in others.items() if is_copy(signature, other)), None)


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    yield from (" ".join(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1)))
