"""Reading and claiming against the bare spaCy pipeline on the same text, one core, in one run.

The text is the example reports over and over, so the bench needs nothing beside the project.
"""

from __future__ import annotations

import os
from pathlib import Path
from statistics import median

from bench.rows import Row, best_of

EXAMPLES = Path(__file__).parents[1] / "examples"
COPIES = 2
# The two take turns, so that what else the machine does meets both; the share is the middle one of all turns.
ROUNDS = 9


def run() -> list[Row]:
    """Words per second of both, and their ratio."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # one core for both
    import spacy  # noqa: PLC0415 - after the thread limits are set

    from goodoffices.desk.coding import code_reports  # noqa: PLC0415
    from goodoffices.desk.gathering import Complaints, gather_reports  # noqa: PLC0415
    from goodoffices.extract.parse import DEFAULT_PIPELINE  # noqa: PLC0415
    from goodoffices.settings import Settings  # noqa: PLC0415

    paths = [str(EXAMPLES / "ukraine-russia-2025")] * COPIES
    texts = [report.text for report in gather_reports(paths, Complaints())]
    words = sum(len(text.split()) for text in texts)
    nlp = spacy.load(DEFAULT_PIPELINE)  # as spaCy itself would run it

    def bare() -> None:
        for _ in nlp.pipe(texts, batch_size=16):
            pass

    def whole() -> None:
        for _ in code_reports(gather_reports(paths, Complaints()), Settings(), Complaints()):
            pass

    bare(), whole()  # warm-up: loading models is start-up, not speed
    rounds = [(best_of(1, bare), best_of(1, whole)) for _ in range(ROUNDS)]
    floor, ours = map(min, zip(*rounds, strict=True))
    return [
        Row("bare spaCy pipeline", words / floor, "words/s"),
        Row("reading and claiming", words / ours, "words/s"),
        Row("… as a share of the bare pipeline", median(one / other for one, other in rounds), "", bound=0.65),
    ]
