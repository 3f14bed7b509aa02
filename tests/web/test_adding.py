"""Reports that are sent: how far each is, for whoever sent them; files and addresses that hold one."""

import re
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from goodoffices.desk import workspace_adding, workspace_jobs
from goodoffices.desk.workspace_adding import Step
from goodoffices.errors import InputError
from goodoffices.extract import steps
from goodoffices.extract.steps import Coding

from .conftest import Desk

STORY = "Russia rejected the ceasefire proposal of Ukraine on 12 March 2025, its foreign minister said in Geneva. "
PAGE = f"<html><head><title>No</title></head><body><article><p>{STORY * 4}</p></article></body></html>"
Publish = Callable[[str, str], str]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """No claim is found before the test says so; the coder itself is tested elsewhere."""
    go_on = threading.Event()

    def code(reports: list, *_given: object) -> Iterator[Coding]:
        assert go_on.wait(20)
        yield from (Coding(report, ("RUS", "UKR"), (), ()) for report in reports)

    monkeypatch.setattr(workspace_adding, "code_reports", code)
    return go_on


def send(desk: Desk, files: list[tuple[str, bytes]], status: int = 303, **fields: str) -> str:
    mark = re.search(r'name="csrf" value="(\w+)"', desk.see("/add"))
    assert mark
    given = {"csrf": mark[1], "published": "2025-03-13", **fields}
    answer = desk.client.post("/add", data=given, files=[("file", one) for one in files] or None)
    assert answer.status_code == status, answer.text[:900]
    return answer.headers.get("location", answer.text)


def wait(desk: Desk, place: str, status: int = 200) -> str:
    for _ in range(400):
        answer = desk.client.get(place)
        if "data-waiting" not in answer.text:
            assert answer.status_code == status
            return answer.headers.get("location", answer.text)
        time.sleep(0.05)
    raise AssertionError("it never ends")


def test_progress_is_shown_report_by_report_and_without_javascript(workspace, slow: threading.Event) -> None:
    desk = workspace.visit("member")
    place = send(
        desk, [("one.txt", STORY.encode()), ("two.txt", b"\x00\x01"), ("three.txt", f"Late: {STORY}".encode())]
    )
    for _ in range(100):
        shown = desk.see(place)
        if Step.CODING in shown:
            break
        time.sleep(0.02)
    assert re.search(r"one\.txt: <strong>its claims are being found", shown)
    assert "two.txt: <strong>waits" in shown
    assert '<meta http-equiv="refresh"' in shown
    assert "0 of 3 reports done" in shown
    slow.set()
    shown = wait(desk, place)
    assert "3 of 3 reports done" in shown
    assert 'http-equiv="refresh"' not in shown
    assert len(re.findall(r'<a href="/reports/uploaded-\w+">read</a>, 0 claims', shown)) == 2
    assert "two.txt: <strong>not read</strong>: " in shown


def test_a_job_is_its_makers_own(workspace, slow: threading.Event) -> None:
    slow.set()
    desk = workspace.visit("member")
    place = send(desk, [], text=STORY)
    workspace.visit("reviewer").see(place, 404)
    assert workspace.visit().client.get(place).headers["location"].startswith("/sign-in")
    assert wait(desk, place, 303).startswith("/reports/pasted-")


def test_an_error_that_nobody_foresaw_ends_the_job(workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_given: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(workspace_jobs, "keep_new", break_down)
    monkeypatch.setattr(threading, "excepthook", lambda _told: None)
    desk = workspace.visit("member")
    assert "something went wrong" in wait(desk, send(desk, [], text=STORY))


def test_why_the_coder_failed_is_said(workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise KeyError("a phrase")

    monkeypatch.setattr(steps, "code_parse", fail)
    desk = workspace.visit("member")
    shown = wait(desk, send(desk, [], text=STORY))
    assert "the coder failed on it (KeyError: &#39;a phrase&#39;)" in shown
    assert "nothing was read" not in shown


@pytest.mark.parametrize("name", ["talks.txt", "talks.md", "talks.html", "talks.HTM"])
def test_an_uploaded_file_becomes_a_report(workspace, ledger, slow: threading.Event, name: str) -> None:
    slow.set()
    desk = workspace.visit("member")
    raw = PAGE if name.lower().endswith(("html", "htm")) else STORY
    place = wait(desk, send(desk, [(name, raw.encode())], outlet="The Desk"), 303)
    report = ledger.report(place.removeprefix("/reports/"))
    assert "rejected the ceasefire proposal" in report.text
    assert (report.source_name, str(report.published)) == (name, "2025-03-13")


def test_too_many_files_at_once_are_refused(workspace) -> None:
    desk = workspace.visit("member")
    assert "too many" in send(desk, [(f"{n}.txt", b"words") for n in range(21)], 422)


def test_a_public_address_becomes_a_report(workspace, slow: threading.Event, publish: Publish) -> None:
    slow.set()
    desk, address = workspace.visit("member"), publish("/talks", STORY * 4)
    place = wait(desk, send(desk, [], url=address), 303)
    shown = desk.see(place)
    assert "rejected the ceasefire proposal" in shown
    assert f'href="{address}"' in shown


def test_an_address_that_is_not_there_is_said_and_the_form_stays(workspace, publish: Publish) -> None:
    address = publish("/nothing", "")
    shown = send(workspace.visit("member"), [], 422, url=address)
    assert "404" in shown
    assert f'value="{address}"' in shown


def test_what_is_restricted_is_open_to_who_added_it(workspace, ledger, slow: threading.Event) -> None:
    slow.set()
    desk = workspace.visit("member")
    place = wait(desk, send(desk, [], text=STORY, sensitivity="restricted"), 303)
    desk.see(place)
    workspace.visit("administrator").see(place, 404)


def test_what_cannot_be_read_is_no_report() -> None:
    with pytest.raises(InputError, match="one of the three"):
        workspace_adding.read_new(workspace_adding.NewReport())
