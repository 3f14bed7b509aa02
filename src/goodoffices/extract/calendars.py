"""Days ⇄ TIMEX3 date values: "2013-03-22", "2013-W12", "2013-W12-WE", "2013-03", "2013-Q1", "2013-SP", "2013", "201".

In: a day and a unit, or a value. Out: the value of the unit that holds the day, the day moved by so many units, or the
first and last day that a value covers. Pure arithmetic, weeks from Monday to Sunday; what a calendar cannot hold (year
0 or 10000) has no value.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

_MONTHS_OF = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
_DAYS_OF = {"D": 1, "NI": 1, "W": 7, "WE": 7, "F": 14}
# Meteorological seasons by their first month; winter is named for the year it begins in.
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_FORM = re.compile(
    r"(?P<year>\d{2,4})(?:-W(?P<week>\d\d)(?P<weekend>-WE)?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<season>SP|SU|FA|WI)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.*)?"
)


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit ("D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE") that holds a day."""
    year, week, _ = day.isocalendar()
    return {
        "D": f"{day:%Y-%m-%d}",
        "NI": f"{day:%Y-%m-%d}TNI",
        "W": f"{year:04}-W{week:02}",
        "F": f"{year:04}-W{week:02}",
        "WE": f"{year:04}-W{week:02}-WE",
        "M": f"{day:%Y-%m}",
        "Q": f"{day:%Y}-Q{(day.month + 2) // 3}",
        "H": f"{day:%Y}-H{(day.month + 5) // 6}",
        "Y": f"{day:%Y}",
        "DE": f"{day:%Y}"[:3],
        "CE": f"{day:%Y}"[:2],
    }[unit]


def unknown_of(unit: str) -> str:
    """The value of a unit of which nothing is known."""
    return {"D": "XXXX-XX-XX", "NI": "XXXX-XX-XXTNI", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE"}.get(
        unit, {"M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX", "Y": "XXXX", "DE": "XXX", "CE": "XX"}.get(unit, "XXXX")
    )


def moved(day: date, unit: str, count: int) -> date:
    """The day so many units later (earlier where negative); the last day of a shorter month where it has no such day.

    Raises OverflowError or ValueError where no calendar reaches.
    """
    if unit in _DAYS_OF:
        return day + timedelta(days=count * _DAYS_OF[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS_OF[unit], 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"no calendar reaches the year {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def season_of(year: int, season: str) -> str:
    """The value of a season of a year."""
    return f"{year:04}-{season}"


def last_season(day: date, season: str) -> int:
    """The year in which the latest such season that has begun by a day began."""
    return day.year if (day.month >= _SEASON_STARTS[season]) else day.year - 1


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The latest such weekday (Monday is 1), the day itself included."""
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The next such weekday (Monday is 1), the day itself included."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def unit_of(value: str) -> str | None:
    """The unit that a date value is given in; None where it is no date of the calendar."""
    found = _FORM.fullmatch(value)
    if found is None:
        return None
    for name, unit in (("day", "D"), ("month", "M"), ("weekend", "WE"), ("week", "W"), ("quarter", "Q"), ("half", "H")):
        if found[name]:
            return unit
    if found["season"]:
        return "S"
    return {4: "Y", 3: "DE", 2: "CE"}[len(found["year"])]


@lru_cache(maxsize=4096)
def bounds_of(value: str) -> tuple[date, date] | None:
    """The first and last day that a date value covers; None where it is no date of the calendar."""
    unit, found = unit_of(value), _FORM.fullmatch(value)
    if unit is None or found is None:
        return None
    try:
        first = _first_day(unit, found)
        last = moved(first, "M", 3) if unit == "S" else _end(first, unit)
    except (ValueError, OverflowError):
        return None
    return first, last - timedelta(days=1)


def _end(first: date, unit: str) -> date:
    return first + timedelta(days=2) if unit == "WE" else moved(first, unit, 1)


def _first_day(unit: str, found: re.Match[str]) -> date:
    year = int(found["year"].ljust(4, "0"))
    if unit in ("W", "WE"):
        return date.fromisocalendar(year, int(found["week"]), 6 if unit == "WE" else 1)
    if unit == "S":
        return date(year, _SEASON_STARTS[found["season"]], 1)
    month = int(found["month"] or 1)
    if unit in ("Q", "H"):
        month = int(found["quarter"] or found["half"]) * _MONTHS_OF[unit] - _MONTHS_OF[unit] + 1
    return date(year, month, int(found["day"] or 1))
