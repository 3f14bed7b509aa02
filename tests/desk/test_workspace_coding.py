"""A sample is drawn over sentences with and without claims, coded blind, and compared when all are done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from goodoffices.desk.recording import record_coding
from goodoffices.desk.workspace_coding import (
    Draw,
    compare_sample,
    draw_sentences,
    keep_coding,
    next_unit,
    read_unit,
)
from goodoffices.errors import EditConflict, InputError, NotRecorded
from goodoffices.extract.steps import Coding
from goodoffices.ledger import Ledger
from goodoffices.ledger.access import OWNER
from goodoffices.ledger.people import User, UserRole
from goodoffices.ledger.samples import Sample
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.sources import Report, Sensitivity, Span

YES = "Asmara accepted the plan for a pause in the fighting."
SILENT = "The market in the old town opened late in the morning."
TEXT = f"{YES} {SILENT} The road to the coast was open to trucks and buses. Nobody spoke of the weather that day."


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """One report with one claim, and two reviewers."""
    with Ledger.open("sqlite://") as opened:
        report = Report("r1", TEXT, published=date(2031, 5, 1))
        claim = Claim("r1", Span(0, len(YES)), YES, Kind.RESPONSE, "accepted", ("ERI",), ("ETH",))
        record_coding(opened, Coding(report, ("ERI", "ETH"), (), (claim,)), "1")
        for name in ("anna", "bela"):
            opened.add_user(User(name, name, UserRole.REVIEWER), by="root")
        opened.add_user(User("cyd", "cyd", UserRole.MEMBER), by="root")
        yield opened


def draw(ledger: Ledger, size: int = 2) -> Sample:
    return draw_sentences(ledger, Draw("May", "eri-eth", size, ("anna", "bela")), by="anna")


def test_half_of_the_sentences_hold_no_claim(ledger: Ledger) -> None:
    units = [read_unit(ledger, name, OWNER).text for name in draw(ledger).claims]
    assert units.count(YES) == 1
    assert len(set(units)) == 2


def test_a_small_process_gives_what_it_has(ledger: Ledger) -> None:
    assert len(draw(ledger, 50).claims) == 4


def test_a_coder_goes_through_all_and_no_coding_is_changed(ledger: Ledger) -> None:
    sample, viewer = draw(ledger), ledger.user("anna").viewer
    for _ in sample.claims:
        unit = next_unit(ledger, sample, "anna", viewer)
        assert unit is not None
        keep_coding(ledger, sample.id, unit.id, coder="anna", given={"kind_value": "none"})
    assert next_unit(ledger, sample, "anna", viewer) is None
    with pytest.raises(EditConflict):
        keep_coding(ledger, sample.id, sample.claims[0], coder="anna", given={"kind_value": "none"})
    with pytest.raises(InputError, match="still codes"):
        compare_sample(ledger, sample, viewer)


def test_what_two_said_is_compared_field_by_field_and_with_the_program(ledger: Ledger) -> None:
    sample = draw(ledger)
    for coder, to in (("anna", "ETH"), ("bela", "USA")):
        for name in sample.claims:
            said = {"kind_value": "response/accepted", "actors": "ERI", "targets": to, "when": "2031-05-01"}
            holds = read_unit(ledger, name, OWNER).text == YES
            keep_coding(ledger, sample.id, name, coder=coder, given=said if holds else {"kind_value": "none"})
    found = compare_sample(ledger, ledger.sample(sample.id), OWNER)
    alphas = {one.field: (one.alpha, one.pairs) for one in found.alphas}
    assert alphas["kind"] == (1.0, 2)
    assert alphas["targets"][1] == 1
    assert [row.differ for row in found.rows if row.differ] == [{"targets"}]
    assert (found.right, found.settled) == (2, 2)
    assert {row.program for row in found.rows} == {("response/accepted",), ()}


@pytest.mark.parametrize(
    "given",
    [{}, {"kind_value": "response"}, {"kind_value": "dance"}, {"kind_value": "response/maybe"},
     {"kind_value": "other", "when": "someday soon"}, {"kind_value": "other", "factuality": "sworn"}],
)  # fmt: skip
def test_what_the_codebook_does_not_know_is_refused(ledger: Ledger, given: dict[str, str]) -> None:
    sample = draw(ledger)
    with pytest.raises(InputError):
        keep_coding(ledger, sample.id, sample.claims[0], coder="anna", given=given)
    assert ledger.sample(sample.id).coded["anna"] == 0


def test_only_reviewers_code(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="'cyd' is no reviewer"):
        draw_sentences(ledger, Draw("x", "eri-eth", 2, ("anna", "cyd")), by="anna")


def test_what_one_coder_may_not_see_is_not_drawn(ledger: Ledger) -> None:
    secret = Report("r2", SILENT * 3, published=date(2031, 5, 2))
    secret = replace(secret, sensitivity=Sensitivity.RESTRICTED)
    record_coding(ledger, Coding(secret, ("ERI", "ETH"), (), ()), "1")
    ledger.grant_report("r2", "user:anna", by="root")
    assert all(name.startswith("r1@") for name in draw(ledger, 50).claims)


def test_what_became_secret_is_shown_to_nobody_who_may_not_see_it(ledger: Ledger) -> None:
    sample, viewer = draw(ledger), ledger.user("bela").viewer
    ledger.set_sensitivity("r1", Sensitivity.RESTRICTED, by="root")
    assert next_unit(ledger, sample, "bela", viewer) is None
    with pytest.raises(NotRecorded):
        read_unit(ledger, sample.claims[0], viewer)
    for coder in ("anna", "bela"):
        for name in sample.claims:
            ledger.code_claim(sample.id, name, coder=coder, fields={"kind": "none"})
    assert compare_sample(ledger, ledger.sample(sample.id), viewer).rows == ()
