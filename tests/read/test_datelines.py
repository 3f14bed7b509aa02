"""Datelines: where agencies put place, day and name, and where a sentence only looks like one."""

import pytest

from goodoffices.read.datelines import find_dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("KYIV, Ukraine (AP) — Envoys met.", "KYIV, Ukraine", "AP"),
        ("GAZA/CAIRO (Reuters) - Talks went on.", "GAZA/CAIRO", "Reuters"),
        ("MOSCOW, May 21. /TASS/. The ministry said no.", "MOSCOW", "TASS"),
        ("MINSK, 26 February (BelTA) – The offer stands.", "MINSK", "BelTA"),
        ("(CNN) -- Rebels left the town.", "", "CNN"),
        ("GENEVA — “We will talk,” she said.", "GENEVA", ""),
        ("Addis Ababa, Ethiopia - The union met.", "Addis Ababa, Ethiopia", ""),
        ("Hong Kong CNN — Leaders met.", "Hong Kong", "CNN"),
        ("PORT-AU-PRINCE, Haiti (Example Agency) — Gangs agreed.", "PORT-AU-PRINCE, Haiti", "Example Agency"),
    ],
)
def test_a_dateline_gives_its_place_and_agency(paragraph: str, place: str, agency: str) -> None:
    dateline = find_dateline(paragraph)
    assert dateline is not None
    assert (dateline.place, dateline.agency) == (place, agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Israel - which has talks of its own - was silent.",
        "Sudan's army (SAF) - the stronger side - refused.",
        "Hamas said it would answer — and soon.",
        "INDIA PLEDGES AID",
        "The UN — and the AU — will monitor it.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(paragraph: str) -> None:
    assert find_dateline(paragraph) is None


def test_the_length_ends_before_the_story() -> None:
    paragraph = "KABUL, Afghanistan (AP) — The council agreed."
    dateline = find_dateline(paragraph)
    assert dateline is not None
    assert paragraph[dateline.length :].lstrip() == "The council agreed."


def test_the_day_is_kept_as_written() -> None:
    dateline = find_dateline("COLOMBO, Jan 28 (Reuters) -- Convoys waited.")
    assert dateline is not None
    assert dateline.day == "Jan 28"
