"""What a bench reports: a figure, what it is compared with, and the bound it should keep."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; `bound` is the least it should be, or with `most=True` the greatest."""

    what: str
    figure: float
    unit: str = ""
    bound: float | None = None
    most: bool = False

    @property
    def missed(self) -> bool:
        """Whether the figure misses its bound."""
        if self.bound is None:
            return False
        return self.figure > self.bound if self.most else self.figure < self.bound


def print_rows(name: str, rows: list[Row]) -> None:
    """Print the rows of a bench."""
    for row in rows:
        bound = (
            ""
            if row.bound is None
            else f"  ({'≤' if row.most else '≥'} {row.bound:g}{' MISSED' if row.missed else ''})"
        )
        print(f"{name:<12} {row.what:<64} {row.figure:>12,.3f} {row.unit}{bound}")


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds: noise of a shared machine only ever adds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)
