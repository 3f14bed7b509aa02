"""PLOVER events on sentences of our own: type, both sides, what is to come or refused, and silence."""

from pathlib import Path

import pytest

from goodoffices.extract.parse import load_pipeline
from goodoffices.extract.plover import Event, code_event
from goodoffices.extract.tree import make_tree
from goodoffices.record.sources import Span
from goodoffices.vocab.plover import load_plover

SENTENCES = Path(__file__).parent / "plover_sentences.txt"


def read_rows() -> list[tuple[str, str, str, str]]:
    """Code, source, target and sentence of every line that is no comment."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def code(sentence: str) -> tuple[Event, ...]:
    """The events of one sentence."""
    return code_event(tuple(make_tree(load_pipeline()(sentence))))


def names(wanted: str, sentence: str, spans: tuple[Span, ...]) -> bool:
    """Whether one of the spans is the wanted phrase, or one lies in the other."""
    found = [span.of(sentence).lower() for span in spans]
    return wanted == "-" or any(wanted.lower() in each or each in wanted.lower() for each in found)


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + wanted)


def test_types_and_sides_keep_their_floor() -> None:
    """Type alone, and type with both sides, over all sentences; what is found where nothing is counts against both."""
    typed = sided = found = wanted = 0
    for label, source, target, sentence in read_rows():
        kind, events = label.partition(".")[0], code(sentence)
        found, wanted = found + len(events), wanted + (kind != "NONE")
        hits = [event for event in events if event.type == kind]
        typed += bool(hits)
        sided += any(
            names(source, sentence, event.source_spans) and names(target, sentence, event.target_spans)
            for event in hits
        )
    assert f1(typed, found, wanted) >= 0.9
    assert f1(sided, found, wanted) >= 0.85


def test_modes_are_the_manuals() -> None:
    """No event carries a mode that its type does not have, and most modes that are expected are found."""
    right = wanted = 0
    for label, _, _, sentence in read_rows():
        kind, _, mode = label.partition(".")
        for event in code(sentence):
            load_plover().read_code(f"{event.type}.{event.mode}" if event.mode else event.type)
            wanted += bool(mode) and event.type == kind
            right += bool(mode) and event.type == kind and event.mode == mode
    assert right / wanted >= 0.85


@pytest.mark.parametrize("sentence", [row[3] for row in read_rows() if row[0] == "NONE"])
def test_silence_where_nothing_political_happens(sentence: str) -> None:
    """Weather, sport, markets, comment and description are no events."""
    assert code(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zenda sent food to Ruritania.", "AID"),
        ("Zenda will send food to Ruritania.", "AGREE"),
        ("Zenda agreed to send food to Ruritania.", "AGREE"),
        ("Zenda refused to send food to Ruritania.", "REJECT"),
        ("Zenda urged Ruritania to send food.", "REQUEST"),
        ("Zenda attacked Ruritania.", "ASSAULT"),
        ("Zenda will attack Ruritania.", "THREATEN"),
        ("Zenda could attack Ruritania.", "THREATEN"),
        ("Zenda accused Ruritania of an attack.", "ACCUSE"),
        ("Zenda threatened to attack Ruritania.", "THREATEN"),
        ("Zenda said it had attacked Ruritania.", "ASSAULT"),
        ("Zenda did not meet Ruritania.", "REJECT"),
    ],
)
def test_what_stands_above_a_deed_turns_it(sentence: str, expected: str) -> None:
    """What is to come, agreed on, refused, asked for or only threatened is not the deed."""
    assert [event.type for event in code(sentence)] == [expected]


def test_a_place_is_no_target() -> None:
    """The talks in Geneva are not with Geneva."""
    (event,) = code("Ruritania's foreign minister met Zenda's regent in Geneva.")
    assert [span.of("Ruritania's foreign minister met Zenda's regent in Geneva.") for span in event.target_spans] == [
        "Zenda's regent"
    ]


def test_a_pronoun_in_speech_is_the_speaker() -> None:
    """ "It" is whoever says so."""
    (event,) = code("Ruritania said it had released two Zendan pilots.")
    assert [token.text for token in event.sources] == ["Ruritania"]
