"""Who somebody is at a provider belongs to one person; texts come at once, and in the order they were stored."""

import pytest

from goodoffices.errors import EditConflict
from goodoffices.ledger import Ledger
from goodoffices.ledger.access import PUBLIC, Viewer
from goodoffices.ledger.people import User, UserRole
from goodoffices.record.sources import Report, Sensitivity


@pytest.fixture
def people(ledger: Ledger) -> Ledger:
    for name in ("anna", "bela"):
        ledger.add_user(User(name, name.title(), UserRole.READER), by="root")
    return ledger


def test_an_identity_is_one_persons(people: Ledger) -> None:
    people.link_identity("https://login.example.org", "7", "anna")
    with pytest.raises(EditConflict, match="linked already"):
        people.link_identity("https://login.example.org", "7", "bela")
    people.link_identity("https://other.example.org", "7", "bela")
    assert people.user_of_identity("https://login.example.org", "7") == "anna"
    assert people.user_of_identity("https://login.example.org", "8") is None
    assert people.identities_of("bela") == (("https://other.example.org", "7"),)


def test_an_identity_is_somebodys_who_is_here(people: Ledger) -> None:
    with pytest.raises(EditConflict, match="no user 'cyd'"):
        people.link_identity("https://login.example.org", "9", "cyd")


def test_a_link_is_on_record(people: Ledger) -> None:
    people.link_identity("https://login.example.org", "7", "anna")
    assert people.audit_log(limit=1)[0].action == "link_identity"


def test_texts_are_read_from_where_one_stopped_and_shown_to_who_may_see_them(ledger: Ledger) -> None:
    start = ledger.last_report()
    ledger.add_report(Report("t1", "Rain fell on the harbour."))
    first = ledger.last_report()
    ledger.add_report(Report("t2", "The bridge is open.", sensitivity=Sensitivity.TEAM))
    assert [report.id for _, report in ledger.reports_after(start)] == ["t1", "t2"]
    assert [(number > first, report.id) for number, report in ledger.reports_after(first)] == [(True, "t2")]
    assert ledger.texts_of(["t1", "t2", "t3"], PUBLIC) == {"t1": "Rain fell on the harbour."}
    assert set(ledger.texts_of(["t1", "t2"], Viewer("anna"))) == {"t1", "t2"}
