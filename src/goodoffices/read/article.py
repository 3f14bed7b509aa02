"""One page's text → a Report: its passages, and what the page says of itself; facts that are given win over found ones."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from goodoffices.read.passages import find_passages
from goodoffices.record.sources import Outlet, Report, Role, Sensitivity


def make_report(  # noqa: PLR0913 - each is one thing that may be known of a report besides its text
    text: str,
    *,
    id: str,  # noqa: A002 - the noun's own name for it
    published: date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    media_type: str = "text/plain",
    raw: bytes | None = None,
    retrieved: datetime | None = None,
    source_name: str | None = None,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
) -> Report:
    """Make a report of a page's text; `raw` are the bytes it was decoded from, for their hash."""
    passages = find_passages(text, title)
    found = next((p.span.of(text) for p in passages if p.role is Role.TITLE), None)
    encoded = text.encode("utf-8", "surrogatepass")
    return Report(
        id=id,
        text=text,
        passages=passages,
        published=published,
        outlet=Outlet(outlet) if outlet else None,
        url=url,
        title=title or found,
        media_type=media_type,
        sha256_bytes=hashlib.sha256(encoded if raw is None else raw).hexdigest(),
        sha256_text=hashlib.sha256(encoded).hexdigest(),
        source_name=source_name,
        retrieved=retrieved,
        sensitivity=sensitivity,
    )
