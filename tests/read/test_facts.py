"""What a page says of itself: its day, its agency, its language; and that given facts win."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.read.article import make_report
from goodoffices.read.languages import find_language
from goodoffices.read.origins import agency_of
from goodoffices.read.published import read_date

STORY = "The two sides agreed on Tuesday to a truce of thirty days, the mediator said in Geneva after the talks."


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["%B %d, %Y", "%d %b %Y", "%Y-%m-%d"]),
)
def test_a_full_date_is_read_back_however_it_is_written(day: date, manner: str) -> None:
    assert read_date(f"Published: {day.strftime(manner)} at 10:30") == day


@pytest.mark.parametrize("line", ["02/05/2025", "May 2", "in May 2025", "31 February 2025", "May 2 2025 was"[:5]])
def test_a_date_that_is_not_whole_or_sure_is_not_read(line: str) -> None:
    assert read_date(line) is None


@pytest.mark.parametrize(
    "stamp",
    [
        "Published: May 2, 2025",
        "May 2, 2025 | Page 3",
        "2 May 2025",
        "By A. Name | May 2, 2025",
        "Posted on 2 May 2025 by B",
    ],
)
def test_a_stamp_above_the_story_dates_the_report(stamp: str) -> None:
    assert make_report(f"Truce agreed\n\n{stamp}\n\n{STORY}", id="a").published == date(2025, 5, 2)


def test_a_date_inside_the_story_is_not_the_publication() -> None:
    assert make_report(f"Truce agreed\n\n{STORY} It begins on May 2, 2025.", id="a").published is None


def test_published_wins_over_updated_and_both_over_the_dateline() -> None:
    text = f"Truce\n\nUpdated May 4, 2025\n\nPublished May 3, 2025\n\nROME, May 1, 2025 (AP) — {STORY}"
    assert make_report(text, id="a").published == date(2025, 5, 3)


def test_an_address_dates_a_page_that_says_nothing() -> None:
    report = make_report(f"Truce agreed\n\n{STORY}", id="a", url="https://example.org/2025/05/02/truce")
    assert report.published == date(2025, 5, 2)


def test_given_facts_win_over_found_ones() -> None:
    text = f"Truce agreed | Example News\n\nMay 2, 2025\n\n{STORY}"
    report = make_report(text, id="a", published=date(2025, 5, 3), outlet="Other", title="Another headline")
    assert (report.published, report.outlet and report.outlet.name, report.title) == (
        date(2025, 5, 3),
        "Other",
        "Another headline",
    )


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"Truce\n\nGENEVA (AP) — {STORY}", "Associated Press"),
        (f"Truce\n\nMOSCOW, May 21. /TASS/. {STORY}", "TASS"),
        (f"Truce\n\n{STORY}\n\nThe Associated Press contributed to this report.", "Associated Press"),
        (f"Truce\n\n{STORY}\n\n© AFP", "Agence France-Presse"),
        (f"Truce\n\n{STORY}\n\nSource: PAP, Reuters", "PAP"),
        (f"Truce\n\nROME (Local Wire) — {STORY}", "Local Wire"),
        (f"Truce\n\n{STORY} He told Reuters that it holds.", None),
        (f"Truce\n\n{STORY}\n\nPhoto: A. Name/AFP", None),
    ],
)
def test_the_agency_whose_copy_it_is_is_named(text: str, origin: str | None) -> None:
    assert make_report(text, id="a").origin == origin


def test_an_agency_is_known_by_each_of_its_forms() -> None:
    assert agency_of("the AP") == agency_of("Associated Press") == "Associated Press"
    assert agency_of("Example News") is None


GERMAN = (
    "Die beiden Seiten haben sich auf eine Waffenruhe geeinigt, und die Armee wird sich an den Plan halten, "
    "der nun gilt, sagte der Vermittler."
)
RUSSIAN = (
    "Стороны договорились о перемирии, сообщил посредник, и на следующей неделе они встретятся в Женеве, "
    "как было сказано после паузы на переговорах в столице."
)
INDONESIAN = (
    "Kedua pihak telah sepakat untuk gencatan senjata yang akan berlaku pada hari ini, dan mereka tidak akan "
    "menyerang dari udara, kata mediator itu."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{STORY} It is the first one that has been agreed by both of them.", "en"),
        (GERMAN, "de"),
        (RUSSIAN, "ru"),
        (INDONESIAN, "id"),
        ("和平谈判将于下周在日内瓦举行，调解人说。", "und"),
        ("Truce agreed.", None),
    ],
)
def test_the_language_is_told_by_its_frequent_words(text: str, language: str | None) -> None:
    assert find_language(text) == language


def test_reading_the_same_text_twice_gives_the_same_report() -> None:
    text = f"Truce agreed\n\nMay 2, 2025\n\n{STORY}"
    assert make_report(text, id="a") == make_report(text, id="a")


def test_hashes_are_of_the_bytes_and_of_the_text() -> None:
    report = make_report("Truce “holds”", id="a", raw="Truce “holds”".encode("cp1252"))
    assert report.sha256_bytes != report.sha256_text
    assert report.sha256_text == make_report("Truce “holds”", id="b").sha256_bytes
