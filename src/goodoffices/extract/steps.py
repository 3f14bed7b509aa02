"""Report → claims: the order of the steps of the embedded coder.

Parse, layers (who, when, whose words, rules), kinds of the candidate clauses, which readings are kept, and then for
each its value, actors and targets, speaker, factuality, date and object. Pure and offline; the same report gives
the same claims on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from goodoffices.errors import GoodOfficesError
from goodoffices.extract.acts import Act
from goodoffices.extract.calibration import Chances, confidence_of
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.choosing import Reading, choose_readings
from goodoffices.extract.dating import date_clause, edtf_of
from goodoffices.extract.factuality import judge_factuality
from goodoffices.extract.features import Describer
from goodoffices.extract.firm import add_firm_readings, find_doers, find_firm_acts, tell_once
from goodoffices.extract.layers import Layers, read_layers
from goodoffices.extract.learned import Model, load_model
from goodoffices.extract.objects import find_object
from goodoffices.extract.outside import add_events
from goodoffices.extract.parse import DEFAULT_PIPELINE, Parse, parse_report, parse_reports
from goodoffices.extract.roles import Cast, Setting, Table, after_actors, gather_cast, score_sets, tabulate
from goodoffices.extract.scoring import BOARD_KINDS
from goodoffices.extract.sides import name_sides
from goodoffices.extract.speakers import SpeakerOf, attribute_claim
from goodoffices.extract.values import describe_value
from goodoffices.record.claims import Alternative, Attribution, Claim, Kind, Plover
from goodoffices.record.sources import Report, Span
from goodoffices.record.when import Basis, TimeExpression, When
from goodoffices.vocab.codebook import load_codebook

# Acts that are done by saying: the day of the saying is their day.
_SAID = frozenset(
    {
        Kind.URGING,
        Kind.ACCUSATION,
        Kind.THREAT,
        Kind.DEMAND,
        Kind.RESPONSE,
        Kind.SUPPORT,
        Kind.ASSESSMENT,
        Kind.MEDIATION,
        Kind.PROPOSAL,
    }
)


_UTTERED = frozenset({Kind.URGING, Kind.ACCUSATION, Kind.THREAT})


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


@dataclass(frozen=True, slots=True)
class Chosen:
    """Actors chosen for a part in a clause, where they were read, and how likely the choice is."""

    actors: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    chance: float = 0.0


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
        confidence = confidence_of(part, chances, claim.kind.value)
        sure = confidence >= enough and claim.kind.value in BOARD_KINDS
        yield replace(claim, confidence=round(confidence, 4), sure=sure)


def find_drafts(layers: Layers, model: Model) -> Iterator[tuple[Claim, Chances]]:
    """The claims of a report with how likely each of their choices was."""
    if not layers.candidates:
        return
    rows = list(map(Describer(layers).describe, layers.candidates))
    part = model.parts["kind"]
    probabilities = part.probabilities(rows)
    firm = find_firm_acts(layers)
    chosen = choose_readings(layers.candidates, probabilities, part.classes, model.settings)
    for reading in tell_once(layers, add_firm_readings(layers, chosen, firm)):
        ranked = sorted(zip(part.classes, probabilities[reading.place].tolist(), strict=True), key=lambda p: -p[1])
        act = firm.get(reading.place) or _act_of(layers, reading)
        yield _draft(layers, model, reading, (rows[reading.place], ranked, act))


def _act_of(layers: Layers, reading: Reading) -> Act | None:
    """The rule that found this kind at the head of the clause; what a verb says of its noun comes before the noun."""
    head = layers.candidates[reading.place].head
    words = layers.words
    noun = words.pos[head] == "NOUN" and words.dep[head] in ("dobj", "nsubj", "nsubjpass")
    places = (words.head[head], head) if noun else (head,)
    acts = (act for place in places for act in layers.acts.get(place, ()))
    return next((act for act in acts if act.kind == reading.kind), None)


def _draft(
    layers: Layers, model: Model, reading: Reading, known: tuple[list[str], list[tuple[str, float]], Act | None]
) -> tuple[Claim, Chances]:
    row, ranked, act = known
    candidate = layers.candidates[reading.place]
    kind, head = Kind(reading.kind), layers.parse.doc[candidate.head]
    value, certain = find_value(layers, model, reading, row)
    if act is not None and act.value is not None:  # where a rule says which, it was right more often than the model
        value, certain = act.value, max(certain, act.precision)
    speaker = find_speaker(layers, candidate, kind)
    setting = Setting(candidate, reading.kind, value, speaker.affiliation)
    cast, tables = gather_cast(layers, setting), role_tables(model)
    doers = choose_actors(layers, tables.get("actor"), setting, cast)
    if act is not None and (named := find_doers(layers, act, head, nobody=not doers.actors))[0]:
        doers = Chosen(*named, max(doers.chance, act.precision))
    if act is not None and speaker.name is None and kind in _UTTERED:
        speaker = replace(speaker, name=_name_of(layers, act))
    others = choose_actors(layers, tables.get("target"), setting, after_actors(cast, frozenset(doers.actors)))
    plover, cameo = _codes_of(kind, value, act)
    claim = Claim(
        report=layers.parse.report.id,
        quote=candidate.span,
        text=candidate.span.of(layers.parse.report.text),
        kind=kind,
        value=value,
        actors=doers.actors,
        targets=others.actors,
        speaker=speaker.name,
        direct=speaker.direct,
        factuality=judge_factuality(layers.parse, head, kind=kind, value=value),
        when=find_when(layers, candidate, kind),
        object=find_object(layers, candidate),
        plover=plover,
        cameo=cameo,
        actor_spans=doers.spans,
        target_spans=others.spans,
        attribution=speaker.chain,
        rule=act.rule if act is not None else "learned",
        alternatives=_alternatives(ranked),
    )
    chances = Chances(
        reading.probability, certain, doers.chance, act is not None, act is not None and act.value == value
    )
    return claim, chances


def _codes_of(kind: Kind, value: str | None, act: Act | None) -> tuple[Plover | None, str | None]:
    """The PLOVER and CAMEO codes of a claim: the rule's own where it says them, else the codebook's."""
    book = load_codebook()
    agreeing = act if act is not None and act.value == value else None
    codes = (agreeing.plover if agreeing is not None else None) or book.plover(kind, value)
    cameo = (agreeing.cameo if agreeing is not None else None) or book.cameo(kind, value)
    return (Plover(*codes) if codes else None), cameo


def _alternatives(ranked: Sequence[tuple[str, float]]) -> tuple[Alternative, ...]:
    best = [(name, chance) for name, chance in ranked if name != "none"][:3]
    return tuple(Alternative(Kind(name), None, round(chance, 4)) for name, chance in best)


def find_value(layers: Layers, model: Model, reading: Reading, row: Sequence[str]) -> tuple[str | None, float]:
    """The value of a claim of this kind and how likely it is; None for kinds without values."""
    values = load_codebook().values(reading.kind)
    if not values:
        return None, 1.0
    part = model.part(f"value.{reading.kind}")
    if part is None:
        return values[0], 1.0
    return part.best(describe_value(layers.words, layers.candidates[reading.place], reading.kind, row))


def find_when(layers: Layers, candidate: Candidate, kind: Kind) -> When | None:
    """The date of the act; of an act done by saying, else the date of the announcement it is told by."""
    saying = kind in _SAID
    found = date_clause(layers.parse, layers.parse.doc[candidate.head], layers.times, saying=saying)
    if found is not None or not saying:
        return found
    told = (said for said in layers.heard.attributions if any(span.contains(candidate.span) for span in said.content))
    dated = (time for said in told for span in said.source for time in layers.times if span.contains(time.span))
    edtf = next(((value, time.span) for time in dated if (value := edtf_of(time)) is not None), None)
    return When(edtf[0], Basis.CONTEXT, edtf[1]) if edtf is not None else None


def _name_of(layers: Layers, act: Act) -> str | None:
    """The name of who performs an act of speech that a noun tells ("criticism from the president")."""
    named = (layers.mentions.at(token) for token in act.actor_tokens)
    return next((mention.name for mention in named if mention is not None and mention.name), None)


def find_speaker(layers: Layers, candidate: Candidate, kind: str) -> SpeakerOf:
    """Who says so: whose words the clause stands in, else who performs a spoken act."""
    head = layers.parse.doc[candidate.head]
    return attribute_claim(layers.parse, candidate.span, head, Kind(kind), heard=layers.heard)


def role_tables(model: Model) -> Mapping[str, Table]:
    """The weights for choosing actors and targets, tabulated once per model."""
    if not model.tables:
        model.tables.update({role: tabulate(part) for role in ("actor", "target") if (part := model.part(role))})
    return model.tables


def choose_actors(layers: Layers, table: Table | None, setting: Setting, cast: Cast) -> Chosen:
    """The actors that have a part (actor or target) in a clause, how likely, and the spans they were read from."""
    if table is None:
        return Chosen()
    offered, chances = score_sets(layers, setting, cast, table)
    best = int(chances.argmax())
    actors = tuple(sorted(offered[best]))
    spans = dict.fromkeys(span for actor in actors for span in cast.spans.get(actor, ()))
    return Chosen(actors, tuple(spans), float(chances[best]))


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
