"""Report → claims: the order of the steps of the embedded coder.

Parse, layers (who, when, whose words, rules), kinds of the candidate clauses, which readings are kept, and then for each
its value, actors and targets, speaker, factuality, date and object. Pure and offline; the same report gives the same
claims on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goodoffices.extract.candidates import Candidate
from goodoffices.extract.choosing import Reading, choose_readings
from goodoffices.extract.dating import date_clause
from goodoffices.extract.factuality import judge_factuality
from goodoffices.extract.features import describe
from goodoffices.extract.layers import Layers, read_layers
from goodoffices.extract.learned import Model, load_model
from goodoffices.extract.objects import find_object
from goodoffices.extract.parse import DEFAULT_PIPELINE, Parse, parse_reports
from goodoffices.extract.roles import Setting, offer_actors
from goodoffices.extract.speakers import SpeakerOf, attribute_claim
from goodoffices.record.claims import Alternative, Attribution, Claim, Kind, Plover
from goodoffices.record.sources import Report, Span
from goodoffices.record.when import TimeExpression
from goodoffices.vocab.codebook import load_codebook


@dataclass(frozen=True, slots=True)
class Coding:
    """What was found in one report."""

    report: Report
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeExpression, ...] = ()


def code_reports(
    reports: Iterable[Report],
    *,
    model: Path | None = None,
    pipeline: str = DEFAULT_PIPELINE,
    own_vocab: Path | None = None,
) -> Iterator[Coding]:
    """Code reports one after another; `model` is a directory that `goodoffices train` wrote."""
    trained = load_model(model)
    for parse in parse_reports(reports, pipeline):
        yield code_parse(parse, trained, own_vocab)


def code_report(report: Report, **options: Any) -> Coding:
    """Code one report."""
    return next(code_reports([report], **options))


def code_parse(parse: Parse, model: Model, own_vocab: Path | None = None) -> Coding:
    """Code a parsed report."""
    layers = read_layers(parse, own_vocab)
    return Coding(
        parse.report,
        layers.mentions.parties,
        layers.mentions.mediators,
        tuple(find_claims(layers, model)),
        layers.heard.attributions,
        layers.times,
    )


def find_claims(layers: Layers, model: Model) -> Iterator[Claim]:
    """The claims of a report, in the order of their quotes."""
    if not layers.candidates:
        return
    rows = [describe(layers.words, candidate) for candidate in layers.candidates]
    part = model.parts["kind"]
    probabilities = part.probabilities(rows)
    for reading in choose_readings(layers.candidates, probabilities, part.classes, model.settings):
        ranked = sorted(zip(part.classes, probabilities[reading.place].tolist(), strict=True), key=lambda p: -p[1])
        yield _claim(layers, model, reading, (rows[reading.place], ranked))


def _claim(layers: Layers, model: Model, reading: Reading, known: tuple[list[str], list[tuple[str, float]]]) -> Claim:
    row, ranked = known
    candidate = layers.candidates[reading.place]
    kind, head = Kind(reading.kind), layers.parse.doc[candidate.head]
    value = find_value(model, reading.kind, row)
    speaker = find_speaker(layers, candidate, kind)
    setting = Setting(candidate, reading.kind, value, speaker.affiliation)
    actors, actor_spans = choose_actors(layers, model, "actor", setting)
    targets, target_spans = choose_actors(layers, model, "target", setting)
    book = load_codebook()
    codes = book.plover(kind, value)
    return Claim(
        report=layers.parse.report.id,
        quote=candidate.span,
        text=candidate.span.of(layers.parse.report.text),
        kind=kind,
        value=value,
        actors=actors,
        targets=tuple(actor for actor in targets if actor not in actors),
        speaker=speaker.name,
        direct=speaker.direct,
        factuality=judge_factuality(layers.parse, head, kind=kind, value=value),
        when=date_clause(layers.parse, head, layers.times),
        object=find_object(layers, candidate),
        plover=Plover(*codes) if codes else None,
        cameo=book.cameo(kind, value),
        actor_spans=actor_spans,
        target_spans=target_spans,
        attribution=speaker.chain,
        rule="learned",
        confidence=reading.probability,
        alternatives=_alternatives(ranked),
    )


def _alternatives(ranked: Sequence[tuple[str, float]]) -> tuple[Alternative, ...]:
    best = [(name, chance) for name, chance in ranked if name != "none"][:3]
    return tuple(Alternative(Kind(name), None, round(chance, 4)) for name, chance in best)


def find_value(model: Model, kind: str, row: Sequence[str]) -> str | None:
    """The value of a claim of this kind; None for kinds without values."""
    values = load_codebook().values(kind)
    if not values:
        return None
    part = model.part(f"value.{kind}")
    return part.best(row)[0] if part is not None else values[0]


def find_speaker(layers: Layers, candidate: Candidate, kind: str) -> SpeakerOf:
    """Who says so: whose words the clause stands in, else who performs a spoken act."""
    head = layers.parse.doc[candidate.head]
    return attribute_claim(layers.parse, candidate.span, head, Kind(kind), heard=layers.heard)


def choose_actors(
    layers: Layers, model: Model, role: str, setting: Setting
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The actors that have a part ("actor" or "target") in a clause, and the spans they were read from."""
    part, offers = model.part(role), offer_actors(layers, setting)
    if part is None or not offers:
        return (), ()
    chances = part.probabilities([offer.features for offer in offers])[:, part.classes.index("yes")]
    chosen = [offer for offer, chance in zip(offers, chances, strict=True) if chance >= model.settings[role]]
    spans = dict.fromkeys(span for offer in chosen for span in offer.spans)
    return tuple(offer.actor for offer in chosen), tuple(spans)


def coding_as_row(coding: Coding) -> dict[str, Any]:
    """The line that `goodoffices claims` prints for a report."""
    report = coding.report
    return {
        "report": report.id,
        "published": report.published.isoformat() if report.published else None,
        "parties": list(coding.parties),
        "mediators": list(coding.mediators),
        "claims": [claim_as_row(claim) for claim in coding.claims],
    }


def claim_as_row(claim: Claim) -> dict[str, Any]:
    """A claim with the fields of the guidelines, and how it was found."""
    when = claim.when
    return {
        "quote": [claim.quote.start, claim.quote.end],
        "kind": claim.kind.value,
        "value": claim.value,
        "actor": list(claim.actors),
        "target": list(claim.targets),
        "speaker": claim.speaker,
        "direct": claim.direct,
        "factuality": claim.factuality.value,
        "when": when.edtf if when else None,
        "object": claim.object,
        "text": claim.text,
        "plover": {"type": claim.plover.type, "mode": claim.plover.mode} if claim.plover else None,
        "cameo": claim.cameo,
        "actor_spans": [[span.start, span.end] for span in claim.actor_spans],
        "target_spans": [[span.start, span.end] for span in claim.target_spans],
        "attribution": list(claim.attribution),
        "rule": claim.rule,
        "confidence": round(claim.confidence, 4),
        "sure": claim.sure,
        "when_precision": when.precision if when else None,
        "when_basis": when.basis.value if when else None,
        "alternatives": [
            {"kind": other.kind.value, "value": other.value, "probability": other.probability}
            for other in claim.alternatives
        ],
    }
