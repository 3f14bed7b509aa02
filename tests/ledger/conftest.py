"""A ledger on each database, and reports and claims of our own making to fill it."""

import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from goodoffices.ledger import Ledger
from goodoffices.ledger.schema import metadata
from goodoffices.record.claims import Claim, Judgement, Kind, Verdict
from goodoffices.record.sources import Outlet, Passage, Report, Role, Span
from goodoffices.record.when import When

TEXT = "Ardel accepts pause\nArdel accepted the ten-day pause on Monday. Brenn rejected it. Shells fell on Ostra."


class Clock:
    """A clock that a test sets; every look at it is a second later."""

    def __init__(self) -> None:
        self.now = datetime(2031, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that a test sets."""
    return Clock()


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[], str]]:
    """Makes empty databases on the PostgreSQL server, and drops them in the end."""
    address = make_url(os.environ["GOODOFFICES_TEST_POSTGRES"]).set(drivername="postgresql+psycopg")
    engine, made = create_engine(address, isolation_level="AUTOCOMMIT"), []

    def make() -> str:
        made.append(f"goodoffices_{uuid.uuid4().hex[:12]}")
        with engine.connect() as conn:
            conn.execute(text(f"CREATE DATABASE {made[-1]}"))
        return address.set(database=made[-1]).render_as_string(hide_password=False)

    yield make
    with engine.connect() as conn:
        for name in made:
            conn.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(scope="session")
def used(server: Callable[[], str]) -> str:
    """One database that tests share, each after emptying it; making a new one for each takes a second."""
    return server()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    return request.getfixturevalue("server")()  # type: ignore[no-any-return]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a ledger of each kind that holds nothing (or does not exist yet)."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    address: str = request.getfixturevalue("used")
    with Ledger.open(address) as ledger, ledger.engine.begin() as conn:
        conn.execute(
            text(f"TRUNCATE {', '.join(f'{name}' for name in sorted(metadata.tables))} RESTART IDENTITY CASCADE")
        )
    return address


@pytest.fixture
def ledger(url: str, clock: Clock) -> Iterator[Ledger]:
    """An open ledger on each database."""
    with Ledger.open(url, clock=clock) as opened:
        yield opened


@pytest.fixture
def report() -> Report:
    """A report with a title, two answers and an attack."""
    passages = (Passage(Span(0, 19), Role.TITLE), Passage(Span(20, len(TEXT)), Role.BODY))
    return Report("r1", TEXT, passages, date(2031, 4, 22), Outlet("Daily", "daily.example"), title=TEXT[:19])


@pytest.fixture
def make_claim() -> Callable[..., Claim]:
    """Makes the claim that some words of TEXT carry."""

    def make(words: str, kind: Kind = Kind.RESPONSE, value: str | None = "accepted", **fields: object) -> Claim:
        start = TEXT.index(words, 20)
        fields = {"report": "r1", "actors": ("ardel",), "when": When("2031-04-21")} | fields
        return Claim(quote=Span(start, start + len(words)), text=words, kind=kind, value=value, **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture
def claims(make_claim: Callable[..., Claim]) -> list[Claim]:
    """The three claims of the report."""
    return [
        make_claim("Ardel accepted the ten-day pause", object="ten-day pause"),
        make_claim("Brenn rejected it", value="rejected", actors=("brenn",), when=None, speaker="Dr. Oyen"),
        make_claim("Shells fell on Ostra", Kind.ATTACK, "single", actors=("brenn",), when=When("2031-04-20")),
    ]


@pytest.fixture
def filled(ledger: Ledger, report: Report, claims: list[Claim]) -> Ledger:
    """A ledger that holds the report and its claims, in process p."""
    ledger.add_report(report, claims, processes=["p"])
    return ledger


@pytest.fixture
def judge(clock: Clock) -> Callable[..., Judgement]:
    """Makes a decision."""

    def make(subject: str, verdict: Verdict, reviewer: str = "anna", **changes: str) -> Judgement:
        return Judgement(subject, verdict, reviewer, clock(), "because", tuple(changes.items()))

    return make
