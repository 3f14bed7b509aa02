"""Visits are known at once, and written a moment later, many together."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.people import User, UserRole
from goodoffices.web import visits as module
from goodoffices.web.visits import Visit, Visits

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def visits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visits]:
    monkeypatch.setattr(module, "_SOON", 3600.0)  # written when the test says so
    with Ledger.open(tmp_path / "visits.db") as ledger:
        for name in ("ada", "ben"):
            ledger.add_user(User(name, name, UserRole.MEMBER), by="test")
        yield Visits(ledger)


def test_a_visit_is_known_before_it_is_written(visits: Visits) -> None:
    visits.note("ada", "changes/p", NOON)
    assert visits.last("ada", "changes/p") == NOON
    assert visits.last("ben", "changes/p") is None
    assert visits.ledger.last_visit("ada", "changes/p") is None


def test_all_who_came_are_written_together(visits: Visits) -> None:
    visits.note("ada", "changes/p", NOON)
    visits.note("ben", "changes/p", NOON)
    visits.note("ada", "changes/p", NOON + timedelta(minutes=1))
    visits.write()
    assert visits.ledger.last_visit("ada", "changes/p") == NOON + timedelta(minutes=1)
    assert visits.ledger.last_visit("ben", "changes/p") == NOON
    assert not visits.waiting


def test_a_visit_that_cannot_be_written_waits(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LedgerError("the disk is full")

    visits.note("ada", "changes/p", NOON)
    with monkeypatch.context() as broken:
        broken.setattr(type(visits.ledger), "visit", refuse)
        visits.write()
    assert visits.last("ada", "changes/p") == NOON
    visits.write()
    assert visits.ledger.last_visit("ada", "changes/p") == NOON


def test_only_the_first_of_many_sets_the_clock(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[float] = []
    monkeypatch.setattr(module.threading.Timer, "start", lambda timer: started.append(timer.interval))
    for minute in range(5):
        visits.note("ada", f"changes/{minute}", NOON)
    visits.write()
    visits.note("ada", "changes/p", NOON)
    assert len(started) == 2


def test_a_visit_lasts_a_while_and_the_next_begins_where_it_began(visits: Visits, monkeypatch) -> None:
    first = visits.begin("ada", "changes/p")
    assert first.before is None
    assert visits.begin("ada", "changes/p") == visits.recall("ada", "changes/p") == first
    assert visits.recall("ben", "changes/p") is None
    monkeypatch.setattr("goodoffices.web.visits._ONE_VISIT", timedelta(seconds=-1))
    assert visits.recall("ada", "changes/p") is None
    assert visits.begin("ada", "changes/p").before == first.began


def test_a_visit_that_another_server_noted_goes_on_here(visits: Visits) -> None:
    noon, now = NOON, datetime.now(UTC)
    visits.ledger.visit("ada", "changes/p", at=now)
    visits.ledger.visit("ada", "changes/p/before", at=noon)
    assert visits.begin("ada", "changes/p") == Visit(now, noon)
