"""What is given to be read, and what comes of it: an `Item` of bytes in, a `Reading` with a report or a problem out.

A report is refused when it is not English (the vocabularies and the parser are) or dated in the future (a wrong date
moves every "yesterday" in it). A report without a date is kept, with a notice: weekdays in it cannot be resolved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from goodoffices.errors import FetchRefused, UnreadableReport
from goodoffices.record.sources import Report

_LANGUAGES = {
    "am": "Amharic", "ar": "Arabic", "cs": "Czech", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French",
    "he": "Hebrew", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "so": "Somali", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes to be read and what is known of them beforehand; `name` is what messages call it."""

    name: str
    id: str
    raw: bytes
    media_type: str = ""
    charset: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that was read: its report, or the problem that kept it from becoming one.

    `notice` is a line for a person about a report that was read but lacks something.
    """

    name: str
    report: Report | None = None
    problem: UnreadableReport | FetchRefused | None = None
    notice: str = ""


def check_reading(name: str, report: Report) -> Reading:
    """Turn a report into a reading, as a problem where it is not English or dated in the future."""
    problem = _language_problem(name, report) or _date_problem(name, report)
    if problem:
        return Reading(name, problem=problem)
    return Reading(name, report, notice="" if report.published else _undated(name))


def _undated(name: str) -> str:
    return f"{name}: has no publication date; weekdays in it stay unresolved; give --published or a manifest"


def _language_problem(name: str, report: Report) -> UnreadableReport | None:
    if report.language in ("en", None):
        return None
    written = _LANGUAGES.get(report.language, "a language that goodoffices does not know")
    return UnreadableReport(f"{name}: is written in {written}; only English is read; give a translation instead")


def _date_problem(name: str, report: Report) -> UnreadableReport | None:
    # Tomorrow is already the date somewhere: east of Greenwich days begin up to fourteen hours earlier.
    if report.published is None or report.published <= datetime.now(UTC).date() + timedelta(days=1):
        return None
    return UnreadableReport(
        f"{name}: is dated {report.published}, which is in the future; give the right date with --published YYYY-MM-DD"
    )
