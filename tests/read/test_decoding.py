"""Bytes to text: every encoding comes back as it went in, and what is no text is refused in one line."""

import codecs
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import UnreadableReport
from goodoffices.read.decoding import check_size, decode
from goodoffices.read.limits import LARGEST_FILE, LONGEST_TEXT, LONGEST_WORD

ENGLISH = "“We will not yield,” the minister said – and left the café.\r\nNobody followed.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_comes_back_unchanged_from_each_encoding(encoding: str) -> None:
    assert decode((ENGLISH * 5).encode(encoding), "a.txt") == ENGLISH * 5


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_any_utf8_text_comes_back_unchanged(text: str) -> None:
    assert decode(b"word " + text.encode(), "a.txt") == "word " + text


@given(st.lists(st.sampled_from(["café", "“no”", "–", "it’s", "über", "and"]), max_size=8))
def test_western_text_in_windows_1252_comes_back(words: list[str]) -> None:
    whole = "The ministers met in the capital for a day of talks. " * 6 + " ".join(words)
    assert decode(whole.encode("cp1252"), "a.txt") == whole


def test_a_declared_charset_is_believed_where_it_fits() -> None:
    assert decode("Łódź said no".encode("iso-8859-2"), "a.html", "iso-8859-2") == "Łódź said no"
    assert decode("Łódź said no".encode(), "a.html", "ascii") == "Łódź said no"
    assert decode(b"It said no", "a.html", "no-such-charset") == "It said no"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", r"a\.txt: is empty"),
        (b" \n\t ", r"a\.txt: is empty"),
        (b"\x00\x01\x02PNG", r"a\.txt: is binary"),
        (bytes(range(1, 32)) * 20, r"a\.txt: is binary"),
        (b"12 34 -- 56", r"a\.txt: holds no words"),
        (codecs.BOM_UTF16_LE + b"a", r"a\.txt: begins as UTF-16 but breaks.*save it as UTF-8"),
        (b"It is so. " * 30 + b"\x81", r"a\.txt: is neither UTF-8 nor Windows-1252 \(byte 300\)"),
        (b"x" * LONGEST_WORD, r"a\.txt: holds a word of more than 2,000 characters"),
        (b"to be " * (LONGEST_TEXT // 6 + 1), r"a\.txt: has 300,00\d characters; one report has at most"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(raw: bytes, message: str) -> None:
    with pytest.raises(UnreadableReport, match=message) as refused:
        decode(raw, "a.txt")
    assert "\n" not in str(refused.value)


def test_noise_never_gets_through_as_a_report() -> None:
    with pytest.raises(UnreadableReport):
        decode(os.urandom(20_000), "noise")


def test_a_file_above_the_limit_is_refused_by_its_size() -> None:
    check_size(LARGEST_FILE, "a.txt")
    with pytest.raises(UnreadableReport, match=r"a\.txt: has 50\.0 MB; at most 20 MB are read"):
        check_size(50_000_000, "a.txt")
