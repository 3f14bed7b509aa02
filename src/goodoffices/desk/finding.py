"""Reports → their time expressions, or their statements, as rows to print.

A report that the reader fails on is complained of and left out; the others are read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from goodoffices.desk.gathering import Complaints
from goodoffices.desk.spreading import spread
from goodoffices.errors import GoodOfficesError
from goodoffices.extract.attributions import find_attributions, statements_as_row
from goodoffices.extract.mentions import find_mentions
from goodoffices.extract.parse import Parse, parse_reports
from goodoffices.extract.timing import find_times, times_as_row
from goodoffices.record.sources import Report
from goodoffices.settings import Settings

Row = dict[str, Any]
Reader = Callable[[Parse, Settings], Row]


@dataclass(frozen=True, slots=True)
class Found:
    """The row of a report, or what went wrong with it where the reader itself failed."""

    report: str
    row: Row | None = None
    failure: str = ""


def find_dates(
    reports: Iterable[Report], settings: Settings, complaints: Complaints | None = None
) -> Iterator[dict[str, Any]]:
    """Every time expression of each report."""
    return _find(reports, settings, complaints, _dates_of)


def find_statements(
    reports: Iterable[Report], settings: Settings, complaints: Complaints | None = None
) -> Iterator[dict[str, Any]]:
    """All reported words of each report, of any subject."""
    return _find(reports, settings, complaints, _statements_of)


def _find(
    reports: Iterable[Report], settings: Settings, complaints: Complaints | None, reader: Reader
) -> Iterator[Row]:
    complaints = complaints if complaints is not None else Complaints()
    for found in spread(reports, settings.jobs, partial(_read_all, reader=reader, settings=settings)):
        if found.row is not None:
            yield found.row
        else:
            complaints.problem(
                f"{found.report}: the reader failed on it ({found.failure}); it was left out, please report this"
            )


def _read_all(reports: Iterable[Report], reader: Reader, settings: Settings) -> Iterator[Found]:
    for parse in parse_reports(reports, settings.pipeline):
        yield _read_or_fail(parse, reader, settings)


def _read_or_fail(parse: Parse, reader: Reader, settings: Settings) -> Found:
    try:
        return Found(parse.report.id, reader(parse, settings))
    except GoodOfficesError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever a text brings up, the other reports are read
        return Found(parse.report.id, failure=f"{type(fault).__name__}: {fault}")


def _dates_of(parse: Parse, _settings: Settings) -> Row:
    return times_as_row(parse.report, find_times(parse))


def _statements_of(parse: Parse, settings: Settings) -> Row:
    mentions = find_mentions(parse, settings.vocabulary)
    return statements_as_row(parse.report, find_attributions(parse, mentions))


__all__ = ["find_dates", "find_statements"]
