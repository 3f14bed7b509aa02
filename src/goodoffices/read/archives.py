"""WARC files, plain or gzipped, and single gzipped files → items: the pages in them, one after another.

A file that gains more than a hundredfold when unpacked is a bomb and refused before it is unpacked further.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from goodoffices.errors import UnreadableReport
from goodoffices.read.limits import HIGHEST_RATIO, LARGEST_FILE
from goodoffices.read.names import id_of_url
from goodoffices.read.readings import Item

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
# zlib reads gzip, zlib and raw streams alike with this window.
_ANY_WRAPPER = 47


def unpack_archive(stream: BinaryIO, name: str, size: int) -> Iterator[Item | UnreadableReport]:
    """The HTML and text responses of a WARC file of `size` bytes, or the problem with one of them."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - for archives only

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    found = False
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="none"):
            found = True
            if record.content_length > max(LARGEST_FILE, HIGHEST_RATIO * size):
                yield _bomb(name)
                return
            yield from _read_record(record, name)
    except (OSError, ValueError, EOFError) as problem:
        raise UnreadableReport(f"{name}: the archive is broken ({problem}); fetch or pack it again") from problem
    if not found:
        raise UnreadableReport(f"{name}: holds no pages; give a WARC file with responses")


def unpack_gzip(item: Item) -> Item:
    """The one file in a gzipped file; raises UnreadableReport where it is broken or a bomb."""
    try:
        with gzip.open(io.BytesIO(item.raw)) as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise UnreadableReport(f"{item.name}: the gzip file is broken ({problem}); pack it again") from problem
    if len(raw) > LARGEST_FILE:
        raise _bomb(item.name)
    return replace(item, raw=raw)


def _read_record(record: Any, name: str) -> Iterator[Item | UnreadableReport]:
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    media_type = (record.http_content_type or record.headers.get("Content-Type", "")).partition(";")[0].strip().lower()
    if media_type not in _PAGES or not _is_success(record):
        return
    inside = f"{name}: {url}"
    raw = record.reader.read(LARGEST_FILE + 1)
    if len(raw) < min(record.content_length, LARGEST_FILE):
        yield UnreadableReport(f"{inside}: is cut off; fetch the archive again")
        return
    try:
        raw = _decode_content(raw, record, inside)
    except UnreadableReport as problem:
        yield problem
        return
    yield Item(inside, id_of_url(url), raw, media_type, record.http_charset, url=url)


def _is_success(record: Any) -> bool:
    return record.http_headers is None or record.http_headers.status_code in (None, 200)


def _decode_content(raw: bytes, record: Any, name: str) -> bytes:
    encoding = (record.http_headers.get("Content-Encoding") if record.http_headers else "") or ""
    if encoding.lower() in ("gzip", "deflate", "x-gzip"):
        raw = _inflate(raw, name)
    elif encoding.lower() not in ("", "identity"):
        raise UnreadableReport(f"{name}: is packed as {encoding}; only gzip and deflate are read")
    if len(raw) > LARGEST_FILE:
        raise _bomb(name)
    return raw


def _inflate(raw: bytes, name: str) -> bytes:
    try:
        return zlib.decompressobj(_ANY_WRAPPER).decompress(raw, LARGEST_FILE + 1)
    except zlib.error as problem:
        raise UnreadableReport(f"{name}: its packing is broken ({problem}); fetch the page again") from problem


def _bomb(name: str) -> UnreadableReport:
    return UnreadableReport(
        f"{name}: unpacks to more than {LARGEST_FILE / 1e6:.0f} MB and may be a zip bomb; unpack what you need of it"
    )
