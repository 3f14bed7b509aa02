"""What commands print: JSON and JSON lines on stdout, tables on stdout, progress and complaints on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from goodoffices.cli.starting import end_start_with
from goodoffices.errors import GoodOfficesError

Row = TypeVar("Row")


def print_json(value: Any) -> None:
    """One JSON value, indented for people."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_line(value: Any) -> None:
    """One JSON value on one line, at once, so that a pipe sees each report as it is done."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def print_text(text: str = "") -> None:
    """A line of text."""
    sys.stdout.write(text + "\n")


def count(number: int, noun: str) -> str:
    """A number of things: "1 report", "2 reports"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def say(line: str) -> None:
    """A line for the person at the terminal, not for a pipe."""
    sys.stderr.write(f"goodoffices: {line}\n")


# An id is copied into the next command; broken over two lines it cannot be, and a day cannot be read.
_WHOLE = ("id", "record", "date")


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table that fits the terminal; what reports say is printed as it is, never as markup.

    Without rows it is one line that says so: a frame around nothing looks like a fault.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    listed = list(rows)
    if not listed:
        print_text(f"{title}: none on record" if title else "nothing on record")
        return
    # Cells of several lines run into those of the next row without a line between them.
    table = Table(header_style="bold", show_lines=any("\n" in cell for row in listed for cell in row))
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in _WHOLE)
    for row in listed:
        table.add_row(*(Text(_printable(cell)) for cell in row))
    console = Console(soft_wrap=False)
    if title:  # by itself: a table wraps its own title to its width
        console.print(Text(title, style="bold"))
    console.print(table)


def _printable(cell: str) -> str:
    """Without control characters: a report must not move the cursor or ring the bell."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in cell)


def follow(rows: Iterable[Row], what: str, total: int | None = None) -> Iterator[Row]:
    """Pass rows on and show a count on stderr while a person waits; silent where stderr is no terminal."""
    started = end_start_with(rows)
    if not sys.stderr.isatty():
        yield from started
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(started, total=total, description=what)


class BatchFailed(GoodOfficesError):
    """Some items of a batch could not be done; the others were."""


def finish(problems: Sequence[str], what: str) -> None:
    """End a batch: raise BatchFailed where something went wrong, after everything else was done."""
    if problems:
        raise BatchFailed(f"{what} with {count(len(problems), 'problem')}, named above; the rest was done")
