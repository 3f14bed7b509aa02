"""Who held which office on which day, and what a file of persons may not say."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.vocab.loading import load_vocab
from goodoffices.vocab.naming import key_of
from goodoffices.vocab.offices import OfficeEntry, load_directory, read_persons


def office(name: str, day: date) -> tuple[str, str]:
    """The title and actor of a person on a day."""
    held = load_directory().by_name[key_of(name)].office_on(day)
    return held.title, held.actor


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Vladimir Putin", date(2010, 5, 1), ("prime minister", "RUS")),
        ("Vladimir Putin", date(2014, 5, 1), ("president", "RUS")),
        ("Volodymyr Zelenskyy", date(2023, 1, 1), ("president", "UKR")),
        ("John Kerry", date(2014, 7, 1), ("secretary of state", "USA")),
    ],
)
def test_an_office_is_the_one_of_the_day(name: str, day: date, expected: tuple[str, str]) -> None:
    assert office(name, day) == expected


def test_after_the_last_office_a_person_still_stands_for_the_actor_served() -> None:
    assert office("Condoleezza Rice", date(2020, 1, 1))[1] == "USA"


def test_a_surname_alone_is_known_only_around_the_office() -> None:
    putin = load_directory().by_short[key_of("Putin")][0]
    assert putin.is_known_on(date(2015, 1, 1))
    assert not putin.is_known_on(date(1985, 1, 1))


@pytest.mark.parametrize(("day", "known"), [(date.min, False), (date.max, True)])
def test_the_ends_of_the_calendar_are_days_like_others(day: date, known: bool) -> None:
    assert OfficeEntry("president", "RUS", date(2012, 5, 7), None).covers(day, timedelta(365), timedelta(365)) is known


def test_a_single_year_is_the_whole_year() -> None:
    (person,) = read_persons({"RUS": ["Ivan Test | envoy 1999"]}, "own")
    assert (person.offices[0].since, person.offices[0].until) == (date(1999, 1, 1), date(1999, 12, 31))


def test_every_listed_person_can_be_read() -> None:
    listed = read_persons(load_vocab("persons"), "persons.yaml")
    assert len(listed) > 500
    assert all(person.offices and person.shorts for person in listed)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Ivan Test", "expected 'Name"),
        ("Ivan Test | envoy", "expected 'title since/until'"),
        ("Ivan Test | envoy 2005/2001", "before it begins"),
        ("Ivan Test | envoy 2005-13/", "is no date"),
    ],
)
def test_a_wrong_line_is_refused(line: str, message: str) -> None:
    with pytest.raises(BadVocabulary, match=message):
        read_persons({"RUS": [line]}, "own.yaml")


def test_a_users_person_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "persons.yaml"
    own.write_text('TLS:\n  - "Rosa Putin, Putin | envoy 2000/2030"\n', encoding="utf-8")
    assert load_directory(own).by_short[key_of("Putin")][0].name == "Rosa Putin"
