"""What tests may lean on: the annotated reports beside the project, a browser, a PostgreSQL server — if they are there.

Where a part is missing a test skips and says which. With GOODOFFICES_TEST_STRICT=1 (as in CI) a skip for want of a
part that CI installs fails the run; only the annotated reports may be absent.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from goodoffices.read import fetch

SHARED = Path(__file__).resolve().parents[2] / "shared"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

NO_SHARED = "the annotated reports do not lie beside the project (../shared)"
NO_BROWSER = "no Chromium on this machine; on Debian or Ubuntu: apt-get install chromium"
NO_POSTGRES = "no PostgreSQL server is named; set GOODOFFICES_TEST_POSTGRES to a URL that may create databases"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine has no part for."""
    present = {
        "shared": (SHARED.is_dir(), NO_SHARED),
        "browser": (any(map(shutil.which, BROWSERS)), NO_BROWSER),
        "postgres": (bool(os.environ.get("GOODOFFICES_TEST_POSTGRES")), NO_POSTGRES),
    }
    for item in items:
        for marker, (there, reason) in present.items():
            if not there and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


_skips: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember why tests were skipped."""
    if report.skipped and not hasattr(report, "wasxfail") and isinstance(report.longrepr, tuple):
        _skips.append(f"{report.nodeid}: {report.longrepr[2]}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything was installed, nothing may skip for want of a part."""
    wanting = [line for line in _skips if "../shared" not in line]
    if os.environ.get("GOODOFFICES_TEST_STRICT") == "1" and wanting:
        print("\nskipped although every part should be here:\n  " + "\n  ".join(wanting))
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated reports; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED)
    return SHARED


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], str]]:
    """Puts a text at a public address; its name is resolved to a server of ours, everything else is as in life."""
    pages: dict[str, str] = {}

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            words = pages.get(self.path, "")
            raw = f"<html><head><title>No</title></head><body><article><p>{words}</p></article></body></html>".encode()
            self.send_response(200 if words else 404)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_given: object) -> None:
            pass

    def put(path: str, words: str) -> str:
        pages[path] = words
        return f"http://news.example.org:{server.server_port}{path}"

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setattr(fetch, "_resolve", lambda _parsed, _allowed: "127.0.0.1")
    yield put
    server.shutdown()
    server.server_close()
    thread.join()
