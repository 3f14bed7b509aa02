"""Expressions that name a stretch of the calendar → their TIMEX3: months, seasons, quarters, years, decades.

In: a match of a rule and the Scene it stands in. Out: parts. One reader per rule, named after it.
"""

from __future__ import annotations

import re
from datetime import date

from goodoffices.extract.calendars import (
    bounds_of,
    last_season,
    moved,
    season_of,
    value_of,
    weekday_on_or_after,
    weekday_on_or_before,
)
from goodoffices.extract.readings import (
    DATE,
    Part,
    Parts,
    Reader,
    after,
    as_date,
    before,
    full_year,
    is_capital,
    month_number,
    ordinal_of,
    plain,
    weekday_number,
)
from goodoffices.extract.scenes import Scene
from goodoffices.extract.tenses import Tense
from goodoffices.vocab.times import time_words


def _week_of_month(match: re.Match[str], scene: Scene) -> Parts:
    if match["whole"] or match["plain"]:
        return ()
    month = (
        f"{match['year']}-{month_number(match['month']):02}"
        if match["year"]
        else scene.month(month_number(match["month"]))
    )
    covered = bounds_of(month)
    number, unit = ordinal_of(match["ordinal"]), match["unit"].lower()
    if covered is None or number > 5:
        return as_date(month)
    first, last = covered
    if unit in ("week", "weekend"):
        day = last if number == 0 else moved(first, "W", number - 1)
        return as_date(value_of(day, "W" if unit == "week" else "WE"))
    if unit == "day":
        return as_date(value_of(last if number == 0 else moved(first, "D", number - 1), "D"))
    return as_date(_nth_weekday(first, last, weekday_number(unit), number))


def _nth_weekday(first: date, last: date, weekday: int, number: int) -> str | None:
    if number == 0:
        return value_of(weekday_on_or_before(last, weekday), "D")
    day = moved(weekday_on_or_after(first, weekday), "W", number - 1)
    return value_of(day, "D")


def _half_of(match: re.Match[str], scene: Scene) -> Parts:
    unit, word = match["unit"][0].upper().replace("T", ""), match["ordinal"].lower()
    has_year = re.search(r"year|\d{4}", match[0]) is not None
    if match["month"] or unit not in ("Q", "H"):
        return ()
    if word in ("last", "latest") and not (has_year and word == "last"):
        return as_date(scene.unit_from_now("Q", -1)) if unit == "Q" else ()
    # "the second half" of a match, a film, a century: a half of a year only where it is the year's or a firm's own.
    if unit == "H" and not has_year and (not re.match(r"(?:the|its|their|our)\s", match[0]) or word == "opening"):
        return ()
    number = ordinal_of(word) or (4 if unit == "Q" else 2)
    number = 1 if word == "opening" else number
    year = match["year"] or match["year2"] or _quarter_year(match, scene, number * (3 if unit == "Q" else 6))
    return as_date(f"{year}-{unit}{number}") if number <= (4 if unit == "Q" else 2) else ()


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
    return as_date(f"{value}-{code}")


def _decade(match: re.Match[str], _: Scene) -> Parts:
    has_article = re.match(r"the\s", match[0], re.IGNORECASE) is not None
    if match["word"]:
        return as_date(f"19{time_words().decade_words[match['word'].lower()]}") if has_article else ()
    if match["full"]:
        return as_date(match["full"][:3] if match["full"][3] == "0" else None)
    # "the 70s and 80s": the second of a pair carries no article.
    if not (
        has_article
        or re.match(r"['’‘]|mid|early|late", match[0], re.IGNORECASE)
        or before(match, r"0['’]?s(?: and| or| to|,)?")
    ):
        return ()
    return as_date(f"{'20' if match['short'][0] in '12' else '19'}{match['short'][0]}")


def _century(match: re.Match[str], _: Scene) -> Parts:
    number = ordinal_of(match["ordinal"])
    if not 1 <= number <= 22 or match["unit"].lower() == "millennium":
        return ()
    if match["bc"]:
        return as_date(f"BC{number - 1:02}")
    return as_date(f"{number - 1:02}")


def _fiscal(match: re.Match[str], _: Scene) -> Parts:
    return as_date(f"FY{full_year(match['year'])}")


def _season(match: re.Match[str], scene: Scene) -> Parts:
    word, which = match["season"].lower(), plain(match["which"] or "")
    code, shift = time_words().seasons[word], (match["shift"] or "").lower()
    # "Fall" and "spring" are verbs and nouns of other things; alone they need a preposition to be a season.
    is_named = bool(which or match["year"] or shift)
    if word in ("fall", "spring") and not is_named and not before(match, r"\b(?:in|since|by|until|during|of)(?: the)?"):
        return ()
    if match["year"]:
        return as_date(season_of(int(match["year"]), code))
    if scene.reference is None:
        return as_date(f"XXXX-{code}")
    if shift:
        return as_date(season_of(scene.reference.year + {"last": -1, "this": 0, "next": 1}[shift], code))
    return as_date(season_of(_season_year(code, which, scene), code))


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
    if not is_capital(match["first"]):
        return ()
    first, last = (f"{match['year']}-{month_number(match[group]):02}" for group in ("first", "last"))
    return (Part(DATE, first, closes="first"), Part(DATE, last, opens="last"))


def _month_year(match: re.Match[str], scene: Scene) -> Parts:
    number = month_number(match["month"])
    if not is_capital(match["month"]):
        return ()
    if match["year"]:
        return as_date(f"{match['year']}-{number:02}")
    shift = {"this": 0, "last": -1, "next": 1}.get(plain(match["shift"]))
    if shift is None:
        later = {"the following": 1, "the previous": -1}.get(plain(match["shift"]), 0)
        return as_date(f"{scene.unit_from_then('Y', later)}-{number:02}")
    return as_date(f"{scene.unit_from_now('Y', shift)}-{number:02}")


# What stands before a month that is meant as one, where the word may be something else ("April", "may", "march").
_MONTH_NEEDS = (
    r"\b(?:in|since|by|until|till|from|to|of|last|next|this|early|late|mid|through|during|before|after|for|between|and|or"
    r"|on|every|around|about|as)[\s-]"
)
_NAMES_TOO = ("april", "june", "august", "dec", "sep")
_WORDS_TOO = ("may", "march", "mar", "jan")


def _month(match: re.Match[str], scene: Scene) -> Parts:
    word = match["month"]
    if not is_capital(word) or (match[0] == word and _is_other_word(match)):
        return ()
    number, which = month_number(word), plain(match["which"] or "").removeprefix("this ").removeprefix("the ")
    if scene.reference is None or which not in ("last", "next", "past", "coming"):
        return as_date(scene.month(number))
    year, month = scene.reference.year, scene.reference.month
    if which in ("next", "coming"):
        return as_date(f"{year + (number <= month)}-{number:02}")
    return as_date(f"{year - (number >= month)}-{number:02}")


def _is_other_word(match: re.Match[str]) -> bool:
    word = match["month"].lower()
    if word not in _WORDS_TOO + _NAMES_TOO or before(match, _MONTH_NEEDS):
        return False
    return word in _WORDS_TOO or after(match, "[A-Z]")


def _year_range(match: re.Match[str], _: Scene) -> Parts:
    first, last = match["first"], match["last"]
    last = last if len(last) == 4 else first[:2] + last
    if not 0 < int(last) - int(first) < 100:
        return ()
    return (Part(DATE, first, closes="first"), Part(DATE, last, opens="last"))


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
    return as_date(match["year"])


def _short_year(match: re.Match[str], _: Scene) -> Parts:
    return as_date(str(full_year(match["short"])))


PERIOD_READERS: dict[str, Reader] = {
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
    "year_range": _year_range,
    "year": _year,
    "short_year": _short_year,
}
