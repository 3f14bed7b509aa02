"""The command line: one file per use case; this one starts it and turns errors into one line and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

from goodoffices.cli import (
    board,
    claims,
    dates,
    deals,
    deals_packages,
    deals_states,
    evaluate,
    exchange,
    history,
    process,
    prompts,
    read,
    review,
    serve,
    show,
    watches,
)
from goodoffices.cli.app import app
from goodoffices.cli.starting import quick_start
from goodoffices.errors import GoodOfficesError

# What a shell expects of a program that Ctrl-C ended.
_INTERRUPTED = 130


def main() -> None:
    """Run the command line; a failure prints one line and exits with 1, `--debug` shows where it came from."""
    try:
        with quick_start():
            _run()
    except GoodOfficesError as problem:
        _fail(problem)
    except BrokenPipeError:  # `goodoffices claims | head` is not a failure
        _leave_stdout()
        raise SystemExit(0) from None
    except OSError as problem:
        _leave_stdout()
        _fail(problem, "; see to the disk and the rights, then run it again: what was recorded before is intact")


def _run() -> None:
    try:
        app(prog_name="goodoffices")
    except SystemExit as ended:  # typer makes exits of these two before we see them
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        if ended.code == _INTERRUPTED:
            sys.stderr.write("goodoffices: stopped; every finished report is kept\n")
        sys.stdout.flush()  # here a full disk can still be told
        raise


def _fail(problem: Exception, remedy: str = "") -> NoReturn:
    if "--debug" in sys.argv:
        raise problem
    sys.stderr.write(f"goodoffices: {problem}{remedy}\n")
    raise SystemExit(1) from None


def _leave_stdout() -> None:
    """Give up what could not be written, or Python complains about it once more on its way out."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


__all__ = [
    "app",
    "board",
    "claims",
    "dates",
    "deals",
    "deals_packages",
    "deals_states",
    "evaluate",
    "exchange",
    "history",
    "main",
    "process",
    "prompts",
    "read",
    "review",
    "serve",
    "show",
    "watches",
]
