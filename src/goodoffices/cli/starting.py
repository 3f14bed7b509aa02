"""The start of a command, up to its first report: what is loaded stays, so nothing is searched for garbage.

Vocabulary, model and parser are half a million objects. Python would go through all of them five times before the
first report is out, and once more when the process ends: a fifth of a short run.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Row = TypeVar("Row")

_USUAL = gc.get_threshold()
# Twice what any start makes; a command that makes more before its first report is searched after all.
_MORE_THAN_A_START = 1_000_000


@contextmanager
def quick_start() -> Iterator[None]:
    """Run a command without a search for garbage in what it loads, until `end_start` or its end."""
    gc.set_threshold(_MORE_THAN_A_START)
    atexit.register(gc.freeze)  # what is alive at the end of the process goes with the process
    try:
        yield
    finally:
        end_start()


def end_start() -> None:
    """From here on garbage is searched for as usual."""
    gc.set_threshold(*_USUAL)


def end_start_with(rows: Iterable[Row]) -> Iterator[Row]:
    """Pass rows on; the start is over with the first."""
    for row in rows:
        yield row
        end_start()
