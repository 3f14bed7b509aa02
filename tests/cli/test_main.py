"""What holds for every command: help, version, one line for an error, and its place in a pipe."""

import os
import re
import subprocess
import sys

import pytest
import typer

from goodoffices import __version__
from goodoffices.cli import app


def commands(tree=None, before=()):
    for name, command in (tree or typer.main.get_command(app)).commands.items():
        yield (*before, name)
        if hasattr(command, "commands"):
            yield from commands(command, (*before, name))


@pytest.mark.parametrize("words", [(), *commands()], ids=" ".join)
def test_every_command_explains_itself(run, words):
    ran = run(*words, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: goodoffices {' '.join(words)}".rstrip())
    assert max(map(len, ran.out.splitlines())) <= 100


def test_the_version_is_printed(run):
    assert run("--version").out == f"goodoffices {__version__}\n"


def test_an_error_is_one_line_and_exit_code_one(run):
    ran = run("board")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "goodoffices: sqlite:///goodoffices.db: there is no ledger here; `goodoffices read` begins one\n"


def test_debug_shows_where_an_error_came_from(folder):
    done = subprocess.run(
        [sys.executable, "-m", "goodoffices", "--debug", "board"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "there is no ledger here" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("board", "--as-of", "2 May"), r"--as-of '2 May' is not a day; write it as 2025-05-02"),
        (("board", "--ledger", "mysql://x/y"), r"a ledger cannot live in 'mysql'"),
        (("board", "--ledger", "sqlite:////nosuch/place/x.db"), r"there is no ledger here|does not exist"),
        (("board", "--settings", "nosuch.toml"), r"nosuch.toml: cannot be read as a settings file"),
        (("claims", "x.txt", "--coder", "psychic"), r"no coder is called 'psychic'; there are embedded and llm"),
        (("claims",), r"nothing to read; name files"),
        (("dates",), r"nothing to read; name files"),
        (("read",), r"nothing to read; name files"),
        (("prompts", "--out", "x.jsonl"), r"nothing to read; name files"),
        (("prompts", "x.txt"), r"nothing to write to; give --out"),
        (("evaluate", "gold.jsonl"), r"give --manifest FILE"),
        (("evaluate", "gold.jsonl", "--manifest", "m.jsonl"), r"gold.jsonl: cannot be read as gold claims"),
        (("train",), r"nothing to learn from"),
        (("export", "--format", "xls"), r"no format is called 'xls'; there are ledger, csv, parquet, plover"),
        (("import", "nosuch.jsonl"), r"nosuch.jsonl: cannot be read"),
        (("process", "add", "RUS"), r"at least two parties, found 1"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(run, words, said):
    ran = run(*words)
    assert ran.code == 1
    assert re.search(said, ran.err), ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_reader_that_leaves_a_pipe_is_no_failure(examples):
    done = subprocess.run(
        f"{sys.executable} -m goodoffices export | head -c 20; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"GOODOFFICES_LEDGER": f"sqlite:///{examples}/goodoffices.db"},
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_help_needs_nothing_heavy(folder):
    code = "import sys; from goodoffices.cli import app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"spacy", "sqlalchemy", "pydantic", "numpy", "fastapi"} & set(done.stdout.split())
