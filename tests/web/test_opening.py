"""Before the doors open, what the first readers would wait for is done; and they open whatever happens."""

import gc

import pytest
from starlette.testclient import TestClient

from goodoffices.errors import LedgerBusy
from goodoffices.web import asking, rounds
from goodoffices.web.opening import get_ready, settled
from goodoffices.web.pages import changes, reviewing

from .conftest import YES


def test_boards_are_made_before_anybody_asks(workspace, monkeypatch) -> None:
    house, neighbours = workspace.app.state.house, workspace.app.state.neighbours
    reviewer = workspace.visit("reviewer")
    get_ready(house, neighbours)
    for room, name in ((asking, "ask_board"), (changes, "ask_changes"), (reviewing, "queue_in_context")):
        monkeypatch.setattr(room, name, pytest.fail)
    assert "rejected" in reviewer.see("/p/rus-ukr")
    assert reviewer.see("/p/rus-ukr/changes")
    assert YES in reviewer.see("/p/rus-ukr/queue")
    assert "An Envoy" not in workspace.visit().see("/p/rus-ukr")
    assert "wire-1" in neighbours.wordings


def test_nobody_comes_in_before_it_is_done(workspace) -> None:
    with TestClient(workspace.app, base_url="http://127.0.0.1:8000"):
        assert "wire-1" in workspace.app.state.neighbours.wordings
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_the_doors_open_where_not_all_could_be_read(workspace, monkeypatch, caplog) -> None:
    def refuse(*_: object) -> None:
        raise LedgerBusy("in use")

    monkeypatch.setattr(rounds, "get_ready", refuse)
    with TestClient(workspace.app, base_url="http://127.0.0.1:8000") as client:
        assert client.get("/p/rus-ukr").status_code == 200
    assert "not all could be read: in use" in caplog.text


def test_nobody_waits_long_before_a_closed_door(workspace, monkeypatch) -> None:
    monkeypatch.setattr(rounds, "_PATIENCE", 0.0)
    with TestClient(workspace.app, base_url="http://127.0.0.1:8000") as client:
        assert client.get("/p/rus-ukr").status_code == 200


def test_what_is_settled_is_let_go_at_the_end() -> None:
    with settled():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0
