"""The command line: one file per use case; this one starts it and turns errors into one line and an exit code."""

from __future__ import annotations

import sys

from goodoffices.cli import (
    board,
    claims,
    dates,
    evaluate,
    exchange,
    history,
    process,
    prompts,
    read,
    review,
    serve,
    show,
)
from goodoffices.cli.app import app
from goodoffices.errors import GoodOfficesError


def main() -> None:
    """Run the command line; a failure prints one line and exits with 1, `--debug` shows where it came from."""
    debug = "--debug" in sys.argv
    try:
        app()
    except GoodOfficesError as problem:
        if debug:
            raise
        sys.stderr.write(f"goodoffices: {problem}\n")
        raise SystemExit(1) from None
    except BrokenPipeError:  # `goodoffices claims | head` is not a failure
        sys.stderr.close()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        sys.stderr.write("goodoffices: stopped; every finished report is kept\n")
        raise SystemExit(130) from None


__all__ = [
    "app",
    "board",
    "claims",
    "dates",
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
]
