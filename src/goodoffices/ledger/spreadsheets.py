"""Claims as a table for other programs: CSV for spreadsheets, Parquet for data frames; one row per claim that holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import Any

from goodoffices.errors import LedgerError, MissingPart
from goodoffices.ledger.claims import StoredClaim

# A spreadsheet runs a cell that begins so as a formula; an apostrophe in front keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

# Rows in a Parquet row group: large enough to compress well, small enough to hold.
_GROUP = 10_000

COLUMNS = (
    "id", "report", "known", "start", "end", "text", "kind", "value", "actors", "targets", "speaker", "direct",
    "factuality", "when", "object", "plover_type", "plover_mode", "cameo", "attribution", "rule", "coder", "confidence",
    "sure", "status",
)  # fmt: skip


def tabulate_claim(stored: StoredClaim) -> dict[str, Any]:
    """A claim as one flat row; lists are joined with "; "."""
    claim = stored.claim
    return {
        "id": stored.id,
        "report": claim.report,
        "known": stored.known.isoformat(),
        "start": claim.quote.start,
        "end": claim.quote.end,
        "text": claim.text,
        "kind": str(claim.kind),
        "value": claim.value,
        "actors": "; ".join(claim.actors),
        "targets": "; ".join(claim.targets),
        "speaker": claim.speaker,
        "direct": claim.direct,
        "factuality": str(claim.factuality),
        "when": claim.when.edtf if claim.when else None,
        "object": claim.object,
        "plover_type": claim.plover.type if claim.plover else None,
        "plover_mode": claim.plover.mode if claim.plover else None,
        "cameo": claim.cameo,
        "attribution": "; ".join(claim.attribution),
        "rule": claim.rule,
        "coder": claim.coder,
        "confidence": claim.confidence,
        "sure": claim.sure,
        "status": str(stored.status),
    }


def write_csv(claims: Iterable[StoredClaim]) -> Iterator[str]:
    """Claims as lines of CSV, with their ends, the names of the columns first."""
    yield from write_rows(COLUMNS, (tabulate_claim(stored).values() for stored in claims))


def write_rows(columns: Iterable[str], rows: Iterable[Iterable[Any]], end: str = "\r\n") -> Iterator[str]:
    """Lines of CSV with their ends, the names of the columns first; no cell is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=end)
    for row in chain([columns], rows):
        writer.writerow([guard_cell(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def write_parquet(claims: Iterable[StoredClaim], path: Path) -> int:
    """Claims as a Parquet file; returns how many. Raises MissingPart without the extra `parquet`."""
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as problem:
        raise MissingPart("Parquet needs the extra `parquet`: pip install 'goodoffices[parquet]'") from problem
    numbers = {"start": pyarrow.int64(), "end": pyarrow.int64(), "confidence": pyarrow.float64()}
    flags = {"direct": pyarrow.bool_(), "sure": pyarrow.bool_()}
    schema = pyarrow.schema([(name, (numbers | flags).get(name, pyarrow.string())) for name in COLUMNS])
    rows, count = (tabulate_claim(stored) for stored in claims), 0
    try:
        with parquet.ParquetWriter(path, schema) as writer:
            while batch := list(islice(rows, _GROUP)):
                writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
                count += len(batch)
    except OSError as problem:
        raise LedgerError(f"{path}: cannot be written ({problem.strerror or problem})") from problem
    return count


def guard_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
