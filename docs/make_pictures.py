"""Takes the pictures of the workspace that README and docs show: `python docs/make_pictures.py LEDGER-URL`.

The ledger holds the example reports; the pictures are of Chromium, as a person would see the pages.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from goodoffices.ledger import Ledger
from goodoffices.settings import Settings
from goodoffices.web.app import make_app

IMAGES = Path(__file__).parent / "images"
_DAY = "as_of=2025-05-02"
# A name, a page (of the first process), and the width.
PICTURES = (
    ("workspace-board", f"/p/{{process}}?{_DAY}", 1280, 900),
    ("workspace-phone", f"/p/{{process}}?{_DAY}", 390, 844),
    ("workspace-timeline", f"/p/{{process}}/timeline?{_DAY}", 1280, 760),
    ("workspace-report", "/reports/{report}", 1280, 900),
    ("workspace-brief", f"/p/{{process}}/brief?{_DAY}", 1280, 900),
)


def main(url: str) -> None:
    """Serve the ledger on a free port and take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with Ledger.open(url, create=False) as ledger:
        process = ledger.processes()[0].process.id
        report = max(
            ledger.reports(process=process), key=lambda one: (len(tuple(ledger.current_claims(report=one.id))), one.id)
        )
        server = uvicorn.Server(uvicorn.Config(make_app(ledger, Settings()), port=0, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        _take(address, process, report.id)
        server.should_exit = True
        thread.join(10)


def _take(address: str, process: str, report: str) -> None:
    place = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=options)
        for name, path, width, height in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(address + path.format(process=process, report=report))
            page.wait_for_timeout(2500 if "timeline" in path else 300)  # the movable picture is drawn by script
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
