"""The command line as a person meets it: arguments in, exit code and what is printed out, in a folder of its own."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from goodoffices.cli import main
from goodoffices.desk.coding import code_reports
from goodoffices.desk.gathering import gather_reports
from goodoffices.desk.placing import settle_processes
from goodoffices.desk.recording import record_reports
from goodoffices.ledger import Ledger
from goodoffices.settings import Settings

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden"


@dataclass
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, a hundred columns, and no settings but the defaults."""
    for name in [name for name in os.environ if name.startswith("GOODOFFICES_") and "TEST" not in name]:
        if name != "GOODOFFICES_MODEL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs `goodoffices …` to its end."""

    def call(*words: object) -> Ran:
        monkeypatch.setattr("sys.argv", ["goodoffices", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return call


@pytest.fixture
def golden(folder: Path, run: Callable[..., Ran]) -> Path:
    """A ledger, where `goodoffices` looks for one, with the hand-made records of spring 2025."""
    assert run("import", GOLDEN / "ukraine_russia_2025.jsonl", "--by", "anna").code == 0
    return folder


@pytest.fixture(scope="session")
def read_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the example reports, read once with the embedded coder."""
    path = tmp_path_factory.mktemp("examples") / "goodoffices.db"
    settings = Settings(model=Path(given) if (given := os.environ.get("GOODOFFICES_MODEL")) else None)
    reports = gather_reports([str(ROOT / "examples/ukraine-russia-2025")])
    with Ledger.open(f"sqlite:///{path}") as ledger:
        found = list(record_reports(ledger, code_reports(reports, settings), settings))
        settle_processes(ledger, [one.facts for one in found])
    return path


@pytest.fixture
def examples(read_examples: Path, folder: Path) -> Path:
    """A folder whose ledger holds the example reports."""
    shutil.copy(read_examples, folder / "goodoffices.db")
    return folder
