"""A small ledger with two desks, four people and a secret, and a browser without a browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from goodoffices.desk.recording import record_coding
from goodoffices.extract.steps import Coding
from goodoffices.ledger import Ledger
from goodoffices.ledger.people import User, UserRole
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.sources import Outlet, Report, Sensitivity, Span
from goodoffices.record.when import When
from goodoffices.settings import Plan, Settings, WebSettings
from goodoffices.web.app import make_app

PASSWORD = "correct horse battery"
HASHED = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
OFFER = "Washington proposed a ceasefire of 30 days."
YES = "Kyiv accepted the proposal."
NO = "Moscow rejected the proposal."
SECRET = "A hidden envoy proposed an exchange of maps."


def make_report(name: str, text: str, day: date, outlet: str = "The Wire") -> Report:
    return Report(name, text, published=day, outlet=Outlet(outlet), title=text.split(".", maxsplit=1)[0])


def make_claim(  # noqa: PLR0917 - a claim in one line
    report: Report, words: str, kind: Kind, value: str, who: tuple[str, ...], whom: tuple[str, ...]
) -> Claim:
    start = report.text.index(words)
    day = report.published.isoformat() if report.published else "2025-01-01"
    claim = Claim(report.id, Span(start, start + len(words)), words, kind, value, who, whom, when=When(day))
    return replace(claim, object="a ceasefire of 30 days", confidence=0.97, sure=True, rule="by hand")


def first_report(text: str = f"{OFFER} {YES} {NO}", name: str = "wire-1") -> Coding:
    report = make_report(name, text, date(2025, 3, 11))
    claims = (
        make_claim(report, OFFER, Kind.PROPOSAL, "proposed", ("USA",), ("RUS", "UKR")),
        make_claim(report, YES, Kind.RESPONSE, "accepted", ("UKR",), ("USA",)),
        make_claim(report, NO, Kind.RESPONSE, "rejected", ("RUS",), ("USA",)),
    )
    return Coding(report, ("RUS", "UKR"), ("USA",), claims)


def secret_report() -> Coding:
    report = make_report("secret-1", SECRET, date(2025, 3, 12), "An Envoy")
    report = replace(report, sensitivity=Sensitivity.RESTRICTED)
    claim = make_claim(report, SECRET, Kind.PROPOSAL, "proposed", ("USA",), ("RUS", "UKR"))
    return Coding(report, ("RUS", "UKR"), ("USA",), (replace(claim, object="an exchange of hidden maps"),))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Two reports, one of them for the desk "horn" only; a person of every role."""
    with Ledger.open(f"sqlite:///{tmp_path / 'web.db'}") as opened:
        for coding in (first_report(), secret_report()):
            record_coding(opened, coding, "1")
        opened.grant_report("secret-1", "desk:horn", by="root")
        for role in UserRole:
            desks = frozenset({"horn"}) if role is UserRole.MEMBER else frozenset({"north"})
            opened.add_user(User(role.value, role.value, role, desks=desks), by="root", password=HASHED)
        opened.grant_plan("member", "team", by="root")
        yield opened


@dataclass
class Desk:
    """One person at a browser."""

    client: TestClient

    def see(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:500])
        return answer.text

    def send(self, page: str, action: str, status: int = 303, **fields: object) -> str:
        mark = re.search(r'name="csrf" value="([0-9a-f]+)"', self.see(page))
        assert mark
        answer = self.client.post(action, data={"csrf": mark[1], **fields})
        assert answer.status_code == status, (action, answer.status_code, answer.text[:800])
        return answer.headers.get("location", "") or answer.text

    def sign_in(self, name: str) -> "Desk":
        self.send("/sign-in", "/sign-in", name=name, password=PASSWORD)
        return self


@dataclass
class Workspace:
    """The running workspace; everybody who visits has a browser of their own."""

    ledger: Ledger
    settings: Settings

    def visit(self, name: str = "") -> Desk:
        client = TestClient(self.app, follow_redirects=False, base_url="http://127.0.0.1:8000")
        return Desk(client).sign_in(name) if name else Desk(client)

    def __post_init__(self) -> None:
        self.app = make_app(self.ledger, self.settings)

    def with_web(self, **changes: object) -> "Workspace":
        return Workspace(self.ledger, replace(self.settings, web=replace(self.settings.web, **changes)))  # type: ignore[arg-type]


@pytest.fixture
def workspace(ledger: Ledger) -> Workspace:
    plans = (Plan(name="team", comment=True), Plan(name="guest"))
    return Workspace(ledger, Settings(web=WebSettings(plans=plans, ask="Write to the desk.")))


@pytest.fixture
def claim_id(ledger: Ledger) -> str:
    """The claim that Kyiv accepted."""
    return next(one.id for one in ledger.current_claims() if one.claim.value == "accepted")
