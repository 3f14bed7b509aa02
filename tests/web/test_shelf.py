"""Pages are made once for all who see the same, and never reach anybody who sees less."""

import re
import time

import pytest
from starlette.testclient import TestClient

from goodoffices.ledger import Ledger
from goodoffices.ledger.people import User, UserRole
from goodoffices.record.sources import Report, Sensitivity
from goodoffices.web import asking
from goodoffices.web.shelf import Shelf
from goodoffices.web.visitors import MASKED_FORM, MASKED_NAME

ROLES = ("", "reader", "reviewer", "administrator")  # none of them is of the desk that sees the secret
PAGES = (
    "/p/rus-ukr", "/p/rus-ukr/timeline", "/p/rus-ukr/timeline.json", "/p/rus-ukr/timeline.svg", "/p/rus-ukr/changes",
    "/p/rus-ukr/changes.atom", "/p/rus-ukr/changes.json", "/p/rus-ukr/brief", "/p/rus-ukr/queue", "/reports",
    "/reports/wire-1", "/search?q=hidden",
)  # fmt: skip
OF_MEMBERS = ("/p/rus-ukr/queue",)
HIDDEN = re.compile(r"hidden (envoy|maps)|An Envoy|secret-1", re.IGNORECASE)
MARK = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


def shelf_of(workspace) -> Shelf:
    """The shelf between guards and pages."""
    layer = workspace.app.middleware_stack
    while not isinstance(layer, Shelf):
        layer = layer.app
    return layer


def open_for(page: str, role: str) -> bool:
    return page not in OF_MEMBERS or role in ("reviewer", "administrator")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_a_member_saw_shows_nobody_else_the_secret(workspace, page) -> None:
    """Whoever sees most comes first, so that their page lies on the shelf when the others come."""
    member = workspace.visit("member")
    shown = member.see(page)
    assert HIDDEN.search(shown) or page == "/reports/wire-1"
    for role in ROLES:
        if open_for(page, role):
            assert not HIDDEN.search(workspace.visit(role).see(page)), role
    assert member.see(page) == shown


@pytest.mark.parametrize("page", PAGES)
def test_a_kept_page_bears_nobodys_name_or_form_but_ones_own(workspace, page) -> None:
    marks = []
    for role in ("reviewer", "reviewer", "administrator"):
        shown = workspace.visit(role).see(page)
        assert MASKED_NAME not in shown
        assert MASKED_FORM not in shown
        found = set(MARK.findall(shown))
        assert len(found) <= 1
        marks += found
    assert len(set(marks)) == len(marks)


def test_two_of_one_role_share_a_page_and_keep_their_names(workspace, ledger) -> None:
    vera = User("vera", "<b>Vera", UserRole.REVIEWER, desks=frozenset({"west"}))
    ledger.add_user(vera, by="root", password=ledger.password_of("reviewer"))
    one, two = (workspace.visit(name).see("/p/rus-ukr") for name in ("vera", "reviewer"))
    assert "&lt;b&gt;Vera" in one
    assert "<b>Vera" not in one
    assert "Vera" not in two
    assert MARK.sub("", one).replace("&lt;b&gt;Vera", "reviewer") == MARK.sub("", two)


def test_a_form_on_a_shared_page_works_for_each(workspace, claim_id) -> None:
    for who in (workspace.visit("reviewer"), workspace.visit("administrator")):
        page = f"/claims/{claim_id}"
        seen = re.search(r'name="seen" value="(\d+)"', who.see(page))
        assert seen
        who.send(page, f"{page}/decide", verdict="accept", seen=seen[1])


def test_a_grant_shows_at_once_and_its_end_too(workspace, ledger) -> None:
    reader = workspace.visit("reader")
    assert not HIDDEN.search(reader.see("/reports"))
    ledger.grant_report("secret-1", "user:reader", by="root")
    assert HIDDEN.search(reader.see("/reports"))
    assert HIDDEN.search(reader.see("/p/rus-ukr"))
    assert not HIDDEN.search(workspace.visit("reviewer").see("/p/rus-ukr"))
    ledger.withdraw_report("secret-1", "user:reader", by="root")
    assert not HIDDEN.search(reader.see("/reports"))
    assert not HIDDEN.search(reader.see("/p/rus-ukr"))


def test_a_desk_that_is_left_shows_nothing_more(workspace, ledger) -> None:
    member = workspace.visit("member")
    assert HIDDEN.search(member.see("/p/rus-ukr"))
    ledger.change_user("member", by="root", desks=[])
    assert not HIDDEN.search(member.see("/p/rus-ukr"))


def test_a_report_made_secret_leaves_every_page_at_once(workspace, ledger) -> None:
    visitors = [workspace.visit(role) for role in ("", "reader", "member")]
    assert all("Moscow rejected" in one.see("/reports/wire-1") for one in visitors)
    ledger.set_sensitivity("wire-1", Sensitivity.RESTRICTED, by="root")
    for one in visitors:
        one.see("/reports/wire-1", 404)
        assert "wire-1" not in one.see("/reports")


def test_a_session_that_was_ended_shows_the_page_of_a_stranger(workspace, ledger) -> None:
    member = workspace.visit("member")
    assert "Sign out" in member.see("/p/rus-ukr")
    ledger.end_sessions("member", by="root")
    shown = member.see("/p/rus-ukr")
    assert "Sign out" not in shown
    assert not HIDDEN.search(shown)


def test_who_signs_out_here_is_a_stranger_at_once(workspace, ledger) -> None:
    """Also where the session's cookie stays behind, and to another program that shares the ledger."""
    member = workspace.visit("member")
    assert "Sign out" in member.see("/p/rus-ukr")
    cookies = dict(member.client.cookies)
    member.send("/p/rus-ukr", "/sign-out")
    thief = workspace.visit()
    thief.client.cookies.update(cookies)
    shown = thief.see("/p/rus-ukr")
    assert "Sign out" not in shown
    assert not HIDDEN.search(shown)


def test_a_reviewer_who_becomes_a_reader_has_no_forms_left(workspace, ledger, claim_id) -> None:
    reviewer = workspace.visit("reviewer")
    assert 'value="reject"' in reviewer.see(f"/claims/{claim_id}")
    ledger.change_user("reviewer", by="root", role=UserRole.READER)
    assert 'value="reject"' not in reviewer.see(f"/claims/{claim_id}")


def test_what_another_program_reads_shows_after_the_lag(workspace, ledger, monkeypatch) -> None:
    monkeypatch.setattr("goodoffices.web.house._LAG", 3600.0)
    visitors = [workspace.visit(role) for role in ("", "member")]
    assert all("Rain fell" not in one.see("/reports") for one in visitors)
    with Ledger.open(ledger.engine.url.render_as_string()) as elsewhere:
        elsewhere.add_report(Report("wire-9", "Rain fell.", title="Rain fell"), (), processes=["rus-ukr"])
    assert all("Rain fell" not in one.see("/reports") for one in visitors)
    monkeypatch.setattr("goodoffices.web.house._LAG", 0.0)
    assert all("Rain fell" in one.see("/reports") for one in visitors)


def test_what_a_person_does_shows_without_any_lag(workspace, ledger, monkeypatch) -> None:
    """Also to others, and with all that was read meanwhile."""
    monkeypatch.setattr("goodoffices.web.house._LAG", 3600.0)
    stranger = workspace.visit()
    assert "wire-9" not in stranger.see("/reports")
    ledger.add_report(Report("wire-9", "Rain fell."), (), processes=["rus-ukr"])
    ledger.set_sensitivity("wire-1", Sensitivity.TEAM, by="root")
    shown = stranger.see("/reports")
    assert "wire-9" in shown
    assert "wire-1" not in shown


def test_an_old_edition_is_given_out_while_the_next_is_made(workspace, ledger, monkeypatch) -> None:
    """Nobody waits for it, and it comes."""
    with TestClient(workspace.app, base_url="http://127.0.0.1:8000") as client:
        assert "Rain fell" not in client.get("/reports").text
        ledger.add_report(Report("wire-9", "Rain fell.", title="Rain fell"), (), processes=["rus-ukr"])
        memory = workspace.app.state.house.memory
        monkeypatch.setattr("goodoffices.web.house._LAG", 3600.0)
        memory.adopted -= 4000
        assert "Rain fell" not in client.get("/reports").text
        for _ in range(100):
            if "Rain fell" in client.get("/reports").text:
                return
            time.sleep(0.05)
    raise AssertionError("the next edition never came")


def test_a_comment_is_ones_own_to_take_away(workspace) -> None:
    """A page with comments asks who it is: it is kept for its reader only."""
    member, reader = workspace.visit("member"), workspace.visit("reader")
    member.send("/reports/wire-1", "/discuss", topic="report", subject="wire-1", text="Well said")
    for _ in range(2):
        assert "take away" in member.see("/reports/wire-1")
        assert "take away" not in reader.see("/reports/wire-1")
        assert "Well said" in workspace.visit().see("/reports/wire-1")


def test_who_has_the_page_is_told_so_and_only_they(workspace) -> None:
    reader, reviewer = workspace.visit("reader"), workspace.visit("reviewer")
    tag = reader.client.get("/p/rus-ukr").headers["etag"]
    again = reader.client.get("/p/rus-ukr", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-cache" in again.headers["cache-control"]
    assert reviewer.client.get("/p/rus-ukr", headers={"If-None-Match": tag}).status_code == 200


def test_pictures_travel_pressed_and_pages_with_secrets_do_not(workspace) -> None:
    reader = workspace.visit("reader")
    assert reader.client.get("/p/rus-ukr/timeline.svg").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in reader.client.get("/p/rus-ukr").headers
    plain = reader.client.get("/p/rus-ukr/timeline.svg", headers={"Accept-Encoding": "identity"})
    assert plain.text.startswith("<svg")


def test_a_page_with_a_form_has_a_mark_of_ones_own(workspace) -> None:
    one, two = workspace.visit().see("/sign-in"), workspace.visit().see("/sign-in")
    assert one != two


def test_a_kept_page_is_given_with_the_policy_and_a_cookie_of_ones_own(workspace) -> None:
    workspace.visit().see("/reports")
    one, two = (workspace.visit().client.get("/reports") for _ in range(2))
    assert one.text == two.text
    assert "frame-ancestors 'none'" in two.headers["content-security-policy"]
    assert one.headers["set-cookie"] != two.headers["set-cookie"]


def test_the_hundredth_reader_asks_for_no_board(workspace, monkeypatch) -> None:
    """Two persons of one role and the same desks: the second page is not made anew."""
    made = []
    ask_board = asking.ask_board
    monkeypatch.setattr(asking, "ask_board", lambda *given: made.append(given) or ask_board(*given))
    for role in ("reader", "reviewer", "administrator", "reader"):
        workspace.visit(role).see("/p/rus-ukr")
    assert len(made) == 1
