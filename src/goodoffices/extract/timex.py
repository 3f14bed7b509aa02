"""Text → the stretches that speak of time, by one compiled pattern.

In: plain text. Out: matches of the rules below, each with its named parts, left to right and never overlapping. The
rules stand in order: the first that matches at a place, and whose reader finds a value, wins. Extents follow the
TimeML guidelines 1.2.1: determiners and "ago" inside, prepositions outside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from goodoffices.vocab.times import TimeWords, time_words

_SPACE = r"(?:[ \t\u00a0\u202f\u2009]+(?:\r?\n[ \t]*)?|\r?\n[ \t]*)"
_DASH = r"[-‐‑–—]"


def _either(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ").replace("'", "['’]") for word in ordered) + ")"


def _with_short_forms(names: Iterable[str], long: Callable[[str], bool]) -> str:
    """Full names as they are, short forms with the full stop they may carry."""
    names = tuple(names)
    short = [name for name in names if not long(name)]
    return rf"(?:{_either(filter(long, names))}|{_either(short)}\b\.?)"


def _number_pattern(words: TimeWords) -> str:
    values = words.numbers.items()
    tens = _either(word for word, value in values if 20 <= value <= 90)
    ones = _either(word for word, value in values if value <= 9 and word not in ("a", "an", "single"))
    plain = _either(word for word, value in values if word not in ("a", "an", "hundred", "dozen"))
    gap = "(?:-| )"
    return (
        rf"(?:{tens}{gap}{ones}|(?:a|one|two|three|four|five) (?:hundred|dozen)"
        rf"|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{plain})"
        rf"(?: and (?:a|one){gap}half| and a quarter|{gap}and{gap}a{gap}half|½)?"
    )


def _macros(words: TimeWords) -> dict[str, str]:
    single = [unit for unit in words.units if unit not in ("min", "hr", "yr")]
    plural = [*words.plurals, *(f"{unit}s" for unit in words.units)]
    lists = {name: _either(getattr(words, name)) for name in ("edges", "zones", "approximators", "vague", "seasons")}
    lists |= {name: _either(getattr(words, name)) for name in ("dayparts", "frequencies", "references", "holidays")}
    return lists | {
        "month": _with_short_forms(words.months, lambda name: len(name) > 4 or name in ("june", "july", "may")),
        "weekday": _with_short_forms(words.weekdays, lambda name: name.endswith("day")),
        "dayname": _either(day for day in words.weekdays if day.endswith("day")),
        "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
        "year": r"(?:1[4-9]|20)\d\d",
        "number": _number_pattern(words),
        "unit": _either(single),
        "unitplural": _either(plural),
        "units": _either([*single, *plural]),
        "ordinal": _either([*words.ordinals, "last", "final", "1st", "2nd", "3rd", "4th"]),
        "decadeword": _either(words.decade_words),
        "dash": _DASH,
        "modify": rf"(?:early|late|mid|earlier|later)(?: in| on| of)?(?:{_DASH}| )",
    }


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar, by name, with its own pattern."""

    name: str
    pattern: re.Pattern[str]


def _expand(pattern: str, macros: dict[str, str]) -> str:
    return _MACRO.sub(lambda found: macros[found[1]], pattern).replace(" ", _SPACE)


_MACRO = re.compile(r"%(\w+)%")


# A time word begins where no word, number or sum of money runs into it, and ends where none runs out of it.
_BEFORE = r"(?<![\w$€£¥#@&])(?<!\d[.,:/])(?<!\w[_/])"
_AFTER = r"(?![\w%])(?!,\d{3}\b)(?!\.\d)"


_NAMED = re.compile(r"\(\?P<\w+>")
_REST_OF_WORD = re.compile(r"\w*")


def _compile() -> tuple[tuple[Rule, ...], re.Pattern[str], re.Pattern[str]]:
    macros = _macros(time_words())
    named = time_words().rules
    bodies = [_expand(pattern, macros) for _, pattern in named]
    rules = tuple(
        Rule(name, re.compile(f"{_BEFORE}(?:{body}){_AFTER}", re.IGNORECASE))
        for (name, _), body in zip(named, bodies, strict=True)
    )
    # One pattern finds the first rule that fits at a place; its parts are then read by that rule.
    # It runs over lower-case text: a pattern that ignores case is three times as slow.
    whole = "|".join(f"(?P<r{i}>{_NAMED.sub('(?:', _lower(body))})" for i, body in enumerate(bodies))
    fits = re.compile(f"{_BEFORE}(?:{whole}){_AFTER}")
    return rules, fits, re.compile(_BEFORE + _opening(whole, fits))


def _opening(pattern: str, fits: re.Pattern[str]) -> str:
    """A look ahead for what may open an expression: most words need no closer look.

    That is a digit or quotation mark, a word of the pattern that says something alone ("yesterday"), or one that
    another follows ("the week", but not "the border").
    """
    words = set(re.findall(r"[a-z]+", re.sub(r"\\.|\(\?P?<\w+>", " ", pattern)))
    alone = [word for word in words if fits.fullmatch(word) or fits.fullmatch(word + "s")]
    any_word = _by_letters(sorted(words))
    # A second word may be put together: "week" and "end".
    follows = rf"[^a-z\d'’‘½]*(?:[\d'’‘½]|(?:{any_word}){{1,2}}s?(?![a-z]))"
    return rf"(?=[\d'’‘]|(?:{_by_letters(sorted(alone))})s?(?![a-z])|(?:{any_word})s?(?![a-z]){follows})"


def _by_letters(words: list[str]) -> str:
    """Words as one alternation by their first letters, so that a text is compared with few of them."""
    found = []
    for letter, group in groupby(words, key=lambda word: word[:1]):
        rest = [word[1:] for word in group]
        found.append(letter + (f"(?:{_by_letters(rest)})" if any(rest) else "") if letter else "")
    return "|".join(found)


def _lower(pattern: str) -> str:
    """The pattern in lower case, but for what follows a backslash or names a group."""
    return re.sub(r"\\.|\(\?P<\w+>|[A-Z]", lambda found: found[0].lower() if len(found[0]) == 1 else found[0], pattern)


RULES, _FITS, _OPENING = _compile()


def lower_text(text: str) -> str:
    """The text in lower case, character by character, so that offsets stay."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find_place(lowered: str, start: int) -> tuple[int, int, int] | None:
    """The next place from `start` where a rule fits: its offset, the first rule that fits, and where its word ends."""
    for opening in _OPENING.finditer(lowered, start):
        found = _FITS.match(lowered, opening.start())
        if found is not None:
            rest = _REST_OF_WORD.match(lowered, found.start())
            end = max(rest.end() if rest else 0, found.start() + 1)
            return found.start(), int((found.lastgroup or "r0")[1:]), end
    return None


def find_matches(text: str, start: int, first: int) -> Iterator[tuple[Rule, re.Match[str]]]:
    """What fits at a place, the rules from `first` on, in order."""
    for rule in RULES[first:]:
        match = rule.pattern.match(text, start)
        if match is not None:
            yield rule, match
