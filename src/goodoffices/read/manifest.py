"""A manifest → items: JSON lines that say what each report is, beside its file or its text.

A line is `{"report", "file" (relative to the manifest) or "text", "published", "outlet", "url"}`, all but the first two
optional; other keys are left alone. A bad line is a problem that names its number, and the lines after it are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from goodoffices.errors import UnreadableReport
from goodoffices.read.limits import LARGEST_FILE
from goodoffices.read.readings import Item
from goodoffices.read.storage import read_bytes


class ManifestLine(BaseModel):
    """One line of a manifest."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    report: str = Field(min_length=1, max_length=200)
    file: str | None = None
    text: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None

    @model_validator(mode="after")
    def _check_body(self) -> ManifestLine:
        if (self.file is None) == (self.text is None):
            raise ValueError("needs either 'file' or 'text'")
        return self


def read_manifest(stream: BinaryIO, name: str, folder: Path) -> Iterator[Item | UnreadableReport]:
    """The items of a manifest, as they are asked for; `folder` is what its files are relative to."""
    number = 0
    while line := stream.readline(LARGEST_FILE + 1):
        number += 1
        if line.strip():
            yield _read_line(line, f"{name}, line {number}", folder)
    if not number:
        yield UnreadableReport(f"{name}: is empty; give one JSON object with 'report' and 'file' or 'text' per line")


def _read_line(line: bytes, name: str, folder: Path) -> Item | UnreadableReport:
    try:
        entry = ManifestLine.model_validate_json(line)
    except ValidationError as problem:
        return UnreadableReport(f"{name}: {_first_error(problem)}; a line is {{'report', 'file' or 'text', …}} in JSON")
    try:
        return _as_item(entry, name, folder)
    except UnreadableReport as problem:
        return UnreadableReport(f"{name}: {problem}")


def _first_error(problem: ValidationError) -> str:
    error = problem.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, error["loc"]))
    return f"{where}: {error['msg']}" if where else str(error["msg"])


def _as_item(entry: ManifestLine, name: str, folder: Path) -> Item:
    if entry.file is None:
        raw, ending, name = (entry.text or "").encode("utf-8", "surrogatepass"), ".txt", f"{name} ({entry.report})"
    else:
        path = folder / entry.file
        raw, ending, name = read_bytes(path), path.suffix.lower(), str(path)
    return Item(name, entry.report, raw, ending, None, entry.published, entry.outlet, entry.url)
