"""A matched expression → its TIMEX3 type and value, in the scene it stands in.

In: a rule's match and a Scene. Out: parts (which group of the match, its type, its value): two for a range, one for most,
none where the words turn out not to speak of time. One reader per rule, named after it. Source of the values: TimeML
annotation guidelines 1.2.1 and the TempEval-3 data description.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from goodoffices.extract.calendars import bounds_of, last_season, season_of, unknown_of, value_of
from goodoffices.extract.scenes import Scene, unit_from
from goodoffices.extract.tenses import Tense
from goodoffices.record.when import TimeType
from goodoffices.vocab.times import time_words


@dataclass(frozen=True, slots=True)
class Part:
    """One TIMEX3 of a match: the group it covers (0 for all of it), its type and value."""

    type: TimeType
    value: str
    group: str | int = 0


Parts = tuple[Part, ...]
_DATE, _TIME, _DURATION, _SET = TimeType.DATE, TimeType.TIME, TimeType.DURATION, TimeType.SET
_BEHIND = ("last", "past", "previous", "preceding", "prior", "recent", "this past")
_AHEAD = ("next", "coming", "following", "upcoming", "ensuing", "this coming")
_UNITS_OF_TIMEX = {"NI": "D", "F": "W", "WE": "W"}


def _date(value: str | None) -> Parts:
    return (Part(_DATE, value),) if value else ()


def month_number(word: str) -> int:
    """January is 1."""
    return time_words().months[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """Monday is 1."""
    return time_words().weekdays[word.lower().rstrip(".")]


def unit_code(word: str) -> str:
    """The code of a unit, given in singular or plural."""
    words = time_words()
    word = word.lower()
    word = words.plurals.get(word, word)
    return words.units.get(word) or words.units[word.removesuffix("s")]


def full_year(word: str) -> int:
    """A year in two or four digits; two digits are read as 1930–2029."""
    digits = int(word.lstrip("'’‘"))
    return digits if digits > 99 else digits + (2000 if digits < 30 else 1900)


def _number(word: str) -> float:
    word = re.sub(r"\s+", " ", word.lower()).replace(",", "")
    half = 0.5 if re.search(r"half|½", word) else 0.0
    half = 0.25 if word.endswith("and a quarter") else half
    word = re.sub(r"[ -]?(?:and[ -](?:an?|one)[ -](?:half|quarter)|½)$", "", word)
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word) + half
    numbers = time_words().numbers
    parts = [numbers[part] for part in re.split(r"[ -]", word) if part in numbers]
    if "hundred" in word or "dozen" in word:
        return float(parts[0] * parts[-1] if len(parts) > 1 else parts[0])
    return float(sum(parts)) + half


def _amount(count: float) -> str:
    return str(int(count)) if count == int(count) else str(count)


def length(count: float | None, unit: str) -> str:
    """A duration: "P30D", "PT2H", "P2DE"; X where the count is not said."""
    if count is not None and count != int(count) and unit == "Y" and (count * 12).is_integer() and count < 2:
        count, unit = count * 12, "M"
    if count is not None and unit == "TH" and count != int(count):
        count, unit = count * 60, "TM"
    amount = "X" if count is None else _amount(count)
    if unit == "F":
        return f"P{amount if count is None else _amount(count * 2)}W"
    if unit == "NI":
        return f"P{amount}D" if count is None or count > 1 else "PT1N"
    return f"P{'T' if unit[0] == 'T' else ''}{amount}{unit.removeprefix('T')}"


def _iso(match: re.Match[str], _: Scene) -> Parts:
    day = f"{match['year']}-{match['month']}-{match['day']}"
    if bounds_of(day) is None:
        return ()
    if match["hour"]:
        zone = "Z" if match["zone"] == "Z" else ""
        return (Part(_TIME, f"{day}T{match['hour']}:{match['minute']}{zone}"),)
    return _date(day)


def _numeric(match: re.Match[str], _: Scene) -> Parts:
    first, second, year = int(match["one"]), int(match["two"]), full_year(match["year"])
    month, day = (second, first) if match["mark"] == "." or first > 12 else (first, second)
    value = f"{year}-{month:02}-{day:02}"
    return _date(value) if bounds_of(value) else ()


def _day_value(scene: Scene, month: str, day: str, year: str | None) -> str | None:
    number, of_month = month_number(month), int(re.sub(r"\D", "", day))
    if year is None:
        value = scene.day(number, of_month)
        return value if bounds_of(f"2004-{number:02}-{of_month:02}") else None
    value = f"{full_year(year)}-{number:02}-{of_month:02}"
    return value if bounds_of(value) else None


def _month_days(match: re.Match[str], scene: Scene) -> Parts:
    values = [_day_value(scene, match["month"], match[group], match["year"]) for group in ("first", "last")]
    if None in values or not _is_capital(match["month"]):
        return ()
    return tuple(Part(_DATE, str(value), group) for value, group in zip(values, ("first", "last"), strict=True))


def _month_day(match: re.Match[str], scene: Scene) -> Parts:
    if not _is_capital(match["month"]):
        return ()
    value = _day_value(scene, match["month"], match["day"], match["year"])
    if value and match["part"]:
        return (Part(_TIME, value + _part(match["part"])),)
    return _date(value)


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _part(word: str) -> str:
    return "T" + time_words().dayparts[word.lower()]


def _clock_time(match: re.Match[str]) -> str | None:
    if match["word"]:
        return time_words().clock_words[match["word"].lower()]
    if match["whole"]:
        return f"T{match['whole'][:2]}:{match['whole'][2:]}" if int(match["whole"]) < 2400 else None
    hour = int(_number(match["hour"] or match["hour2"] or match["oclock"]))
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
    return (Part(_TIME, _clock_day(match, scene) + time),)


def _clock_day(match: re.Match[str], scene: Scene) -> str:
    name = match["dayname"]
    if name:
        return _named(name, scene)
    day = scene.narrative if scene.narrative_unit() == "D" else None
    return (day or scene.unit_from_now("D", 0))[:10]


def _named(name: str, scene: Scene) -> str:
    shifts = {"today": 0, "yesterday": -1, "tomorrow": 1}
    name = name.lower()
    return scene.unit_from_now("D", shifts[name]) if name in shifts else scene.weekday(weekday_number(name))


def _day_part(match: re.Match[str], scene: Scene) -> Parts:
    part = _part(match["part"])
    if match["weekday"]:
        return (Part(_TIME, scene.weekday(weekday_number(match["weekday"])) + part),)
    which = _plain(match["deictic"])
    shifts = {"yesterday": -1, "tomorrow": 1, "today": 0, "this": 0, "last": -1}
    if which in shifts:
        return (Part(_TIME, scene.unit_from_now("D", shifts[which]) + part),)
    later = {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    return (Part(_TIME, scene.unit_from_then("D", later) + part),)


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower().strip())


def _part_of(match: re.Match[str], scene: Scene) -> Parts:
    if match["weekday"]:
        day: str | None = scene.weekday(weekday_number(match["weekday"]))
    else:
        day = _day_value(scene, match["month"] or match["month2"], match["day"] or match["day2"], match["year"])
    return (Part(_TIME, day + _part(match["part"])),) if day else ()


def _tonight(match: re.Match[str], scene: Scene) -> Parts:
    shift = -1 if _plain(match["word"]) == "last night" else 0
    return (Part(_TIME, scene.unit_from_now("D", shift) + "TNI"),)


def _before_yesterday(match: re.Match[str], scene: Scene) -> Parts:
    return _date(scene.unit_from_now("D", -2 if match["side"].lower().startswith("before") else 2))


def _named_day(match: re.Match[str], scene: Scene) -> Parts:
    return _date(_named(match["word"], scene))


def _same_day(match: re.Match[str], scene: Scene) -> Parts:
    which, unit = _plain(match["which"]), unit_code(match["unit"]) if match["unit"].lower() != "season" else "S"
    shift = 1 if which in ("the next", "the following") else -1 if which in ("the previous", "the preceding") else 0
    if unit == "S":
        return ()
    if which in ("the next", "the previous") and unit not in ("D", "WE") and scene.narrative_unit() is None:
        return _date(scene.unit_from_now(unit, shift))
    return _date(scene.unit_from_then(unit, shift))


def _set_every(match: re.Match[str], _: Scene) -> Parts:
    if match["weekday"]:
        return (Part(_SET, f"XXXX-WXX-{weekday_number(match['weekday'])}"),)
    if match["part"]:
        return (Part(_SET, "XXXX-XX-XX" + _part(match["part"])),)
    if match["month"]:
        return (Part(_SET, f"XXXX-{month_number(match['month']):02}"),)
    if match["season"]:
        return (Part(_SET, "XXXX-" + time_words().seasons[match["season"].lower()]),)
    count = _number(match["count"]) if match["count"] and _number(match["count"]) else None
    if not match["count"]:
        count = 2.0 if (match["other"] or "").lower() == "other" else 1.0
    return (Part(_SET, length(count, unit_code(match["units"]))),)


def _set_times(match: re.Match[str], scene: Scene) -> Parts:
    before = match.string[max(0, match.start() - 25) : match.start()]
    if match["often"] or re.search(
        r"(?:\d|%|percent|times|million|billion|thousand|people|barrels|dollars)\s+$", before
    ):
        return (Part(_SET, length(1, unit_code(match["unit"]))),)
    return ()


def _set_plural(match: re.Match[str], _: Scene) -> Parts:
    if match["weekday"]:
        return (Part(_SET, f"XXXX-WXX-{weekday_number(match['weekday'])}"),) if _is_capital(match["weekday"]) else ()
    if match["part"].lower() == "weekend":
        return (Part(_SET, "XXXX-WXX-WE"),)
    return (Part(_SET, "XXXX-XX-XX" + _part(match["part"])),) if re.match(r"(?:in|on)\b", match[0]) else ()


def _frequency(match: re.Match[str], _: Scene) -> Parts:
    # A paper's name ("the Daily Star", "Weekly Standard") says nothing about how often.
    if match[0][0].isupper() and re.match(r"\s+[A-Z]", match.string[match.end() : match.end() + 3]):
        return ()
    return (Part(_SET, time_words().frequencies[match[0].lower()]),)


def _age(match: re.Match[str], _: Scene) -> Parts:
    return (Part(_DURATION, length(_number(match["count"]), unit_code(match["unit"]))),)


def _ago(match: re.Match[str], scene: Scene) -> Parts:
    side, unit = _plain(match["side"]), unit_code(match["units"])
    if side in ("before", "on", "since", "previously", "prior", "beforehand", "afterwards", "afterward"):
        if side in ("on", "since") or re.match(
            r"\s+(?:the|an?|his|her|its|their|that|[A-Z]\w|it|he|she|they|this|to)\b",
            match.string[match.end() : match.end() + 12],
        ):
            return ()
    behind = side in ("ago", "earlier", "before", "previously", "prior", "beforehand")
    count = 1.0 if re.search(r"\ban?\s+\w+\s+\w+$", match[0], re.IGNORECASE) else None
    if match["count"]:
        count = 1.0 if match["count"].lower() in ("a", "an") else _number(match["count"])
    if match["half"]:
        count = 0.5
    if count is None or match["vague"] and not match["count"]:
        return _date("PAST_REF" if behind else "FUTURE_REF")
    if match["more"]:
        count += 0.5
    from_now = side in ("ago", "from now", "from today", "hence")
    day = scene.reference if from_now else scene.narrative_day()
    return _moved_by(day, unit, -count if behind else count)


_FINER = {"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "W": ("D", 7), "M": ("W", 4), "Q": ("M", 3)}


def _moved_by(day: object, unit: str, count: float) -> Parts:
    from datetime import date as _day

    reference = day if isinstance(day, _day) else None
    if unit.startswith("T"):
        return (Part(_TIME, unit_from(reference, "D", 0)),) if reference else (Part(_TIME, "XXXX-XX-XX"),)
    if unit in ("DE", "CE"):
        count, unit = count * (10 if unit == "DE" else 100), "Y"
    if count != int(count) and unit in _FINER:
        finer, times = _FINER[unit]
        return _date(unit_from(reference, finer, round(count * times)))
    return _date(unit_from(reference, "D" if unit == "NI" else unit, int(count)))


def _long_ago(_: re.Match[str], __: Scene) -> Parts:
    return _date("PAST_REF")


_ORDINAL_DIGIT = re.compile(r"\d+")


def _ordinal(word: str) -> int:
    """The number of an ordinal; 0 for the last."""
    digits = _ORDINAL_DIGIT.match(word)
    return int(digits[0]) if digits else time_words().ordinals.get(word.lower(), 0)


def _week_of_month(match: re.Match[str], scene: Scene) -> Parts:
    if match["whole"] or match["plain"]:
        return ()
    month = (
        f"{match['year']}-{month_number(match['month']):02}"
        if match["year"]
        else scene.month(month_number(match["month"]))
    )
    covered = bounds_of(month)
    number, unit = _ordinal(match["ordinal"]), match["unit"].lower()
    if covered is None or number > 5:
        return _date(month)
    first, last = covered
    if unit in ("week", "weekend"):
        day = last if number == 0 else unit_shift(first, "W", number - 1)
        return _date(value_of(day, "W" if unit == "week" else "WE"))
    if unit == "day":
        return _date(value_of(last if number == 0 else unit_shift(first, "D", number - 1), "D"))
    return _date(_nth_weekday(first, last, weekday_number(unit), number))


def _nth_weekday(first: object, last: object, weekday: int, number: int) -> str | None:
    from goodoffices.extract.calendars import moved, weekday_on_or_after, weekday_on_or_before

    if number == 0:
        return value_of(weekday_on_or_before(last, weekday), "D")  # type: ignore[arg-type]
    day = moved(weekday_on_or_after(first, weekday), "W", number - 1)  # type: ignore[arg-type]
    return value_of(day, "D")


def unit_shift(day: object, unit: str, count: int):  # type: ignore[no-untyped-def]
    from goodoffices.extract.calendars import moved

    return moved(day, unit, count)  # type: ignore[arg-type]


def _half_of(match: re.Match[str], scene: Scene) -> Parts:
    unit = "Q" if match["unit"].lower() == "quarter" else "H" if match["unit"].lower() == "half" else None
    if unit is None or match["month"]:
        return ()
    word = match["ordinal"].lower()
    number = (4 if unit == "Q" else 2) if word == "final" else _ordinal(word)
    if word in ("last", "latest") or number == 0:
        if re.search(r"year|\d{4}", match[0]) and word == "last":
            number = 4 if unit == "Q" else 2
        elif word == "last" and unit == "H":
            return ()
        else:
            return _date(scene.unit_from_now("Q", -1)) if unit == "Q" else ()
    if unit == "H" and not re.search(r"year|\d{4}", match[0]):
        # "the second half" of a match, a film, a century: a half of a year only where money is counted by halves.
        if not re.match(r"(?:the|its|their|our)\s", match[0]) or number == 0:
            return ()
    year = match["year"] or match["year2"]
    if year is None:
        year = _quarter_year(match, scene, number * (3 if unit == "Q" else 6))
    return _date(f"{year}-{unit}{number}")


def _quarter_year(match: re.Match[str], scene: Scene, last_month: int) -> str:
    shift = (match["shift"] or match["shift2"] or match["deictic"] or "").lower()
    if scene.reference is None:
        return "XXXX"
    if shift or match["whole"]:
        return scene.unit_from_now("Y", {"last": -1, "previous": -1, "next": 1}.get(shift, 0))
    first_month = last_month - 2
    if scene.reference.month < first_month and scene.find_tense() is Tense.PAST:
        # A quarter reported on is over, or nearly so.
        return scene.unit_from_now("Y", -1)
    return scene.unit_from_now("Y", 0)


def _quarter_code(match: re.Match[str], scene: Scene) -> Parts:
    code = (match["q"] or match["q2"][::-1]).upper()
    year = match["year"] or match["year2"]
    value = str(full_year(year)) if year else scene.unit_from_now("Y", 0)
    return _date(f"{value}-{code}")


def _decade(match: re.Match[str], _: Scene) -> Parts:
    if match["word"]:
        if not re.match(r"the\s", match[0], re.IGNORECASE) or re.search(
            r"\b(?:in|into)\s+(?:his|her|their)\s+$", match.string[: match.start()][-12:]
        ):
            return ()
        return _date(f"19{time_words().decade_words[match['word'].lower()]}")
    if match["full"]:
        return _date(match["full"][:3] if match["full"][3] == "0" else None)
    if match["short"] and not re.match(r"the\s|['’‘]|mid|early|late", match[0], re.IGNORECASE):
        # "the 70s and 80s": the second of a pair carries no article.
        if not re.search(r"0['’]?s(?: and| or|,| to)?\s+$", match.string[max(0, match.start() - 12) : match.start()]):
            return ()
    short = match["short"][0]
    return _date(f"{'20' if short in '12' else '19'}{short}")


def _century(match: re.Match[str], _: Scene) -> Parts:
    number = _ordinal(match["ordinal"])
    if not 1 <= number <= 22 or match["unit"].lower() == "millennium":
        return ()
    if match["bc"]:
        return _date(f"BC{number - 1:02}")
    return _date(f"{number - 1:02}")


def _fiscal(match: re.Match[str], _: Scene) -> Parts:
    return _date(f"FY{full_year(match['year'])}")


def _season(match: re.Match[str], scene: Scene) -> Parts:
    code, which = time_words().seasons[match["season"].lower()], _plain(match["which"] or "")
    shift = (match["shift"] or "").lower()
    if match["season"].lower() in ("fall", "spring") and not (which or match["year"] or shift):
        # Both are verbs and nouns of other things; alone they need "in" or "this" to be a season.
        if not re.search(
            r"\b(?:in|since|by|until|during|of)\s+(?:the\s+)?$", match.string[: match.start()][-14:], re.IGNORECASE
        ):
            return ()
    if match["year"]:
        return _date(season_of(int(match["year"]), code))
    if scene.reference is None:
        return _date(f"XXXX-{code}")
    if shift:
        return _date(season_of(scene.reference.year + {"last": -1, "this": 0, "next": 1}[shift], code))
    return _date(season_of(_season_year(code, which, scene), code))


def _season_year(code: str, which: str, scene: Scene) -> int:
    reference = scene.reference
    if reference is None:
        raise ValueError("a season needs a reference day to have a year")
    begun = last_season(reference, code)
    running = bounds_of(season_of(begun, code))
    is_running = running is not None and running[0] <= reference <= running[1]
    if which in ("last", "this past", "the past"):
        return begun - 1 if is_running else begun
    if which in ("next", "this coming", "the coming", "the following"):
        return begun + 1
    if which == "this" and not is_running:
        return reference.year
    if is_running or scene.find_tense() is not Tense.FUTURE:
        return begun
    return begun + 1


def _month_range(match: re.Match[str], _: Scene) -> Parts:
    if not _is_capital(match["first"]):
        return ()
    return tuple(Part(_DATE, f"{match['year']}-{month_number(match[group]):02}", group) for group in ("first", "last"))


def _month_year(match: re.Match[str], scene: Scene) -> Parts:
    number = month_number(match["month"])
    if not _is_capital(match["month"]):
        return ()
    if match["year"]:
        return _date(f"{match['year']}-{number:02}")
    shift = {"this": 0, "last": -1, "next": 1}.get(_plain(match["shift"]))
    if shift is None:
        later = {"the following": 1, "the previous": -1}.get(_plain(match["shift"]), 0)
        return _date(f"{scene.unit_from_then('Y', later)}-{number:02}")
    return _date(f"{scene.unit_from_now('Y', shift)}-{number:02}")


_MONTH_NEEDS = re.compile(
    r"\b(?:in|since|by|until|till|from|to|of|last|next|this|early|late|mid|through|during|before|after|for|between|and|or|on|every|around|about|as)[\s-]+$",
    re.IGNORECASE,
)


def _month(match: re.Match[str], scene: Scene) -> Parts:
    word = match["month"]
    if not _is_capital(word) or word[0] != word.lstrip()[0]:
        return ()
    plain = match[0] == word
    before = match.string[max(0, match.start() - 12) : match.start()]
    if (
        plain
        and word.lower() in ("may", "march", "mar", "dec", "jan", "sat", "august", "april", "june", "sep")
        and not _MONTH_NEEDS.search(before)
    ):
        if word.lower() in ("may", "march", "mar", "jan") or re.match(
            r"\s+[A-Z]", match.string[match.end() : match.end() + 3]
        ):
            return ()
    number, which = month_number(word), _plain(match["which"] or "")
    if scene.reference is None or which not in ("last", "next", "this past", "this coming", "the past", "the coming"):
        return _date(scene.month(number))
    year, month = scene.reference.year, scene.reference.month
    if which in ("next", "this coming", "the coming"):
        return _date(f"{year + (number <= month)}-{number:02}")
    return _date(f"{year - (number >= month)}-{number:02}")


def _weekday(match: re.Match[str], scene: Scene) -> Parts:
    word = match["weekday"]
    if not _is_capital(word) or len(word.rstrip(".")) < 4 and not word.endswith("."):
        return ()
    number, which, reference = weekday_number(word), _plain(match["which"] or ""), scene.reference
    if reference is None:
        return _date(f"XXXX-WXX-{number}")
    shift = _plain(match["shift"] or "")
    if shift:
        return _date(_weekday_of_week(scene, number, {"last week": -1, "this week": 0, "next week": 1}[shift]))
    return _date(_which_weekday(scene, number, which))


def _weekday_of_week(scene: Scene, number: int, count: int) -> str:
    covered = bounds_of(scene.unit_from_now("W", count))
    return value_of(unit_shift(covered[0], "D", number - 1), "D") if covered else unknown_of("D")


def _which_weekday(scene: Scene, number: int, which: str) -> str:
    from goodoffices.extract.calendars import moved, weekday_on_or_after, weekday_on_or_before

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
    if not _is_capital(match["holiday"]):
        return ()
    month_day = time_words().holidays[_plain(match["holiday"]).replace("’", "'")]
    if match["year"]:
        return _date(f"{match['year']}-{month_day}")
    return _date(scene.day(int(month_day[:2]), int(month_day[3:])))


def _several_past(match: re.Match[str], _: Scene) -> Parts:
    groups = match.groupdict()
    which, unit = _plain(match["which"]), unit_code(match["units"])
    if groups.get("count"):
        return (Part(_DURATION, length(_number(groups["count"] or ""), unit)),)
    if groups.get("vague") or which in ("first", "final", "initial", "intervening", "remaining"):
        return (Part(_DURATION, length(None, unit)),)
    if "count" in groups and which in ("past", "last", "previous"):
        return (Part(_DURATION, length(None, unit)),)
    return _date("FUTURE_REF" if which in ("coming", "next", "following", "upcoming", "ensuing") else "PAST_REF")


def _year_range(match: re.Match[str], _: Scene) -> Parts:
    first, last = match["first"], match["last"]
    last = last if len(last) == 4 else first[:2] + last
    if not 0 < int(last) - int(first) < 100:
        return ()
    return (Part(_DATE, first, "first"), Part(_DATE, last, "last"))


def _deictic(match: re.Match[str], scene: Scene) -> Parts:
    which, unit = _plain(match["which"]).removeprefix("the "), unit_code(match["unit"])
    if unit.startswith("T") or which in ("earlier",):
        return ()
    if which in ("same", "that", "following", "preceding") or which == "that same":
        return _date(scene.unit_from_then(unit, {"following": 1, "preceding": -1}.get(which, 0)))
    if (
        which in ("past", "last")
        and unit in ("DE", "CE", "Y", "M", "W", "Q", "D")
        and _plain(match["which"]).startswith("the ")
    ):
        if which == "past":
            return (Part(_DURATION, length(1, unit)),)
    if which == "past" and not _plain(match["which"]).startswith("this"):
        return (Part(_DURATION, length(1, unit)),) if unit != "WE" else _date(scene.unit_from_now("WE", -1))
    shift = -1 if which in (*_BEHIND, "the last") else 1 if which in (*_AHEAD, "new") and which != "new" else 0
    if unit == "WE":
        return _date(_weekend(scene, which, shift))
    value = scene.unit_from_now("D" if unit == "NI" else unit, shift)
    if (match["fiscal"] or "").lower() in ("fiscal", "financial"):
        value = f"FY{value}"
    return _date(value + "TNI" if unit == "NI" else value)


def _weekend(scene: Scene, which: str, shift: int) -> str:
    reference = scene.reference
    if reference is None:
        return unknown_of("WE")
    if which == "this" and reference.isoweekday() < 4 and scene.find_tense() is Tense.PAST:
        return scene.unit_from_now("WE", -1)
    return scene.unit_from_now("WE", shift)


# What is counted by the thousand is not a year: "2000 troops", "about 2000 of them".
_COUNTED = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|troops|soldiers|men|women|civilians|fighters|prisoners|refugees|tons|tonnes|miles|km|kilomet\w+|met\w+|feet|dollars|euros|rubles|pounds|homes|houses|children|members|votes|jobs|cars|MW|hectares|acres|square|cubic|kg|points|shares|times|hours|rounds|missiles|drones|migrants|families|rebels|militants|percent|per\s+cent|others|dead)\b"
)
_COUNTING = re.compile(
    r"(?:\b(?:number|no\.|nos\.|flight|route|highway|resolution|about|over|than|nearly|around|some|almost|least|most|approximately|roughly|estimated|killed|lost|area|room|article|page)\s+|[$€£#]\s*)$",
    re.IGNORECASE,
)


def _year(match: re.Match[str], _: Scene) -> Parts:
    after = match.string[match.end() : match.end() + 30]
    before = match.string[max(0, match.start() - 16) : match.start()]
    if match[0] == match["year"] and (_COUNTED.match(after) or _COUNTING.search(before)):
        return ()
    if int(match["year"]) < 1700 and not re.search(r"\b(?:in|since|by|until|of)\s+$", before):
        return ()
    return _date(match["year"])


def _short_year(match: re.Match[str], _: Scene) -> Parts:
    return _date(str(full_year(match["short"])))


_OF_THE_UNIT = re.compile(
    r"\b(?:of|for|in|during|end|ended|ends|ending|finish|finished|over|on|throughout|within|by|until|through|late in|since|so far)\s+$",
    re.IGNORECASE,
)


def _the_unit(match: re.Match[str], scene: Scene) -> Parts:
    unit = unit_code(match["unit"])
    before = match.string[max(0, match.start() - 14) : match.start()]
    after = match.string[match.end() : match.end() + 12]
    if re.match(r"\s+(?:of|after|before|when|that|which|to|ended|ending|he|she|it|they|[A-Z])\b|-", after):
        return ()
    if not (match["edge"] or match["mod"] or unit == "WE" or _OF_THE_UNIT.search(before)):
        return ()
    if unit == "WE":
        return _date(
            _weekend(
                scene,
                "the",
                -1
                if scene.reference and scene.reference.isoweekday() < 5 and scene.find_tense() is not Tense.FUTURE
                else 0,
            )
        )
    if (
        unit in ("DE", "CE")
        or unit == "W"
        and match["edge"] is None
        and not re.search(r"(?:end|for|during|in|on|of)\w*\s+$", before)
    ):
        return ()
    # "the day" is the day that is told of; "the year" is the year of the report.
    return _date(scene.unit_from_then("D", 0) if unit == "D" else scene.unit_from_now(unit, 0))


def _year_earlier(_: re.Match[str], scene: Scene) -> Parts:
    return _date(scene.unit_from_now("Y", -1))


def _and_half(match: re.Match[str], _: Scene) -> Parts:
    return (Part(_DURATION, length(1.5, unit_code(match["unit"]))),)


def _half_unit(match: re.Match[str], _: Scene) -> Parts:
    if match["unit2"]:
        return (Part(_DURATION, "PT15M" if match["unit2"].lower() == "hour" else "P25Y"),)
    count = (_number(match["count"]) if match["count"] else 0) + 0.5
    unit = unit_code(match["unit"])
    known = {("TH", 0.5): "PT30M", ("D", 0.5): "PT12H", ("Y", 0.5): "P6M", ("DE", 0.5): "P5Y", ("CE", 0.5): "P50Y"}
    return (Part(_DURATION, known.get((unit, count)) or length(count, unit)),)


def _length(match: re.Match[str], _: Scene) -> Parts:
    word, unit_word = match["count"].lower(), match["units"].lower()
    if unit_word in ("min", "hr", "yr", "second", "minute") and match["join"].strip() == "" and not word.isdigit():
        return ()
    if match["join"] == "" and unit_word not in ("min", "mins", "hr", "hrs", "yr", "yrs"):
        return ()
    if unit_word in ("second", "quarter", "weekend") and word in ("a", "an", "one", "single") and unit_word == "second":
        return ()
    return (Part(_DURATION, length(_number(match["count"]), unit_code(match["units"]))),)


def _one_length(match: re.Match[str], _: Scene) -> Parts:
    unit = match["unit"].lower()
    after = match.string[match.end() : match.end() + 4]
    if (
        unit == "second"
        or unit in ("quarter", "night", "day", "weekend")
        and not match["full"]
        and re.match(r"\s+of\b", after)
    ):
        return ()
    if unit == "quarter" and not match["full"]:
        return ()
    return (Part(_DURATION, length(1, unit_code(match["unit"]))),)


def _vague_length(match: re.Match[str], _: Scene) -> Parts:
    return (Part(_DURATION, length(None, unit_code(match["units"]))),)


def _bare_length(match: re.Match[str], _: Scene) -> Parts:
    if match["units"].lower() in ("quarters", "seconds", "mins", "nights", "weekends"):
        return ()
    return (Part(_DURATION, length(None, unit_code(match["units"]))),)


def _unit_long(match: re.Match[str], scene: Scene) -> Parts:
    word = match["unit"] or match["unit2"]
    if match["all"]:
        before = match.string[max(0, match.start() - 4) : match.start()].lower()
        return () if before.endswith("the ") else (Part(_DURATION, length(1, unit_code(word))),)
    return (Part(_DURATION, length(1, unit_code(word))),)


def _reference(match: re.Match[str], _: Scene) -> Parts:
    word = _plain(match["word"])
    if word == "current" and not re.match(r"(?:the|its|our)\s|current$", match[0], re.IGNORECASE):
        return ()
    return _date(time_words().references[word])


def _bare_part(match: re.Match[str], scene: Scene) -> Parts:
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if (
        not re.search(r"\b(?:in|during|by|at|until|through|into|before|after)\s+$", before)
        or match[0].lower() == "night"
        and not before.endswith("at ")
    ):
        return ()
    if re.match(r"\s*[A-Z-]|\s+of\b", match.string[match.end() : match.end() + 4]):
        return ()
    day = scene.narrative if scene.narrative_unit() == "D" else None
    return (Part(_TIME, (day or scene.unit_from_now("D", 0))[:10] + _part(match["part"])),)


READERS: dict[str, Callable[[re.Match[str], Scene], Parts]] = {
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
    "same_day": _same_day,
    "set_every": _set_every,
    "set_times": _set_times,
    "set_plural": _set_plural,
    "frequency": _frequency,
    "age": _age,
    "ago": _ago,
    "long_ago": _long_ago,
    "week_of_month": _week_of_month,
    "half_of": _half_of,
    "quarter_code": _quarter_code,
    "decade": _decade,
    "century": _century,
    "fiscal": _fiscal,
    "season": _season,
    "month_range": _month_range,
    "month_year": _month_year,
    "month": _month,
    "weekday": _weekday,
    "holiday": _holiday,
    "several_past": _several_past,
    "year_range": _year_range,
    "deictic": _deictic,
    "year": _year,
    "short_year": _short_year,
    "the_unit": _the_unit,
    "year_earlier": _year_earlier,
    "and_half": _and_half,
    "half_unit": _half_unit,
    "length": _length,
    "one_length": _one_length,
    "vague_length": _vague_length,
    "bare_length": _bare_length,
    "unit_long": _unit_long,
    "reference": _reference,
    "bare_part": _bare_part,
}
