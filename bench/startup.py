"""`goodoffices --help` against an empty Python process: nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

from bench.rows import Row, best_of


def run() -> list[Row]:
    """Seconds of `--help`, and how many empty interpreters that is."""
    shown = best_of(5, lambda: _python("-m", "goodoffices", "--help"))
    empty = best_of(5, lambda: _python("-c", "pass"))
    return [
        Row("goodoffices --help", shown, "s", bound=0.3, most=True),
        Row("… against an empty interpreter", shown / empty, "×"),
    ]


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
