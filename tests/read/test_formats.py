"""Sources: each kind is read as what it is, a bad item is one line, and the batch goes on."""

import gzip
import io
import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.read.formats import read_source, read_sources
from goodoffices.read.readings import Reading

STORY = (
    "The two sides agreed on Tuesday to a truce of thirty days, the mediator said in Geneva after the talks. "
    "Both delegations will return to their capitals and report to their governments before the next round."
)
TEXT = f"Truce agreed\r\n\r\nPublished: May 2, 2025\r\n\r\n{STORY}\r\n"
GERMAN = (
    "Die beiden Seiten haben sich auf eine Waffenruhe geeinigt, und die Armee wird sich an den Plan halten, "
    "der nun gilt, sagte der Vermittler."
)
HTML = f"""<!doctype html><html><head><title>Truce agreed</title>
<meta property="article:published_time" content="2025-05-02T08:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Truce agreed</h1><p>{STORY}</p><p>{STORY} So far.</p></article>
</body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Example Feed</title>
<item><title>Truce agreed</title><link>https://example.org/1</link><pubDate>Fri, 02 May 2025 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{STORY}&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title>12</title><link>https://example.org/2</link></item></channel></rss>"""


def pdf(text: str, password: str = "") -> bytes:
    """A PDF of one page."""
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=11)
    if text:
        document.multi_cell(0, 6, text)
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    return bytes(document.output())


def warc(*pages: tuple[str, bytes], encoding: str = "") -> bytes:
    """A WARC file of successful HTML responses."""
    records = []
    for url, page in pages:
        packing = f"Content-Encoding: {encoding}\r\n" if encoding else ""
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{packing}\r\n".encode() + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-05-02T00:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        records.append(head.encode() + body + b"\r\n\r\n")
    return b"".join(records)


def read(path: Path | str, published: date | None = None) -> list[Reading]:
    """All readings of a source."""
    return list(read_source(str(path), published=published))


def problem(path: Path | str) -> str:
    """The one line of the one problem of a source."""
    (reading,) = read(path)
    assert reading.report is None
    line = str(reading.problem)
    assert "\n" not in line
    return line


@pytest.mark.parametrize(
    ("name", "raw", "media_type"),
    [
        ("a.txt", TEXT.encode(), "text/plain"),
        ("a.md", TEXT.encode(), "text/markdown"),
        ("a.html", HTML.encode(), "text/html"),
        ("a.pdf", pdf(TEXT.replace("\r", "")), "application/pdf"),
        ("a", HTML.encode(), "text/html"),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0), "text/plain"),
        ("a.html.gz", gzip.compress(HTML.encode(), mtime=0), "text/html"),
    ],
)
def test_each_kind_of_file_becomes_one_dated_report(tmp_path: Path, name: str, raw: bytes, media_type: str) -> None:
    (tmp_path / name).write_bytes(raw)
    (reading,) = read(tmp_path / name)
    assert reading.report is not None
    assert (reading.report.media_type, reading.report.published) == (media_type, date(2025, 5, 2))
    assert STORY[:40] in " ".join(reading.report.text.split())


def test_the_text_of_a_plain_file_is_the_decoded_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (reading,) = read(tmp_path / "a.txt")
    assert reading.report is not None
    assert reading.report.text == TEXT
    assert reading.report.id == "a"


@given(st.text(alphabet="abc .\r\n\t“–é", max_size=80))
def test_plain_text_survives_reading_whatever_its_line_ends(
    tmp_path_factory: pytest.TempPathFactory, tail: str
) -> None:
    path = tmp_path_factory.mktemp("read") / "a.txt"
    path.write_bytes((TEXT + tail).encode())
    (reading,) = read(path)
    assert reading.report is not None
    assert reading.report.text == TEXT + tail


def test_reading_a_file_twice_gives_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML)
    assert read(tmp_path / "a.html") == read(tmp_path / "a.html")


def test_the_headline_of_a_web_page_stands_in_front_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML)
    (reading,) = read(tmp_path / "a.html")
    assert reading.report is not None
    assert reading.report.text.startswith("Truce agreed\n")
    assert "Home" not in reading.report.text


def test_a_feed_gives_a_report_per_entry_and_names_the_bad_one(tmp_path: Path) -> None:
    (tmp_path / "news.xml").write_text(FEED)
    first, second = read(tmp_path / "news.xml")
    assert first.report is not None
    assert (first.report.title, first.report.published) == ("Truce agreed", date(2025, 5, 2))
    assert first.report.text == f"Truce agreed\n\n{STORY}"
    assert "entry 2: holds no words" in str(second.problem)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_gives_a_report_per_page(tmp_path: Path, packed: bool) -> None:
    raw = warc(("https://example.org/a", HTML.encode()), ("https://example.org/b", HTML.encode()))
    path = tmp_path / ("w.warc.gz" if packed else "w.warc")
    path.write_bytes(gzip.compress(raw) if packed else raw)
    assert [reading.report and reading.report.id for reading in read(path)] == ["example.org/a", "example.org/b"]


def test_a_packed_page_in_an_archive_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "w.warc"
    path.write_bytes(warc(("https://example.org/a", gzip.compress(HTML.encode())), encoding="gzip"))
    (reading,) = read(path)
    assert reading.report is not None


def test_a_manifest_gives_facts_and_names_the_lines_that_are_bad(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    lines = [
        json.dumps({"report": "one", "file": "a.txt", "published": "2025-05-03", "outlet": "Example", "other": 1}),
        "no json",
        json.dumps({"report": "two"}),
        "",
        json.dumps({"report": "three", "text": STORY, "url": "https://example.org/2025/05/04/x"}),
        json.dumps({"report": "four", "file": "missing.txt"}),
        json.dumps({"report": "five", "text": STORY, "published": "soon"}),
    ]
    (tmp_path / "list.jsonl").write_text("\n".join(lines))
    readings = read(tmp_path / "list.jsonl")
    reports = [reading.report for reading in readings if reading.report]
    assert [(r.id, r.published) for r in reports] == [("one", date(2025, 5, 3)), ("three", date(2025, 5, 4))]
    problems = [str(reading.problem) for reading in readings if reading.problem]
    assert [line.partition(":")[0].rpartition(", ")[2] for line in problems] == ["line 2", "line 3", "line 6", "line 7"]
    assert "needs either 'file' or 'text'" in problems[1]
    assert "there is no such file" in problems[2]


def test_a_folder_is_read_by_name_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name, raw in {
        "b.txt": TEXT,
        "a.txt": "",
        "sub/c.md": TEXT,
        ".hidden.txt": TEXT,
        "d.png": "x",
        "b.html": HTML,
    }.items():
        (tmp_path / name).write_text(raw)
    readings = read(tmp_path)
    assert [reading.report and reading.report.id for reading in readings] == [None, "b", "b.txt", "c"]
    assert "is empty" in str(readings[0].problem)


def test_a_manifest_speaks_for_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "manifest.jsonl").write_text(json.dumps({"report": "named", "file": "a.txt"}))
    assert [reading.report and reading.report.id for reading in read(tmp_path)] == ["named"]


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    readings = read_source(str(tmp_path))
    next(readings)
    (tmp_path / "b.txt").write_text(TEXT)
    assert list(readings) == []


def test_standard_input_is_told_by_its_first_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(HTML.encode())))
    (reading,) = read("-")
    assert reading.report is not None
    assert (reading.report.id, reading.report.media_type) == ("stdin", "text/html")


def test_a_given_date_stands_in_for_a_missing_one_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    assert "has no publication date" in read(tmp_path / "a.txt")[0].notice
    (reading,) = read(tmp_path / "a.txt", date(2025, 5, 2))
    assert reading.report is not None
    assert (reading.report.published, reading.notice) == (date(2025, 5, 2), "")


def test_a_future_date_is_refused_and_tomorrow_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    today = datetime.now(UTC).date()
    assert read(tmp_path / "a.txt", today + timedelta(days=1))[0].report is not None
    line = str(read(tmp_path / "a.txt", today + timedelta(days=2))[0].problem)
    assert "is in the future; give the right date with --published" in line


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.pdf", b"%PDF-1.7 broken", "the PDF is broken"),
        ("a.pdf", pdf(""), "holds no text, only pictures; run OCR"),
        ("a.pdf", pdf(STORY, "secret"), "locked with a password"),
        ("a.html", b"<html><body></body></html>", "no article was found"),
        ("a.html", b"<html>" + b"<div>" * 100_000 + STORY.encode(), "nests 100,000 elements"),
        ("a.txt", b"to be or not " * 4_000_000, "has 52.0 MB; at most 20 MB are read"),
        ("a.txt", b"to be or not " * 100_000, "has 1,300,000 characters"),
        ("a.txt.gz", gzip.compress(b"to be " * 5_000_000, mtime=0), "may be a zip bomb"),
        ("a.txt.gz", gzip.compress(gzip.compress(b"to be", mtime=0), mtime=0), "is packed twice"),
        ("a.gz", b"\x1f\x8bbroken", "the gzip file is broken"),
        ("a.warc", b"not a warc file", "the archive is broken"),
        ("a.xml", b"<rss></rss>", "is no feed with entries"),
        ("a.jsonl", b"", "is empty; give one JSON object"),
        ("a.txt", GERMAN.encode(), "is written in German; only English is read"),
    ],
)  # fmt: skip
def test_each_bad_file_is_one_clear_line(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(raw)
    line = problem(tmp_path / name)
    assert message in line
    assert line.startswith(str(tmp_path / name))


def test_a_bomb_in_an_archive_is_refused_and_the_page_after_it_read(tmp_path: Path) -> None:
    bomb = gzip.compress(b"a " * 15_000_000)
    path = tmp_path / "w.warc"
    path.write_bytes(
        warc(("https://example.org/bomb", bomb), encoding="gzip") + warc(("https://example.org/a", HTML.encode()))
    )
    first, second = read(path)
    assert "may be a zip bomb" in str(first.problem)
    assert second.report is not None


def test_an_archive_that_gains_a_hundredfold_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "w.warc.gz"
    path.write_bytes(gzip.compress(warc(("https://example.org/a", b"a " * 15_000_000))))
    assert "may be a zip bomb" in problem(path)


def test_an_archive_that_is_cut_off_says_so(tmp_path: Path) -> None:
    path = tmp_path / "w.warc"
    path.write_bytes(warc(("https://example.org/a", HTML.encode()))[:-100])
    assert "is cut off" in problem(path)


@pytest.mark.parametrize("name", ["missing.txt", "a\0b", "x" * 5000])
def test_a_name_that_is_no_file_is_one_line(tmp_path: Path, name: str) -> None:
    assert "check the name" in problem(tmp_path / name)


def test_a_device_is_no_file() -> None:
    assert "is no file" in problem("/dev/zero")


def test_an_empty_folder_says_what_is_read(tmp_path: Path) -> None:
    assert "holds no file ending in .txt" in problem(tmp_path)


def test_a_bad_source_does_not_keep_the_next_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    readings = list(read_sources([str(tmp_path / "none"), str(tmp_path / "a.txt")]))
    assert [reading.report is not None for reading in readings] == [False, True]
