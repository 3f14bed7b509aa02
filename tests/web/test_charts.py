"""The picture of the timeline: vague dates fade, disputed truces are hatched, what falls on one day is stacked."""

import pytest

from goodoffices.record.processes import Process
from goodoffices.record.when import When
from goodoffices.web.charts import draw_chart, make_chart
from goodoffices.web.lanes import _stack, fades_of

SPAN = ("2025-03-01", "2025-03-31")


@pytest.mark.parametrize(
    ("edtf", "fades"),
    [
        ("2025-03-11", ""),
        ("2025-03-11~", "both"),
        ("2025-03", "both"),
        ("2025", "both"),
        ("2025-03-02/2025-03-09", "both"),
        ("../2025-03-11", "start"),
        ("2025-03-11/..", "end"),
    ],
)
def test_a_date_fades_where_nothing_bounds_it(edtf: str, fades: str) -> None:
    assert fades_of(When(edtf)) == fades


def test_a_record_without_a_date_has_no_bar() -> None:
    assert fades_of(None) == ""


def test_what_falls_on_one_day_of_one_lane_is_stacked_around_its_middle() -> None:
    rows = [{"day": "2025-03-11", "lane": "Ukraine"} for _ in range(2)] + [{"day": "2025-03-12", "lane": "Ukraine"}]
    assert [row["slot"] for row in _stack(rows)] == [-0.5, 0.5, 0.0]
    crowd = [{"day": "2025-03-11", "lane": "Ukraine"} for _ in range(31)]
    assert [row["slot"] for row in _stack(crowd)][::30] == [-1.5, 1.5]


def truce(contested: bool, status: str = "expired", last: str = "2025-03-20") -> dict:
    told = {"title": "River truce", "status": status, "kept": "no reports", "sentence": "It is quiet.", "url": "/r"}
    return told | {"doubt": "", "first": "2025-03-10", "last": last, "lane": "Truces", "contested": contested}


def entry(edtf: str, deed: bool, strength: float = 1) -> dict:
    when = When(edtf)
    row = {"day": str(when.first), "date": edtf, "first": str(when.first), "last": str(when.last), "slot": 0.0}
    told = {
        "lane": "Ardel",
        "kind": "meeting",
        "tone": "conflict",
        "deed": deed,
        "what": "met",
        "sentence": "They met.",
        "told": f"{edtf}, Ardel, meeting",
        "doubt": "",
        "strength": strength,
    }
    return row | told | {"fades": fades_of(when), "url": "/reports/r#c-1", "shape": "square"}


def draw(monkeypatch: pytest.MonkeyPatch, *rows: dict, truces: tuple[dict, ...] = ()) -> str:
    monkeypatch.setattr("goodoffices.web.charts.truce_rows", lambda asked, process: list(truces))
    return draw_chart(make_chart(Process("p", "P", ("ardel",)), rows, (), None))  # type: ignore[arg-type]


def test_a_truce_is_hatched_where_its_keeping_is_disputed_and_only_there(monkeypatch) -> None:
    days = (entry("2025-03-01", True), entry("2025-03-31", True))
    disputed = draw(monkeypatch, *days, truces=(truce(True),))
    assert '<pattern id="hatch"' in disputed
    assert 'fill="url(#hatch)"' in disputed
    assert 'fill="url(#hatch)"' not in draw(monkeypatch, *days, truces=(truce(False),))


def test_a_vague_date_is_a_bar_with_a_gradient(monkeypatch) -> None:
    assert "linearGradient" in draw(monkeypatch, entry("2025-03", True))
    assert "linearGradient" not in draw(monkeypatch, entry("2025-03-11", True))


def test_words_are_outlined_and_deeds_filled_in_the_colours_for_all_eyes(monkeypatch) -> None:
    said, done = draw(monkeypatch, entry("2025-03-11", False)), draw(monkeypatch, entry("2025-03-11", True))
    assert 'stroke="#D55E00"' in said
    assert 'fill="#D55E00"' in done


def test_what_nobody_is_sure_of_is_faint_and_only_that(monkeypatch) -> None:
    sure, both = entry("2025-03-11", True), (entry("2025-03-11", True), entry("2025-03-12", True, 0.5))
    assert 'opacity="0.5"' in draw(monkeypatch, *both)
    assert 'opacity="0.5"' not in draw(monkeypatch, sure)
    assert 'aria-label="2025-03-11, Ardel, meeting"' in draw(monkeypatch, sure)


def test_a_truce_that_reaches_beyond_the_days_shown_has_no_end_there(monkeypatch) -> None:
    days = (entry("2025-03-01", True), entry("2025-03-15", True))
    assert "stroke-dasharray" not in draw(monkeypatch, *days, truces=(truce(False, "in force", "2025-09-01"),))
    assert "stroke-dasharray" in draw(monkeypatch, *days, truces=(truce(False, "in force", "2025-03-14"),))


def test_a_picture_is_dark_on_dark_screens_and_never_on_paper(monkeypatch) -> None:
    drawn = draw(monkeypatch, entry("2025-03-11", True))
    assert "@media screen and (prefers-color-scheme: dark)" in drawn
    assert "@media print" not in drawn


def test_nothing_on_record_is_an_empty_picture(monkeypatch) -> None:
    assert draw(monkeypatch).startswith("<svg")
