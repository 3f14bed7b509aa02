"""The workspace with 100,000 claims and 5,000 reports: 50 readers at once, from another process.

Each page is read by 50 strangers, 50 members, 50 reviewers, each with a session of their own, who ask again as soon as
they are answered, which is more than 50 people do. 50 of all kinds wander, a second on each page, over reports and days
of their own: from the first second after a start, when nothing is kept; later; and once more while another program adds
a report every two seconds, so that nothing can be kept for long. Beside it, as the peer: a page of the same size that a
bare Starlette server sends without any work.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bench import ledger as filling
from bench.rows import Row
from goodoffices.desk.copying import sketch_older
from goodoffices.ledger import Ledger
from goodoffices.ledger.people import User, UserRole
from goodoffices.record.processes import Process
from goodoffices.settings import Settings
from goodoffices.web.app import make_app
from goodoffices.web.visitors import hash_secret

CLAIMS, REPORTS, READERS, SECONDS = 100_000, 5_000, 50, 3.0
# Quick enough that nobody waits, and small enough for a slow line.
SLOWEST_MS, LARGEST_KB = 200.0, 100.0
ROLES = ("stranger", "member", "reviewer")
# Who has not been here before: the page of changes notes the visit of each, and starts from it.
NEWCOMERS = {"new-member": UserRole.MEMBER, "new-reviewer": UserRole.REVIEWER}
PROCESS = f"/p/{filling.PROCESS}"


@dataclass(frozen=True, slots=True)
class Site:
    """A running workspace over a filled ledger."""

    address: str
    ledger: Ledger

    def cookie(self, role: str, number: int) -> str:
        """The cookies of one reader."""
        session = "" if role == "stranger" else f"; goodoffices={role}-{number}"
        return f"goodoffices_form=form-{number}{session}"

    def fetch(self, path: str, role: str = "stranger") -> httpx.Response:
        """One page, once."""
        answer = httpx.get(self.address + path, headers={"Cookie": self.cookie(role, 0)}, timeout=120)
        return answer.raise_for_status()


def run() -> list[Row]:
    """Fill a ledger, serve it, and let the readers in, page by page."""
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "web.db") as ledger:
        _fill(ledger)
        rows = [*_open_doors(ledger)]
        with _serve(make_app(ledger, Settings())) as address:
            site = Site(address, ledger)
            pages = _pages(site)
            rows += [*_weigh(site), *_first_times(site, pages)]
            for role in NEWCOMERS:
                rows += _first_visits(role, site)
            for name, path in pages:
                for role in ROLES if name != "queue" else ROLES[1:]:
                    rows += _measure(name, path, role, site)
            rows += _compare_bare(site)
            rows += _wander("wandering", site)
            with _adding(ledger):
                rows += _wander("wandering while reports come in", site)
    return rows


def _fill(ledger: Ledger) -> None:
    filling.PER_REPORT = CLAIMS // REPORTS
    ledger.put_process(Process(filling.PROCESS, "Ardel – Brenn", ("ardel", "brenn")), seen=0)
    filling._fill(ledger, 0, CLAIMS)
    with ledger.transaction():
        sketch_older(ledger)  # as reading would have done, one by one
    expires = datetime.now(UTC) + timedelta(days=1)
    for role, held in ({name: UserRole(name) for name in ROLES[1:]} | NEWCOMERS).items():
        for number in range(READERS):
            name = f"{role}-{number}"
            ledger.add_user(User(name, name, held, desks=frozenset({f"d{number % 5}"})), by="bench")
            ledger.start_session(hash_secret(name), name, expires=expires)


def _open_doors(ledger: Ledger) -> Iterator[Row]:
    """A start, with 50 people before the door."""
    start = time.perf_counter()
    with _serve(make_app(ledger, Settings())) as address:
        yield Row("start: until the doors open", time.perf_counter() - start, "s")
        yield from _wander("wandering from the start on", Site(address, ledger))


@contextmanager
def _serve(app: Any) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def _pages(site: Site) -> list[tuple[str, str]]:
    report = site.fetch("/api/v1/reports?limit=1").json()[0]["id"]
    claim = site.fetch(f"/api/v1/reports/{report}").json()["claims"][0]["id"]
    record = re.search(r'/records/([^"#]+)"', site.fetch(PROCESS).text)
    return [
        ("board", PROCESS),
        ("timeline", f"{PROCESS}/timeline"),
        ("its data", f"{PROCESS}/timeline.json"),
        ("its picture", f"{PROCESS}/timeline.svg"),
        ("changes", f"{PROCESS}/changes"),
        ("brief", f"{PROCESS}/brief"),
        ("record", f"{PROCESS}/records/{record[1] if record else ''}"),
        ("reports", "/reports"),
        ("one report", f"/reports/{report}"),
        ("one claim", f"/claims/{claim}"),
        ("search", "/search?q=shells"),
        ("queue", f"{PROCESS}/queue"),
    ]


def _weigh(site: Site) -> Iterator[Row]:
    """What a browser must have before it can show the first page, and the timeline without its library."""
    for name, path in (("board", PROCESS), ("timeline", f"{PROCESS}/timeline")):
        page = site.fetch(path, "reviewer")
        total = 0
        for kind, pattern in (("style", r'href="(/static/[^"]+\.css)'), ("script", r'src="(/static/[^"]+\.js)')):
            size = sum(len(site.fetch(found).content) for found in re.findall(pattern, page.text))
            yield Row(f"{name}: {kind}", size / 1000, "kB")
            total += size
        yield Row(f"{name}: page", len(page.content) / 1000, "kB")
        yield Row(
            f"{name}: all that the first sight takes", (total + len(page.content)) / 1000, "kB", LARGEST_KB, most=True
        )


def _first_times(site: Site, pages: list[tuple[str, str]]) -> Iterator[Row]:
    """Each page once, after something was decided or added: nothing is kept, the ledger's own memory is warm."""
    for name, path in pages:
        site.fetch(path, "member")
        site.ledger.note("bench", "nothing", name)  # another edition
        start = time.perf_counter()
        site.fetch(path, "member")
        yield Row(f"{name}: made anew", (time.perf_counter() - start) * 1000, "ms")


def _first_visits(role: str, site: Site) -> Iterator[Row]:
    """All who have never been here open the changes in the same moment."""
    readers = [{"cookie": site.cookie(role, number), "paths": [f"{PROCESS}/changes"]} for number in range(READERS)]
    taken = [ms for _, ms in _let_in(site.address, readers, seconds=0)]
    yield Row(f"changes, {READERS} {role}s at once, p95", _p95(taken), "ms", SLOWEST_MS, most=True)


def _measure(name: str, path: str, role: str, site: Site) -> Iterator[Row]:
    site.fetch(path, role)
    readers = [{"cookie": site.cookie(role, number), "paths": [path]} for number in range(READERS)]
    taken = sorted(ms for _, ms in _let_in(site.address, readers))
    yield Row(f"{name}, {role}s: p50 without a pause", taken[len(taken) // 2], "ms")
    yield Row(f"{name}, {role}s: p95", _p95(taken), "ms", SLOWEST_MS, most=True)
    yield Row(f"{name}, {role}s: answers a second", len(taken) / SECONDS, "/s")


def _compare_bare(site: Site) -> Iterator[Row]:
    """The board against a page of its size that costs nothing to make."""
    body = site.fetch(PROCESS).text
    readers = [{"cookie": site.cookie("member", number), "paths": [PROCESS]} for number in range(READERS)]
    with _serve(Starlette(routes=[Route(PROCESS, lambda _request: HTMLResponse(body))])) as address:
        bare = [_p95([ms for _, ms in _let_in(address, readers)]) for _ in range(3)]
    ours = [_p95([ms for _, ms in _let_in(site.address, readers)]) for _ in range(3)]
    yield Row("a bare page of the board's size: p95", min(bare), "ms")
    yield Row("board for members against it, best of 3", min(ours) / min(bare), "×")


def _wander(name: str, site: Site) -> Iterator[Row]:
    """50 of all kinds, a second on each page, most of them on reports, claims and days that nobody else looks at."""
    readers = [_wanderer(site, number) for number in range(READERS)]
    taken = _let_in(site.address, readers, seconds=SECONDS * 5, pause=1.0)
    by_page: dict[str, list[float]] = {}
    for path, ms in taken:
        kind = re.sub(r"^/p/[^/?]+", "", path.partition("?")[0]) or "/board"
        by_page.setdefault(kind.split("/")[1], []).append(ms)
    for page, found in sorted(by_page.items()):
        yield Row(f"{name}, {page}: p95 of {len(found)}", _p95(found), "ms")
    every = [ms for _, ms in taken]
    yield Row(f"{name}, all pages: p50 of {len(every)}", sorted(every)[len(every) // 2], "ms")
    yield Row(f"{name}, all pages: p95", _p95(every), "ms", SLOWEST_MS, most=True)


def _wanderer(site: Site, number: int) -> dict[str, Any]:
    chance, role = Random(f"wanderer {number}"), ROLES[number % 3]
    own = [f"/reports/r{chance.randrange(REPORTS)}" for _ in range(12)]
    own += [f"{PROCESS}/records/x{chance.randrange(500)}" for _ in range(3)]
    own += [f"/reports?page={chance.randrange(1, 80)}", f"/search?q=road+{chance.randrange(900)}"]
    own += [f"{PROCESS}?as_of=2034-{chance.randrange(1, 10):02}-01"]
    common = [PROCESS, f"{PROCESS}/timeline", f"{PROCESS}/changes", f"{PROCESS}/brief", "/reports"]
    queue = [] if role == "stranger" else [f"{PROCESS}/queue"]
    return {"cookie": site.cookie(role, number), "paths": own + common * 2 + queue}


@contextmanager
def _adding(ledger: Ledger) -> Iterator[None]:
    """Another program's readings coming in, a report with 20 claims every two seconds."""
    stop = threading.Event()

    def add() -> None:
        number = 0
        while not stop.wait(2.0):
            report, found = filling.make_report(f"late-{number}", Random(number), sentences=20)
            ledger.add_report(report, found, version="1", processes=[filling.PROCESS])
            number += 1

    thread = threading.Thread(target=add, daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join(5)


def _let_in(
    address: str, readers: list[dict[str, Any]], seconds: float = SECONDS, pause: float = 0.0
) -> list[tuple[str, float]]:
    plan = {"address": address, "seconds": seconds, "pause": pause, "readers": readers}
    command = [sys.executable, "-m", "bench.readers"]
    done = subprocess.run(command, input=json.dumps(plan), capture_output=True, text=True, check=True)
    return [(path, ms) for path, ms in json.loads(done.stdout)]


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]
