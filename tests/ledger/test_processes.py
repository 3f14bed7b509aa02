"""Processes are versions; reports enter and leave them."""

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.errors import EditConflict, NotRecorded
from goodoffices.ledger import Ledger
from goodoffices.record.processes import Process
from goodoffices.record.sources import Report

FOUND = Process("ardel-brenn", "Ardel and Brenn", ("ardel", "brenn"), ("un",))


def test_a_process_is_found_named_and_kept_in_versions(ledger: Ledger, clock: Any) -> None:
    assert ledger.put_process(FOUND, seen=0) == 1
    before = clock.now
    named = replace(FOUND, name="The Ostra talks", named_by="anna")
    assert ledger.put_process(named, seen=1, edited_by="anna", reason="as the parties call it") == 2
    stored = ledger.process(FOUND.id)
    assert (stored.process, stored.edited_by) == (named, "anna")
    assert ledger.process(FOUND.id, recorded_at=before).process == FOUND
    assert [each.process for each in ledger.processes()] == [named]


def test_the_same_process_again_changes_nothing(ledger: Ledger) -> None:
    ledger.put_process(FOUND, seen=0)
    assert ledger.put_process(FOUND, seen=0) == 1


def test_who_edits_an_old_version_is_told(ledger: Ledger) -> None:
    ledger.put_process(FOUND, seen=0)
    ledger.put_process(replace(FOUND, name="A"), seen=1, edited_by="anna")
    with pytest.raises(EditConflict, match="anna changed this process to version 2"):
        ledger.put_process(replace(FOUND, name="B"), seen=1, edited_by="bela")
    assert ledger.process(FOUND.id).process.name == "A"


def test_a_report_can_be_in_two_processes(ledger: Ledger, report: Report) -> None:
    ledger.add_report(report, processes=["a"])
    assert ledger.link_reports("b", ["r1"], added_by="anna") == 1
    assert ledger.link_reports("b", ["r1"], added_by="anna") == 0
    assert ledger.processes_of("r1") == ("a", "b")
    assert ledger.count_process("b") == (1, 0)
    assert ledger.unlink_report("a", "r1")
    assert not ledger.unlink_report("a", "r1")
    assert ledger.processes_of("r1") == ("b",)


def test_an_unknown_process_is_named(ledger: Ledger) -> None:
    with pytest.raises(NotRecorded, match="no process 'x'"):
        ledger.process("x")


def test_what_a_person_placed_is_known_for_it(ledger: Ledger, report: Report) -> None:
    ledger.add_report(report, processes=["a"])
    assert not ledger.placed_by_person("r1")
    assert ledger.link_reports("a", ["r1"], added_by="anna") == 0
    assert ledger.placed_by_person("r1")
    assert ledger.processes_of("r1") == ("a",)


def test_what_a_person_took_out_is_placed_by_a_person(ledger: Ledger, report: Report) -> None:
    ledger.add_report(report, processes=["a"])
    ledger.unlink_report("a", "r1", removed_by="anna")
    assert ledger.placed_by_person("r1")
