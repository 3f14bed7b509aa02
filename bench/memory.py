"""Ten thousand reports through one process: memory at the end against memory after the first thousand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta

from bench.rows import Row
from goodoffices.record.sources import Report

REPORTS, EARLY = 10_000, 1_000


def run() -> list[Row]:
    """Resident memory early and late, in MB, and their ratio."""
    from goodoffices.desk.coding import code_reports  # noqa: PLC0415 - its import is part of what is measured
    from goodoffices.settings import Settings  # noqa: PLC0415

    early = 0.0
    for number, _coding in enumerate(code_reports(_reports(), Settings()), start=1):
        if number == EARLY:
            early = _resident()
    late = _resident()
    return [
        Row(f"resident after {EARLY:,} reports", early, "MB", bound=700, most=True),
        Row(f"resident after {REPORTS:,} reports", late, "MB", bound=700, most=True),
        Row("… late against early", late / early, "×", bound=1.15, most=True),
    ]


def _reports() -> Iterator[Report]:
    """Short reports that all differ, in words as well as in numbers."""
    from goodoffices.desk.gathering import read_text  # noqa: PLC0415

    for number in range(REPORTS):
        day = date(2015, 1, 1) + timedelta(days=number % 3_000)
        name = f"Amara{number % 997}"
        text = (
            f"The mediator said on Friday that {name} had rejected plan {number}. Shelling near Hill {number} went on."
        )
        yield read_text(text, id=f"r{number}", published=day, outlet="Example Agency")


def _resident() -> float:
    with open(f"/proc/{os.getpid()}/statm") as pages:  # noqa: PTH123 - a kernel file, not a path of ours
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
