"""The printed form of a claim: plain JSON values, and null where nothing was found."""

import json
from dataclasses import replace

from goodoffices.extract.claim_rows import claim_as_row
from goodoffices.record.claims import Claim, Factuality, Kind, Plover
from goodoffices.record.sources import Span
from goodoffices.record.when import Basis, When

_BARE = Claim("r", Span(3, 9), "agreed", Kind.AGREEMENT, None)


def test_what_was_not_found_is_null() -> None:
    row = claim_as_row(_BARE)
    assert (row["value"], row["when"], row["plover"], row["when_basis"]) == (None, None, None, None)
    assert (row["actor"], row["actor_spans"]) == ([], [])


def test_offsets_codes_and_dates_are_plain_values() -> None:
    when = When("2022-05-06", Basis.CONTEXT, Span(20, 26))
    claim = replace(_BARE, when=when, plover=Plover("AGREE", None), factuality=Factuality.PLANNED)
    row = json.loads(json.dumps(claim_as_row(claim)))
    assert row["quote"] == [3, 9]
    assert row["plover"] == {"type": "AGREE", "mode": None}
    assert row["factuality"] == "planned"
    assert (row["when"], row["when_basis"], row["when_precision"]) == ("2022-05-06", "context", when.precision)
