"""What a reader of a matched expression gives back, and what every reader reads alike: numbers, names of months, units.

In: words of a match. Out: parts (which group of the match, its type, its value): two for a range, one for most, none
where the words turn out not to speak of time. Values follow the TimeML annotation guidelines 1.2.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from goodoffices.extract.scenes import Scene
from goodoffices.record.when import TimeType
from goodoffices.vocab.times import time_words


@dataclass(frozen=True, slots=True)
class Part:
    """One TIMEX3 of a match: its type and value, and the groups it runs from and to (0 for the whole match)."""

    type: TimeType
    value: str
    opens: str | int = 0
    closes: str | int = 0


Parts = tuple[Part, ...]
Reader = Callable[[re.Match[str], Scene], Parts]


DATE, TIME, DURATION, SET = TimeType.DATE, TimeType.TIME, TimeType.DURATION, TimeType.SET


def as_date(value: str | None) -> Parts:
    return (Part(DATE, value),) if value else ()


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


def number_of(word: str) -> float:
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


def before(match: re.Match[str], pattern: str, reach: int = 24) -> bool:
    """Whether the words just before a match end as the pattern says, letter case aside."""
    words = match.string[max(0, match.start() - reach) : match.start()]
    return re.search(rf"(?:{pattern})\s*$", words, re.IGNORECASE) is not None


def after(match: re.Match[str], pattern: str, reach: int = 30) -> bool:
    """Whether the words just after a match begin as the pattern says, in its letter case."""
    return re.match(rf"\s*(?:{pattern})", match.string[match.end() : match.end() + reach]) is not None


def is_capital(word: str) -> bool:
    return word[0].isupper()


def part_code(word: str) -> str:
    return "T" + time_words().dayparts[plain(word)]


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower().strip())


_ORDINAL_DIGIT = re.compile(r"\d+")


def ordinal_of(word: str) -> int:
    """The number of an ordinal; 0 for the last."""
    digits = _ORDINAL_DIGIT.match(word)
    return int(digits[0]) if digits else time_words().ordinals.get(word.lower(), 0)
