"""The examples: all of them are read, say whose they are, and their frame is never story."""

from pathlib import Path

import pytest

from goodoffices.read.formats import read_source
from goodoffices.record.sources import Report, Role

EXAMPLES = Path(__file__).parents[2] / "examples" / "ukraine-russia-2025"
FRAME = (
    "goodoffices",
    "Leave a",
    "You may",
    "might also",
    "Subscribe",
    "Sign up",
    "All rights",
    "cookies",
    "Share this",
)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """Every example, as read through its manifest."""
    readings = list(read_source(str(EXAMPLES)))
    assert [str(reading.problem) for reading in readings if reading.problem] == []
    return [reading.report for reading in readings if reading.report]


def test_every_file_is_in_the_manifest_and_read(reports: list[Report]) -> None:
    files = {path.name for path in EXAMPLES.iterdir()} - {"manifest.jsonl"}
    assert {Path(report.source_name or "").name for report in reports} == files
    assert len({report.id for report in reports}) == len(files) >= 16


def test_every_file_says_whose_it_is() -> None:
    for path in EXAMPLES.glob("[0-9]*"):
        assert "ritten for the goodoffices project from public facts" in path.read_text(encoding="utf-8")


def test_every_example_has_a_headline_a_date_and_a_story(reports: list[Report]) -> None:
    for report in reports:
        assert report.title
        assert report.published
        assert sum(len(passage.span) for passage in report.with_role([Role.BODY])) > len(report.text) / 2


def test_no_words_of_the_frame_are_taken_for_story(reports: list[Report]) -> None:
    for report in reports:
        for passage in report.with_role([Role.BODY, Role.STANDFIRST, Role.TITLE, Role.HEADING]):
            assert not any(words in passage.span.of(report.text) for words in FRAME)


def test_the_page_that_repeats_its_standfirst_keeps_one(reports: list[Report]) -> None:
    (report,) = [report for report in reports if report.id == "stepping-back-blog"]
    assert len(report.with_role([Role.STANDFIRST])) == 1
