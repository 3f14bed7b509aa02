"""Dates and statements of reports, in one process or several; a report that fails costs no other."""

import pytest

from goodoffices.desk import finding
from goodoffices.desk.finding import find_dates, find_statements
from goodoffices.desk.gathering import Complaints, read_text
from goodoffices.errors import BadVocabulary
from goodoffices.settings import Settings

REPORTS = [
    read_text(f"Sudan accepted truce number {n} on Monday. Chad said it would not.", id=f"r{n}", published="2021-03-04")
    for n in range(10)
]


def _fail_on(name: str, real):
    def find(parse, *rest):
        if parse.report.id == name:
            raise KeyError("a phrase")
        return real(parse, *rest)

    return find


def test_dates_and_statements_are_rows_of_the_report():
    [dates] = find_dates(REPORTS[:1], Settings())
    [statements] = find_statements(REPORTS[:1], Settings())
    assert dates["report"] == statements["report"] == "r0"
    assert "2021-03-01" in str(dates)
    assert "Chad" in str(statements)


@pytest.mark.parametrize("find", [find_dates, find_statements])
def test_several_processes_find_what_one_finds_in_the_same_order(find):
    alone, together = (list(find(REPORTS, Settings(jobs=jobs))) for jobs in (1, 2))
    assert alone == together
    assert [row["report"] for row in alone] == [report.id for report in REPORTS]


@pytest.mark.parametrize(("find", "step"), [(find_dates, "find_times"), (find_statements, "find_attributions")])
def test_a_report_that_the_reader_fails_on_costs_no_other(monkeypatch, find, step):
    monkeypatch.setattr(finding, step, _fail_on("r1", getattr(finding, step)))
    complaints = Complaints()
    rows = list(find(REPORTS[:3], Settings(), complaints))
    assert [row["report"] for row in rows] == ["r0", "r2"]
    assert complaints.problems == [
        "r1: the reader failed on it (KeyError: 'a phrase'); it was left out, please report this"
    ]


def test_an_error_that_holds_for_every_report_ends_the_run(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("actors: 7")
    with pytest.raises(BadVocabulary, match=r"own\.yaml"):
        list(find_statements(REPORTS[:2], Settings(vocabulary=own)))
