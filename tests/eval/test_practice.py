"""The practice reports are what they say: quotes inside their texts, codes of the codebook, marked as no news."""

import json
from pathlib import Path
from typing import Any

import pytest

from goodoffices.record.claims import Factuality, Kind
from goodoffices.record.when import check_edtf
from goodoffices.vocab.codebook import load_codebook

_PRACTICE = Path(__file__).parents[2] / "practice"


def _rows(name: str) -> dict[str, dict[str, Any]]:
    lines = (_PRACTICE / name).read_text(encoding="utf-8").splitlines()
    return {row["report"]: row for row in map(json.loads, lines)}


REPORTS, GOLD = _rows("reports.jsonl"), _rows("gold.jsonl")
CLAIMS = [(name, claim) for name, row in GOLD.items() for claim in row["claims"]]


def test_every_report_is_marked_as_practice():
    assert set(REPORTS) == set(GOLD)
    assert all(row["outlet"].startswith("practice text, not news") for row in REPORTS.values())
    assert all(row["practice"] is True for row in GOLD.values())
    assert {row.get("teaches", "all") for row in GOLD.values()} == {"all", "kinds"}


def test_every_quote_stands_in_its_text_within_one_paragraph():
    for name, claim in CLAIMS:
        start, end = claim["quote"]
        quote = REPORTS[name]["text"][start:end]
        assert quote.strip() == quote != "", (name, claim["quote"])
        assert "\n\n" not in quote, (name, quote)


def test_every_claim_is_of_the_codebook():
    book = load_codebook()
    for name, claim in CLAIMS:
        values = book.values(Kind(claim["kind"]))
        assert claim["value"] in (values or (None,)), (name, claim)
        assert claim["factuality"] in set(Factuality), (name, claim)
        assert claim["when"] is None or check_edtf(claim["when"]) == claim["when"], (name, claim)


def test_every_speaker_is_written_in_the_report():
    for name, claim in CLAIMS:
        assert claim["speaker"] is None or claim["speaker"] in REPORTS[name]["text"], (name, claim["speaker"])


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.OTHER])
def test_every_kind_and_value_is_practised(kind: Kind):
    seen = {claim["value"] for _, claim in CLAIMS if claim["kind"] == kind}
    assert set(load_codebook().values(kind) or (None,)) <= seen
