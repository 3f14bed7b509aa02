"""A workspace with example reports behind a real server, and the system's Chromium before it."""

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, sync_playwright

from goodoffices.desk.recording import record_coding
from goodoffices.extract.steps import Coding
from goodoffices.ledger import Ledger
from goodoffices.ledger.people import User, UserRole
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.sources import Outlet, Report, Span
from goodoffices.record.when import When
from goodoffices.settings import Settings, WebSettings
from goodoffices.web.app import make_app

PASSWORD = "correct horse battery"
TEXT = "Washington proposed a ceasefire of 30 days. Kyiv accepted the proposal. Moscow rejected the proposal."
_SAID = (
    ("Washington proposed a ceasefire of 30 days.", Kind.PROPOSAL, "proposed", "USA"),
    ("Kyiv accepted the proposal.", Kind.RESPONSE, "accepted", "UKR"),
    ("Moscow rejected the proposal.", Kind.RESPONSE, "rejected", "RUS"),
)


def read_example() -> Coding:
    """One report, read by hand."""
    report = Report("wire-1", TEXT, published=date(2025, 3, 11), outlet=Outlet("The Wire"), title="An offer")
    claims = []
    for words, kind, value, who in _SAID:
        start = TEXT.index(words)
        span, when = Span(start, start + len(words)), When("2025-03-11")
        found = {"object": "a ceasefire of 30 days", "confidence": 0.97, "sure": True, "rule": "by hand"}
        claims.append(Claim("wire-1", span, words, kind, value, (who,), ("UKR",), when=when, **found))
    return Coding(report, ("RUS", "UKR"), ("USA",), tuple(claims))


@dataclass
class Site:
    """The running workspace."""

    address: str
    ledger: Ledger


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A server on a free port, with a reviewer, a member with a plan and a reader without."""
    with Ledger.open(f"sqlite:///{tmp_path / 'browser.db'}") as ledger:
        record_coding(ledger, read_example(), "1")
        hashed = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
        for role in UserRole:
            ledger.add_user(User(role.value, role.value, role), by="root", password=hashed)
        ledger.grant_plan("member", "team", by="root")
        app = make_app(ledger, Settings(web=WebSettings()))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Site(f"http://127.0.0.1:{port}", ledger)
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's own browser; none is downloaded."""
    place = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=options)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page; a script error or a breach of the policy fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda problem: wrong.append(str(problem)))
    opened.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
    yield opened
    context.close()
    assert wrong == []


def sign_in(page: Page, site: Site, name: str) -> None:
    """As a person does."""
    page.goto(f"{site.address}/sign-in")
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/p/rus-ukr")
