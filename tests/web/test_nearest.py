"""Beside a report stand the nearest others that its reader may see."""

from datetime import date

from goodoffices.desk.recording import record_coding
from goodoffices.extract.steps import Coding

from .conftest import SECRET, first_report, make_report


def test_a_report_leads_to_the_nearest_others_and_marks_copies(workspace, ledger) -> None:
    desk = workspace.visit()
    assert "near-copy" not in desk.see("/reports/wire-1")
    text = first_report().report.text
    record_coding(ledger, Coding(make_report("late-1", f"{text} More soon.", date(2025, 3, 12)), (), (), ()), "1")
    workspace.app.state.house.memory.forget()  # what a program reads shows after some seconds only
    shown = desk.see("/reports/wire-1").partition("Nearest in their words")[2]
    assert '/reports/late-1"' in shown
    assert "near-copy" in shown


def test_a_hidden_report_is_never_the_nearest(workspace, ledger) -> None:
    report = make_report("late-2", SECRET + " It is said.", date(2025, 3, 13))
    record_coding(ledger, Coding(report, (), (), ()), "1")
    assert "secret-1" not in workspace.visit("reader").see("/reports/late-2")
    assert "secret-1" in workspace.visit("member").see("/reports/late-2")
