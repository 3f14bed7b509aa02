"""The reading coder at work: prompts out, answers in, over the wire, by batch file or by hand.

What leaves the machine is decided here: nothing unless a model is asked, and a restricted report never, unless the
settings call the endpoint trusted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from goodoffices.consult.answer import CheckedAnswer, check_answer, join_answers
from goodoffices.consult.batch import batch_line, paste_text, read_batch, request_body
from goodoffices.consult.client import Endpoint, ask_all, cache_path
from goodoffices.consult.prompt import Prompt, build_prompts, prompt_version
from goodoffices.errors import InputError
from goodoffices.record.sources import Report, Sensitivity
from goodoffices.settings import LlmSettings


@dataclass(frozen=True, slots=True)
class Consulted:
    """A report as a model read it: the checked claims, and what went wrong with parts of it."""

    report: Report
    answer: CheckedAnswer
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What asking will take; `cost` is in the currency of the settings' prices."""

    reports: int
    requests: int
    cached: int
    tokens_in: int
    tokens_out: int
    cost: float


def coder_name(settings: LlmSettings) -> str:
    """How claims of this model are signed: "llm:MODEL@PROMPT"."""
    return f"llm:{settings.model or 'by-hand'}@{prompt_version()}"


def consult_reports(reports: Iterable[Report], settings: LlmSettings) -> Iterator[Consulted]:
    """Ask the model for each report and give it back once all its parts are answered.

    A restricted report is given back unasked, with the reason. Raises ConsultError when no model is named.
    """
    given = list(reports)
    yield from (_keep_back(report, settings) for report in given if not _may_leave(report, settings))
    allowed = {report.id: report for report in given if _may_leave(report, settings)}
    prompts = [prompt for report in allowed.values() for prompt in build_prompts(report, settings.max_words)]
    wanted = {report_id: sum(prompt.report == report_id for prompt in prompts) for report_id in allowed}
    found: dict[str, list[tuple[Prompt, str, str | None]]] = defaultdict(list)
    for answer in ask_all(prompts, as_endpoint(settings)):
        parts = found[answer.prompt.report]
        parts.append((answer.prompt, answer.text, answer.problem))
        if len(parts) == wanted[answer.prompt.report]:
            yield _check_parts(allowed[answer.prompt.report], parts, coder_name(settings))


def estimate_reports(reports: Iterable[Report], settings: LlmSettings) -> Estimate:
    """Tokens and cost of asking for these reports, before anything is sent; what is cached costs nothing."""
    endpoint = as_endpoint(settings)
    counted, cached, prompts = 0, 0, []
    for report in reports:
        counted += 1
        for prompt in build_prompts(report, settings.max_words):
            path = cache_path(prompt, endpoint)
            cached += path is not None and path.exists()
            prompts += [] if path is not None and path.exists() else [prompt]
    tokens_in, tokens_out = sum(p.tokens_in for p in prompts), sum(p.tokens_out for p in prompts)
    cost = (tokens_in * settings.price_in + tokens_out * settings.price_out) / 1_000_000
    return Estimate(counted, len(prompts), cached, tokens_in, tokens_out, cost)


def write_prompts(
    reports: Iterable[Report], settings: LlmSettings, *, out: Path | None = None, texts: Path | None = None
) -> int:
    """Write requests in the OpenAI batch format to `out`, and one text per request into `texts`; returns how many.

    Raises InputError when neither can be written.
    """
    prompts = [prompt for report in reports for prompt in build_prompts(report, settings.max_words)]
    try:
        if out is not None:
            out.write_text("".join(_line(prompt, settings) + "\n" for prompt in prompts), encoding="utf-8")
        if texts is not None:
            texts.mkdir(parents=True, exist_ok=True)
            for prompt in prompts:
                (texts / f"{_file_name(prompt.id)}.txt").write_text(paste_text(prompt), encoding="utf-8")
    except OSError as problem:
        raise InputError(f"the prompts cannot be written: {problem}; name a place that can be written to") from problem
    return len(prompts)


def take_answers(reports: Iterable[Report], path: Path, settings: LlmSettings) -> Iterator[Consulted]:
    """Check answers that came back as batch output, or as files named after the reports.

    A report without an answer is given back with the problem; raises InputError when there are no answers at all.
    """
    answers = _read_answers(path)
    for report in reports:
        prompts = build_prompts(report, settings.max_words)
        parts = [(prompt, answers.get(_file_name(prompt.id), ""), _missing(prompt, answers)) for prompt in prompts]
        yield _check_parts(report, parts, coder_name(settings))


def as_endpoint(settings: LlmSettings) -> Endpoint:
    """The settings as the client takes them."""
    return Endpoint(
        url=settings.endpoint,
        model=settings.model,
        key_env=settings.key_env,
        schema=settings.schema,
        temperature=settings.temperature,
        timeout=settings.timeout,
        retries=settings.retries,
        concurrency=settings.concurrency,
        max_tokens=settings.max_answer_tokens,
        cache=settings.cache,
    )


def _may_leave(report: Report, settings: LlmSettings) -> bool:
    return report.sensitivity is not Sensitivity.RESTRICTED or settings.trusted


def _keep_back(report: Report, settings: LlmSettings) -> Consulted:
    problem = (
        f"{report.id}: a restricted report is not sent to {settings.endpoint}; "
        "code it without --coder llm, or set `trusted = true` under [llm] if that machine is yours"
    )
    return Consulted(report, CheckedAnswer(report.id), (problem,))


def _check_parts(report: Report, parts: list[tuple[Prompt, str, str | None]], coder: str) -> Consulted:
    checked: list[CheckedAnswer] = []
    problems: list[str] = []
    for prompt, text, problem in sorted(parts, key=lambda part: part[0].sentences[0].number):
        if problem is not None:
            problems.append(f"{prompt.id}: {problem}")
            continue
        try:
            checked.append(check_answer(report, prompt.sentences, text, coder=coder))
        except InputError as failure:
            problems.append(f"{prompt.id}: {failure}")
    joined = join_answers(tuple(checked)) if checked else CheckedAnswer(report.id)
    return Consulted(report, joined, tuple(problems))


def _line(prompt: Prompt, settings: LlmSettings) -> str:
    body = request_body(
        prompt,
        settings.model or "MODEL",
        schema=settings.schema,
        temperature=settings.temperature,
        max_tokens=settings.max_answer_tokens,
    )
    return batch_line(prompt, body)


def _file_name(prompt_id: str) -> str:
    """An id as a file name: a report's id may hold a slash or dots that lead elsewhere."""
    return "".join(sign if sign.isalnum() or sign in "-_#" else "_" for sign in prompt_id)


def _read_answers(path: Path) -> dict[str, str]:
    try:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        texts = [(file, file.read_text(encoding="utf-8", errors="replace")) for file in files if file.is_file()]
    except OSError as problem:
        raise InputError(f"{path}: no answers can be read there ({problem}); name a file or folder") from problem
    answers = {name: text for file, text in texts for name, text in _answers_in(file, text)}
    if not answers:
        raise InputError(f"{path}: no answers there; expected batch output (.jsonl) or <report id>.txt or .json")
    return answers


def _answers_in(file: Path, text: str) -> Iterator[tuple[str, str]]:
    if file.suffix == ".jsonl":
        yield from ((_file_name(name), answer) for name, answer in read_batch(text.splitlines(), file.name))
    elif file.suffix in (".txt", ".json", ".md"):
        yield _file_name(file.stem), text


def _missing(prompt: Prompt, answers: dict[str, str]) -> str | None:
    return None if _file_name(prompt.id) in answers else "no answer was given for it"
