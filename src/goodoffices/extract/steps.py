"""Report → claims: the order of the steps of the embedded coder.

Parse, layers (who, when, whose words, rules), kinds of the candidate clauses, which readings are kept, a draft of
each (`drafts`: value, actors and targets, speaker, factuality, date and object), its confidence. Pure and offline;
the same report gives the same claims on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from goodoffices.errors import GoodOfficesError
from goodoffices.extract.acts import Act
from goodoffices.extract.calibration import Chances, confidence_of
from goodoffices.extract.choosing import Reading, choose_readings
from goodoffices.extract.claim_rows import claim_as_row
from goodoffices.extract.drafts import draft_claim, find_speaker
from goodoffices.extract.encoder import Opinion
from goodoffices.extract.features import Describer
from goodoffices.extract.firm import add_firm_readings, find_firm_acts, read_consent, tell_once
from goodoffices.extract.layers import Layers, read_layers
from goodoffices.extract.learned import Model, load_model
from goodoffices.extract.outside import add_events
from goodoffices.extract.parse import DEFAULT_PIPELINE, Parse, parse_report, parse_reports
from goodoffices.extract.scoring import BOARD_KINDS
from goodoffices.extract.sides import name_sides
from goodoffices.extract.telling import Evidence
from goodoffices.extract.weighing import ask_encoder, tell_apart, weigh_kinds
from goodoffices.record.claims import Attribution, Claim
from goodoffices.record.sources import Report
from goodoffices.record.when import TimeExpression


@dataclass(frozen=True, slots=True)
class Coding:
    """What was found in one report."""

    report: Report
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    # What went wrong where the coder itself failed; such a coding says nothing about the report.
    failure: str | None = None


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
        yield _code_or_fail(parse, trained, own_vocab)


def code_report(
    report: Report, *, model: Path | None = None, pipeline: str = DEFAULT_PIPELINE, own_vocab: Path | None = None
) -> Coding:
    """Code one report; a fault of the coder is raised, since no other report is to be spared by it."""
    return code_parse(parse_report(report, pipeline), load_model(model), own_vocab)


def _code_or_fail(parse: Parse, model: Model, own_vocab: Path | None) -> Coding:
    """The coding of a parsed report; a fault of the coder on one report costs that report and not the run."""
    try:
        return code_parse(parse, model, own_vocab)
    except GoodOfficesError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever a text brings up, the other reports are coded
        return Coding(parse.report, failure=f"{type(fault).__name__}: {fault}")


def code_parse(parse: Parse, model: Model, own_vocab: Path | None = None) -> Coding:
    """Code a parsed report."""
    layers = name_sides(read_layers(parse, own_vocab), model)
    return Coding(
        parse.report,
        layers.mentions.parties,
        layers.mentions.mediators,
        add_events(layers, find_claims(layers, model)),
        layers.heard.attributions,
        layers.times,
    )


def find_claims(layers: Layers, model: Model) -> Iterator[Claim]:
    """The claims of a report, in the order of their quotes, each with its calibrated confidence."""
    part, enough = model.part("confidence"), model.settings.get("sure", 1.01)
    for claim, chances in find_drafts(layers, model):
        confidence = confidence_of(part, claim, chances, layers.mentions)
        sure = confidence >= enough and claim.kind.value in BOARD_KINDS
        yield replace(claim, confidence=round(confidence, 4), sure=sure)


def find_drafts(layers: Layers, model: Model, opinion: Opinion | None = None) -> Iterator[tuple[Claim, Chances]]:
    """The claims of a report with how likely each of their choices was; `opinion` goes before the model's encoder."""
    if not layers.candidates:
        return
    rows = list(map(Describer(layers).describe, layers.candidates))
    part = model.parts["kind"]
    probabilities = part.probabilities(rows)
    firm = find_firm_acts(layers)
    if opinion is None and model.encoder is not None:
        opinion = ask_encoder(model.encoder, layers, part.classes, probabilities, also=firm)
    alone, probabilities = probabilities, weigh_kinds(part.classes, probabilities, opinion)
    chosen = choose_readings(layers.candidates, probabilities, part.classes, model.settings)
    for reading in read_consent(layers, tell_once(layers, add_firm_readings(layers, chosen, firm))):
        ranked = sorted(zip(part.classes, probabilities[reading.place].tolist(), strict=True), key=lambda p: -p[1])
        act = firm.get(reading.place) or _act_of(layers, reading)
        held = tell_apart(part.classes, alone[reading.place], opinion, reading)
        evidence = Evidence(rows[reading.place], ranked, act, opinion, held, firm=reading.place in firm)
        yield draft_claim(layers, model, reading, evidence)


def _act_of(layers: Layers, reading: Reading) -> Act | None:
    """The rule that found this kind at the head of the clause; what a verb says of its noun comes before the noun."""
    head = layers.candidates[reading.place].head
    words = layers.words
    noun = words.pos[head] == "NOUN" and words.dep[head] in ("dobj", "nsubj", "nsubjpass")
    places = (words.head[head], head) if noun else (head,)
    acts = (act for place in places for act in layers.acts.get(place, ()))
    return next((act for act in acts if act.kind == reading.kind), None)


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


__all__ = [
    "Coding",
    "claim_as_row",
    "code_parse",
    "code_report",
    "code_reports",
    "coding_as_row",
    "find_claims",
    "find_drafts",
    "find_speaker",
]
