"""Blind double coding: sentences drawn from a process, coded by persons one at a time, compared once all are done.

In: what a person gives for a sentence. Out: alpha per field, and where the coders differ. The sentences are drawn half
from those in which a program found a claim and half from the others, so that being shown one says nothing of it; a
sentence with several claims is coded for the first. Nothing of a program's or another's coding leaves this file before
the last coder is done.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goodoffices.assess.agreement import Alpha
from goodoffices.consult.sentences import Sentence, number_sentences
from goodoffices.desk.boards import pick_process
from goodoffices.desk.histories import compare_persons
from goodoffices.desk.workspace_queue import words_around
from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger import Ledger
from goodoffices.ledger.access import Viewer
from goodoffices.ledger.people import UserRole
from goodoffices.ledger.samples import Sample, SampleCoding
from goodoffices.record.claims import Claim, Factuality
from goodoffices.record.sources import Report, Role, Span
from goodoffices.record.when import check_edtf
from goodoffices.vocab.codebook import load_codebook

# What a coder says of a sentence that tells of nothing the codebook knows.
NONE = "none"
FIELDS = ("kind", "value", "actors", "targets", "factuality", "when")

# More than a person codes in a sitting of an hour, at some twenty seconds a sentence.
_MOST = 200
# Shorter ones are headings and remains of lists; longer ones are unbroken tables.
_SHORTEST, _LONGEST = 20, 700
# Reports looked into for each sentence that is wanted; the sample spreads over as many reports as it can.
_REPORTS_EACH = 3
# Enough on both sides to see who speaks and what "it" is.
_CONTEXT = 300


@dataclass(frozen=True, slots=True)
class Draw:
    """Which sample is wanted: how many sentences of which process, by which coders."""

    name: str
    process: str
    size: int
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence as a coder sees it: its words, those around it, and who printed it when."""

    id: str
    before: str
    text: str
    after: str
    outlet: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence with everybody's coding and the program's, by field."""

    unit: Unit
    codings: tuple[tuple[str, Mapping[str, str | None]], ...]
    program: tuple[str, ...]
    differ: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a finished sample shows; of `settled` sentences on which all agree the program has `right`."""

    alphas: tuple[Alpha, ...]
    rows: tuple[Difference, ...]
    right: int
    settled: int


def may_code(ledger: Ledger) -> tuple[str, ...]:
    """The persons who can be asked to code: reviewers and administrators who are not disabled."""
    return tuple(one.id for one in ledger.users() if one.role.includes(UserRole.REVIEWER) and not one.disabled)


def draw_sentences(ledger: Ledger, draw: Draw, *, by: str) -> Sample:
    """Draw a sample that all its coders may see; raises InputError where there is nothing to draw."""
    strangers = set(draw.coders) - set(may_code(ledger))
    if strangers:
        raise InputError(f"{min(strangers)!r} is no reviewer here; coders can be {', '.join(may_code(ledger))}")
    if not 1 <= draw.size <= _MOST:
        raise InputError(f"a sample of {draw.size} cannot be drawn; ask for 1 to {_MOST} sentences")
    process = pick_process(ledger, draw.process)
    viewers = [ledger.user(coder).viewer for coder in draw.coders]
    reports = _pick_reports(ledger, process.id, viewers, draw.size * _REPORTS_EACH)
    units = _pick_sentences(ledger, reports, draw.size)
    if not units:
        raise InputError(f"{process.id} has no sentence that all of these coders may see; add reports, or share them")
    return ledger.draw_sample(draw.name, units, coders=draw.coders, drawn_by=by)


def _pick_reports(ledger: Ledger, process: str, viewers: Sequence[Viewer], most: int) -> list[Report]:
    open_to = [{report.id for report in ledger.reports(process=process, viewer=viewer)} for viewer in viewers]
    shared = sorted(set.intersection(*open_to)) if open_to else []
    chosen = secrets.SystemRandom().sample(shared, min(most, len(shared)))
    return [ledger.report(name) for name in chosen]


def _pick_sentences(ledger: Ledger, reports: Iterable[Report], size: int) -> list[str]:
    """Half with a claim, half without, filled up from either, in no order."""
    draw = secrets.SystemRandom()
    told: list[str] = []
    silent: list[str] = []
    for report in reports:
        quotes = [one.claim.quote for one in ledger.current_claims(report=report.id)]
        for sentence in _body(report):
            holds = any(quote.overlap(sentence.span) for quote in quotes)
            (told if holds else silent).append(_name(report.id, sentence.span))
    draw.shuffle(told)
    draw.shuffle(silent)
    half = max((size + 1) // 2, size - len(silent))
    units = told[:half] + silent[: size - len(told[:half])]
    draw.shuffle(units)
    return units


def _body(report: Report) -> Iterator[Sentence]:
    for sentence in number_sentences(report):
        if sentence.role is Role.BODY and _SHORTEST <= len(sentence.span) <= _LONGEST:
            yield sentence


def _name(report: str, span: Span) -> str:
    return f"{report}@{span.start}-{span.end}"


def next_unit(ledger: Ledger, sample: Sample, coder: str, viewer: Viewer) -> Unit | None:
    """What a coder has before them; None when nothing is left that they may see."""
    for name in ledger.uncoded(sample.id, coder):
        try:
            return read_unit(ledger, name, viewer)
        except NotRecorded:
            continue  # made secret from this coder since the sample was drawn
    return None


def read_unit(ledger: Ledger, unit: str, viewer: Viewer) -> Unit:
    """A sentence of a sample (or the quote of a claim, where claims were drawn); raises NotRecorded."""
    report, span = _find_unit(ledger, unit, viewer)
    before, after = words_around(report.text, span, _CONTEXT)
    outlet = report.outlet.name if report.outlet else "unnamed outlet"
    return Unit(unit, before, span.of(report.text), after, outlet, report.published)


def _find_unit(ledger: Ledger, unit: str, viewer: Viewer) -> tuple[Report, Span]:
    name, at, place = unit.rpartition("@")
    if not at:
        claim = ledger.claim(unit, viewer=viewer).claim
        return ledger.report(claim.report, viewer=viewer), claim.quote
    start, _, end = place.partition("-")
    return ledger.report(name, viewer=viewer), Span(int(start), int(end))


def keep_coding(ledger: Ledger, sample: str, unit: str, *, coder: str, given: Mapping[str, str]) -> None:
    """Keep what a coder says of a sentence; raises InputError for what the codebook does not know, EditConflict."""
    ledger.code_claim(sample, unit, coder=coder, fields=_check(given))


def _check(given: Mapping[str, str]) -> dict[str, str | None]:
    """The coding as it is compared: ids sorted, dates in EDTF; of a sentence without a claim nothing but that."""
    kind, _, value = given.get("kind_value", "").partition("/")
    if kind == NONE:
        return {"kind": NONE}
    if not kind:
        raise InputError("choose what the sentence tells of, or that it holds no claim")
    load_codebook().check(kind, value or None)
    factuality = given.get("factuality") or Factuality.ASSERTED.value
    if factuality not in set(Factuality):
        raise InputError(f"{factuality[:40]!r} is no factuality; there are {', '.join(Factuality)}")
    day = given.get("when", "").strip()
    return {
        "kind": kind,
        "value": value or None,
        "actors": _ids(given.get("actors", "")),
        "targets": _ids(given.get("targets", "")),
        "factuality": factuality,
        "when": check_edtf(day) if day else None,
    }


def _ids(text: str) -> str | None:
    return ", ".join(sorted({one.strip() for one in text.replace(";", ",").split(",") if one.strip()})) or None


def compare_sample(ledger: Ledger, sample: Sample, viewer: Viewer) -> Comparison:
    """What the coders of a finished sample said, and the program; raises InputError while anybody still codes."""
    if not sample.is_done:
        raise InputError("somebody still codes; the codings are shown when the last coder is done")
    codings = ledger.codings(sample.id)
    rows = tuple(_rows(ledger, sample, codings, viewer))
    settled = [row for row in rows if "kind" not in row.differ and "value" not in row.differ]
    right = sum(_first(row) in row.program or (_first(row) == NONE and not row.program) for row in settled)
    alphas = compare_persons(codings)
    order = sorted(alphas, key=lambda one: FIELDS.index(one.field) if one.field in FIELDS else len(FIELDS))
    return Comparison(tuple(order), rows, right, len(settled))


def _rows(ledger: Ledger, sample: Sample, codings: Iterable[SampleCoding], viewer: Viewer) -> Iterator[Difference]:
    by_unit: dict[str, list[SampleCoding]] = {}
    for coding in codings:
        by_unit.setdefault(coding.claim, []).append(coding)
    for name in sample.claims:
        try:
            report, span = _find_unit(ledger, name, viewer)
        except NotRecorded:
            continue  # a report that this reader may not see
        given = tuple((one.coder, one.fields) for one in by_unit.get(name, ()))
        found = [one.claim for one in ledger.current_claims(report=report.id, viewer=viewer)]
        program = tuple(_say(claim) for claim in found if claim.quote.overlap(span))
        yield Difference(read_unit(ledger, name, viewer), given, program, _differ(given))


def _differ(given: Sequence[tuple[str, Mapping[str, str | None]]]) -> frozenset[str]:
    both = [field for field in FIELDS if all(field in fields for _, fields in given)]
    return frozenset(field for field in both if len({fields[field] for _, fields in given}) > 1)


def _first(row: Difference) -> str:
    fields = row.codings[0][1]
    kind, value = fields.get("kind") or NONE, fields.get("value")
    return f"{kind}/{value}" if value else kind


def _say(claim: Claim) -> str:
    return f"{claim.kind.value}/{claim.value}" if claim.value else claim.kind.value
