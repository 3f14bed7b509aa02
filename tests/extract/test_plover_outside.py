"""Claims take the codes of their events; an act outside the process is a claim of kind `other`."""

from goodoffices.extract.layers import Layers, read_layers
from goodoffices.extract.outside import add_events
from goodoffices.extract.parse import parse_report
from goodoffices.record.claims import Claim, Factuality, Kind, Plover
from goodoffices.record.sources import Report, Span


def layers_of(text: str) -> Layers:
    """The layers of a report of one sentence."""
    return read_layers(parse_report(Report("r1", text)))


def claim_of(text: str, kind: Kind, value: str | None, **more: object) -> Claim:
    """A claim over the whole sentence."""
    return Claim("r1", Span(0, len(text)), text, kind, value, **more)  # type: ignore[arg-type]


def test_an_event_without_a_claim_is_other() -> None:
    """With its quote, phrases and actors."""
    text = "Iran arrested two French tourists."
    (claim,) = add_events(layers_of(text), ())
    assert (claim.kind, claim.plover, claim.rule) == (Kind.OTHER, Plover("COERCE", "arrest"), "plover-arrest")
    assert claim.text == text[claim.quote.start : claim.quote.end]
    assert claim.actors == ("IRN",)
    assert [span.of(text) for span in claim.target_spans] == ["two French tourists"]


def test_a_claim_takes_the_code_of_its_event() -> None:
    """And no second claim is made for the same act."""
    text = "The rebels fired rockets at Tiraspol."
    (claim,) = add_events(layers_of(text), (claim_of(text, Kind.ATTACK, "single"),))
    assert (claim.kind, claim.plover) == (Kind.ATTACK, Plover("ASSAULT", "heavy-weapons"))


def test_a_doubtful_claim_without_an_event_has_no_code() -> None:
    """Where nothing happens, nothing is coded; a likely one keeps the code of its kind."""
    text = "The weather in Juba was fine."
    doubtful, likely = (claim_of(text, Kind.MEETING, "held", confidence=chance) for chance in (0.3, 0.9))
    assert [claim.plover for claim in add_events(layers_of(text), (doubtful,))] == [None]
    assert [claim.plover for claim in add_events(layers_of(text), (likely,))] == [Plover("CONSULT")]


def test_a_default_code_is_turned_by_factuality() -> None:
    """A meeting that was not held is a refusal, not a consultation."""
    text = "The weather in Juba was fine."
    claim = claim_of(text, Kind.MEETING, "held", confidence=0.9, factuality=Factuality.DENIED)
    assert [each.plover for each in add_events(layers_of(text), (claim,))] == [Plover("REJECT")]


def test_no_event_no_claim() -> None:
    """Silence on a sentence in which nothing political happens."""
    assert add_events(layers_of("Shares in Tokyo ended lower on Monday."), ()) == ()
