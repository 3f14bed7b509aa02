"""Coders of a sample see nothing of one another until all are done."""

import pytest

from goodoffices.errors import EditConflict, InputError, NotRecorded
from goodoffices.ledger import Ledger
from goodoffices.ledger.samples import Sample


@pytest.fixture
def sample(ledger: Ledger) -> Sample:
    """Two claims for two coders."""
    return ledger.draw_sample("May", ["c1", "c2"], coders=["anna", "bela"], drawn_by="eve")


def test_nothing_is_seen_until_all_are_done(ledger: Ledger, sample: Sample) -> None:
    ledger.code_claim(sample.id, "c1", coder="anna", fields={"kind": "response", "value": None})
    ledger.code_claim(sample.id, "c1", coder="bela", fields={"kind": "demand"})
    assert [each.coder for each in ledger.codings(sample.id, coder="anna")] == ["anna"]
    assert ledger.codings(sample.id) == ()
    ledger.code_claim(sample.id, "c2", coder="anna", fields={})
    ledger.code_claim(sample.id, "c2", coder="bela", fields={})
    assert ledger.sample(sample.id).is_done
    assert len(ledger.codings(sample.id, coder="anna")) == len(ledger.codings(sample.id)) == 4
    assert ledger.codings(sample.id)[0].fields == {"kind": "response", "value": None}


def test_a_coder_sees_what_is_left(ledger: Ledger, sample: Sample) -> None:
    assert ledger.uncoded(sample.id, "anna") == ("c1", "c2")
    ledger.code_claim(sample.id, "c1", coder="anna", fields={})
    assert ledger.uncoded(sample.id, "anna") == ("c2",)
    assert ledger.samples()[0].coded == {"anna": 1, "bela": 0}


def test_a_coding_is_not_changed_and_strangers_do_not_code(ledger: Ledger, sample: Sample) -> None:
    ledger.code_claim(sample.id, "c1", coder="anna", fields={"kind": "response"})
    with pytest.raises(EditConflict, match="anna has coded c1 already"):
        ledger.code_claim(sample.id, "c1", coder="anna", fields={"kind": "demand"})
    with pytest.raises(InputError, match="its coders: anna, bela"):
        ledger.code_claim(sample.id, "c1", coder="cyd", fields={})
    assert ledger.codings(sample.id, coder="anna")[0].fields == {"kind": "response"}


def test_a_sample_needs_claims_and_two_coders(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="found 1 claims, 1 coders"):
        ledger.draw_sample("x", ["c1"], coders=["anna", "anna"], drawn_by="eve")
    with pytest.raises(NotRecorded):
        ledger.sample("none")
