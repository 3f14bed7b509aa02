"""Editions and pulses: whether anything changed since one looked."""

from datetime import timedelta

import pytest

from goodoffices.ledger import Ledger
from goodoffices.ledger.editions import DECIDED, DERIVED, PERSONAL, READ
from goodoffices.ledger.people import User, UserRole
from goodoffices.ledger.schema import metadata
from goodoffices.ledger.threads import Subject, Topic
from goodoffices.record.sources import Report, Sensitivity


def test_every_table_is_counted_or_left_out_for_a_reason() -> None:
    known = {table.name for table in (*READ, *DECIDED)} | set(DERIVED) | set(PERSONAL)
    assert set(metadata.tables) == known


def test_nothing_changes_by_reading(ledger) -> None:
    ledger.add_report(Report("one", "Ardel accepted."), ())
    before = ledger.edition()
    ledger.report("one")
    assert ledger.edition() == before


def test_a_person_who_comes_and_looks_changes_no_edition(ledger, clock) -> None:
    ledger.add_user(User("anna", "Anna", UserRole.READER), by="root")
    before = ledger.edition()
    ledger.start_session("hash", "anna", expires=clock() + timedelta(days=1))
    ledger.visit("anna", "changes/x")
    ledger.note_attempt("anna", "::1", succeeded=True)
    assert ledger.edition() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda ledger: ledger.add_report(Report("two", "Brenn refused."), (), processes=["p"]),
        lambda ledger: ledger.set_sensitivity("one", Sensitivity.TEAM, by="root"),
        lambda ledger: ledger.grant_report("one", "desk:north", by="root"),
        lambda ledger: ledger.unlink_report("p", "one"),
        lambda ledger: ledger.change_user("anna", by="root", role=UserRole.REVIEWER),
        lambda ledger: ledger.open_thread(Subject(Topic.REPORT, "one"), author="anna", text="Well said"),
    ],
)
def test_what_pages_show_changes_the_edition(ledger, change) -> None:
    ledger.add_report(Report("one", "Ardel accepted."), (), processes=["p"])
    ledger.add_user(User("anna", "Anna", UserRole.READER), by="root")
    before = ledger.edition()
    change(ledger)
    assert ledger.edition() != before


def test_what_a_program_reads_is_told_from_what_persons_do(ledger) -> None:
    before = ledger.edition()
    ledger.add_report(Report("one", "Ardel accepted."), ())
    read = ledger.edition()
    assert (read.decided, read.read == before.read) == (before.decided, False)
    ledger.set_sensitivity("one", Sensitivity.RESTRICTED, by="root")
    assert ledger.edition().read == read.read
    assert ledger.edition().decided != read.decided


def test_a_report_that_another_program_adds_changes_both_marks(tmp_path) -> None:
    with Ledger.open(tmp_path / "a.db") as ours, Ledger.open(tmp_path / "a.db") as theirs:
        before = ours.pulse(), ours.edition()
        theirs.add_report(Report("one", "Ardel accepted."), ())
        assert ours.pulse() != before[0]
        assert ours.edition() != before[1]


def test_what_was_granted_is_listed_until_it_is_taken_back(ledger) -> None:
    ledger.add_report(Report("one", "Ardel accepted."), ())
    ledger.grant_report("one", "desk:north", by="root")
    assert ledger.principals() == {"desk:north"}
    ledger.withdraw_report("one", "desk:north", by="root")
    assert not ledger.principals()
