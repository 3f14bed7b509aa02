"""Where an expression stands in time: the report's reference day, the tense around it, and what was dated before it.

In: a day, month or weekday that a writer left incomplete. Out: its TIMEX3 value. The rule: the tense of the governing
verb decides between the last and the next; where it does not say, the nearest. Nothing here looks at the clock of the
machine: without a reference day an incomplete date stays incomplete ("XXXX-06-18").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from goodoffices.extract.calendars import (
    bounds_of,
    moved,
    unit_of,
    unknown_of,
    value_of,
    weekday_on_or_after,
    weekday_on_or_before,
)
from goodoffices.extract.tenses import Tense

_HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Scene:
    """The reference day (None where unknown), the last value that the narrative anchored, and the tense on demand."""

    reference: date | None
    narrative: str | None
    find_tense: Callable[[], Tense]

    def unit_from_now(self, unit: str, count: int) -> str:
        """The unit so many units from the reference day."""
        return unit_from(self.reference, unit, count)

    def unit_from_then(self, unit: str, count: int) -> str:
        """The unit so many units from the last anchored date; from the reference day where nothing was anchored."""
        anchored = self.narrative_day() if unit != "D" or self.narrative_unit() == "D" else self.reference
        return unit_from(anchored, unit, count)

    def running_day(self) -> str:
        """The day that is told of: the last anchored one, else the reference day."""
        day = self.narrative if self.narrative_unit() == "D" else None
        return day or self.unit_from_now("D", 0)

    def narrative_day(self) -> date | None:
        """The first day of the last anchored date, else the reference day."""
        covered = bounds_of(self.narrative) if self.narrative else None
        return covered[0] if covered else self.reference

    def narrative_unit(self) -> str | None:
        """The unit of the last anchored date."""
        return unit_of(self.narrative) if self.narrative else None

    def is_coarser_than(self, unit: str) -> bool:
        """Whether the last anchored date is too long to count days or hours from ("24 hours later" in some month)."""
        return (unit in ("D", "NI") or unit.startswith("T")) and self.narrative_unit() not in (None, "D", "NI")

    def is_ending_week(self) -> bool:
        """Whether what is told of "this week" lies ahead on its last day: it is the week to come."""
        sunday = self.reference is not None and self.reference.isoweekday() == 7
        return sunday and self.find_tense() is Tense.FUTURE

    def weekday(self, number: int) -> str:
        """A weekday: the last one when told in the past, the next one when it lies ahead; the day itself is both."""
        if self.reference is None:
            return f"XXXX-WXX-{number}"
        return value_of(self._choose_weekday(self.reference, number), "D")

    def _choose_weekday(self, reference: date, number: int) -> date:
        tense = self.find_tense()
        before, after = weekday_on_or_before(reference, number), weekday_on_or_after(reference, number)
        if tense is Tense.OPEN:
            return before if reference - before < after - reference else after
        return after if tense in (Tense.FUTURE, Tense.PRESENT) else before

    def month(self, number: int) -> str:
        """A month without its year."""
        year = self._year_of(number, 15)
        return f"{year}-{number:02}"

    def day(self, month: int, day: int) -> str:
        """A day and month without a year."""
        year = self._year_of(month, day)
        value = f"{year}-{month:02}-{day:02}"
        return value if self.reference is None or bounds_of(value) else f"XXXX-{month:02}-{day:02}"

    def _year_of(self, month: int, day: int) -> str:
        reference = self.reference
        if reference is None:
            return self._narrative_year()
        candidates = [(reference.year + shift, month, day) for shift in (-1, 0, 1)]
        days = [date(year, month, min(day, 28)) for year, month, day in candidates]
        return str(self._choose(days, reference).year)

    def _narrative_year(self) -> str:
        covered = bounds_of(self.narrative) if self.narrative else None
        return f"{covered[0].year:04}" if covered else "XXXX"

    def _choose(self, days: list[date], reference: date) -> date:
        nearest = min(days, key=lambda one: abs(one - reference))
        # Reports rarely name a month more than half a year off without its year; a month off needs no tense at all.
        if abs(nearest - reference) < timedelta(days=45):
            return nearest
        tense = self.find_tense()
        if tense is Tense.PAST:
            return max(one for one in days if one <= reference)
        if tense is Tense.FUTURE:
            return min(one for one in days if one >= reference)
        return nearest


def unit_from(day: date | None, unit: str, count: int) -> str:
    """The value of the unit so many units from a day; unknown without a day, or where no calendar reaches."""
    if day is None:
        return unknown_of(unit)
    try:
        return value_of(moved(day, unit, count), unit)
    except (OverflowError, ValueError):
        return unknown_of(unit)
