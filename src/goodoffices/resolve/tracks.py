"""What an arrangement is about: track and core terms (scope, length, purpose) from the words used of it.

In: the object of a claim, its quote, a title. Out: tracks and `Terms`. The words are those of `vocab/tracks.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from goodoffices.record.claims import Claim, Kind
from goodoffices.record.talks import Terms
from goodoffices.vocab.tracks import Track, load_lengths, load_occasions, load_tracks, load_truce_tracks

OTHER = "other"

# What follows a length that is not the truce's own ("three days of talks", "two weeks ago").
_NOT_ITS_OWN = r"of (?:\w+ )?(?:talks|negotiations|meetings|fighting|war)|ago|after|later|before|earlier"

TRUCE_TRACKS = load_truce_tracks()


def terms_of(claim: Claim) -> Terms:
    """The core terms that a claim's object names, its quote where the object names no track."""
    named = find_terms(claim.object or "")
    quoted = find_terms(claim.text)
    best = named if named.track != OTHER else quoted
    if claim.kind is Kind.CEASEFIRE and best.track not in TRUCE_TRACKS and quoted.track in TRUCE_TRACKS:
        best = quoted
    if claim.kind is Kind.CEASEFIRE and best.track not in TRUCE_TRACKS:
        best = replace(find_terms("ceasefire"), days=best.days)  # it is a truce, whatever it is called
    # the sentence on an agreement tells how long the talks were rather than the truce
    days = named.days or (None if claim.kind is Kind.AGREEMENT else quoted.days)
    return replace(best, days=days, wording=(claim.object,) if claim.object else ())


def answered_terms(claim: Claim) -> tuple[Terms, ...]:
    """The terms that an answer is about: one per partial truce it names, else its main ones."""
    terms = terms_of(claim)
    partial = [track for track in _tracks_in(claim.object or claim.text) if (track.scope or "").startswith("partial")]
    if len(partial) < 2:
        return (terms,)
    return tuple(replace(terms, track=track.name, scope=track.scope) for track in partial)


def is_named(terms: Terms) -> bool:
    """Whether words named what they are about; "talks" and "plan" alone do not tell one text from another."""
    return terms.track not in (OTHER, "talks")


@lru_cache(maxsize=8192)
def find_occasion(words: str) -> str | None:
    """The feast or anniversary that a truce is for."""
    lowered = words.lower()
    return next((name for name, cue in load_occasions().items() if cue.search(lowered)), None)


@lru_cache(maxsize=8192)
def find_tracks(words: str) -> tuple[str, ...]:
    """Every track whose cue the words hold, the main one first."""
    return tuple(track.name for track in _tracks_in(words))


def find_track(words: str) -> str:
    """The main track of the words, `other` where none is cued."""
    return next(iter(find_tracks(words)), OTHER)


def find_terms(words: str) -> Terms:
    """The core terms that the words hold."""
    tracks = _tracks_in(words)
    main = tracks[0] if tracks else None
    purpose = next((track.purpose for track in tracks if track.purpose), None)
    return Terms(main.name if main else OTHER, main.scope if main else None, find_days(words), purpose)


@lru_cache(maxsize=8192)
def find_days(words: str) -> int | None:
    """A length in days ("30-day", "three weeks", "72 hours"), the first one named."""
    numbers, units = load_lengths()
    found = _length_pattern().search(words.lower())
    if found is None:
        return None
    number = found["number"]
    count = int(number) if number.isdigit() else numbers[number]
    # hours cover every calendar day they touch at best: 30 hours are two days
    return -(-count // 24) if found["unit"] == "hour" else count * units[found["unit"]]


@lru_cache(maxsize=1)
def _length_pattern() -> re.Pattern[str]:
    numbers, units = load_lengths()
    words = "|".join(sorted(numbers, key=len, reverse=True))
    return re.compile(
        rf"\b(?P<number>\d{{1,3}}|{words})[-\s](?:full[-\s])?(?P<unit>{'|'.join(units)})s?\b(?! (?:{_NOT_ITS_OWN})\b)"
    )


@lru_cache(maxsize=8192)
def _tracks_in(words: str) -> tuple[Track, ...]:
    lowered = words.lower()
    return tuple(track for track in load_tracks() if track.cue.search(lowered))
