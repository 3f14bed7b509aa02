"""From the start of the process: `--help` against an empty Python, and the claims of a first report.

Nothing heavy is imported for `--help`; for claims the parser, the vocabulary and the model are.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from bench.rows import Row, best_of

REPORT = Path(__file__).parents[1] / "examples/ukraine-russia-2025/01-jeddah.txt"


def run() -> list[Row]:
    """Seconds of `--help` and of a first report, how many empty interpreters that is, and the memory of one process."""
    shown = best_of(5, lambda: _python("-m", "goodoffices", "--help"))
    empty = best_of(5, lambda: _python("-c", "pass"))
    first = min(_first_line("-m", "goodoffices", "claims", str(REPORT)) for _ in range(5))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    return [
        Row("goodoffices --help", shown, "s", bound=0.3, most=True),
        Row("… against an empty interpreter", shown / empty, "×"),
        Row("goodoffices claims, until the first report is out", first, "s", bound=3, most=True),
        Row("… its memory at most", peak, "MB", bound=700, most=True),
    ]


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def _first_line(*arguments: str) -> float:
    """Seconds until a command prints its first line."""
    start = perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        return perf_counter() - start
