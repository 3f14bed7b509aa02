"""Expressions that count from another time → their TIMEX3: "last week", "two years ago", "the same day", "now".

In: a match of a rule and the Scene it stands in. Out: parts. One reader per rule, named after it.
"""

from __future__ import annotations

import re
from datetime import date

from goodoffices.extract.calendars import bounds_of, moved, unknown_of, value_of
from goodoffices.extract.readings import (
    DURATION,
    TIME,
    Part,
    Parts,
    Reader,
    after,
    as_date,
    before,
    length,
    number_of,
    plain,
    unit_code,
)
from goodoffices.extract.scenes import Scene, unit_from
from goodoffices.extract.tenses import Tense
from goodoffices.vocab.times import time_words

_BEHIND = ("last", "past", "previous", "preceding", "prior", "recent", "this past")


_AHEAD = ("next", "coming", "following", "upcoming", "ensuing", "this coming")


def _same_day(match: re.Match[str], scene: Scene) -> Parts:
    which, unit = plain(match["which"]), unit_code(match["unit"]) if match["unit"].lower() != "season" else "S"
    shift = 1 if which in ("the next", "the following") else -1 if which in ("the previous", "the preceding") else 0
    if unit == "S":
        return ()
    if which in ("the next", "the previous") and unit not in ("D", "WE") and scene.narrative_unit() is None:
        return as_date(scene.unit_from_now(unit, shift))
    return as_date(scene.unit_from_then(unit, shift))


def _same_period(match: re.Match[str], scene: Scene) -> Parts:
    unit, covered = scene.narrative_unit(), bounds_of(scene.narrative or "")
    if covered is None or unit not in ("M", "Q", "H", "W"):
        return as_date(match["year"] or scene.unit_from_now("Y", -1))
    years = int(match["year"]) - covered[0].year if match["year"] else -1
    return as_date(value_of(moved(covered[0], "Y", years), unit))


# "Two days before" counts from the narrative; "two days before the vote" is a length.
_BEFORE_WHAT = ("before", "previously", "prior", "beforehand")
_BEGINS_CLAUSE = r"(?:the|an?|his|her|its|their|that|[A-Z]\w*|it|he|she|they|this|to)\b"


def _ago(match: re.Match[str], scene: Scene) -> Parts:
    side, unit = plain(match["side"]), unit_code(match["units"])
    if side in ("on", "since") or (side in _BEFORE_WHAT and after(match, _BEGINS_CLAUSE)):
        return ()
    behind = side in ("ago", "earlier", *_BEFORE_WHAT)
    count = _count_of(match)
    if count is None:
        return as_date("PAST_REF" if behind else "FUTURE_REF")
    from_now = side in ("ago", "from now", "from today", "hence")
    if not from_now and scene.is_coarser_than(unit):
        return as_date(unknown_of("D"))
    day = scene.reference if from_now else scene.narrative_day()
    return _moved_by(day, unit, -count if behind else count)


def _count_of(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["count"]:
        count = 1.0 if match["count"].lower() in ("a", "an") else number_of(match["count"])
        return count + (0.5 if match["more"] else 0.0)
    return None


_FINER = {"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "W": ("D", 7), "M": ("W", 4), "Q": ("M", 3)}


def _moved_by(day: date | None, unit: str, count: float) -> Parts:
    if unit.startswith("T"):
        return (Part(TIME, unit_from(day, "D", 0)),)
    if unit in ("DE", "CE"):
        count, unit = count * (10 if unit == "DE" else 100), "Y"
    if count != int(count) and unit in _FINER:
        finer, times = _FINER[unit]
        return as_date(unit_from(day, finer, round(count * times)))
    return as_date(unit_from(day, "D" if unit == "NI" else unit, int(count)))


def _long_ago(_: re.Match[str], __: Scene) -> Parts:
    return as_date("PAST_REF")


_FROM_THEN = {"same": 0, "that": 0, "that same": 0, "following": 1, "preceding": -1}


def _deictic(match: re.Match[str], scene: Scene) -> Parts:
    which, unit = plain(match["which"]).removeprefix("the "), unit_code(match["unit"])
    if unit.startswith("T") or which == "earlier":
        return ()
    if which in _FROM_THEN:
        return as_date(scene.unit_from_then(unit, _FROM_THEN[which]))
    if which == "past" and unit != "WE":
        return (Part(DURATION, length(1, unit)),)
    shift = -1 if which in _BEHIND else 1 if which in _AHEAD else 0
    if which == "this" and unit == "W" and scene.is_ending_week():
        shift = 1
    if unit == "WE":
        return as_date(_weekend(scene, which, shift))
    value = scene.unit_from_now("D" if unit == "NI" else unit, shift)
    if (match["fiscal"] or "").lower() in ("fiscal", "financial"):
        return as_date(f"FY{value}")
    return (Part(TIME, f"{value}TNI"),) if unit == "NI" else as_date(value)


def _weekend(scene: Scene, which: str, shift: int) -> str:
    reference = scene.reference
    if reference is None:
        return unknown_of("WE")
    # Early in the week, what is told of "the weekend" in the past is the one just gone.
    if which in ("this", "the") and reference.isoweekday() < 5 and scene.find_tense() is Tense.PAST:
        return scene.unit_from_now("WE", -1)
    return scene.unit_from_now("WE", shift)


_OF_THE_UNIT = (
    r"\b(?:of|for|in|during|end|ended|ends|ending|finish|finished|over|on|throughout|within|by|until|through|late in"
    r"|since|so far)"
)
_OF_WHAT = r"(?:of|after|before|when|that|which|to|ended|ending|he|she|it|they|[A-Z])\b|-"


def _the_unit(match: re.Match[str], scene: Scene) -> Parts:
    unit = unit_code(match["unit"])
    if after(match, _OF_WHAT) or (unit in ("DE", "CE") and not match["edge"]):
        return ()
    if unit == "D" and before(match, r"\bat(?: the)?(?: end of)?"):
        return ()  # "when all is said and done"
    if unit == "WE":
        return as_date(_weekend(scene, "the", 0))
    if not (match["edge"] or match["mod"] or before(match, _OF_THE_UNIT)):
        return ()
    # "the day" is the day that is told of; "the year" is the year of the report.
    return as_date(scene.unit_from_then("D", 0) if unit == "D" else scene.unit_from_now(unit, 0))


def _year_earlier(_: re.Match[str], scene: Scene) -> Parts:
    return as_date(scene.unit_from_now("Y", -1))


def _reference(match: re.Match[str], _: Scene) -> Parts:
    word = plain(match["word"])
    return as_date(time_words().references[word])


SHIFTED_READERS: dict[str, Reader] = {
    "same_day": _same_day,
    "same_period": _same_period,
    "ago": _ago,
    "long_ago": _long_ago,
    "deictic": _deictic,
    "the_unit": _the_unit,
    "year_earlier": _year_earlier,
    "reference": _reference,
}
