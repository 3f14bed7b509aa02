"""Sources → reports: what a person named on the command line or in the browser, one after another.

A bad item is handed to `complain` and the rest goes on; nothing is read before it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

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


def gather_reports(
    paths: Iterable[str], complaints: Complaints, *, manifest: Path | None = None, published: date | None = None
) -> Iterator[Report]:
    """The reports of paths, then of a manifest; problems and notices go to `complaints`."""
    sources = [*paths, *([str(manifest)] if manifest is not None else [])]
    for reading in read_sources(sources, published=published):
        if reading.report is None:
            complaints.problem(str(reading.problem))
            continue
        if reading.notice:
            complaints.notice(reading.notice)
        yield reading.report
