"""Draw docs/images/board.svg: the demo's board as a terminal shows it. `make docs` runs this after the demo."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "board.svg"
EXAMPLES = ROOT / "examples" / "ukraine-russia-2025"
WIDTH = 132


def show_board() -> str:
    """What the demo prints: the example reports read into a new ledger, and the board of 2 May 2025."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = f"sqlite:///{folder}/demo.db"
        _run("read", str(EXAMPLES), "--ledger", ledger)
        return _run("board", "--as-of", "2025-05-02", "--ledger", ledger)


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "goodoffices", *arguments]
    environment = os.environ | {"COLUMNS": str(WIDTH), "TERM": "dumb", "PYTHONUTF8": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT)  # noqa: S603 - ours
    return done.stdout


if __name__ == "__main__":
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123 - closed with the program
    console.print(Text(f"$ goodoffices board --as-of 2025-05-02\n{show_board()}"))
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(console.export_svg(title="goodoffices"), encoding="utf-8")
