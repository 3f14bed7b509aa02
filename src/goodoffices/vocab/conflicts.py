"""Known conflicts (`conflicts.yaml`): when, between whom, and who mediated; checked on loading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.actors import ACTOR_ID
from goodoffices.vocab.loading import load_vocab

_LINE = re.compile(r"(\d{4})-(\d{4})? \| (.+?) \|(.*)")
# A process is reported on for some years after its last shot.
_AFTERMATH = 5


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict or phase of it: first and last year, the principal parties, and who has mediated between them."""

    first: int
    last: int | None
    parties: frozenset[str]
    thirds: frozenset[str]

    def goes_on(self, day: date | None) -> bool:
        """Whether it was not yet over on that day; without a day, only where it has no last year."""
        if day is None:
            return self.last is None
        return self.first <= day.year and (self.last is None or day.year <= self.last)

    def is_news(self, day: date | None) -> bool:
        """Whether a report of that day may be on it; of a report without a day, always."""
        return day is None or (self.first <= day.year and (self.last is None or day.year <= self.last + _AFTERMATH))


@lru_cache(maxsize=1)
def load_conflicts() -> tuple[Conflict, ...]:
    """All known conflicts, in the order of the file.

    Raises BadVocabulary for a line that is none.
    """
    return read_conflicts(load_vocab("conflicts").get("conflicts"))


def read_conflicts(lines: object) -> tuple[Conflict, ...]:
    """Check lines "first year-last year | parties | third parties"."""
    if not isinstance(lines, list):
        raise BadVocabulary("conflicts.yaml: expected `conflicts:` with a list of lines")
    return tuple(map(_read_line, lines))


def _read_line(line: object) -> Conflict:
    found = _LINE.fullmatch(str(line).strip())
    if found is None:
        raise BadVocabulary(f'conflicts.yaml: {line!r}: write "2014-2022 | PARTY PARTY | THIRD THIRD"')
    parties, thirds = (frozenset(found[place].split()) for place in (3, 4))
    odd = sorted(name for name in parties | thirds if not ACTOR_ID.fullmatch(name))
    if odd or len(parties) < 2 or parties & thirds:
        raise BadVocabulary(f"conflicts.yaml: {line!r}: needs two parties, other third parties, and ids; found {odd}")
    last = int(found[2]) if found[2] else None
    return Conflict(int(found[1]), last, parties, thirds)


def conflicts_among(actors: Iterable[str], day: date | None) -> tuple[Conflict, ...]:
    """The conflicts of that time whose parties are all among the actors."""
    named = frozenset(actors)
    return tuple(conflict for conflict in load_conflicts() if conflict.parties <= named and conflict.is_news(day))
