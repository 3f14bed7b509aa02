"""Reports → claims by either coder, in one process or several."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from goodoffices import __version__
from goodoffices.desk.consulting import Consulted, coder_name, consult_reports, take_answers
from goodoffices.desk.gathering import Complaints
from goodoffices.desk.spreading import spread
from goodoffices.errors import InputError
from goodoffices.extract import steps
from goodoffices.extract.learned import load_model
from goodoffices.extract.steps import Coding, coding_as_row
from goodoffices.record.sources import Report
from goodoffices.settings import Settings

CODERS = ("embedded", "llm")

# The share of right claims that a board may rest on without a person, for either coder.
_SURE = 0.75


def code_reports(
    reports: Iterable[Report],
    settings: Settings,
    complaints: Complaints | None = None,
    *,
    coder: str = "embedded",
    answers: Path | None = None,
) -> Iterator[Coding]:
    """Code reports with the embedded coder, a language model, or answers that a model gave elsewhere.

    Raises InputError for a coder there is not.
    """
    if coder not in CODERS:
        raise InputError(f"no coder is called {coder!r}; there are {' and '.join(CODERS)}")
    complaints = complaints if complaints is not None else Complaints()
    if answers is not None:
        yield from _as_codings(take_answers(reports, answers, settings.llm), settings, complaints)
    elif coder == "llm":
        yield from _as_codings(consult_reports(reports, settings.llm), settings, complaints)
    else:
        work = partial(_code_all, settings=settings)
        yield from _without_failures(spread(reports, settings.jobs, work), complaints)


def _without_failures(codings: Iterable[Coding], complaints: Complaints) -> Iterator[Coding]:
    for coding in codings:
        if coding.failure is None:
            yield coding
        else:
            name = coding.report.id
            complaints.problem(
                f"{name}: the coder failed on it ({coding.failure}); it was left out, please report this"
            )


def code_report(report: Report, settings: Settings | None = None) -> Coding:
    """Code one report with the embedded coder."""
    return steps.code_report(report, **_options(settings or Settings()))


def coder_version(coder: str, settings: Settings) -> str:
    """What tells one reading from another by the same coder: the trained model's digest, or model and prompt."""
    if coder.startswith("llm"):
        return coder_name(settings.llm)
    model = load_model(settings.model)
    digest = hashlib.sha256()
    for name in sorted(model.parts):
        digest.update(name.encode() + model.parts[name].weights.tobytes())
    return f"{__version__}-{digest.hexdigest()[:12]}"


def _options(settings: Settings) -> dict[str, Any]:
    return {"model": settings.model, "pipeline": settings.pipeline, "own_vocab": settings.vocabulary}


def _as_codings(found: Iterable[Consulted], settings: Settings, complaints: Complaints) -> Iterator[Coding]:
    """A model's checked answers as codings; what was dropped is counted and said."""
    trust = settings.llm.confidence
    for consulted in found:
        for problem in consulted.problems:
            complaints.problem(problem)
        answer = consulted.answer
        if answer.drops:
            reasons = "; ".join(sorted({drop.reason for drop in answer.drops})[:3])
            complaints.notice(f"{consulted.report.id}: unverified: {len(answer.drops)} of {answer.given} ({reasons})")
        if not consulted.problems or answer.claims:
            claims = tuple(replace(claim, confidence=trust, sure=trust >= _SURE) for claim in answer.claims)
            yield Coding(consulted.report, answer.parties, answer.mediators, claims)


def _code_all(reports: Iterable[Report], settings: Settings) -> Iterator[Coding]:
    return steps.code_reports(reports, **_options(settings))


__all__ = [
    "CODERS",
    "Coding",
    "code_report",
    "code_reports",
    "coder_version",
    "coding_as_row",
]
