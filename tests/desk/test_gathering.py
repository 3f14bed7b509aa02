"""Sources to reports, with what went wrong on the way."""

from datetime import date

import pytest

from goodoffices.desk.gathering import Complaints, gather_reports, read_text


def test_a_text_at_hand_is_a_report_unchanged():
    report = read_text("Sudan accepted the truce.\n", id="a", published="2021-03-04", outlet="Daily")
    assert (report.text, report.id, report.published) == ("Sudan accepted the truce.\n", "a", date(2021, 3, 4))
    assert report.outlet.name == "Daily"
    with pytest.raises(ValueError, match="4 March"):
        read_text("x", published="4 March")


def test_problems_are_said_as_they_come_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("Sudan accepted the truce.")
    said = []
    complaints = Complaints(said.append)
    found = list(gather_reports([str(tmp_path), str(tmp_path / "nosuch.txt")], complaints))
    assert [report.id for report in found] == ["b"]
    assert len(complaints.problems) == 2
    assert set(said) == {*complaints.problems, *complaints.notices}


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    (tmp_path / "a.txt").write_text("Sudan accepted the truce.")
    reports = gather_reports([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert next(reports).id == "a"
    (tmp_path / "b.txt").write_text("Chad rejected it.")
    assert next(reports).id == "b"
