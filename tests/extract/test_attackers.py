"""Whose an attack is: parried, suffered, mutual, done by a named subject, told by the one who was struck."""

from dataclasses import replace
from datetime import date

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.extract.attackers import find_attackers, read_attacks
from goodoffices.extract.layers import read_layers
from goodoffices.extract.parse import parse_report
from goodoffices.extract.roles import Setting, gather_cast
from goodoffices.read.article import make_report

_STATES = " Eritrea and Ethiopia are at war. Eritrea shelled Ethiopia. Ethiopia shelled Eritrea."


def _attackers(text: str, head: str, *, parties: tuple[str, ...], speaker: tuple[str, ...] = ()) -> set[str] | None:
    report = make_report(f"{text}\n", id="made-up", published=date(2024, 3, 4))
    layers = read_layers(parse_report(report))
    layers = replace(layers, mentions=replace(layers.mentions, parties=parties))
    clause = next(one for one in layers.candidates if layers.words.text[one.head] == head)
    setting = Setting(clause, "attack", "single", speaker)
    found = find_attackers(layers, setting, gather_cast(layers, setting))
    return set(found) if found is not None else None


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("Eritrea shot down nine drones over the plateau.", "shot", {"ETH"}),
        ("Nine Ethiopian drones were intercepted overnight.", "intercepted", {"ETH"}),
        ("Eritrean troops came under heavy fire near the town.", "came", {"ETH"}),
        ("Eritrea repelled an assault by Ethiopian forces.", "repelled", {"ETH"}),
        ("Eritrea has suffered heavy losses.", "suffered", {"ETH"}),
        ("Heavy clashes broke out along the river.", "broke", {"ETH", "ERI"}),
        ("The village was shelled by Eritrean troops.", "shelled", {"ERI"}),
        ("Ethiopia bombed the port.", "bombed", {"ETH"}),
        ("Ethiopian strikes on the port continued overnight.", "continued", {"ETH"}),
    ],
)
def test_the_attacker_is_read_from_what_the_clause_tells(sentence: str, head: str, expected: set[str]) -> None:
    assert _attackers(sentence + _STATES, head, parties=("ERI", "ETH")) == expected


def test_what_one_of_two_states_tells_is_the_work_of_the_other() -> None:
    text = "Nine people were killed in the market."
    assert _attackers(text, "killed", parties=("ERI", "ETH"), speaker=("ERI",)) == {"ETH"}


@pytest.mark.parametrize(
    ("sentence", "head", "parties", "speaker"),
    [
        # Within a state somebody else may be meant.
        ("Nine people were killed in the market.", "killed", ("COD", "m23"), ("COD",)),
        # Nobody tells it.
        ("Nine people were killed in the market.", "killed", ("ERI", "ETH"), ()),
        # A plane shot down is an attack of who shot.
        ("It shot down a cargo plane near the border.", "shot", ("COD", "m23"), ()),
        # Rockets destroyed on the ground had not been fired.
        ("They destroyed forty rockets in a depot.", "destroyed", ("COD", "m23"), ("COD",)),
        # A pronoun, a bystander.
        ("They attacked the village at dawn.", "attacked", ("COD", "m23"), ()),
        ("Congo witnessed nine attacks.", "witnessed", ("COD", "m23"), ()),
        # Three sides: whose fight it is stays open.
        ("Heavy clashes broke out along the river.", "broke", ("COD", "RWA", "m23"), ()),
    ],
)
def test_it_stays_open_where_the_clause_does_not_tell(
    sentence: str, head: str, parties: tuple[str, ...], speaker: tuple[str, ...]
) -> None:
    assert _attackers(sentence, head, parties=parties, speaker=speaker) is None


def test_a_file_without_a_section_is_refused() -> None:
    with pytest.raises(BadVocabulary, match="missing: wards_off"):
        read_attacks({"mutual": ["clash"]})
