"""Finding times against parsing the same text, one core, in one run.

The text is the example reports over and over, so the bench needs nothing beside the project.
"""

from __future__ import annotations

from pathlib import Path

from bench.rows import Row, best_of
from goodoffices.extract.parse import parse_reports
from goodoffices.extract.timing import find_times
from goodoffices.record.sources import Report

EXAMPLES = Path(__file__).parents[1] / "examples"
COPIES = 4


def run() -> list[Row]:
    """Words per second of finding times after the parse, and how many parses that is."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.txt"))] * COPIES
    reports = [Report(str(number), text) for number, text in enumerate(texts)]
    words = sum(len(text.split()) for text in texts)
    parses = list(parse_reports(reports))
    parsing = best_of(2, lambda: list(parse_reports(reports)))
    finding = best_of(5, lambda: [find_times(parse) for parse in parses])
    return [
        # HeidelTime reads 170 words a second on one core.
        Row("times found, words per second after the parse", words / finding, "words/s", bound=20_000),
        Row("… against the parse of the same text", parsing / finding, "×"),
    ]
