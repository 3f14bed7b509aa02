"""Reports through the embedded coder, in one process or several."""

import pytest

from goodoffices.desk.coding import code_report, code_reports, coder_version, coding_as_row
from goodoffices.desk.gathering import Complaints, read_text
from goodoffices.errors import InputError
from goodoffices.extract import steps
from goodoffices.extract.parse import Parse
from goodoffices.extract.steps import Coding
from goodoffices.settings import Settings

REPORTS = [
    read_text(f"Sudan accepted truce number {n} on Monday. Chad said it would not.", id=f"r{n}", published="2021-03-04")
    for n in range(10)
]


def test_several_processes_give_what_one_gives_in_the_same_order():
    alone, together = (list(map(coding_as_row, code_reports(REPORTS, Settings(jobs=jobs)))) for jobs in (1, 2))
    assert alone == together
    assert [row["report"] for row in alone] == [report.id for report in REPORTS]


def test_one_report_is_coded_as_among_others():
    [among] = [coding for coding in code_reports(REPORTS, Settings()) if coding.report.id == "r3"]
    assert code_report(REPORTS[3]) == among


def test_a_coder_there_is_not_is_refused():
    with pytest.raises(InputError, match="no coder is called 'gpt'; there are embedded and llm"):
        list(code_reports(REPORTS, Settings(), coder="gpt"))


def test_the_version_tells_one_model_from_another():
    assert coder_version("embedded", Settings()) == coder_version("embedded", Settings())
    assert coder_version("llm", Settings()).startswith("llm:by-hand@")


def test_a_report_that_the_coder_fails_on_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_on_first(parse: Parse, *_options: object) -> Coding:
        if parse.report.id == "first":
            raise KeyError("a phrase")
        return Coding(parse.report)

    monkeypatch.setattr(steps, "code_parse", fail_on_first)
    complaints = Complaints()
    reports = [read_text("Talks were held in Doha.", id=name) for name in ("first", "second")]
    codings = list(code_reports(reports, Settings(), complaints))
    assert [coding.report.id for coding in codings] == ["second"]
    assert complaints.problems == [
        "first: the coder failed on it (KeyError: 'a phrase'); it was left out, please report this"
    ]
