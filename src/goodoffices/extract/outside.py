"""Claims → the same with PLOVER codes, and claims of kind `other` for the events that none of them tells.

In go the layers of a report and the claims found in it; out come claims in the order of their quotes. A claim takes the
type, mode, leaf and phrases of the event whose trigger it covers; without one it keeps the codes of its kind, turned by
its factuality, only where a rule or a good chance speaks for it. An event that no claim covers is a claim of kind
`other`: every act of the report is on record once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from goodoffices.extract.candidates import Candidate
from goodoffices.extract.dating import date_clause
from goodoffices.extract.factuality import judge_factuality
from goodoffices.extract.layers import Layers
from goodoffices.extract.plover import Event, code_event
from goodoffices.extract.speakers import attribute_claim
from goodoffices.extract.tree import Token
from goodoffices.record.claims import Claim, Kind, Plover
from goodoffices.record.sources import Span
from goodoffices.vocab.acts import load_rule
from goodoffices.vocab.codebook import load_codebook
from goodoffices.vocab.plover import load_plover

# A claim that no rule confirms is an event only when it is more likely right than not.
_LIKELY = 0.5


def add_events(layers: Layers, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims with the codes of their events, and one claim more for each event outside them."""
    claims, events = tuple(claims), find_events(layers)
    told = _match(claims, events)
    coded = [
        _with_event(claim, told[i]) if i in told else _with_default(layers, claim) for i, claim in enumerate(claims)
    ]
    matched = {event.head.i for event in told.values()}
    coded += [make_claim(layers, event) for event in events if event.head.i not in matched]
    return tuple(sorted(coded, key=lambda claim: (claim.quote.start, claim.quote.end)))


def find_events(layers: Layers) -> tuple[Event, ...]:
    """The PLOVER events of the story, from the rules that have been run already."""
    found: list[Event] = []
    for _, sentence in layers.parse.story():
        acts = tuple(act for i in range(sentence.start, sentence.end) for act in layers.acts.get(i, ()))
        if acts:
            found += code_event(tuple(sentence), acts)
    return tuple(found)


def _match(claims: tuple[Claim, ...], events: tuple[Event, ...]) -> Mapping[int, Event]:
    """Which claim tells which event: the shortest that covers its trigger, one of the event's own kind first."""
    told: dict[int, Event] = {}
    for event in events:
        at = event.head.idx
        covering = [i for i, claim in enumerate(claims) if claim.quote.start <= at < claim.quote.end and i not in told]
        if covering:
            kind = load_rule(event.rule).kind
            told[min(covering, key=lambda i: (claims[i].kind.value != kind, len(claims[i].quote)))] = event
    return told


def _with_event(claim: Claim, event: Event) -> Claim:
    return replace(
        claim,
        plover=Plover(event.type, event.mode),
        cameo=event.cameo or claim.cameo,
        actor_spans=event.source_spans or claim.actor_spans,
        target_spans=event.target_spans or claim.target_spans,
    )


def _with_default(layers: Layers, claim: Claim) -> Claim:
    if claim.confidence < _LIKELY and not _has_rule(layers, claim):
        return replace(claim, plover=None, cameo=None)
    codes = load_codebook().plover(claim.kind.value, claim.value)
    turned = load_plover().turn(codes, claim.factuality.value) if codes else None
    return replace(claim, plover=Plover(*turned) if turned else None, cameo=claim.cameo if turned == codes else None)


def _has_rule(layers: Layers, claim: Claim) -> bool:
    quoted = layers.parse.doc.char_span(claim.quote.start, claim.quote.end, alignment_mode="expand")
    acts = (act for i in range(quoted.start, quoted.end) for act in layers.acts.get(i, ())) if quoted else ()
    return any((act.kind, act.value) == (claim.kind.value, claim.value) for act in acts)


def make_claim(layers: Layers, event: Event) -> Claim:
    """The claim of kind `other` that an event makes, with everything that the other steps say of it."""
    parse, head, kind = layers.parse, event.head, Kind.OTHER
    quote = _quote_of(layers, event)
    speaker = attribute_claim(parse, quote, head, kind, heard=layers.heard)
    return Claim(
        report=parse.report.id,
        quote=quote,
        text=quote.of(parse.report.text),
        kind=kind,
        value=None,
        actors=_ids(layers, event.sources),
        targets=_ids(layers, event.targets),
        speaker=speaker.name,
        direct=speaker.direct,
        factuality=judge_factuality(parse, head, kind=kind, value=None),
        when=date_clause(parse, head, layers.times),
        plover=Plover(event.type, event.mode),
        cameo=event.cameo,
        actor_spans=event.source_spans,
        target_spans=event.target_spans,
        attribution=speaker.chain,
        rule=event.rule,
        confidence=load_rule(event.rule).prior,
    )


def _ids(layers: Layers, tokens: Iterable[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for token in tokens for actor in layers.mentions.ids_of(token)))


def _quote_of(layers: Layers, event: Event) -> Span:
    """The shortest candidate clause around the trigger, else its sentence."""
    covering = sorted((each.span for each in _around(layers, event.head)), key=len)
    return covering[0] if covering else layers.parse.span_of(event.head.sent)


def _around(layers: Layers, head: Token) -> Iterator[Candidate]:
    own = [each for each in layers.candidates if each.head == head.i]
    yield from own or (each for each in layers.candidates if each.span.start <= head.idx < each.span.end)
