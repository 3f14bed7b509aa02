"""The tree of commands; nothing heavy is imported until a command runs."""

from __future__ import annotations

from typing import Annotated

import typer

from goodoffices import __version__

app = typer.Typer(
    name="goodoffices",
    help="Keep the record of a peace process: who proposed what, how each answered, which truce holds.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"goodoffices {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
    """Keep the record of a peace process."""
