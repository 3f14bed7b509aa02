"""Near-copies: reports that print the same words, so that an agency's text counts once.

In: texts. Out: MinHash signatures, keys to find candidates by, and which report is a copy of which. Datasketch does the
hashing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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


def sign_report(report: Report) -> Signature:
    """The MinHash signature of a report's own text, menus and captions left out."""
    passages = report.with_role(_OWN_TEXT)
    text = " ".join(passage.span.of(report.text) for passage in passages) if passages else report.text
    sketch = MinHash(num_perm=_PERMUTATIONS)
    sketch.update_batch([run.encode() for run in _runs(text)])
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


class CopyIndex:
    """The texts seen so far; tells of each new report whose words it prints, and remembers it otherwise."""

    def __init__(self) -> None:
        self._signatures: dict[str, Signature] = {}
        self._bands: dict[str, list[str]] = {}

    def find(self, report: Report) -> str | None:
        """The report first seen with these words; None where they are new."""
        signature = sign_report(report)
        keys = band_keys(signature)
        near = {name: self._signatures[name] for key in keys for name in self._bands.get(key, ()) if name != report.id}
        original = find_original(signature, near)
        if original is None:
            self._signatures[report.id] = signature
            for key in keys:
                self._bands.setdefault(key, []).append(report.id)
        return original


def find_copies(reports: Iterable[Report]) -> dict[str, str]:
    """Report → the first report, by day and id, that printed its words."""
    index = CopyIndex()
    ordered = sorted(reports, key=lambda report: (str(report.published or "9999"), report.id))
    found = ((report.id, index.find(report)) for report in ordered)
    return {name: original for name, original in found if original is not None}


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    yield from (" ".join(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1)))
