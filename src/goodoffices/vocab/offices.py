"""Who held which office, for whom and when.

In: `persons.yaml` and a user's own file of the same form. Out: a `Directory`: persons by full name and by surname, and
the actor and office of a person on a day. Between and after offices a person stands for the actor served last.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.actors import check_id
from goodoffices.vocab.loading import load_own_vocab, load_vocab
from goodoffices.vocab.naming import Key, key_of, split_names

_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_OFFICE = re.compile(rf"(?P<title>.+?) (?:(?P<since>{_DATE})?/(?P<until>{_DATE})?|(?P<only>{_DATE}))")
# A surname alone is still understood as a former holder's a while after the office, and a designate's before it.
_BEFORE, _AFTER = timedelta(days=365), timedelta(days=1100)


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """A post held for an actor from `since` to `until`, both included; None where open or unknown."""

    title: str
    actor: str
    since: date | None
    until: date | None

    def covers(self, day: date | None, before: timedelta = timedelta(0), after: timedelta = timedelta(0)) -> bool:
        """Whether it was held on a day, give or take; always for an unknown day."""
        if day is None:
            return True
        # Differences of days have no ends; the days of the calendar have, and some feeds say 1 January 1 for "unknown".
        return day - (self.since or date.min) >= -before and day - (self.until or date.max) <= after


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person: the usual name first, every other written form, short forms ("Putin"), offices in order of `since`."""

    name: str
    names: tuple[str, ...]
    shorts: tuple[str, ...]
    offices: tuple[OfficeEntry, ...]

    def office_on(self, day: date | None) -> OfficeEntry:
        """The office held on a day: the latest begun of those held, else the last one before, else the first."""
        held = [office for office in self.offices if office.covers(day)]
        past = [office for office in self.offices if day is None or (office.since or date.min) <= day]
        return held[-1] if held else past[-1] if past else self.offices[0]

    def is_known_on(self, day: date | None) -> bool:
        """Whether readers of that day know whom the surname alone means."""
        return any(office.covers(day, _BEFORE, _AFTER) for office in self.offices)


@dataclass(frozen=True, slots=True)
class Directory:
    """Persons by the folded words of their full names and by their short forms; earlier entries come first."""

    by_name: dict[Key, PersonEntry]
    by_short: dict[Key, tuple[PersonEntry, ...]]
    lengths: dict[str, tuple[int, ...]]


@lru_cache(maxsize=4)
def load_directory(own: Path | None = None) -> Directory:
    """The persons that ship with goodoffices and, where given, those of a user's own file, which come first.

    Raises BadVocabulary with the file, the entry and what is allowed.
    """
    listed = read_persons(load_vocab("persons"), "persons.yaml")
    if own is not None:
        listed = (*read_persons(load_own_vocab(own), str(own)), *listed)
    return _directory(_merged(listed))


def read_persons(data: Any, file: str) -> tuple[PersonEntry, ...]:
    """Check the form of a persons file and return its entries."""
    if not isinstance(data, dict):
        raise BadVocabulary(f"{file}: expected a map from actor ids to lists of persons, found {type(data).__name__}")
    return tuple(_person(line, check_id(actor, file), file) for actor, lines in data.items() for line in lines)


def _person(line: Any, actor: str, file: str) -> PersonEntry:
    names, bar, offices = line.partition(" | ") if isinstance(line, str) else ("", "", "")
    forms = split_names(names)
    if not bar or not forms:
        raise BadVocabulary(f"{file}: {actor}: expected 'Name, other form | office since/until, …', found {line!r}")
    fulls = tuple(form for form in forms if len(key_of(form)) > 1) or forms[:1]
    shorts = tuple(form for form in forms[1:] if len(key_of(form)) == 1) or tuple(_surname(form) for form in fulls)
    posts = tuple(_office(part, actor, f"{file}: {actor}: {forms[0]}") for part in split_names(offices))
    return PersonEntry(forms[0], fulls, tuple(dict.fromkeys(shorts)), posts)


def _surname(name: str) -> str:
    return name.rsplit(" ", 1)[-1].rsplit("-", 1)[-1] if "al-" in name.lower() else name.rsplit(" ", 1)[-1]


def _office(part: str, actor: str, where: str) -> OfficeEntry:
    match = _OFFICE.fullmatch(part)
    if match is None:
        raise BadVocabulary(
            f"{where}: expected 'title since/until' or 'title 1999', dates as 2005-08-03 or 2005, found {part!r}"
        )
    since = _day(match["since"] or match["only"], where)
    until = _day(match["until"] or match["only"], where, last=True)
    if since and until and until < since:
        raise BadVocabulary(f"{where}: {match['title']!r} ends on {until}, before it begins on {since}")
    return OfficeEntry(match["title"], actor, since, until)


def _day(text: str | None, where: str, *, last: bool = False) -> date | None:
    if not text:
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    try:
        month = month or (12 if last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except (ValueError, calendar.IllegalMonthError) as problem:
        raise BadVocabulary(f"{where}: {text!r} is no date; write 2005, 2005-08 or 2005-08-03") from problem


def _merged(persons: Iterable[PersonEntry]) -> tuple[PersonEntry, ...]:
    """One entry per name: who served two actors is listed under both."""
    found: dict[str, PersonEntry] = {}
    for person in persons:
        old = found.get(person.name)
        found[person.name] = person if old is None else _together(old, person)
    return tuple(found.values())


def _together(old: PersonEntry, new: PersonEntry) -> PersonEntry:
    offices = sorted((*old.offices, *new.offices), key=lambda office: office.since or date.min)
    names, shorts = dict.fromkeys((*old.names, *new.names)), dict.fromkeys((*old.shorts, *new.shorts))
    return PersonEntry(old.name, tuple(names), tuple(shorts), tuple(offices))


def _directory(persons: tuple[PersonEntry, ...]) -> Directory:
    by_name: dict[Key, PersonEntry] = {}
    by_short: dict[Key, tuple[PersonEntry, ...]] = {}
    lengths: dict[str, set[int]] = {}
    for person, name in _forms(persons, "names"):
        by_name.setdefault(key_of(name), person)
        lengths.setdefault(key_of(name)[0], set()).add(len(key_of(name)))
    for person, short in _forms(persons, "shorts"):
        key = key_of(short)
        by_short[key] = tuple(dict.fromkeys((*by_short.get(key, ()), person)))
    return Directory(by_name, by_short, {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()})


def _forms(persons: Iterable[PersonEntry], which: str) -> Iterator[tuple[PersonEntry, str]]:
    return ((person, form) for person in persons for form in getattr(person, which))
