"""Expressions of a day or a time of day → their TIMEX3: explicit dates, weekdays, "yesterday", "at noon on Friday".

In: a match of a rule and the Scene it stands in. Out: parts. One reader per rule, named after it.
"""

from __future__ import annotations

import re

from goodoffices.extract.calendars import (
    bounds_of,
    moved,
    unknown_of,
    value_of,
    weekday_on_or_after,
    weekday_on_or_before,
)
from goodoffices.extract.readings import (
    DATE,
    TIME,
    Part,
    Parts,
    Reader,
    as_date,
    full_year,
    is_capital,
    month_number,
    number_of,
    part_code,
    plain,
    weekday_number,
)
from goodoffices.extract.scenes import Scene
from goodoffices.extract.tenses import Tense
from goodoffices.vocab.times import time_words


def _iso(match: re.Match[str], _: Scene) -> Parts:
    day = f"{match['year']}-{match['month']}-{match['day']}"
    if bounds_of(day) is None:
        return ()
    if match["hour"]:
        zone = "Z" if match["zone"] == "Z" else ""
        return (Part(TIME, f"{day}T{match['hour']}:{match['minute']}{zone}"),)
    return as_date(day)


def _numeric(match: re.Match[str], _: Scene) -> Parts:
    first, second, year = int(match["one"]), int(match["two"]), full_year(match["year"])
    month, day = (second, first) if match["mark"] == "." or first > 12 else (first, second)
    value = f"{year}-{month:02}-{day:02}"
    return as_date(value) if bounds_of(value) else ()


def day_value(scene: Scene, month: str, day: str, year: str | None) -> str | None:
    number, of_month = month_number(month), int(re.sub(r"\D", "", day))
    if year is None:
        value = scene.day(number, of_month)
        return value if bounds_of(f"2004-{number:02}-{of_month:02}") else None
    value = f"{full_year(year)}-{number:02}-{of_month:02}"
    return value if bounds_of(value) else None


def _month_days(match: re.Match[str], scene: Scene) -> Parts:
    values = [day_value(scene, match["month"], match[group], match["year"]) for group in ("first", "last")]
    if None in values or not is_capital(match["month"]):
        return ()
    return (Part(DATE, str(values[0]), closes="first"), Part(DATE, str(values[1]), opens="last"))


def _month_day(match: re.Match[str], scene: Scene) -> Parts:
    if not is_capital(match["month"]):
        return ()
    value = day_value(scene, match["month"], match["day"], match["year"])
    if value and match["part"]:
        return (Part(TIME, value + part_code(match["part"])),)
    return as_date(value)


def _clock_time(match: re.Match[str]) -> str | None:
    if match["word"]:
        return time_words().clock_words[match["word"].lower()]
    if match["whole"]:
        return f"T{match['whole'][:2]}:{match['whole'][2:]}" if int(match["whole"]) < 2400 else None
    hour = int(number_of(match["hour"] or match["hour2"] or match["oclock"]))
    minute = match["minute"] or "00"
    half = (match["ap"] or match["ap2"] or "").strip().lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    if not half and match["mark"] in (".", "h") and not match["zone"]:
        return None
    return f"T{hour:02}:{minute}" if hour <= 24 else None


def _clock(match: re.Match[str], scene: Scene) -> Parts:
    time = _clock_time(match)
    if time is None:
        return ()
    if (match["zone"] or "").upper() in ("GMT", "UTC"):
        time += "Z"
    return (Part(TIME, _clock_day(match, scene) + time),)


def _clock_day(match: re.Match[str], scene: Scene) -> str:
    name = match["dayname"]
    if name:
        return _named(name, scene)
    month = match["month"] or match["month2"]
    if month:
        return day_value(scene, month, match["date"] or match["date2"], None) or unknown_of("D")
    return scene.running_day()


def _named(name: str, scene: Scene) -> str:
    shifts = {"today": 0, "yesterday": -1, "tomorrow": 1}
    name = name.lower()
    return scene.unit_from_now("D", shifts[name]) if name in shifts else scene.weekday(weekday_number(name))


def _day_part(match: re.Match[str], scene: Scene) -> Parts:
    part = part_code(match["part"])
    if match["weekday"]:
        return (Part(TIME, scene.weekday(weekday_number(match["weekday"])) + part),)
    which = plain(match["deictic"])
    shifts = {"yesterday": -1, "tomorrow": 1, "today": 0, "this": 0, "last": -1}
    if which in shifts:
        return (Part(TIME, scene.unit_from_now("D", shifts[which]) + part),)
    later = {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    return (Part(TIME, scene.unit_from_then("D", later) + part),)


def _part_of(match: re.Match[str], scene: Scene) -> Parts:
    if match["weekday"]:
        day: str | None = scene.weekday(weekday_number(match["weekday"]))
    else:
        day = day_value(scene, match["month"] or match["month2"], match["day"] or match["day2"], match["year"])
    return (Part(TIME, day + part_code(match["part"])),) if day else ()


def _tonight(match: re.Match[str], scene: Scene) -> Parts:
    if match["weekday"]:
        return (Part(TIME, scene.weekday(weekday_number(match["weekday"])) + "TNI"),)
    shift = -1 if plain(match["word"]) == "last night" else 0
    return (Part(TIME, scene.unit_from_now("D", shift) + "TNI"),)


def _before_yesterday(match: re.Match[str], scene: Scene) -> Parts:
    return as_date(scene.unit_from_now("D", -2 if match["side"].lower().startswith("before") else 2))


def _named_day(match: re.Match[str], scene: Scene) -> Parts:
    return as_date(_named(match["word"], scene))


def _weekday(match: re.Match[str], scene: Scene) -> Parts:
    word = match["weekday"]
    if not is_capital(word) or (len(word.rstrip(".")) < 4 and not word.endswith(".")):
        return ()
    before = match.string[max(0, match.start() - 9) : match.start()].split()
    if before and before[-1].lower() in time_words().named_weekdays and before[-1][0].isupper():
        return ()
    number, which, reference = weekday_number(word), plain(match["which"] or ""), scene.reference
    if reference is None:
        return as_date(f"XXXX-WXX-{number}")
    shift = plain(match["shift"] or "")
    if shift:
        return as_date(_weekday_of_week(scene, number, {"last week": -1, "this week": 0, "next week": 1}[shift]))
    return as_date(_which_weekday(scene, number, which))


def _weekday_of_week(scene: Scene, number: int, count: int) -> str:
    covered = bounds_of(scene.unit_from_now("W", count))
    return value_of(moved(covered[0], "D", number - 1), "D") if covered else unknown_of("D")


def _which_weekday(scene: Scene, number: int, which: str) -> str:
    reference = scene.reference
    if reference is None:
        return unknown_of("D")
    if which in ("last", "this past", "past", "the past"):
        return value_of(weekday_on_or_before(moved(reference, "D", -1), number), "D")
    if which in ("next", "this coming", "coming", "the coming"):
        return value_of(weekday_on_or_after(moved(reference, "D", 1), number), "D")
    if which == "this":
        return (
            value_of(weekday_on_or_after(reference, number), "D")
            if scene.find_tense() is not Tense.PAST
            else scene.weekday(number)
        )
    day = scene.narrative_day()
    if which in ("the following", "the next") and day:
        return value_of(weekday_on_or_after(moved(day, "D", 1), number), "D")
    if which == "the previous" and day:
        return value_of(weekday_on_or_before(moved(day, "D", -1), number), "D")
    return scene.weekday(number)


def _holiday(match: re.Match[str], scene: Scene) -> Parts:
    if not is_capital(match["holiday"]):
        return ()
    month_day = time_words().holidays[plain(match["holiday"]).replace("’", "'")]
    if match["year"]:
        return as_date(f"{match['year']}-{month_day}")
    return as_date(scene.day(int(month_day[:2]), int(month_day[3:])))


def _bare_part(match: re.Match[str], scene: Scene) -> Parts:
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if not re.search(r"\b(?:in|during|by|at|until|through|into|before|after)\s+$", before) or (
        match[0].lower() == "night" and not before.endswith("at ")
    ):
        return ()
    if re.match(r"\s*[A-Z-]|\s+of\b", match.string[match.end() : match.end() + 4]):
        return ()
    return (Part(TIME, scene.running_day() + part_code(match["part"])),)


DAY_READERS: dict[str, Reader] = {
    "iso": _iso,
    "numeric": _numeric,
    "month_days": _month_days,
    "days_month": _month_days,
    "month_day": _month_day,
    "day_month": _month_day,
    "clock": _clock,
    "day_part": _day_part,
    "part_of": _part_of,
    "tonight": _tonight,
    "before_yesterday": _before_yesterday,
    "named_day": _named_day,
    "weekday": _weekday,
    "holiday": _holiday,
    "bare_part": _bare_part,
}
