"""PDF → report: the text is what pypdf takes from the pages, one after another, and stays the evidence."""

from __future__ import annotations

import io
import logging
import zlib
from typing import Any

from goodoffices.errors import UnreadableReport
from goodoffices.read.article import make_report
from goodoffices.read.decoding import check_text
from goodoffices.read.limits import LONGEST_TEXT, MOST_PAGES
from goodoffices.read.readings import Item
from goodoffices.record.sources import Report

# Besides its own errors pypdf lets through what its parser trips over in broken files.
_BROKEN = (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError, OSError)


def read_pdf(item: Item) -> Report:
    """Make a report of a PDF; raises UnreadableReport where it is broken, locked or only pictures."""
    text = "\n\n".join(_pages(item))
    if not text.strip():
        raise UnreadableReport(f"{item.name}: the PDF holds no text, only pictures; run OCR over it first")
    return make_report(
        check_text(text, item.name),
        id=item.id,
        published=item.published,
        outlet=item.outlet,
        url=item.url,
        media_type="application/pdf",
        raw=item.raw,
        retrieved=item.retrieved,
        source_name=item.name,
    )


def _pages(item: Item) -> list[str]:
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - slow to import, for PDF only

    try:
        reader = _open(item)
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableReport(
                f"{item.name}: has {len(reader.pages)} pages; at most {MOST_PAGES} are read; split it"
            )
        return _texts(reader)
    except (PyPdfError, NotImplementedError, zlib.error, *_BROKEN) as problem:
        raise UnreadableReport(
            f"{item.name}: the PDF is broken ({str(problem) or type(problem).__name__}); print it to a new PDF"
        ) from problem


def _open(item: Item) -> Any:
    from pypdf import PdfReader  # noqa: PLC0415 - slow to import, for PDF only

    # pypdf reports each repaired flaw as a warning; what matters is whether text comes out.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = PdfReader(io.BytesIO(item.raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableReport(f"{item.name}: the PDF is locked with a password; save a copy without it")
    return reader


def _texts(reader: Any) -> list[str]:
    texts: list[str] = []
    for page in reader.pages:
        texts.append(page.extract_text())
        if sum(map(len, texts)) > LONGEST_TEXT:
            break
    return texts
