"""Claims as tables: every claim a row, no formula run, Parquet only where it is installed."""

import csv
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.errors import MissingPart
from goodoffices.ledger import Ledger
from goodoffices.ledger.spreadsheets import COLUMNS, write_csv, write_parquet
from goodoffices.record.claims import Claim
from goodoffices.record.sources import Report


def test_csv_has_a_row_per_claim(filled: Ledger) -> None:
    rows = list(csv.DictReader("".join(write_csv(filled.current_claims())).splitlines()))
    assert [row["text"] for row in rows] == [each.claim.text for each in filled.current_claims()]
    assert (rows[0]["actors"], rows[0]["when"], rows[0]["status"]) == ("ardel", "2031-04-21", "unreviewed")


def test_a_cell_that_begins_like_a_formula_stays_text(ledger: Ledger, report: Report, claims: list[Claim]) -> None:
    ledger.add_report(report, [replace(claims[0], speaker='=HYPERLINK("x")', object="-1")])
    (row,) = csv.DictReader("".join(write_csv(ledger.current_claims())).splitlines())
    assert (row["speaker"], row["object"]) == ('\'=HYPERLINK("x")', "'-1")


def test_parquet_has_the_same_rows(filled: Ledger, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra `parquet`")
    assert write_parquet(filled.current_claims(), tmp_path / "claims.parquet") == 3
    table = parquet.read_table(tmp_path / "claims.parquet")
    assert tuple(table.column_names) == COLUMNS
    assert table.column("start").to_pylist() == [each.claim.quote.start for each in filled.current_claims()]


def test_parquet_without_its_part_says_what_to_install(
    filled: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPart, match=r"goodoffices\[parquet\]"):
        write_parquet(filled.current_claims(), tmp_path / "claims.parquet")
    assert not (tmp_path / "claims.parquet").exists()
