"""Fetching: only public pages, checked at every hop, within size and time, against a server of our own."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from goodoffices.errors import FetchRefused
from goodoffices.read import fetch
from goodoffices.read.fetch import fetch_item, is_public
from goodoffices.read.formats import read_source
from goodoffices.read.limits import LARGEST_FILE

STORY = (
    b"<html><article><p>" + b"The two sides agreed on a truce, the mediator said in Geneva. " * 5 + b"</p></article>"
)


class Pages(BaseHTTPRequestHandler):
    """A server with every bad manner there is."""

    def do_GET(self) -> None:
        """Answer by the path."""
        getattr(self, "page_" + self.path.strip("/").partition("-")[0], self.page_missing)()

    def page_good(self) -> None:
        self.answer(200, STORY, {"Content-Type": "text/html; charset=utf-8"})

    def page_picture(self) -> None:
        self.answer(200, b"\x89PNG", {"Content-Type": "image/png"})

    def page_missing(self) -> None:
        self.answer(404, b"", {})

    def page_once(self) -> None:
        self.answer(302, b"", {"Location": "/good"})

    def page_loop(self) -> None:
        self.answer(301, b"", {"Location": "/loop-2" if self.path == "/loop-1" else "/loop-1"})

    def page_far(self) -> None:
        self.answer(302, b"", {"Location": f"/far-{int(self.path.rpartition('-')[2]) + 1}"})

    def page_file(self) -> None:
        self.answer(302, b"", {"Location": "file:///etc/passwd"})

    def page_huge(self) -> None:
        self.answer(200, b"to be " * (LARGEST_FILE // 6 + 10), {"Content-Type": "text/plain"})

    def page_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"drip ")
            self.wfile.flush()
            time.sleep(0.05)

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        """Send it all at once."""
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        """A client that hangs up, as it should on huge and slow pages, is no failure of the server."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's own name
        """Keep the tests quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def refusal(url: str, **options: float) -> str:
    """The message with which an address is refused."""
    with pytest.raises(FetchRefused) as refused:
        fetch_item(url, allow_private=True, **options)  # type: ignore[arg-type]
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("path", ["good", "once"])
def test_a_page_is_fetched_with_its_type_and_charset(server: str, path: str) -> None:
    item = fetch_item(f"{server}/{path}", allow_private=True)
    assert (item.raw, item.media_type, item.charset) == (STORY, "text/html", "utf-8")
    assert item.url == f"{server}/good"


def test_a_fetched_page_is_read_like_a_file(server: str) -> None:
    (reading,) = read_source(f"{server}/good", allow_private=True)
    assert reading.report is not None
    assert reading.report.retrieved is not None
    assert "agreed on a truce" in reading.report.text


def test_a_private_address_is_refused_and_named(server: str) -> None:
    with pytest.raises(FetchRefused, match=r"leads to 127\.0\.0\.1, which is not a public address"):
        fetch_item(f"{server}/good")


def test_a_redirect_into_the_private_network_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "is_public", lambda address: False)
    (reading,) = read_source(f"{server}/once")
    assert "is not a public address" in str(reading.problem)


def test_every_address_of_a_host_must_be_public(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: found)
    with pytest.raises(FetchRefused, match=r"leads to 10\.0\.0\.1"):
        fetch_item("http://example.org/")


def test_the_connection_goes_to_the_address_that_was_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, *args: object, **options: object) -> object:
        asked.append(host)
        return real("127.0.0.1" if host == "rebound.example" else host, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetch_item(f"http://rebound.example:{port}/good", allow_private=True).raw == STORY
    assert asked.count("rebound.example") == 1


def test_a_circle_of_redirects_is_named(server: str) -> None:
    line = refusal(f"{server}/loop-1")
    assert "redirects in a circle" in line
    assert f"{server}/loop-1 → {server}/loop-2 → {server}/loop-1" in line


def test_five_redirects_are_the_most(server: str) -> None:
    assert "redirects more than 5 times" in refusal(f"{server}/far-1")


def test_a_redirect_to_another_scheme_is_refused(server: str) -> None:
    assert "only http and https" in refusal(f"{server}/file")


def test_a_page_that_drips_is_given_up(server: str) -> None:
    started = time.monotonic()
    assert "did not arrive within 0.3 seconds" in refusal(f"{server}/slow", seconds=0.3)
    assert time.monotonic() - started < 2


def test_a_page_above_the_limit_is_given_up(server: str) -> None:
    assert "is larger than 20 MB" in refusal(f"{server}/huge")


@pytest.mark.parametrize(("path", "message"), [("picture", "is image/png"), ("none", "the server answers 404")])
def test_what_is_no_page_is_refused(server: str, path: str, message: str) -> None:
    assert message in refusal(f"{server}/{path}")


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be reached" in refusal(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("https:///a", "only http and https"),
        ("https://no-such-host.invalid/", "the host is not known"),
        ("http://[::1", "is no address"),
    ],
)
def test_an_address_that_cannot_be_fetched_says_why(url: str, message: str) -> None:
    assert message in refusal(url)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    line = refusal("https://user:secret@example.org/")
    assert "name or password" in line
    assert "secret" not in line


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
     "2002:a00:1::", "2001:db8::1"],
)  # fmt: skip
def test_what_is_not_the_open_internet_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_reading_files_imports_nothing_that_goes_out() -> None:
    heavy = "{'httpx', 'trafilatura', 'pypdf', 'fastwarc', 'feedparser', 'htmldate', 'pydantic'}"
    code = f"import sys, goodoffices.read.formats; print(sorted({heavy} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
