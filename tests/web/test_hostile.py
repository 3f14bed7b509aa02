"""What people with bad intent send: markup, forged forms, stolen cookies, guesses, paths, headers, floods, spying."""

import re
from dataclasses import replace
from datetime import date

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from goodoffices.desk.recording import record_coding
from goodoffices.record.sources import Outlet, Report

from .conftest import PASSWORD, SECRET, first_report

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
EVERYWHERE = (
    "/", "/reports", "/reports/secret-1", "/search?q=hidden", "/search?q=maps", "/p/rus-ukr", "/p/rus-ukr/timeline",
    "/p/rus-ukr?candidates=1", "/p/rus-ukr/timeline.svg", "/p/rus-ukr/timeline.json?candidates=1", "/p/rus-ukr/brief",
    "/p/rus-ukr/changes?since=2025-01-01", "/p/rus-ukr/changes.atom?since=2025-01-01",
    "/p/rus-ukr/changes.json?since=2025-01-01", "/p/rus-ukr/queue", "/api/v1/reports", "/api/v1/reports/secret-1",
    "/api/v1/search?q=hidden", "/api/v1/processes/rus-ukr/board", "/api/v1/processes/rus-ukr/timeline",
    "/api/v1/processes/rus-ukr/queue", "/api/v1/processes/rus-ukr/changes?since=2025-01-01", "/mentions",
)  # fmt: skip


@pytest.mark.parametrize("where", ["text", "title", "outlet", "speaker", "url"])
def test_markup_in_a_report_is_shown_as_words(workspace, ledger, where: str) -> None:
    coding = first_report(name="evil")
    report = coding.report
    if where == "text":
        coding = first_report(report.text + " " + EVIL, name="evil")
    elif where == "title":
        coding = replace(coding, report=replace(report, title=EVIL, text=report.text + " x"))
    elif where == "outlet":
        coding = replace(coding, report=replace(report, outlet=Outlet(EVIL), text=report.text + " y"))
    elif where == "url":
        coding = replace(coding, report=replace(report, url="javascript:alert(1)", text=report.text + " z"))
    else:
        claims = tuple(replace(claim, speaker=EVIL, object=EVIL) for claim in coding.claims)
        coding = replace(coding, claims=claims, report=replace(report, text=report.text + " v"))
    record_coding(ledger, coding, "1")
    desk = workspace.visit()
    pages = ("/p/rus-ukr", "/reports", "/reports/evil", "/p/rus-ukr/timeline", "/p/rus-ukr/brief", "/search?q=alert")
    for page in pages:
        shown = desk.see(page)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert 'href="javascript' not in shown


def test_markup_in_a_comment_and_a_search_is_shown_as_words(workspace) -> None:
    desk = workspace.visit("member")
    desk.send("/reports/wire-1", "/discuss", topic="report", subject="wire-1", text=EVIL)
    assert "&lt;script&gt;alert(1)" in desk.see("/reports/wire-1")
    assert "<script>alert" not in desk.see("/search?q=" + EVIL)


def test_markup_in_a_feed_and_the_picture_is_text(workspace, ledger) -> None:
    coding = first_report(name="evil")
    claims = tuple(replace(claim, object=EVIL) for claim in coding.claims)
    record_coding(
        ledger, replace(coding, claims=claims, report=replace(coding.report, text=coding.report.text + " w")), "1"
    )
    desk = workspace.visit()
    for page in ("/p/rus-ukr/changes.atom?since=2025-01-01", "/p/rus-ukr/timeline.svg"):
        assert "<script" not in desk.see(page)


@pytest.mark.parametrize("page", ["/p/rus-ukr", "/nowhere", "/static/style.css", "/api/v1/processes", "/sign-in"])
def test_every_answer_carries_the_policy(workspace, page: str) -> None:
    headers = workspace.visit().client.get(page).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def routes_that_write(workspace) -> list[str]:
    found = list(iter_route_contexts(workspace.app.routes))
    return [one.path for one in found if isinstance(one.original_route, APIRoute) and "POST" in (one.methods or ())]


def test_every_form_refuses_who_did_not_see_it(workspace) -> None:
    desk = workspace.visit("administrator")
    paths = [path for path in routes_that_write(workspace) if not path.startswith("/api/")]
    assert len(paths) > 15
    for path in paths:
        target = path.replace("{", "x").replace("}", "").replace(":path", "")
        for body in ({}, {"csrf": "0" * 64}):
            answer = desk.client.post(target, data=body)
            assert answer.status_code in (403, 422), (path, answer.status_code)
        assert answer.status_code == 403 or "csrf" not in answer.text


def test_the_mark_of_one_visitor_is_worth_nothing_to_another(workspace, claim_id: str) -> None:
    one, two = workspace.visit("reviewer"), workspace.visit("administrator")
    mark = re.search(r'name="csrf" value="(\w+)"', one.see(f"/claims/{claim_id}"))
    assert mark
    body = {"csrf": mark[1], "verdict": "reject", "seen": 0}
    assert two.client.post(f"/claims/{claim_id}/decide", data=body).status_code == 403


def test_a_session_planted_before_signing_in_is_not_used(workspace) -> None:
    desk = workspace.visit()
    desk.client.cookies.set("goodoffices", "planted")
    desk.sign_in("reader")
    values = {
        cookie.value for cookie in desk.client.cookies.jar if cookie.name == "goodoffices" and cookie.value != "planted"
    }
    assert values
    thief = workspace.visit()
    thief.client.cookies.set("goodoffices", "planted")
    assert thief.client.get("/account").status_code == 303


def test_signing_in_again_ends_the_old_session(workspace) -> None:
    desk = workspace.visit("reader")
    old = desk.client.cookies["goodoffices"]
    desk.sign_in("member")
    thief = workspace.visit()
    thief.client.cookies.set("goodoffices", old)
    assert thief.client.get("/account").status_code == 303


def test_the_sessions_cookie_is_out_of_reach_of_scripts(workspace) -> None:
    secure = workspace.with_web(base_url="https://desk.example")
    desk = secure.visit()
    desk.client.base_url = "https://desk.example"
    mark = re.search(r'name="csrf" value="(\w+)"', desk.see("/sign-in"))
    assert mark
    answer = desk.client.post("/sign-in", data={"csrf": mark[1], "name": "reader", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-goodoffices=")
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"))


def test_who_guesses_has_to_wait_and_the_right_password_too(workspace) -> None:
    desk = workspace.visit()
    for _ in range(5):
        desk.send("/sign-in", "/sign-in", status=401, name="reader", password="a wrong guess")
    desk.send("/sign-in", "/sign-in", status=429, name="reader", password=PASSWORD)
    workspace.visit("member")


def test_an_unknown_name_is_answered_like_a_wrong_password(workspace) -> None:
    desk = workspace.visit()
    one = desk.send("/sign-in", "/sign-in", status=401, name="nobody", password="a wrong guess")
    two = desk.send("/sign-in", "/sign-in", status=401, name="member", password="a wrong guess")
    assert one.replace('value="nobody"', "") == two.replace('value="member"', "")


@pytest.mark.parametrize(
    "place", ["https://evil.example", "//evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a=b"]
)
def test_signing_in_leads_to_our_own_pages_only(workspace, place: str) -> None:
    desk = workspace.visit()
    answer = desk.send("/sign-in", "/sign-in", name="reader", password=PASSWORD, next=place)
    assert answer == "/"


@pytest.mark.parametrize("back", ["https://evil.example/p/", "//evil.example", "/p/\r\nX: y", "/p/\\evil"])
def test_a_decision_leads_to_our_own_pages_only(workspace, claim_id: str, back: str) -> None:
    desk = workspace.visit("reviewer")
    page = f"/claims/{claim_id}"
    answer = desk.send(page, f"{page}/decide", verdict="accept", seen=0, back=back)
    assert answer.startswith(page)


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/reports/..%2f..%2fetc%2fpasswd"]
)
def test_a_path_leads_out_of_nothing(workspace, path: str) -> None:
    answer = workspace.visit().client.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "make_app" not in answer.text


def test_too_much_is_refused_before_it_is_read(workspace) -> None:
    small = workspace.with_web(max_upload=1000)
    desk = small.visit("member")
    answer = desk.client.post("/add", files={"file": ("a.txt", b"x" * 300_000)})
    assert answer.status_code == 413
    assert "at most" in answer.text


def test_too_much_without_a_length_is_refused_too(workspace) -> None:
    small = workspace.with_web(max_upload=1000)
    desk = small.visit("member")
    headers = {"content-type": "application/x-www-form-urlencoded"}
    for page in ("/add", "/discuss"):
        answer = desk.client.post(page, content=(b"x" * 10_000 for _ in range(40)), headers=headers)
        assert answer.status_code == 413


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x", "http://localhost/", "http://169.254.169.254/", "file:///etc/passwd"]
)
def test_addresses_inside_our_own_network_are_refused(workspace, url: str) -> None:
    desk = workspace.visit("member")
    said = desk.send("/add", "/add", status=422, url=url, text="")
    assert 'role="alert"' in said
    assert "root:" not in said


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.jsonl", b'{"report": "a", "file": "/etc/passwd"}'),
        ("x.txt", b'{"report": "a", "file": "/etc/passwd"}'),
        ("../../x.sh", b"echo"),
        ("x.html", b"\x1f\x8b\x08"),
    ],
)
def test_an_upload_names_no_other_file(workspace, name: str, raw: bytes) -> None:
    desk = workspace.visit("member")
    mark = re.search(r'name="csrf" value="(\w+)"', desk.see("/add"))
    assert mark
    answer = desk.client.post("/add", data={"csrf": mark[1], "text": ""}, files={"file": (name, raw)})
    assert answer.status_code == 422
    assert "root:" not in answer.text


@pytest.mark.parametrize("who", ["", "reader", "reviewer", "administrator"])
@pytest.mark.parametrize("page", EVERYWHERE)
def test_who_is_not_let_in_finds_the_secret_nowhere(workspace, who: str, page: str) -> None:
    answer = workspace.visit(who).client.get(page, follow_redirects=True)
    assert "hidden envoy" not in answer.text
    assert "exchange of hidden maps" not in answer.text
    assert "secret-1" not in answer.text.replace("/reports/secret-1", "").replace("%2Freports%2Fsecret-1", "")


def test_neither_its_claim_nor_its_record_nor_a_thread_shows_the_secret(workspace, ledger) -> None:
    claim = next(one for one in ledger.current_claims() if one.claim.report == "secret-1")
    record = ledger.records_of_claim(claim.id)[0][1]
    member = workspace.visit("member")
    assert SECRET in member.see("/reports/secret-1")
    member.send("/reports/secret-1", "/discuss", topic="report", subject="secret-1", text="hidden envoy, hm")
    for who in ("", "reader", "reviewer", "administrator"):
        other = workspace.visit(who)
        for page in (f"/claims/{claim.id}", f"/p/rus-ukr/records/{record}", f"/api/v1/claims/{claim.id}"):
            assert other.client.get(page).status_code == 404
    assert "hidden envoy" not in workspace.visit("reviewer").see("/mentions")


def test_nobody_decides_or_comments_on_what_they_cannot_see(workspace, ledger) -> None:
    claim = next(one for one in ledger.current_claims() if one.claim.report == "secret-1")
    desk = workspace.visit("reviewer")
    desk.send("/account", f"/claims/{claim.id}/decide", status=404, verdict="accept", seen=0)
    ledger.grant_plan("reviewer", "team", by="root")
    desk.send("/account", "/discuss", status=404, topic="report", subject="secret-1", text="Hm")


def test_a_report_made_restricted_is_gone_at_once(workspace) -> None:
    stranger, boss = workspace.visit(), workspace.visit("administrator")
    assert "accepted" in stranger.see("/p/rus-ukr")
    boss.send("/reports/wire-1", "/share", report="wire-1", level="restricted", principal="desk:horn")
    assert stranger.client.get("/reports/wire-1").status_code == 404
    assert stranger.client.get("/p/rus-ukr").status_code == 404


def test_signs_that_turn_the_writing_around_do_not_reach_a_list(workspace, ledger) -> None:
    ledger.add_report(Report("bidi", "Words.", published=date(2025, 1, 1), title="a\u202egpj.exe"))
    workspace.app.state.house.memory.forget()
    assert "\u202e" not in workspace.visit().see("/reports")
