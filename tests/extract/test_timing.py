"""Each family of time expressions: what is written, and the TIMEX3 that a careful annotator gives it."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.extract.parse import parse_report
from goodoffices.extract.timing import find_times, times_as_row
from goodoffices.record.sources import Report

# A Thursday, so that weekdays before and after it are both at hand.
PUBLISHED = date(2019, 8, 15)


def values_of(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    parse = parse_report(Report("r", text, published=published))
    return [(time.span.of(text), time.value) for time in find_times(parse)]


def value_in(text: str, words: str) -> str:
    found = dict(values_of(text))
    assert words in found, found
    return found[words]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("4 March 2016", "2016-03-04"),
        ("March 4, 2016", "2016-03-04"),
        ("March 4th, 2016", "2016-03-04"),
        ("4th of March 2016", "2016-03-04"),
        ("4th March, 2016", "2016-03-04"),
        ("Mar. 4, 2016", "2016-03-04"),
        ("4 Mar 2016", "2016-03-04"),
        ("Friday, March 4, 2016", "2016-03-04"),
        ("Friday 4 March 2016", "2016-03-04"),
        ("2016-03-04", "2016-03-04"),
        ("3/4/2016", "2016-03-04"),
        ("13/4/2016", "2016-04-13"),
        ("04.03.2016", "2016-03-04"),
        ("March 4", "2019-03-04"),
        ("the 4th of March", "2019-03-04"),
        ("Oct. 29", "2018-10-29"),
        ("29 February 2016", "2016-02-29"),
    ],
)
def test_a_day_is_read_in_every_order(words: str, value: str) -> None:
    """Day, month and year in any order; without a year, the one that the past tense calls for."""
    found = values_of(f"The delegates signed the protocol on {words}.")
    assert [value for _, value in found] == [value]
    assert words.endswith(found[0][0])


@pytest.mark.parametrize("words", ["30 February 2016", "31/31/2016", "February 31", "2016-13-40"])
def test_a_day_that_no_calendar_has_gets_no_day(words: str) -> None:
    """An impossible date is not bent into a possible one."""
    assert not any(len(value) == 10 for _, value in values_of(f"The form said {words} at the top."))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("March 2016", "2016-03"),
        ("March, 2016", "2016-03"),
        ("early March 2016", "2016-03"),
        ("mid-April 2017", "2017-04"),
        ("late May", "2019-05"),
        ("the end of March", "2019-03"),
        ("the beginning of July 2018", "2018-07"),
        ("November", "2018-11"),
        ("June", "2019-06"),
        ("last October", "2018-10"),
        ("May of last year", "2018-05"),
        ("June this year", "2019-06"),
        ("2014", "2014"),
        ("early 2014", "2014"),
        ("mid-2014", "2014"),
        ("the end of 2014", "2014"),
        ("the first half of 2014", "2014-H1"),
        ("the 1990s", "199"),
        ("the '90s", "199"),
        ("the early 1990s", "199"),
        ("the seventies", "197"),
        ("the 19th century", "18"),
        ("the twentieth century", "19"),
        ("the third quarter of 2013", "2013-Q3"),
        ("the second quarter", "2019-Q2"),
        ("the first quarter of this year", "2019-Q1"),
        ("Q4 2012", "2012-Q4"),
        ("fiscal 2013", "FY2013"),
        ("the summer of 1995", "1995-SU"),
        ("last winter", "2018-WI"),
        ("last fall", "2018-FA"),
        ("this spring", "2019-SP"),
        ("the first week of July", "2019-W27"),
        ("Christmas Day", "2018-12-25"),
    ],
)
def test_a_stretch_of_the_calendar(words: str, value: str) -> None:
    """Months, years, decades, centuries, quarters, halves, seasons."""
    assert value in [value for _, value in values_of(f"The two sides clashed again in {words}.")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("today", "2019-08-15"),
        ("yesterday", "2019-08-14"),
        ("earlier today", "2019-08-15"),
        ("the day before yesterday", "2019-08-13"),
        ("last week", "2019-W32"),
        ("this week", "2019-W33"),
        ("earlier this week", "2019-W33"),
        ("last month", "2019-07"),
        ("earlier this month", "2019-08"),
        ("late last month", "2019-07"),
        ("last year", "2018"),
        ("earlier this year", "2019"),
        ("this year", "2019"),
        ("last weekend", "2019-W32-WE"),
        ("last quarter", "2019-Q2"),
        ("three days ago", "2019-08-12"),
        ("two weeks ago", "2019-W31"),
        ("a month ago", "2019-07"),
        ("six months ago", "2019-02"),
        ("a year ago", "2018"),
        ("twenty-five years ago", "1994"),
        ("two decades ago", "1999"),
        ("a century ago", "1919"),
        ("a year earlier", "2018"),
        ("two and a half years ago", "2017-02"),
        ("years ago", "PAST_REF"),
        ("several months ago", "PAST_REF"),
        ("long ago", "PAST_REF"),
        ("this morning", "2019-08-15TMO"),
        ("last night", "2019-08-14TNI"),
        ("yesterday evening", "2019-08-14TEV"),
        ("in the early hours of Tuesday", "2019-08-13TMO"),
    ],
)
def test_a_time_counted_from_the_report(words: str, value: str) -> None:
    """Each is counted from the day of the report."""
    assert value_in(f"The governor met the elders {words}.", words.removeprefix("in ")) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("tomorrow", "2019-08-16"),
        ("the day after tomorrow", "2019-08-17"),
        ("tonight", "2019-08-15TNI"),
        ("tomorrow morning", "2019-08-16TMO"),
        ("next week", "2019-W34"),
        ("next month", "2019-09"),
        ("later this month", "2019-08"),
        ("next year", "2020"),
        ("next summer", "2020-SU"),
        ("soon", "FUTURE_REF"),
        ("two weeks from now", "2019-W35"),
    ],
)
def test_a_time_that_lies_ahead(words: str, value: str) -> None:
    """Each is counted forward from the day of the report."""
    assert value_in(f"The governor will meet the elders {words}.", words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Monday", "2019-08-12"),
        ("Thursday", "2019-08-15"),
        ("Friday", "2019-08-09"),
        ("last Tuesday", "2019-08-13"),
        ("late Wednesday", "2019-08-14"),
        ("Sunday night", "2019-08-11TNI"),
        ("Tuesday morning", "2019-08-13TMO"),
        ("early on Monday", "2019-08-12"),
        ("Wednesday last week", "2019-08-07"),
    ],
)
def test_a_weekday_in_the_past_is_the_last_one(words: str, value: str) -> None:
    """The day of the report itself counts as the last of its name."""
    assert value_in(f"Rebels shelled the port on {words}.".replace("on early on", "early on"), words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("thirty days", "P30D"),
        ("30-day", "P30D"),
        ("three weeks", "P3W"),
        ("a fortnight", "P2W"),
        ("six months", "P6M"),
        ("two years", "P2Y"),
        ("a decade", "P1DE"),
        ("two decades", "P2DE"),
        ("a century", "P1CE"),
        ("forty-eight hours", "PT48H"),
        ("72-hour", "PT72H"),
        ("90 minutes", "PT90M"),
        ("half an hour", "PT30M"),
        ("two and a half years", "P2.5Y"),
        ("a year and a half", "P18M"),
        ("more than 20 years", "P20Y"),
        ("nearly a month", "P1M"),
        ("several days", "PXD"),
        ("a few hours", "PTXH"),
        ("months", "PXM"),
        ("decades", "PXDE"),
        ("the past three months", "P3M"),
        ("the last two years", "P2Y"),
        ("the next five days", "P5D"),
        ("the past few weeks", "PXW"),
        ("the past decade", "P1DE"),
        ("45-year-old", "P45Y"),
        ("the 45-year-old", "P45Y"),
        ("week-long", "P1W"),
        ("1,000 days", "P1000D"),
        ("four consecutive days", "P4D"),
    ],
)
def test_a_length(words: str, value: str) -> None:
    """Durations, said exactly or vaguely; an age is one too."""
    assert value in [value for _, value in values_of(f"He spoke of {words} siege and hunger.")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("every day", "P1D"),
        ("each week", "P1W"),
        ("every two years", "P2Y"),
        ("every other day", "P2D"),
        ("every Monday", "XXXX-WXX-1"),
        ("on Fridays", "XXXX-WXX-5"),
        ("twice a year", "P1Y"),
        ("three times a week", "P1W"),
        ("daily", "P1D"),
        ("weekly", "P1W"),
        ("monthly", "P1M"),
        ("annually", "P1Y"),
        ("every night", "XXXX-XX-XXTNI"),
    ],
)
def test_a_repetition(words: str, value: str) -> None:
    """Sets: how often something comes round."""
    assert values_of(f"Observers visit the bridge {words}.") == [(words.removeprefix("on "), value)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("10:30 GMT on Friday", "2019-08-16T10:30Z"),
        ("6 p.m.", "2019-08-15T18:00"),
        ("6:15 pm", "2019-08-15T18:15"),
        ("noon on Saturday", "2019-08-17T12:00"),
        ("midnight", "2019-08-15T00:00"),
        ("0800 UTC", "2019-08-15T08:00Z"),
        ("8 a.m. local time", "2019-08-15T08:00"),
        ("nine o'clock", "2019-08-15T09:00"),
    ],
)
def test_a_time_of_day(words: str, value: str) -> None:
    """A clock time takes the day beside it, else the day that is told of."""
    assert value_in(f"The guns will fall silent at {words}.", words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("now", "PRESENT_REF"),
        ("currently", "PRESENT_REF"),
        ("at present", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("lately", "PAST_REF"),
        ("these days", "PRESENT_REF"),
        ("previously", "PAST_REF"),
        ("in recent years", "PAST_REF"),
        ("in recent months", "PAST_REF"),
        ("in the coming weeks", "FUTURE_REF"),
        ("in the near future", "FUTURE_REF"),
        ("in the past", "PAST_REF"),
    ],
)
def test_a_time_that_is_only_pointed_at(words: str, value: str) -> None:
    """Present, past and future without a date."""
    assert values_of(f"The border is guarded {words}.") == [(words.removeprefix("in "), value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Envoys met from 23 to 25 March 2016.", ["2016-03-23", "2016-03-25"]),
        ("Envoys met on March 23-25, 2016.", ["2016-03-23", "2016-03-25"]),
        ("Envoys met on 23–25 March 2016.", ["2016-03-23", "2016-03-25"]),
        ("Envoys met between March 23 and April 4.", ["2019-03-23", "2019-04-04"]),
        ("The war of 1990-94 left scars.", ["1990", "1994"]),
        ("They governed from 2009 to 2011.", ["2009", "2011"]),
        ("It lasted from March to May 2016.", ["2016-03", "2016-05"]),
    ],
)
def test_both_ends_of_a_range(text: str, values: list[str]) -> None:
    """A range is two expressions, each whole."""
    assert [value for _, value in values_of(text)] == values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("A truce began on 3 May 2004. It broke down the next day.", "the next day", "2004-05-04"),
        ("A truce began on 3 May 2004. It broke down the following week.", "the following week", "2004-W20"),
        ("A truce began on 3 May 2004. It broke down three days later.", "three days later", "2004-05-06"),
        ("A truce began on 3 May 2004. The first had failed a month earlier.", "a month earlier", "2004-04"),
        ("The revolt of 1991 failed. That year the king fled.", "That year", "1991"),
        ("Shells fell on 3 May 2004. The same day the envoy left.", "The same day", "2004-05-03"),
        ("Exports fell in June. In the same month last year they rose.", "the same month last year", "2018-06"),
    ],
)
def test_a_time_counted_from_the_last_one_told(text: str, words: str, value: str) -> None:
    """The narrative carries its own anchor."""
    assert value_in(text, words) == value


@pytest.mark.parametrize(
    "text",
    [
        "The rebels may attack and march on the capital.",
        "About 2000 troops crossed the river.",
        "The firm raised $2014 for the fund.",
        "He was second in the race.",
        "At the end of the day, only a deal brings peace.",
        "Shares of Route 1950 Inc. did not move.",
        "They sat in the sun by the well.",
        "The regiment will fall back.",
        "She marked Black Friday with a sale.",
    ],
)
def test_words_that_only_look_like_times(text: str) -> None:
    """Verbs, sums of money, counts and names are not times."""
    assert values_of(text) == []


def test_the_row_of_a_report() -> None:
    """The line printed for a report: its id, and span, type and value of each time."""
    text = "The envoy left on Monday after ten days."
    report = Report("r7", text, published=PUBLISHED)
    row = times_as_row(report, find_times(parse_report(report)))
    assert row == {
        "report": "r7",
        "times": [
            {"span": [18, 24], "type": "DATE", "value": "2019-08-12"},
            {"span": [31, 39], "type": "DURATION", "value": "P10D"},
        ],
    }
