"""In and out: whole ledgers, hand-made records, tables."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from goodoffices.assess.as_json import board_as_json
from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.exchanging import export_claims, export_lines, export_plover, import_file
from goodoffices.desk.processes import add_process
from goodoffices.errors import InputError
from goodoffices.ledger import Ledger
from goodoffices.record.claims import Plover

GOLDEN = Path(__file__).parents[1] / "golden"
RECORDS = GOLDEN / "ukraine_russia_2025.jsonl"
EXPECTED = json.loads((GOLDEN / "ukraine_russia_2025.expected.json").read_text())


@pytest.fixture
def imported(ledger):
    import_file(ledger, RECORDS, "anna")
    return ledger


def test_hand_made_records_give_the_golden_board_on_every_day(imported):
    for expected in EXPECTED:
        asked = ask_board(imported, Question(as_of=date.fromisoformat(expected["as_of"])))
        found = json.loads(json.dumps(board_as_json(asked.board)))
        assert {part: found[part] for part in expected} == expected


def test_a_record_of_another_kind_does_not_take_a_name_that_is_in_use(imported, tmp_path):
    truce = {"id": "P1", "kind": "ceasefire", "title": "T", "side": "unilateral", "declared": "2025-05-01",
             "parties": ["RUS"]}  # fmt: skip
    (tmp_path / "more.jsonl").write_text(json.dumps(truce))
    with pytest.raises(InputError, match="P1: there is a proposal of that id on file, and a ceasefire is given"):
        import_file(imported, tmp_path / "more.jsonl", "anna")
    assert imported.record("P1").record.title != "T"


def test_who_takes_a_mediators_step_in_the_file_is_a_mediator(imported):
    assert imported.process("rus-ukr").process.mediators == ("USA",)


def test_the_same_records_again_change_nothing(imported):
    before = list(export_lines(imported))
    again = import_file(imported, RECORDS, "anna")
    assert (again.what, again.count, again.changed) == ("records", len(RECORDS.read_text().splitlines()), 0)
    assert list(export_lines(imported)) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "R1", "kind": "response", "proposal": "P9", "party": "UKR"}, "P9"),
        ({"id": "R1", "kind": "proposal"}, "R1"),
        ({"id": "N1", "kind": "response", "proposal": "P1", "party": "NOBODY"}, "NOBODY"),
        ({"id": "N1", "kind": "response", "proposal": "P1", "party": "UKR", "occurred": "next May"}, "next May"),
    ],
)
def test_a_contradiction_is_refused_whole(imported, tmp_path, changes, said):
    sources = [{"url": "https://example.org/a"}]
    yes = {"value": "accepted", "occurred": "2025-03-11", "speaker": "X", "sources": sources}
    plan = {
        "id": "P7",
        "kind": "proposal",
        "title": "T",
        "proposers": ["USA"],
        "required": ["RUS", "UKR"],
        "tabled": "2025-05-01",
        "sources": sources,
    }
    file = tmp_path / "more.jsonl"
    file.write_text("\n".join(map(json.dumps, (plan, yes | changes))))
    before = list(export_lines(imported))
    with pytest.raises(InputError, match=said):
        import_file(imported, file, "anna")
    assert list(export_lines(imported)) == before


def test_truces_that_extend_one_another_in_a_ring_are_refused(ledger, tmp_path):
    rows = [
        {
            "id": one,
            "kind": "ceasefire",
            "title": one,
            "side": "unilateral",
            "declared": "2025-04-01",
            "parties": ["RUS"],
            "extends": other,
            "sources": [{"url": "https://example.org"}],
        }
        for one, other in (("C1", "C2"), ("C2", "C1"))
    ]
    file = tmp_path / "ring.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    with pytest.raises(InputError, match="which process"):
        import_file(ledger, file, "anna")
    add_process(ledger, ("RUS", "UKR"), "anna")
    with pytest.raises(InputError, match=r"C1.*C2|C2.*C1"):
        import_file(ledger, file, "anna")
    assert ledger.records("rus-ukr") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no lines"),
        ('{"id": "P1"}\nnot json\n', "line 2: not JSON"),
        ("\xff\xfe", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_import_is_named(ledger, tmp_path, text, said):
    file = tmp_path / "given.jsonl"
    if text is not None:
        file.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError, match=said) as caught:
        import_file(ledger, file, "anna")
    assert "given.jsonl" in str(caught.value)
    assert ledger.processes() == ()


def test_an_export_goes_into_a_new_ledger_unchanged(war, imported, tmp_path):
    file = tmp_path / "all.jsonl"
    file.write_text("".join(f"{line}\n" for line in export_lines(war)))
    with Ledger.open(f"sqlite:///{tmp_path / 'other.db'}") as other:
        taken = import_file(other, file, "anna")
        assert (taken.what, taken.count > 10) == ("rows", True)
        assert list(export_lines(other)) == list(export_lines(war))


def test_claims_as_a_spreadsheet(war):
    rows = list(csv.DictReader("".join(export_claims(war, Question(), "csv")).splitlines()))
    assert [(row["report"], row["kind"], row["value"]) for row in rows] == [
        ("tabled", "proposal", "tabled"),
        ("yes", "response", "accepted"),
        ("no", "response", "rejected"),
    ]
    assert list(export_claims(war, Question(known_at=date(2021, 3, 2)), "csv"))[2:] == []


def test_claims_as_parquet_go_into_a_file(war, tmp_path):
    pyarrow = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    [said] = export_claims(war, Question(), "parquet", tmp_path / "claims.parquet")
    assert said.startswith("3 claims written")
    assert pyarrow.read_table(tmp_path / "claims.parquet").num_rows == 3
    with pytest.raises(InputError, match=r"--out FILE\.parquet"):
        list(export_claims(war, Question(), "parquet"))


def test_events_as_plover_rows(war, record, coding, act):
    record(
        coding(
            "fired",
            "2021-03-06",
            act(
                "attack",
                "single",
                "brenn",
                "Brenn fired",
                targets=("ardel",),
                plover=Plover("ASSAULT", "heavy-weapons"),
                cameo="194",
            ),
        )
    )
    rows = list(csv.DictReader("".join(export_plover(war, Question())).splitlines()))
    assert "ASSAULT" in {value for row in rows for value in row.values()}
