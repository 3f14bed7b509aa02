"""Reports of an invented war, coded by hand, so that what the desk does with claims is tested and not the coder."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from goodoffices.desk.recording import record_coding
from goodoffices.extract.steps import Coding
from goodoffices.ledger import Ledger
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.sources import Outlet, Report, Span
from goodoffices.record.when import When

Row = tuple[str, str | None, str, str, dict[str, object]]


def build_act(kind: str, value: str | None, actor: str, text: str, **fields: object) -> Row:
    return kind, value, actor, text, fields


def build_coding(name: str, published: str, *acts: Row, **facts: object) -> Coding:
    text = "".join(f"{act[3]}. " for act in acts) or "Nothing was said."
    report = Report(name, text, published=date.fromisoformat(published), outlet=Outlet(str(facts.get("outlet", name))))
    parties = facts.get("parties", ("ardel", "brenn"))
    mediators = facts.get("mediators", ("corin",))
    return Coding(report, parties, mediators, tuple(_as_claim(report, act) for act in acts))  # type: ignore[arg-type]


def _as_claim(report: Report, act: Row) -> Claim:
    kind, value, actor, text, fields = act
    start = report.text.index(text)
    rest = {"sure": True, "confidence": 0.9, "when": When(str(report.published))} | fields
    return Claim(report.id, Span(start, start + len(text)), text, Kind(kind), value, (actor,), **rest)  # type: ignore[arg-type]


PLAN = build_act(
    "proposal",
    "tabled",
    "corin",
    "Corin put forward a ceasefire of 30 days",
    targets=("ardel", "brenn"),
    object="ceasefire of 30 days",
)
YES = build_act(
    "response",
    "accepted",
    "ardel",
    "Ardel accepted the ceasefire of 30 days",
    targets=("corin",),
    object="ceasefire of 30 days",
)
NO = build_act(
    "response",
    "rejected",
    "brenn",
    "Brenn rejected the ceasefire of 30 days",
    targets=("corin",),
    object="ceasefire of 30 days",
    speaker="President Oyen",
)


@pytest.fixture
def act() -> Callable[..., Row]:
    return build_act


@pytest.fixture
def coding() -> Callable[..., Coding]:
    return build_coding


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield opened


@pytest.fixture
def record(ledger: Ledger) -> Callable[..., object]:
    """Stores a coding as the desk does."""

    def store(coding: Coding, version: str = "1") -> object:
        return record_coding(ledger, coding, version)

    return store


@pytest.fixture
def war(ledger: Ledger, record: Callable[..., object]) -> Ledger:
    """A ledger with a plan, a yes and a no, each in a report of its own."""
    record(build_coding("tabled", "2021-03-01", PLAN))
    record(build_coding("yes", "2021-03-03", YES))
    record(build_coding("no", "2021-03-05", NO))
    return ledger
