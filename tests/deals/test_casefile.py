"""Case files: what is read, and the line in every complaint."""

from pathlib import Path

import pytest

from goodoffices.deals import check, feasible, load_case, parse_case, path, stable
from goodoffices.deals.begin import write_case
from goodoffices.deals.optionform import MOST_STATES, Option, make_form
from goodoffices.errors import CaseError
from goodoffices.record.evidence import Evidence
from goodoffices.record.processes import Process
from goodoffices.record.talks import Demand, Firmness, Proposal, Terms

EXAMPLE = Path(__file__).parents[2] / "examples/deals/thirty-days.toml"

GOOD = """
title = "Small"
[issues]
line = ["here", "there"]
[[red_lines]]
name = "A1"
party = "A"
keep = "line != there"
[parties.A]
importance = ["line"]
orders.line = ["here", "there"]
statements = ["not Attack"]
[[options]]
name = "Attack"
party = "A"
"""


def test_the_example_is_read_whole() -> None:
    case = load_case(EXAMPLE)
    assert feasible(case.terms).count == 2
    assert check(case.terms, case.drafts["as proposed"]).verdict == "no"
    assert "YYYN" in stable(case.moves).equilibria["SEQ"]
    assert case.status_quo is not None
    assert path(case.moves, case.status_quo, "YYYN").improvements.length is None
    assert ("red line U1 of UKR", "statement of its president, 18 March") in case.inputs


@pytest.mark.parametrize(
    ("was", "now", "line", "complaint"),
    [
        ('keep = "line != there"', 'keep = "line != nowhere"', 8, "has no option 'nowhere'"),
        ('keep = "line != there"', 'keep = "lime != there"', 8, "no issue is called 'lime'"),
        ('keep = "line != there"', 'keep = "line !="', 8, "a name was expected"),
        ('["here", "there"]\nstat', '["here", "here"]\nstat', 11, "stands in it twice"),
        ('["here", "there"]\nstat', '["here"]\nstat', 11, "leaves out there"),
        ('["not Attack"]', '["not Attck"]', 12, "no option is called 'Attck'"),
        ('["not Attack"]', '["Attack and"]', 12, "was expected"),
        ('importance = ["line"]', 'importance = ["line", "line"]', 10, "stands in it twice"),
        ('party = "A"\nkeep', 'partei = "A"\nkeep', 7, "Extra inputs are not permitted"),
        ('line = ["here", "there"]\n[[', "line = []\n[[", 4, "at least 1 item"),
        ('statements = ["not Attack"]', 'prefers = ["Y > N", "N > Y"]', 12, "goes round in a circle"),
        ('statements = ["not Attack"]', 'ranking = ["Y"]', 12, "leaves out N"),
        ('statements = ["not Attack"]', 'ranking = ["Y", "N", "Y"]', 12, "twice"),
        (
            'statements = ["not Attack"]',
            'accepts = ["plan B"]\nstatements = ["not Attack"]',
            12,
            "no draft is called 'plan B'",
        ),
        (
            'statements = ["not Attack"]',
            'weights.line = [0.9, 0.1]\nstatements = ["not Attack"]',
            12,
            "wrong way round",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(was: str, now: str, line: int, complaint: str) -> None:
    assert was in GOOD
    with pytest.raises(CaseError) as problem:
        parse_case(GOOD.replace(was, now, 1), "case.toml")
    assert str(problem.value).startswith(f"case.toml, line {line}:")
    assert complaint in str(problem.value)


def test_judgements_that_contradict_each_other_are_refused() -> None:
    wrong = GOOD.replace("statements", 'accepts = [["there"]]\nrejects = [["here"]]\nstatements')
    with pytest.raises(CaseError, match="by its own order is at least as good"):
        parse_case(wrong)


@pytest.mark.parametrize("text", ["title = 'x'", "= 3", "parties = 3", 'issues = {a = "x"}', "x" * 10])
def test_what_is_no_case_is_refused(text: str) -> None:
    with pytest.raises(CaseError):
        parse_case(text)


def test_sixty_free_options_are_refused_at_once() -> None:
    options = [Option(f"o{at}", "A") for at in range(60)]
    with pytest.raises(CaseError, match="1,152,921,504,606,846,976 states"):
        make_form(options)
    assert MOST_STATES < 2**60


def test_sixty_options_with_few_states_left_are_held() -> None:
    options = [Option(f"o{at}", "A") for at in range(60)]
    pairs = ["-" * at + "YN" + "-" * (58 - at) for at in range(59)]
    assert len(make_form(options, pairs).codes) == 61


def test_states_that_are_the_same_in_practice_are_one() -> None:
    case = parse_case("""
        merge = ["--Y"]
        [parties.A]
        statements = ["not Leave", "Agree"]
        [parties.B]
        statements = ["not Leave", "Pay"]
        [[options]]
        name = "Agree"
        party = "A"
        [[options]]
        name = "Pay"
        party = "B"
        [[options]]
        name = "Leave"
        party = "A"
        direction = "forward"
    """.replace('statements = ["not Leave", "Agree"]', 'statements = ["Leave"]').replace(
        'statements = ["not Leave", "Pay"]', 'statements = ["Leave"]'))  # fmt: skip
    assert list(case.moves.states) == ["NNN", "YNN", "NYN", "YYN", "--Y"]
    assert case.moves.moves[0].of(4) == ()
    assert set(case.moves.moves[0].of(0)) == {1, 4}


def test_merged_states_must_be_ranked_alike() -> None:
    with pytest.raises(CaseError, match="do not tell merged states apart"):
        parse_case('merge = ["-Y"]\n[parties.A]\nstatements = ["a"]\n[[options]]\nname = "a"\nparty = "A"\n'
                   '[[options]]\nname = "b"\nparty = "A"\n')  # fmt: skip


def test_a_first_case_is_written_from_the_record_and_loads() -> None:
    piece = Evidence("c1", "r1", outlet="Example Agency", text='We will "never" leave\nthe valley.')
    records = [
        Proposal("p1", "a-b", (piece,), "a truce of thirty days", ("MED",), terms=Terms("ceasefire")),
        Demand("d1", "a-b", (piece,), "A", "to keep the valley", Firmness.RED_LINE),
        Demand("d2", "a-b", (piece,), "B", "prisoners first"),
    ]
    text = write_case(Process("a-b", "The valley", ("A", "B"), ("MED",)), records)
    case = parse_case(text)
    assert case.mediators == ("MED",)
    assert [issue.name for issue in case.terms.issues] == ["ceasefire", "demand 1"]
    assert [(line.party, line.source) for line in case.terms.red_lines] == [("A", "claim c1")]
    assert 'We will "never" leave the valley.' in text
    assert "# B demands: prisoners first" in text


def test_an_empty_record_makes_a_case_too() -> None:
    assert parse_case(write_case(Process("a-b", "A and B", ("A", "B")), [])).terms.size == 2
