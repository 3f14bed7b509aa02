"""A source → readings, one after another: a file of any known kind, a folder, a manifest, `-`, or an http(s) address.

What is in a file is told by its first bytes, then by what its sender says, then by its ending. Nothing is read before
it is asked for, and a bad item is a reading with a problem: the ones after it are read all the same.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from goodoffices.errors import FetchRefused, UnreadableReport
from goodoffices.read.archives import unpack_archive, unpack_gzip
from goodoffices.read.article import make_report
from goodoffices.read.decoding import decode
from goodoffices.read.feeds import read_feed
from goodoffices.read.limits import LARGEST_FILE
from goodoffices.read.names import id_of_file
from goodoffices.read.pdfs import read_pdf
from goodoffices.read.readings import Item, Reading, check_reading
from goodoffices.read.storage import open_file, read_bytes
from goodoffices.read.webpages import read_page

MANIFEST = "manifest.jsonl"
_KINDS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", "text/plain": "text", "text/markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", "text/html": "html", "application/xhtml+xml": "html",
    ".pdf": "pdf", "application/pdf": "pdf",
    ".jsonl": "manifest", ".ndjson": "manifest",
    ".rss": "feed", ".atom": "feed", ".xml": "feed", "application/rss+xml": "feed", "application/atom+xml": "feed",
    ".warc": "warc", ".gz": "gzip", "application/warc": "warc", "application/gzip": "gzip",
}  # fmt: skip
_MARKDOWN = (".md", ".markdown", "text/markdown")
_ENDINGS = tuple(ending for ending in _KINDS if ending.startswith("."))


def read_source(source: str, *, published: date | None = None, allow_private: bool = False) -> Iterator[Reading]:
    """Read what a person named; `published` stands in for what the reports' own manifest does not give."""
    try:
        if source == "-":
            yield from _read_item(_stdin(published))
        elif source.startswith(("http://", "https://")):
            yield from _read_url(source, published, allow_private)
        elif _is_folder(source):
            yield from _read_folder(Path(source), published)
        else:
            yield from _read_file(Path(source), published)
    except (UnreadableReport, FetchRefused) as problem:
        yield Reading(source, problem=problem)


def read_sources(sources: Iterable[str], *, published: date | None = None) -> Iterator[Reading]:
    """Read several sources one after another."""
    for source in sources:
        yield from read_source(source, published=published)


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        # Names that no file can have are refused with their reason where the file is opened.
        return False


def _stdin(published: date | None) -> Item:
    return Item("-", "stdin", sys.stdin.buffer.read(LARGEST_FILE + 1), published=published)


def _read_url(url: str, published: date | None, allow_private: bool) -> Iterator[Reading]:
    from goodoffices.read.fetch import fetch_item  # noqa: PLC0415 - only what goes out needs httpx

    yield from _read_item(replace(fetch_item(url, allow_private=allow_private), published=published))


def _read_folder(folder: Path, published: date | None) -> Iterator[Reading]:
    """All readable files below a folder by name; a manifest speaks for the folder it lies in and all below it."""
    found = False
    taken: set[str] = set()
    for path in _walk(folder):
        found = True
        name = id_of_file(path)
        yield from _read_file(path, published, path.name if name in taken else name)
        taken.add(name)
    if not found:
        raise UnreadableReport(f"{folder}: holds no file ending in {', '.join(_ENDINGS)}; name the files themselves")


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [] if MANIFEST in files else sorted(name for name in folders if not name.startswith("."))
        named = [MANIFEST] if MANIFEST in files else sorted(name for name in files if not name.startswith("."))
        yield from (Path(root, name) for name in named if name.lower().endswith(_ENDINGS))


def _read_file(path: Path, published: date | None, name: str | None = None) -> Iterator[Reading]:
    ending = path.suffix.lower()
    try:
        if _KINDS.get(ending) == "manifest" or path.name.lower().endswith((".warc", ".warc.gz")):
            # These may be larger than memory and are read as they are asked for.
            with open_file(path) as stream:
                yield from _read_stream(stream, path, published)
            return
        item = Item(str(path), name or id_of_file(path), read_bytes(path), ending, published=published)
    except UnreadableReport as problem:
        yield Reading(str(path), problem=problem)
        return
    yield from _read_item(item)


def _read_stream(stream: BinaryIO, path: Path, published: date | None) -> Iterator[Reading]:
    if _KINDS.get(path.suffix.lower()) == "manifest":
        yield from _read_manifest(stream, str(path), path.parent, published)
        return
    size = path.stat().st_size
    yield from _read_all(unpack_archive(stream, str(path), size), str(path), published)


def _read_manifest(stream: BinaryIO, name: str, folder: Path, published: date | None) -> Iterator[Reading]:
    from goodoffices.read.manifest import read_manifest  # noqa: PLC0415 - only manifests need pydantic

    yield from _read_all(read_manifest(stream, name, folder), name, published)


def _read_all(items: Iterable[Item | UnreadableReport], name: str, published: date | None) -> Iterator[Reading]:
    for item in items:
        if isinstance(item, UnreadableReport):
            yield Reading(name, problem=item)
        else:
            yield from _read_item(replace(item, published=item.published or published))


def _read_item(item: Item) -> Iterator[Reading]:
    """Read bytes of whatever kind; a problem becomes a reading."""
    try:
        if _kind_of(item) == "gzip":
            item = unpack_gzip(replace(item, media_type=Path(Path(item.name).stem).suffix.lower()))
        yield from _READERS[_kind_of(item)](item)
    except UnreadableReport as problem:
        yield Reading(item.name, problem=problem)


def _kind_of(item: Item) -> str:
    head = item.raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        return "pdf"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"warc/1."):
        return "warc"
    if head.startswith((b"<rss", b"<feed", b"<rdf:rdf")) or (head.startswith(b"<?xml") and _mentions_feed(head)):
        return "feed"
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith(b'{"') and b'"report"' in item.raw[:1_000_000]:
        return "manifest"
    return _KINDS.get(item.media_type, "text")


def _mentions_feed(head: bytes) -> bool:
    return any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def _read_text(item: Item) -> Iterator[Reading]:
    text = decode(item.raw, item.name, item.charset)
    report = make_report(
        text,
        id=item.id,
        published=item.published,
        outlet=item.outlet,
        url=item.url,
        media_type="text/markdown" if item.media_type in _MARKDOWN else "text/plain",
        raw=item.raw,
        retrieved=item.retrieved,
        source_name=item.name,
    )
    yield check_reading(item.name, report)


def _read_html(item: Item) -> Iterator[Reading]:
    yield check_reading(item.name, read_page(item))


def _read_pdf(item: Item) -> Iterator[Reading]:
    yield check_reading(item.name, read_pdf(item))


def _read_feed(item: Item) -> Iterator[Reading]:
    for name, report in read_feed(item):
        yield Reading(name, problem=report) if isinstance(report, UnreadableReport) else check_reading(name, report)


def _read_warc(item: Item) -> Iterator[Reading]:
    stream = io.BytesIO(item.raw)
    yield from _read_all(unpack_archive(stream, item.name, len(item.raw)), item.name, item.published)


def _read_lines(item: Item) -> Iterator[Reading]:
    yield from _read_manifest(io.BytesIO(item.raw), item.name, Path(), item.published)


def _refuse_packed(item: Item) -> Iterator[Reading]:
    yield Reading(
        item.name, problem=UnreadableReport(f"{item.name}: is packed twice; unpack it and give what is in it")
    )


_READERS = {
    "gzip": _refuse_packed,
    "text": _read_text,
    "html": _read_html,
    "pdf": _read_pdf,
    "feed": _read_feed,
    "warc": _read_warc,
    "manifest": _read_lines,
}
