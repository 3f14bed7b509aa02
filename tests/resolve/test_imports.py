"""Hand-made records: what is read, and what is refused with line and field."""

import json
from pathlib import Path

import pytest

from goodoffices.errors import InputError
from goodoffices.record.truces import Ceasefire
from goodoffices.resolve.imports import read_imports

GOLDEN = Path(__file__).parents[1] / "golden/ukraine_russia_2025.jsonl"
PLAN = {
    "id": "P1",
    "kind": "proposal",
    "title": "A truce",
    "proposers": ["USA"],
    "required": ["RUS", "UKR"],
    "tabled": "2030-01-02",
}
YES = {
    "id": "R1",
    "kind": "response",
    "proposal": "P1",
    "party": "UKR",
    "value": "accepted",
    "occurred": "2030-01-03",
    "speaker": "X",
}
TRUCE = {
    "id": "C1",
    "kind": "ceasefire",
    "title": "T",
    "side": "unilateral",
    "declared": "2030-01-02",
    "parties": ["RUS"],
}


def read(*lines, **options):
    return read_imports(lines, process="p", **options)


def test_the_golden_file_is_read_whole():
    lines = [json.loads(line) for line in GOLDEN.read_text().splitlines()]
    records = read_imports(lines, process="rus-ukr")
    assert [record.id for record in records] == [line["id"] for line in lines]
    assert all(record.evidence and all(piece.reviewed for piece in record.evidence) for record in records)


def test_two_issuers_keep_their_own_first_days():
    [truce] = [r for r in read_imports(map(json.loads, GOLDEN.read_text().splitlines()), process="p") if r.id == "C1"]
    assert isinstance(truce, Ceasefire)
    assert [effect.when.edtf for effect in truce.effects] == ["2025-03-18", "2025-03-25"]


def test_an_end_at_midnight_binds_until_the_day_before():
    [truce] = read(TRUCE | {"end_planned": "2030-01-05T00:00+03:00"})
    assert truce.planned_end.edtf == "2030-01-04"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([PLAN, PLAN], "line 2 (P1), field 'id'"),
        ([PLAN | {"required": ["RSU"]}], "unknown party 'RSU'"),
        ([PLAN | {"tabled": "2 January"}], "field 'tabled'"),
        ([PLAN | {"tabled": "2030-13-02"}], "field 'tabled'"),
        ([PLAN | {"kind": "plan"}], "field 'kind'"),
        ([PLAN | {"titel": "A"}], "field 'titel'"),
        ([{k: v for k, v in PLAN.items() if k != "title"}], "field 'title'"),
        ([YES], "no record 'P1'"),
        ([PLAN, YES | {"proposal": "R1"}], "'R1' is a response"),
        ([PLAN, YES, YES | {"id": "R2", "value": "rejected"}], "contradicts line 2"),
        ([PLAN, YES | {"occurred": "2029-12-31"}], "lies before P1 was tabled"),
        ([PLAN, YES | {"reported": "2030-01-02"}], "field 'reported'"),
        ([TRUCE | {"extends": "C1"}], "a cycle"),
        ([TRUCE | {"extends": "C2"}, TRUCE | {"id": "C2", "extends": "C1"}], "C1 → C2 → C1"),
        ([TRUCE | {"effect_first": "2030-01-05", "end_planned_day": "2030-01-04"}], "lies before its first day"),
        ([TRUCE | {"effect": ["soon"]}], "field 'effect'"),
        (["not an object"], "must be one JSON object"),
    ],
)
def test_what_cannot_stand_is_refused_by_line_and_field(lines, said):
    with pytest.raises(InputError) as refused:
        read(*lines)
    assert said in str(refused.value)


def test_lines_may_refer_to_what_is_on_record():
    [response] = read(YES, existing={"P1": "proposal"})
    assert response.proposal == "P1"


def test_short_names_must_be_known_where_a_list_is_given():
    read(PLAN | {"required": ["hamas", "ISR"]}, actors=frozenset({"hamas"}))
    with pytest.raises(InputError, match="unknown party 'hamsa'"):
        read(PLAN | {"required": ["hamsa"]}, actors=frozenset({"hamas"}))


def test_an_unknown_step_names_the_allowed_ones():
    with pytest.raises(InputError, match="warn_withdrawal"):
        read({"id": "M1", "kind": "mediator_step", "actor": "USA", "step": "leave", "occurred": "2030-01-02"})


def test_a_truce_does_not_end_before_it_is_declared():
    with pytest.raises(InputError, match="2029-12-01 lies before its first day 2030-01-02"):
        read(TRUCE | {"end_planned_day": "2029-12-01"})


def test_a_line_without_a_kind_is_told_which_there_are():
    with pytest.raises(InputError, match=r"line 1 \(Q\), field 'kind': found none; write one of proposal, response"):
        read({"id": "Q"})
    with pytest.raises(InputError, match="found 'cat'; write one of"):
        read({"id": "Q", "kind": "cat"})
