"""Write docs/cli.md: the help text of every command as it is printed. `make docs` runs this; a test compares."""

from __future__ import annotations

from pathlib import Path

import click
import typer

PAGE = Path(__file__).with_name("cli.md")
WIDTH = 100


def render_page() -> str:
    """The whole page."""
    from goodoffices.cli import app  # noqa: PLC0415 - the page is made of what is installed

    root = typer.main.get_command(app)
    parts = ["# The command line\n\nEvery command and its options, as it prints them (`make docs` writes this page).\n"]
    parts += [f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in _walk(root, "goodoffices", None)]
    return "".join(parts)


def _walk(command: click.Command, name: str, parent: click.Context | None) -> list[tuple[str, str]]:
    context = typer.Context(command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH)
    found = [(context.command_path, command.get_help(context).strip())]
    for child, inner in sorted(getattr(command, "commands", {}).items()):
        found += _walk(inner, child, context)
    return found


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
