"""What holds for any text and any date: exact spans, no crash, and every written date read back."""

from __future__ import annotations

from datetime import date, timedelta

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.extract.calendars import bounds_of, moved, value_of
from goodoffices.extract.parse import Parse
from goodoffices.extract.timing import find_times
from goodoffices.extract.tree import make_tree
from goodoffices.record.sources import Report
from goodoffices.record.when import TimeType

_ORDERS = ("%-d %B %Y", "%B %-d, %Y", "%b. %-d, %Y", "%A, %B %-d, %Y", "%A %-d %B %Y", "%Y-%m-%d", "the %-dth of %B %Y")
_DAYS = st.dates(date(1600, 1, 1), date(2099, 12, 31))
_WORDS = st.sampled_from(
    "the last next week Friday of March 2016 ago two a year , - and early at 10:30 second May 3rd 's in 1990s".split()
)
# Tokens are enough here; no tagger is needed to find an explicit date.
_BLANK = spacy.blank("en")


def read(text: str, published: date | None) -> list[tuple[str, str]]:
    report = Report("r", text, published=published)
    times = find_times(Parse(report, make_tree(_BLANK(text)), (), ()))
    return [(time.span.of(text), time.value) for time in times]


@given(day=_DAYS, order=st.sampled_from(_ORDERS), published=st.none() | _DAYS)
def test_any_written_date_is_read_back(day: date, order: str, published: date | None) -> None:
    """Whatever the order, and whenever the report was published."""
    written = day.strftime(order).replace("May.", "May")
    ((words, value),) = read(f"On {written} it ended.", published)
    assert value == day.isoformat()
    assert words in written


@settings(max_examples=150)
@given(text=st.text(max_size=120) | st.lists(_WORDS, max_size=14).map(" ".join), published=st.none() | _DAYS)
def test_any_text_is_read_without_a_crash(text: str, published: date | None) -> None:
    """Spans lie inside the text, in order, and never overlap."""
    times = find_times(Parse(Report("r", text, published=published), make_tree(_BLANK(text)), (), ()))
    ends = [0]
    for time in times:
        assert ends[-1] <= time.span.start < time.span.end <= len(text)
        assert time.value
        assert isinstance(time.type, TimeType)
        ends.append(time.span.end)


@given(day=_DAYS, unit=st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE"]))
def test_a_value_covers_the_day_it_was_made_for(day: date, unit: str) -> None:
    """Value and bounds agree; a weekend covers only the end of its week."""
    covered = bounds_of(value_of(day, unit))
    assert covered is not None
    assert covered[0] <= (day + timedelta(days=6 if unit == "WE" else 0))
    assert unit == "WE" or covered[0] <= day <= covered[1]


@given(day=_DAYS, count=st.integers(-40, 40), unit=st.sampled_from(["D", "W", "Q", "Y"]))
def test_there_and_back_again(day: date, count: int, unit: str) -> None:
    """Moving by units and back returns to the same unit."""
    there = moved(day, unit, count)
    assert value_of(moved(there, unit, -count), "M" if unit in ("Q", "Y") else "D") == value_of(
        day, "M" if unit in ("Q", "Y") else "D"
    )
