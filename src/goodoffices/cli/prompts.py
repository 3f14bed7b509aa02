"""`goodoffices prompts`: what a language model would be told, as a batch file, as texts to paste, or on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import (
    ManifestOption,
    PathsArgument,
    PublishedOption,
    SettingsOption,
    gather,
    settle,
)
from goodoffices.cli.output import count, finish, print_text, say
from goodoffices.errors import InputError


@app.command()
def prompts(
    paths: PathsArgument = None,
    manifest: ManifestOption = None,
    published: PublishedOption = None,
    show: Annotated[bool, typer.Option("--show", help="Print the codebook as a model is told it.")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write OpenAI batch requests.")] = None,
    text: Annotated[Path | None, typer.Option("--text", metavar="DIR", help="Write one text per report.")] = None,
    settings_file: SettingsOption = None,
) -> None:
    """Write the prompts for reports; nothing is sent anywhere."""
    from goodoffices.consult.prompt import prompt_version, system_text
    from goodoffices.desk.consulting import write_prompts
    from goodoffices.desk.gathering import Complaints

    if show:
        print_text(f"version {prompt_version()}\n\n{system_text()}")
        return
    if out is None and text is None:
        raise InputError("nothing to write to; give --out FILE.jsonl, --text DIR, or --show")
    complaints = Complaints(say)
    reports = gather(paths, manifest, published, complaints)
    written = write_prompts(reports, settle(settings_file).llm, out=out, texts=text)
    say(f"{count(written, 'prompt')} written")
    finish(complaints.problems, "prompts are written")
