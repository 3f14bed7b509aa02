"""What moved since one's last visit: what was read or decided here since, not what was published since."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from goodoffices.ledger.people import User, UserRole
from goodoffices.web.house import House
from goodoffices.web.pages import changes
from goodoffices.web.rendering import render
from goodoffices.web.rounds import send_mail

PAGE = "/p/rus-ukr/changes"


def rows(page: str) -> str:
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit is over at once."""
    monkeypatch.setattr("goodoffices.web.visits._ONE_VISIT", timedelta(seconds=-1))


def reject(workspace, claim_id: str) -> None:
    workspace.visit("administrator").send(f"/claims/{claim_id}", f"/claims/{claim_id}/decide", verdict="reject", seen=0)


def test_who_was_never_here_sees_the_last_week(workspace) -> None:
    shown = workspace.visit("reader").see(PAGE)
    assert "since your last visit" not in shown
    assert "between 4 Mar 2025 and 11 Mar 2025" in shown


def test_a_decision_since_the_last_visit_is_news(workspace, claim_id: str, quick) -> None:
    desk = workspace.visit("reader")
    desk.see(PAGE)
    assert "Nothing moved since your last visit" in desk.see(PAGE)
    reject(workspace, claim_id)
    shown = desk.see(PAGE)
    assert "since your last visit" in shown
    assert re.search(r"answer of Ukraine.*accepted.*no response known", rows(shown), re.DOTALL)
    assert "Nothing moved since your last visit" in desk.see(PAGE)


def test_news_stay_for_the_whole_visit(workspace, ledger, claim_id: str) -> None:
    desk = workspace.visit("reader")
    ledger.visit("reader", "changes/rus-ukr", at=datetime.now(UTC) - timedelta(hours=2))
    for _ in range(2):
        assert ">accepted<" in rows(desk.see(PAGE))
    reject(workspace, claim_id)
    assert ">accepted<" not in rows(desk.see(PAGE))


def test_everybody_has_a_visit_of_their_own(workspace, claim_id: str, quick) -> None:
    one, two = workspace.visit("reader"), workspace.visit("member")
    one.see(PAGE)
    reject(workspace, claim_id)
    two.see(PAGE)
    assert "no response known" in rows(one.see(PAGE))
    assert "Nothing moved" in two.see(PAGE)


def test_newcomers_who_see_the_same_are_given_one_page_and_a_visit_each(workspace, ledger, monkeypatch) -> None:
    made = []
    monkeypatch.setattr(changes, "render", lambda *given, **told: made.append("page") or render(*given, **told))
    ledger.add_user(User("vera", "Vera", UserRole.REVIEWER), by="root", password=ledger.password_of("reviewer"))
    one, two = (workspace.visit(name).see(PAGE) for name in ("reviewer", "vera"))
    assert rows(one) == rows(two)
    assert len(made) == 1
    visits = workspace.app.state.house.visits
    assert all(visits.last(name, "changes/rus-ukr") for name in ("reviewer", "vera"))


def test_a_process_that_is_not_open_to_one_is_not_visited(workspace) -> None:
    workspace.visit("reader").see("/p/nowhere/changes", 404)
    assert workspace.app.state.house.visits.last("reader", "changes/nowhere") is None


def test_a_day_that_is_named_counts_more_than_the_visit(workspace, quick) -> None:
    desk = workspace.visit("reader")
    desk.see(PAGE)
    assert "between 1 Jan 2025" in desk.see(f"{PAGE}?since=2025-01-01")


def test_a_round_without_a_server_does_no_harm(workspace, caplog: pytest.LogCaptureFixture) -> None:
    send_mail(House(workspace.ledger, workspace.settings))
    assert "web.mail.host" in caplog.text
