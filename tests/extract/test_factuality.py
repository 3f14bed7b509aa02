"""How true an act is held, by the scope of its triggers; each trigger has sentences where it must stay silent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.extract.factuality import judge_factuality
from goodoffices.extract.parse import parse_report
from goodoffices.record.claims import Factuality, Kind
from goodoffices.record.sources import Report


def judged(text: str, head: str, kind: Kind = Kind.ATTACK, value: str | None = None) -> str:
    parse = parse_report(Report("r", text))
    token = next(token for token in parse.doc if token.text == head)
    return judge_factuality(parse, token, kind=kind, value=value).value


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("The rebels shelled the port.", "shelled", "asserted"),
        ("The rebels did not shell the port.", "shell", "denied"),
        ("The rebels never shelled the port.", "shelled", "denied"),
        ("The rebels denied shelling the port.", "shelling", "denied"),
        ("The rebels denied that they had shelled the port.", "shelled", "denied"),
        ("The rebels failed to shell the port.", "shell", "denied"),
        ("The rebels refused to shell the port.", "shell", "denied"),
        ("The army ruled out shelling the port.", "shelling", "denied"),
        ("Nobody shelled the port.", "shelled", "denied"),
        ("The army took the port without shelling it.", "shelling", "denied"),
        ("The rebels may shell the port.", "shell", "possible"),
        ("The rebels could shell the port.", "shell", "possible"),
        ("The army is considering shelling the port.", "shelling", "possible"),
        ("The rebels are ready to shell the port.", "shell", "possible"),
        ("If the rebels shell the port, ships will leave.", "shell", "conditional"),
        ("The rebels will shell the port if the talks fail.", "shell", "conditional"),
        ("Unless they are paid, the rebels will shell the port.", "shell", "conditional"),
        ("The rebels will shell the port.", "shell", "planned"),
        ("The rebels plan to shell the port.", "shell", "planned"),
        ("The rebels vowed to shell the port.", "shell", "planned"),
        ("The general demanded that his men shell the port.", "shell", "demanded"),
        ("The army must shell the port.", "shell", "demanded"),
    ],
)
def test_a_trigger_over_the_head_counts(text: str, head: str, expected: str) -> None:
    assert judged(text, head) == expected


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The rebels, who had not been paid, shelled the port.", "shelled"),
        ("The rebels shelled the port, though nobody had expected it.", "shelled"),
        ("The mayor, who may resign, said the rebels shelled the port.", "shelled"),
        ("The rebels shelled the port and will leave on Monday.", "shelled"),
        ("Ships that could not leave were there when the rebels shelled the port.", "shelled"),
        ("The governor would not say why the rebels shelled the port.", "shelled"),
    ],
)
def test_a_trigger_elsewhere_in_the_sentence_is_silent(text: str, head: str) -> None:
    assert judged(text, head) == "asserted"


@pytest.mark.parametrize(
    ("text", "head", "kind"),
    [
        ("The envoy urged both sides to stop.", "urged", Kind.URGING),
        ("The rebels threatened to shell the port.", "threatened", Kind.THREAT),
        ("The rebels demand that the army leave.", "demand", Kind.DEMAND),
        ("The general accused them of planning to leave.", "accused", Kind.ACCUSATION),
    ],
)
def test_a_speech_act_that_is_uttered_is_asserted(text: str, head: str, kind: Kind) -> None:
    assert judged(text, head, kind) == "asserted"


def test_a_speech_act_that_was_not_uttered_is_denied() -> None:
    assert judged("The envoy did not condemn the raid.", "condemn", Kind.ACCUSATION) == "denied"


@pytest.mark.parametrize(
    ("text", "head", "act", "expected"),
    [
        ("The rebels did not accept the terms.", "accept", (Kind.RESPONSE, "accepted"), "denied"),
        ("The rebels will not accept the terms.", "accept", (Kind.RESPONSE, "rejected"), "asserted"),
        ("The two sides have not signed.", "signed", (Kind.AGREEMENT, "not_reached"), "asserted"),
        ("The delegations meet in Muscat on Friday.", "meet", (Kind.MEETING, "planned"), "planned"),
        ("The truce will fail.", "fail", (Kind.ASSESSMENT, "negative"), "predicted"),
        ("The truce may fail.", "fail", (Kind.ASSESSMENT, "negative"), "possible"),
        ("Neither Peru nor Ecuador has accepted the map.", "accepted", (Kind.RESPONSE, "accepted"), "denied"),
        ("Both Peru and Ecuador have accepted the map.", "accepted", (Kind.RESPONSE, "accepted"), "asserted"),
        ("The rebels set off a car bomb in Cotabato.", "set", (Kind.ATTACK, "single"), "asserted"),
        ("The rebels are set to shell Cotabato.", "shell", (Kind.ATTACK, "single"), "planned"),
        ("Norway will send food when conditions allow.", "send", (Kind.AID, "given"), "conditional"),
        ("In the absence of a deal, the front will move again.", "move", (Kind.ATTACK, "escalation"), "conditional"),
        ("The talks are not going well.", "going", (Kind.ASSESSMENT, "negative"), "asserted"),
        ("Otherwise the truce looks doomed.", "looks", (Kind.ASSESSMENT, "negative"), "conditional"),
        ("India has offered talks with Pakistan.", "offered", (Kind.MEETING, "offered"), "asserted"),
        ("India is considering talks with Pakistan.", "considering", (Kind.MEETING, "offered"), "possible"),
        ("Chad suggested that a joint force should patrol.", "patrol", (Kind.PROPOSAL, "tabled"), "asserted"),
    ],
)
def test_kind_and_value_decide_how_an_effect_is_taken(
    text: str, head: str, act: tuple[Kind, str], expected: str
) -> None:
    assert judged(text, head, *act) == expected


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from("rebels will not shell if the port unless they may deny plans to .".split(" ")), min_size=1
    ),
    st.sampled_from(list(Kind)),
)
def test_any_words_are_judged(words: list[str], kind: Kind) -> None:
    parse = parse_report(Report("r", " ".join(words)))
    assert all(judge_factuality(parse, token, kind=kind) in Factuality for token in parse.doc)
