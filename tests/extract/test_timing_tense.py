"""Tense decides between the last day of a name and the next; without a publication date nothing is decided."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.extract.parse import parse_report
from goodoffices.extract.timing import find_times
from goodoffices.record.sources import Passage, Report, Role, Span

# A Thursday.
PUBLISHED = date(2019, 8, 15)


def first_value(text: str, published: date | None = PUBLISHED) -> str:
    return find_times(parse_report(Report("r", text, published=published)))[0].value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The president met the generals on Tuesday.", "2019-08-13"),
        ("The president has met the generals on Tuesday.", "2019-08-13"),
        ("Tuesday's raid killed two farmers.", "2019-08-13"),
        ("The president will meet the generals on Tuesday.", "2019-08-20"),
        ("The president is going to meet the generals on Tuesday.", "2019-08-20"),
        ("The president plans to meet the generals on Tuesday.", "2019-08-20"),
        ("The two agreed to meet on Tuesday.", "2019-08-20"),
        ("Talks are scheduled for Tuesday.", "2019-08-20"),
        ("The truce was extended until Tuesday.", "2019-08-20"),
        ("The junta faces a Tuesday deadline.", "2019-08-20"),
        ("The minister said the corridor would open on Tuesday.", "2019-08-20"),
        ("The envoy was expected to arrive on Wednesday.", "2019-08-14"),
        ("The envoy was expected to arrive on Friday.", "2019-08-16"),
        ("The envoy began handing over prisoners on Tuesday.", "2019-08-13"),
    ],
)
def test_a_weekday_follows_its_verb(text: str, value: str) -> None:
    """What was done lies behind, what will be done lies ahead, a past plan takes the nearest day."""
    assert first_value(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Observers left the valley in November.", "2018-11"),
        ("Observers left the valley in May.", "2019-05"),
        ("Observers will leave the valley in November.", "2019-11"),
        ("Observers will leave the valley in February.", "2020-02"),
        ("Observers left the valley on 3 December.", "2018-12-03"),
        ("Observers will leave the valley on 3 December.", "2019-12-03"),
    ],
)
def test_a_month_follows_its_verb(text: str, value: str) -> None:
    """A month without its year is the last one or the next one, as the verb says."""
    assert first_value(text) == value


def test_a_day_close_by_needs_no_tense() -> None:
    """A past verb that announces a day three weeks off does not throw it back a year."""
    assert first_value("The commission announced a vote for September 5.") == "2019-09-05"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Monday", "XXXX-WXX-1"),
        ("yesterday", "XXXX-XX-XX"),
        ("last week", "XXXX-WXX"),
        ("last month", "XXXX-XX"),
        ("last year", "XXXX"),
        ("three days ago", "XXXX-XX-XX"),
        ("last summer", "XXXX-SU"),
        ("on June 18", "XXXX-06-18"),
        ("in June", "XXXX-06"),
        ("last weekend", "XXXX-WXX-WE"),
        ("in the third quarter", "XXXX-Q3"),
        ("last night", "XXXX-XX-XXTNI"),
        ("recently", "PAST_REF"),
        ("on 18 June 2004", "2004-06-18"),
        ("in 1998", "1998"),
    ],
)
def test_a_report_without_a_date(words: str, value: str) -> None:
    """What needs a reference day stays open; what names its year does not."""
    assert first_value(f"The rebels met the mediator {words}.", None) == value


def test_without_a_date_the_narrative_gives_the_year() -> None:
    """A month takes the year that was told before it."""
    text = "The war began on 2 May 1996. In June the capital fell."
    times = find_times(parse_report(Report("r", text)))
    assert [time.value for time in times] == ["1996-05-02", "1996-06"]


@pytest.mark.parametrize(
    ("published", "values"),
    [
        (date(2019, 8, 15), ["2019-08-14", "2019-08-13", "2019-08-12"]),
        (date(2019, 9, 20), ["2019-08-14", "2019-09-17", "2019-09-18"]),
    ],
)
def test_the_dateline_is_the_reference_day(published: date, values: list[str]) -> None:
    """Copy filed the day before counts from that day; a dateline far from the publication date is passed over."""
    text = "BAMAKO, August 14 –\nThe rebels met the mediator on Tuesday and left the day before yesterday."
    passages = (Passage(Span(0, 19), Role.DATELINE), Passage(Span(20, len(text)), Role.BODY))
    times = find_times(parse_report(Report("r", text, passages, published)))
    assert [time.value for time in times] == values
