"""Expressions of a length or a repetition → their TIMEX3: durations ("30-day", "for months") and sets ("every day").

In: a match of a rule and the Scene it stands in. Out: parts. One reader per rule, named after it.
"""

from __future__ import annotations

import re

from goodoffices.extract.readings import (
    DURATION,
    SET,
    Part,
    Parts,
    Reader,
    as_date,
    before,
    is_capital,
    length,
    month_number,
    number_of,
    part_code,
    plain,
    unit_code,
    weekday_number,
)
from goodoffices.extract.scenes import Scene
from goodoffices.vocab.times import time_words


def _set_every(match: re.Match[str], _: Scene) -> Parts:
    if match["weekday"]:
        return (Part(SET, f"XXXX-WXX-{weekday_number(match['weekday'])}"),)
    if match["part"]:
        return (Part(SET, "XXXX-XX-XX" + part_code(match["part"])),)
    if match["month"]:
        return (Part(SET, f"XXXX-{month_number(match['month']):02}"),)
    if match["season"]:
        return (Part(SET, "XXXX-" + time_words().seasons[match["season"].lower()]),)
    count = number_of(match["count"]) if match["count"] and number_of(match["count"]) else None
    if not match["count"]:
        count = 2.0 if (match["other"] or "").lower() == "other" else 1.0
    unit = unit_code(match["units"])
    return (Part(SET, "XXXX-XX-XXTNI" if unit == "NI" else length(count, unit)),)


def _set_times(match: re.Match[str], _: Scene) -> Parts:
    counted = r"(?:\d|%|percent|times|million|billion|thousand|people|barrels|dollars)"
    if match["often"] or before(match, counted):
        return (Part(SET, length(1, unit_code(match["unit"]))),)
    return ()


def _set_plural(match: re.Match[str], _: Scene) -> Parts:
    if match["weekday"]:
        return (Part(SET, f"XXXX-WXX-{weekday_number(match['weekday'])}"),) if is_capital(match["weekday"]) else ()
    if match["part"].lower() == "weekend":
        return (Part(SET, "XXXX-WXX-WE"),)
    return (Part(SET, "XXXX-XX-XX" + part_code(match["part"])),) if re.match(r"(?:in|on)\b", match[0]) else ()


def _frequency(match: re.Match[str], _: Scene) -> Parts:
    # A paper's name ("the Daily Star", "Weekly Standard") says nothing about how often.
    if match[0][0].isupper() and re.match(r"\s+[A-Z]", match.string[match.end() : match.end() + 3]):
        return ()
    return (Part(SET, time_words().frequencies[match[0].lower()]),)


def _age(match: re.Match[str], _: Scene) -> Parts:
    return (Part(DURATION, length(number_of(match["count"]), unit_code(match["unit"]))),)


def _several_past(match: re.Match[str], _: Scene) -> Parts:
    groups = match.groupdict()
    which, unit = plain(match["which"]), unit_code(match["units"])
    if groups.get("count"):
        return (Part(DURATION, length(number_of(groups["count"] or ""), unit)),)
    if groups.get("vague") or which in ("first", "final", "initial", "intervening", "remaining"):
        return (Part(DURATION, length(None, unit)),)
    if "count" in groups and which in ("past", "last", "previous"):
        return (Part(DURATION, length(None, unit)),)
    return as_date("FUTURE_REF" if which in ("coming", "next", "following", "upcoming", "ensuing") else "PAST_REF")


def _and_half(match: re.Match[str], _: Scene) -> Parts:
    return (Part(DURATION, length(1.5, unit_code(match["unit"]))),)


def _half_unit(match: re.Match[str], _: Scene) -> Parts:
    if match["unit2"]:
        return (Part(DURATION, "PT15M" if match["unit2"].lower() == "hour" else "P25Y"),)
    count = (number_of(match["count"]) if match["count"] else 0) + 0.5
    unit = unit_code(match["unit"])
    known = {("TH", 0.5): "PT30M", ("D", 0.5): "PT12H", ("Y", 0.5): "P6M", ("DE", 0.5): "P5Y", ("CE", 0.5): "P50Y"}
    return (Part(DURATION, known.get((unit, count)) or length(count, unit)),)


def _length(match: re.Match[str], _: Scene) -> Parts:
    word, unit_word = match["count"].lower(), match["units"].lower()
    if unit_word in ("min", "hr", "yr", "second", "minute") and match["join"].strip() == "" and not word.isdigit():
        return ()
    if match["join"] == "" and unit_word not in ("min", "mins", "hr", "hrs", "yr", "yrs"):
        return ()
    if unit_word in ("second", "quarter", "weekend") and word in ("a", "an", "one", "single") and unit_word == "second":
        return ()
    return (Part(DURATION, length(number_of(match["count"]), unit_code(match["units"]))),)


def _one_length(match: re.Match[str], _: Scene) -> Parts:
    unit = match["unit"].lower()
    after = match.string[match.end() : match.end() + 4]
    if unit == "second" or (
        unit in ("quarter", "night", "day", "weekend") and not match["full"] and re.match(r"\s+of\b", after)
    ):
        return ()
    if unit == "quarter" and not match["full"]:
        return ()
    return (Part(DURATION, length(1, unit_code(match["unit"]))),)


def _vague_length(match: re.Match[str], _: Scene) -> Parts:
    # "These days" is now; "in as many years" says how many elsewhere.
    if plain(match[0]) == "these days" or before(match, r"\bas"):
        return ()
    return (Part(DURATION, length(None, unit_code(match["units"]))),)


def _bare_length(match: re.Match[str], _: Scene) -> Parts:
    if match["units"].lower() in ("quarters", "seconds", "mins", "nights", "weekends"):
        return ()
    return (Part(DURATION, length(None, unit_code(match["units"]))),)


def _unit_long(match: re.Match[str], _: Scene) -> Parts:
    if match["all"] and before(match, r"\bthe"):
        return ()
    return (Part(DURATION, length(1, unit_code(match["unit"] or match["unit2"]))),)


LENGTH_READERS: dict[str, Reader] = {
    "set_every": _set_every,
    "set_times": _set_times,
    "set_plural": _set_plural,
    "frequency": _frequency,
    "age": _age,
    "several_past": _several_past,
    "and_half": _and_half,
    "half_unit": _half_unit,
    "length": _length,
    "one_length": _one_length,
    "vague_length": _vague_length,
    "bare_length": _bare_length,
    "unit_long": _unit_long,
}
