"""Sources → reports: what a person named on the command line or in the browser, one after another.

A bad item is handed to `complain` and the rest goes on; nothing is read before it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from goodoffices.read.article import make_report
from goodoffices.read.formats import read_sources
from goodoffices.record.sources import Report


@dataclass(slots=True)
class Complaints:
    """What went wrong in a batch, line by line; `say` is called with each line as it comes."""

    say: Callable[[str], None] = lambda _line: None
    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def problem(self, line: str) -> None:
        """Something could not be done; the run goes on and ends with exit code 1."""
        self.problems.append(line)
        self.say(line)

    def notice(self, line: str) -> None:
        """Something a person should know; the run is a success all the same."""
        self.notices.append(line)
        self.say(line)


def read_text(text: str, *, id: str = "text", published: date | str | None = None, outlet: str | None = None) -> Report:  # noqa: A002 - the field's own name
    """A report from a text one has at hand; every offset of a claim points into `text` as given.

    Raises ValueError for a `published` that is not a date (2025-05-02).
    """
    day = date.fromisoformat(published) if isinstance(published, str) else published
    return make_report(text, id=id, published=day, outlet=outlet)


def gather_reports(
    paths: Iterable[str],
    complaints: Complaints | None = None,
    *,
    manifest: Path | None = None,
    published: date | None = None,
) -> Iterator[Report]:
    """The reports of paths, then of a manifest; problems and notices go to `complaints`, where there are any."""
    complaints = complaints if complaints is not None else Complaints()
    sources = [*paths, *([str(manifest)] if manifest is not None else [])]
    for reading in read_sources(sources, published=published):
        if reading.report is None:
            complaints.problem(str(reading.problem))
            continue
        if reading.notice:
            complaints.notice(reading.notice)
        yield reading.report
