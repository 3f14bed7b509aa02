"""Files in and out."""

import json
from pathlib import Path

RECORDS = Path(__file__).parents[1] / "golden/ukraine_russia_2025.jsonl"


def test_an_export_is_imported_into_a_new_ledger(examples, run):
    assert run("export", "--out", "all.jsonl").err == "goodoffices: written to all.jsonl\n"
    assert run("import", "all.jsonl", "--ledger", "sqlite:///other.db", "--by", "anna").code == 0
    assert run("export", "--ledger", "sqlite:///other.db").out == Path("all.jsonl").read_text()
    again = run("import", "all.jsonl", "--ledger", "sqlite:///other.db", "--by", "anna")
    assert run("export", "--ledger", "sqlite:///other.db").out == Path("all.jsonl").read_text(), again.err


def test_records_are_imported_once(golden, run):
    count = len(RECORDS.read_text().splitlines())
    ran = run("import", RECORDS, "--by", "anna")
    assert ran.out == f"{count} records read, 0 of them new or changed\n"


def test_a_contradiction_leaves_the_ledger_as_it_was(golden, run):
    before = run("export").out
    Path("bad.jsonl").write_text(RECORDS.read_text() + json.dumps({"id": "X1", "kind": "response", "proposal": "P99"}))
    ran = run("import", "bad.jsonl", "--by", "anna")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "X1" in ran.err
    assert run("export").out == before


def test_claims_go_to_other_programs(examples, run):
    head, *rows = run("export", "--format", "csv", "--process", "rus-ukr").out.splitlines()
    assert {"id", "report", "kind", "value"} <= set(head.split(","))
    assert len(rows) > 50
    assert run("export", "--format", "plover", "--out", "events.csv").code == 0
    assert len(Path("events.csv").read_text().splitlines()) > 10
    assert run("export", "--format", "parquet", "--out", "claims.parquet").code == 0
    assert Path("claims.parquet").read_bytes()[:4] == b"PAR1"
    assert run("export", "--format", "parquet").code == 1
