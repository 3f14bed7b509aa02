"""The options that commands share, and the settings that come of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.errors import InputError

if TYPE_CHECKING:  # settings bring pydantic, which `--help` must not wait for
    from goodoffices.desk.gathering import Complaints
    from goodoffices.record.sources import Report
    from goodoffices.settings import Settings

LedgerOption = Annotated[
    str | None,
    typer.Option("--ledger", metavar="URL", help="sqlite:///file.db or postgresql+psycopg://… [GOODOFFICES_LEDGER]"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
SettingsOption = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A settings file (TOML).")]
PathsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[PATH]…", help="Files, folders, URLs, or - for standard input.")
]
ManifestOption = Annotated[
    Path | None, typer.Option("--manifest", metavar="FILE", help="JSON lines: report, file or text, published, outlet.")
]
PublishedOption = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Publication date where a report does not tell.")
]
ProcessOption = Annotated[str | None, typer.Option("--process", "-p", metavar="ID", help="Which process.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="What held on this day.")]
KnownAtOption = Annotated[str | None, typer.Option("--known-at", metavar="DATE", help="What was known on this day.")]


def parse_day(text: str | None, option: str) -> date | None:
    """A calendar day as written on the command line; InputError says what is allowed."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{option} {text!r} is not a day; write it as 2025-05-02") from None


def check_sources(paths: Sequence[str] | None, manifest: Path | None) -> list[str]:
    """The paths to read; InputError where there is nothing to read at all."""
    if not paths and manifest is None:
        raise InputError("nothing to read; name files, folders or addresses, - for standard input, or --manifest FILE")
    return list(paths or ())


def gather(
    paths: Sequence[str] | None, manifest: Path | None, published: str | None, complaints: Complaints
) -> Iterator[Report]:
    """The reports that the options name, one after another; InputError where they name none."""
    from goodoffices.desk.gathering import gather_reports

    day = parse_day(published, "--published")
    return gather_reports(check_sources(paths, manifest), complaints, manifest=manifest, published=day)


def settle(settings_file: Path | None = None, **arguments: object) -> Settings:
    """The settings of this run."""
    from goodoffices.settings import load_settings

    return load_settings(settings_file, None, **arguments)
