"""The record by term, and what persons say of a term."""

from dataclasses import replace

from goodoffices.desk.recording import record_coding
from goodoffices.ledger.threads import Subject, Topic

from .conftest import secret_report

TERM = "/p/rus-ukr/terms/ceasefire"


def test_a_term_shows_what_is_on_record_of_it(workspace) -> None:
    desk = workspace.visit()
    assert TERM in desk.see("/p/rus-ukr")
    assert TERM in desk.see("/p/rus-ukr/terms")
    shown = desk.see(TERM)
    assert "Washington proposed a ceasefire of 30 days." in shown
    assert "/reports/wire-1#c-" in shown


def test_a_term_is_empty_before_its_day(workspace) -> None:
    assert "Nothing is on record" in workspace.visit().see(f"{TERM}?as_of=2025-01-01")


def test_a_term_is_talked_about_where_it_stands(workspace) -> None:
    member = workspace.visit("member")
    place = member.send(
        TERM, "/discuss", topic="term", subject="ceasefire", process="rus-ukr", text="All fire? @reader"
    )
    assert place.startswith(f"{TERM}#t-")
    assert "All fire?" in workspace.visit("reader").see(TERM)
    assert f'href="{TERM}#t-' in workspace.visit("reader").see("/mentions")
    member.send(TERM, f"/discuss/{place.partition('#t-')[2]}/reply", text="And the sea?")
    assert "And the sea?" in member.see(TERM)


def test_there_is_no_thread_on_a_term_that_is_none(workspace) -> None:
    desk = workspace.visit("member")
    desk.see("/p/rus-ukr/terms/chess", 404)
    desk.send(TERM, "/discuss", status=404, topic="term", subject="chess", process="rus-ukr", text="Check.")
    desk.send(TERM, "/discuss", status=404, topic="term", subject="ceasefire", process="no-where", text="Hm.")


def test_a_reader_without_a_plan_is_told_why(workspace) -> None:
    desk = workspace.visit("reader")
    assert "Write to the desk." in desk.see(TERM)
    desk.send("/account", "/discuss", status=403, topic="term", subject="ceasefire", process="rus-ukr", text="Hm.")


def test_a_thread_in_a_hidden_process_is_nobodys_news(workspace, ledger) -> None:
    coding = secret_report()
    report = replace(coding.report, id="secret-2", text=coding.report.text + " Quietly.")
    claims = tuple(replace(claim, report="secret-2", actors=("ETH",), targets=("ERI",)) for claim in coding.claims)
    record_coding(ledger, replace(coding, report=report, parties=("ERI", "ETH"), claims=claims), "1")
    ledger.grant_report("secret-2", "user:administrator", by="root")
    home = next(one.process.id for one in ledger.processes() if one.process.id != "rus-ukr")
    about = Subject(Topic.TERM, "ceasefire", home)
    thread = ledger.open_thread(about, author="administrator", text="Not for all", mentions=["member"])
    member = workspace.visit("member")
    assert "Not for all" not in member.see("/mentions")
    assert "Not for all" in workspace.visit("administrator").see("/mentions")
    member.send("/account", f"/discuss/{thread.id}/reply", status=404, text="I am in")


def test_a_term_hides_what_its_reader_may_not_see(workspace) -> None:
    pages = ("/p/rus-ukr/terms", "/p/rus-ukr/terms/exchange", "/p/rus-ukr/terms/other")
    for who in ("", "reader", "reviewer", "administrator"):
        assert not any("hidden maps" in workspace.visit(who).see(page) for page in pages)
    assert any("hidden maps" in workspace.visit("member").see(page) for page in pages)


def test_the_public_mode_shows_reviewed_terms_only(workspace) -> None:
    public = workspace.with_web(public=True)
    assert "Washington proposed" not in public.visit().see(TERM)
    assert "Washington proposed" in public.visit("reader").see(TERM)
