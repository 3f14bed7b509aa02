"""Bytes → text: byte order mark, then the declared charset, then UTF-8, then Windows-1252 where it can only be that.

Nothing is changed but the encoding: line ends stay, a byte order mark is part of the encoding and goes. Raises
UnreadableReport for what is empty, binary, too large or in an encoding that cannot be told.
"""

from __future__ import annotations

import codecs
import re

from goodoffices.errors import UnreadableReport
from goodoffices.read.limits import LARGEST_FILE, LONGEST_TEXT, LONGEST_WORD

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(sorted(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}))
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}")
# English in Windows-1252 has dashes, curly quotes and some accents above ASCII, never one letter in twenty.
_HIGHEST_SHARE = 0.05
# Enough for the detector, which is slow on long texts.
_SAMPLE = 50_000


def decode(raw: bytes, name: str, charset: str | None = None) -> str:
    """The text of a report that bytes hold; `charset` is what their sender says of them, believed if it fits."""
    return check_text(decode_bytes(raw, name, charset), name)


def decode_bytes(raw: bytes, name: str, charset: str | None = None) -> str:
    """The characters that bytes hold, whatever they are for."""
    check_size(len(raw), name)
    if not raw.strip():
        raise UnreadableReport(f"{name}: is empty; give a file that holds a report")
    return _decode_marked(raw, name) or _decode_declared(raw, charset) or _decode_guessed(raw, name)


def check_size(size: int, name: str) -> None:
    """Raise UnreadableReport above the largest file that is read."""
    if size > LARGEST_FILE:
        raise UnreadableReport(
            f"{name}: has {size / 1e6:,.1f} MB; at most {LARGEST_FILE / 1e6:.0f} MB are read; split it into its reports"
        )


def check_text(text: str, name: str) -> str:
    """Return text unchanged, or raise UnreadableReport where it is none or too long for one report."""
    if not any(character.isalpha() for character in text):
        raise UnreadableReport(f"{name}: holds no words; give a file that holds a report")
    if len(text) > LONGEST_TEXT:
        raise UnreadableReport(
            f"{name}: has {len(text):,} characters; one report has at most {LONGEST_TEXT:,}; split it into its reports"
        )
    if _LONG_WORD.search(text):
        raise UnreadableReport(
            f"{name}: holds a word of more than {LONGEST_WORD:,} characters, so it is data and no text; remove it"
        )
    return text


def _decode_marked(raw: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    if encoding is None:
        _refuse_binary(raw, name)
        return ""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _unknown(name, f"begins as {encoding.upper()} but breaks at byte {problem.start}") from problem


def _refuse_binary(raw: bytes, name: str) -> None:
    head = raw[:_SAMPLE]
    # Not one control character in a hundred: old word processors leave a few behind, pictures and programs a third.
    if b"\x00" in head or len(head) - len(head.translate(None, _CONTROLS)) > len(head) / 100:
        raise UnreadableReport(f"{name}: is binary; .txt, .md, .html, .pdf, .jsonl, feeds and WARC files are read")


def _decode_declared(raw: bytes, charset: str | None) -> str:
    for encoding in (charset, "utf-8"):
        try:
            if encoding:
                return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return ""


def _decode_guessed(raw: bytes, name: str) -> str:
    high = sum(byte > 127 for byte in raw[:_SAMPLE])
    if high <= _HIGHEST_SHARE * len(raw[:_SAMPLE]):
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError as problem:
            raise _unknown(name, f"is neither UTF-8 nor Windows-1252 (byte {problem.start})") from problem
    return _detect(raw, name)


def _detect(raw: bytes, name: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import and hardly ever needed

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        raise _unknown(name, "is in no encoding that could be told")
    try:
        return raw.decode(best.encoding)
    except UnicodeDecodeError as problem:
        raise _unknown(name, f"began as {best.encoding} but breaks at byte {problem.start}") from problem


def _unknown(name: str, found: str) -> UnreadableReport:
    return UnreadableReport(f"{name}: {found}; save it as UTF-8")
