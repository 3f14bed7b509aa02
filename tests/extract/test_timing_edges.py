"""Times at the edges: expressions that a line break cuts in two, and publication dates that mean "unknown"."""

from datetime import date

import pytest

from goodoffices.extract.parse import parse_report
from goodoffices.extract.steps import code_report
from goodoffices.extract.timing import find_times
from goodoffices.record.sources import Passage, Report, Role, Span

_SAID = "Shelling began on Monday in the early hours, Kenya's envoy said on 3 March. President Putin may reply soon."


def _values(text: str, published: date | None) -> list[str]:
    return [time.value for time in find_times(parse_report(Report("r", text, published=published)))]


@pytest.mark.parametrize("gap", ["\n", "\r\n", "  ", "\u00a0"])
@pytest.mark.parametrize("words", ["early hours", "small hours", "predawn hours"])
def test_a_part_of_the_day_may_be_cut_by_a_line(words: str, gap: str) -> None:
    text = f"The raid came in the {words} of Tuesday."
    assert _values(text.replace(words, words.replace(" ", gap)), date(2019, 8, 15)) == _values(text, date(2019, 8, 15))
    assert "2019-08-13TMO" in _values(text, date(2019, 8, 15))


@pytest.mark.parametrize("published", [date.min, date.max, date(1, 6, 1), date(9999, 6, 1)])
def test_an_end_of_the_calendar_is_no_publication_date(published: date) -> None:
    assert _values(_SAID, published) == _values(_SAID, None)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_a_report_from_an_end_of_the_calendar_is_coded(published: date) -> None:
    report = Report("r", _SAID, (Passage(Span(0, len(_SAID)), Role.BODY),), published)
    assert code_report(report).report.published == published
