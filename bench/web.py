"""The workspace with 100,000 claims and 5,000 reports: 50 readers at once, from another process.

Every reader asks for one page after another as fast as it is answered, without a pause, which is more than 50 people
do. The load comes from a process of its own, so that the two do not share an interpreter.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import uvicorn

from bench import ledger as filling
from bench.rows import Row
from goodoffices.ledger import Ledger
from goodoffices.record.processes import Process
from goodoffices.settings import Settings
from goodoffices.web.app import make_app

CLAIMS, REPORTS, READERS, SECONDS = 100_000, 5_000, 50, 6.0
# Issue of a page for reading: quick enough that nobody waits, and small enough for a slow line.
SLOWEST_MS, LARGEST_KB = 200.0, 100.0


def run() -> list[Row]:
    """Fill a ledger, serve it, and let the readers in, page by page."""
    filling.PER_REPORT = CLAIMS // REPORTS
    rows: list[Row] = []
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "web.db") as ledger:
        ledger.put_process(Process(filling.PROCESS, "Ardel – Brenn", ("ardel", "brenn")), seen=0)
        filling._fill(ledger, 0, CLAIMS)
        server = uvicorn.Server(uvicorn.Config(make_app(ledger, Settings()), port=0, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        for name, path in _pages(address):
            rows += _measure(name, address + path)
        server.should_exit = True
        thread.join(10)
    return rows


def _pages(address: str) -> list[tuple[str, str]]:
    report = httpx.get(f"{address}/api/v1/reports?limit=1").json()[0]["id"]
    claim = httpx.get(f"{address}/api/v1/reports/{report}").json()["claims"][0]["id"]
    process = f"/p/{filling.PROCESS}"
    return [
        ("board", process),
        ("changes", f"{process}/changes"),
        ("brief", f"{process}/brief"),
        ("timeline", f"{process}/timeline"),
        ("reports", "/reports"),
        ("one report", f"/reports/{report}"),
        ("one claim", f"/claims/{claim}"),
        ("search", "/search?q=ceasefire"),
    ]


def _measure(name: str, address: str) -> list[Row]:
    start = time.perf_counter()
    first = httpx.get(address, timeout=120)
    cold = time.perf_counter() - start
    first.raise_for_status()
    command = [sys.executable, "-m", "bench.web", address, str(READERS), str(SECONDS)]
    taken = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    p95 = sorted(taken)[int(len(taken) * 0.95)]
    return [
        Row(f"{name}: p95 of {READERS} readers without a pause", p95, "ms", SLOWEST_MS, most=True),
        Row(f"{name}: asked for the first time", cold * 1000, "ms"),
        Row(f"{name}: answers a second", len(taken) / SECONDS, "/s"),
        Row(f"{name}: size", len(first.content) / 1000, "kB", LARGEST_KB if name == "board" else None, most=True),
    ]


def _load(address: str, readers: int, seconds: float) -> list[float]:
    """The milliseconds of every answer."""
    taken: list[float] = []
    until = time.monotonic() + seconds

    def read() -> None:
        with httpx.Client(timeout=60) as client:
            while time.monotonic() < until:
                start = time.perf_counter()
                client.get(address).raise_for_status()
                taken.append((time.perf_counter() - start) * 1000)

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_load(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))))
