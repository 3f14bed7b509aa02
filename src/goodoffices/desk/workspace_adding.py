"""A report that a person pastes, uploads or names by its address: read, coded, recorded, placed."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from goodoffices.desk.coding import code_reports
from goodoffices.desk.gathering import Complaints, gather_reports, read_text
from goodoffices.desk.placing import settle_processes
from goodoffices.desk.recording import Recorded, record_reports
from goodoffices.errors import InputError
from goodoffices.ledger import Ledger
from goodoffices.record.sources import Outlet, Report, Sensitivity
from goodoffices.settings import Settings

# A manifest or an archive names further files, which an upload must never do.
_TAKEN = (".txt", ".md", ".html", ".htm", ".pdf")
# The parser is not made for several threads, and a second one would take as much memory again.
_ONE_AT_A_TIME = threading.Lock()


class Step(StrEnum):
    """What is being done with a report; the last two are ends."""

    WAITING = "waits"
    CODING = "its claims are being found"
    RECORDING = "it is being put on record"
    DONE = "read"
    FAILED = "not read"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What a person gave: a text, a file or an address, and what they know of it."""

    text: str = ""
    url: str = ""
    file_name: str = ""
    raw: bytes = b""
    published: date | None = None
    outlet: str = ""
    sensitivity: Sensitivity = Sensitivity.PUBLIC


def add_new(ledger: Ledger, settings: Settings, new: NewReport, *, by: str) -> str:
    """Store a new report with its claims; returns the id it is stored under.

    Raises InputError (UnreadableReport, FetchRefused) where it cannot be read.
    """
    return keep_new(ledger, settings, read_new(new), by=by).report


def read_new(new: NewReport) -> Report:
    """What a person gave as a report, not stored yet; raises InputError (UnreadableReport, FetchRefused)."""
    report = _read(new)
    if new.outlet and report.outlet is None:
        report = replace(report, outlet=Outlet(new.outlet))
    return replace(report, published=report.published or new.published, sensitivity=new.sensitivity)


def keep_new(
    ledger: Ledger, settings: Settings, report: Report, *, by: str, tell: Callable[[Step], None] = lambda _step: None
) -> Recorded:
    """Find the claims of a report and put both on record; `tell` hears what is being done."""
    complaints = Complaints()
    with _ONE_AT_A_TIME:
        tell(Step.CODING)
        codings = list(code_reports([report], replace(settings, jobs=1), complaints))
    _check_read(codings, complaints)
    tell(Step.RECORDING)
    with ledger.transaction():
        recorded = tuple(record_reports(ledger, codings, settings))
        settle_processes(ledger, [one.facts for one in recorded if one.changed])
        ledger.note(by, "add_report", recorded[0].report)
        if report.sensitivity is Sensitivity.RESTRICTED:
            ledger.grant_report(recorded[0].report, f"user:{by}", by=by)
    return recorded[0]


def _check_read(found: Collection[object], complaints: Complaints) -> None:
    """Raises InputError, in the words of whoever could not read it, where nothing was found."""
    if not found:
        raise InputError(complaints.problems[0] if complaints.problems else "there is no report in it")


def _read(new: NewReport) -> Report:
    given = [bool(new.text.strip()), bool(new.url), bool(new.raw)]
    if sum(given) != 1:
        raise InputError("give one of the three: a text, a file, or an address")
    if new.text.strip():
        name = "pasted-" + hashlib.sha256(new.text.encode(errors="replace")).hexdigest()[:10]
        return read_text(new.text, id=name, published=new.published, outlet=new.outlet or None)
    if new.url:
        if not new.url.startswith(("http://", "https://")):
            raise InputError("an address begins with http:// or https://")
        return _only(new.url, new.published)
    return _read_upload(new)


def _read_upload(new: NewReport) -> Report:
    suffix = Path(new.file_name).suffix.lower()
    if suffix not in _TAKEN:
        raise InputError(f"{suffix or 'a file without a suffix'} cannot be uploaded; send {', '.join(_TAKEN)}")
    if new.raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"WARC/", b"warc/", b"\x1f\x8b", b"PK")):
        raise InputError("manifests and archives are read with `goodoffices read`; upload one report at a time")
    name = "uploaded-" + hashlib.sha256(new.raw).hexdigest()[:10]
    with TemporaryDirectory(prefix="goodoffices-") as folder:
        place = Path(folder) / f"{name}{suffix}"
        place.write_bytes(new.raw)
        report = _only(str(place), new.published)
    return replace(report, id=name, source_name=Path(new.file_name).name[:100])


def _only(source: str, published: date | None) -> Report:
    complaints = Complaints()
    found = list(gather_reports([source], complaints, published=published))
    _check_read(found, complaints)
    if len(found) > 1:
        raise InputError(f"it holds {len(found)} reports; read it with `goodoffices read`, or give one of them")
    return found[0]
