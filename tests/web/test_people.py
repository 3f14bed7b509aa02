"""Who comes in, as what, and who may comment."""

import re

from goodoffices.desk.workspace_people import make_first_link
from goodoffices.ledger import Ledger
from goodoffices.settings import Settings

from .conftest import PASSWORD, Workspace


def test_the_first_link_makes_one_administrator_and_no_second(tmp_path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path / 'new.db'}") as ledger:
        secret = make_first_link(ledger)
        workspace = Workspace(ledger, Settings())
        desk = workspace.visit()
        desk.send(f"/start/{secret}", f"/start/{secret}", name="root", password=PASSWORD)
        assert "People" in desk.see("/people")
        other = workspace.visit()
        other.send(f"/start/{secret}", f"/start/{secret}", status=404, name="thief", password=PASSWORD)
        assert make_first_link(ledger) is None


def test_an_invited_person_chooses_a_password_once(workspace) -> None:
    boss = workspace.visit("administrator")
    shown = boss.send("/people", "/people", 200, name="anna", role="member")
    link = re.search(r"(/welcome/[\w-]+)", shown)
    assert link
    anna = workspace.visit()
    anna.send(link[1], link[1], password="a long password")
    assert "anna" in anna.see("/account")
    workspace.visit().send(link[1], link[1], status=404, password="another password")


def test_who_signs_out_is_out(workspace) -> None:
    desk = workspace.visit("reader")
    desk.send("/account", "/sign-out")
    assert desk.client.get("/account").status_code == 303


def test_a_disabled_person_loses_every_session(workspace) -> None:
    reader, boss = workspace.visit("reader"), workspace.visit("administrator")
    boss.send("/people", "/people/reader", role="reader", disabled="1")
    assert reader.client.get("/account").status_code == 303


def test_an_administrator_keeps_the_keys(workspace) -> None:
    boss = workspace.visit("administrator")
    assert "cannot take your own" in boss.send("/people", "/people/administrator", status=422, role="reader")


def test_a_comment_needs_a_plan_and_says_where_to_ask(workspace) -> None:
    reader = workspace.visit("reader")
    assert "Write to the desk." in reader.see("/reports/wire-1")
    said = reader.send("/account", "/discuss", status=403, topic="report", subject="wire-1", text="Hm.")
    assert "plan team" in said
    assert "Write to the desk." in said


def test_a_granted_plan_lets_comment(workspace) -> None:
    boss, reader = workspace.visit("administrator"), workspace.visit("reader")
    boss.send("/people", "/people/reader", role="reader", plan="team")
    reader.send("/reports/wire-1", "/discuss", topic="report", subject="wire-1", text="Who says so? @member")
    assert "Who says so?" in workspace.visit().see("/reports/wire-1")
    assert "Who says so?" in workspace.visit("member").see("/mentions")


def test_a_thread_is_answered_resolved_and_moderated(workspace, ledger) -> None:
    member, boss = workspace.visit("member"), workspace.visit("administrator")
    place = member.send("/reports/wire-1", "/discuss", topic="report", subject="wire-1", text="First words")
    thread = place.partition("#t-")[2]
    member.send("/reports/wire-1", f"/discuss/{thread}/reply", text="Second words")
    member.send("/reports/wire-1", f"/discuss/{thread}/settle")
    assert "resolved by member" in member.see("/reports/wire-1")
    first = ledger.thread(thread).comments[0].id
    boss.send("/reports/wire-1", f"/discuss/{thread}/remove", comment=first, why="off the point")
    shown = member.see("/reports/wire-1")
    assert "First words" not in shown
    assert "off the point" in shown


def test_a_reader_takes_no_comment_of_another_away(workspace, ledger) -> None:
    member, reader = workspace.visit("member"), workspace.visit("reader")
    place = member.send("/reports/wire-1", "/discuss", topic="report", subject="wire-1", text="Mine")
    thread = place.partition("#t-")[2]
    first = ledger.thread(thread).comments[0].id
    reader.send("/account", f"/discuss/{thread}/remove", status=403, comment=first)


def test_a_closed_desk_shows_nothing_to_strangers(workspace) -> None:
    closed = workspace.with_web(open_reading=False)
    stranger = closed.visit()
    for page in ("/p/rus-ukr", "/reports", "/search?q=proposal", "/p/rus-ukr/changes.atom", "/p/rus-ukr/timeline.svg"):
        assert stranger.client.get(page).headers["location"].startswith("/sign-in")
    assert stranger.client.get("/api/v1/reports").status_code == 401
    assert "accepted" in closed.visit("reader").see("/p/rus-ukr")


def test_the_public_mode_shows_reviewed_claims_only(workspace, claim_id: str) -> None:
    public = workspace.with_web(public=True)
    assert "accepted" not in public.visit().see("/p/rus-ukr")
    assert public.visit().client.get(f"/claims/{claim_id}").status_code == 404
    assert "proposal" in public.visit("reader").see("/p/rus-ukr").casefold()


def test_a_watch_has_a_feed_of_its_own(workspace) -> None:
    desk = workspace.visit("reader")
    shown = desk.send("/p/rus-ukr/changes", "/watch", 200, process="rus-ukr", name="mine", words="Ukraine")
    feed = re.search(r"(/feeds/[\w-]+)", shown)
    assert feed
    assert "<feed" in workspace.visit().see(feed[1])
    assert workspace.visit().client.get("/feeds/nothing").status_code == 404
