"""Processes under a person's hand."""

from dataclasses import replace

import pytest

from goodoffices.desk import processes
from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.placing import settle_processes
from goodoffices.desk.recording import add_to_process, record_coding
from goodoffices.errors import EditConflict, InputError, NotRecorded


def counts(ledger):
    return {one.process.id: (one.reports, one.records) for one in processes.list_processes(ledger)}


def test_a_process_is_begun_by_its_parties_and_only_once(ledger):
    made = processes.add_process(ledger, ("RUS", "UKR"), "anna", name="The war")
    assert (made.id, made.name, made.named_by) == ("rus-ukr", "The war", "anna")
    assert counts(ledger) == {"rus-ukr": (0, 0)}
    with pytest.raises(EditConflict):
        processes.add_process(ledger, ("UKR", "RUS"), "bela")
    with pytest.raises(InputError, match="at least two parties, found 1"):
        processes.add_process(ledger, ("RUS", "RUS"), "anna")


def test_a_name_that_a_person_gave_stays_when_more_is_read(war, coding, act):
    processes.rename(war, "ardel-brenn", "The ferry war", "anna")
    more = coding("more", "2021-03-09", act("meeting", "held", "ardel", "Ardel met Brenn", targets=("brenn",)))
    found = record_coding(war, more, "1")
    settle_processes(war, [found.facts])
    assert [one.process.name for one in processes.list_processes(war)] == ["The ferry war"]
    assert ask_board(war, Question(process="the FERRY war")).board.process.id == "ardel-brenn"


def test_members_are_set_and_what_is_left_empty_stays(war):
    made = processes.set_members(war, "ardel-brenn", "anna", mediators=("corin", "un"))
    assert (made.parties, made.mediators) == (("ardel", "brenn"), ("corin", "un"))


def test_two_processes_that_are_one_share_a_board(war, record, coding, act):
    record(
        coding(
            "rebels",
            "2021-03-06",
            act(
                "response",
                "accepted",
                "cliff",
                "Cliff accepted the ceasefire of 30 days",
                targets=("corin",),
                object="ceasefire of 30 days",
            ),
            parties=("ardel", "cliff"),
        )
    )
    merged = processes.merge(war, "ardel-brenn", "ardel-cliff", "anna")
    assert merged.parties == ("ardel", "brenn", "cliff")
    assert "ardel-cliff" in merged.aliases
    records = ask_board(war, Question(process="ardel-brenn")).records
    assert {getattr(record, "party", "") for record in records} == {"", "ardel", "brenn", "cliff"}
    assert list(counts(war)) == ["ardel-brenn"]
    with pytest.raises(InputError, match="the same process"):
        processes.merge(war, "ardel-brenn", "ardel-brenn", "anna")


def test_a_merged_process_is_asked_without_naming_it(war, record, coding, act):
    record(
        coding(
            "rebels",
            "2021-03-06",
            act("attack", "single", "cliff", "Cliff fired", targets=("ardel",)),
            parties=("ardel", "cliff"),
        )
    )
    processes.merge(war, "ardel-brenn", "ardel-cliff", "anna")
    assert ask_board(war, Question()).board.process.id == "ardel-brenn"
    assert ask_board(war, Question(process="ardel-cliff")).board.process.id == "ardel-brenn"


def test_a_report_is_put_into_a_second_process_and_taken_out(war):
    processes.add_process(war, ("essen", "faro"), "anna")
    assert add_to_process(war, "essen-faro", ["tabled", "yes"], "anna") == 2
    assert add_to_process(war, "essen-faro", ["tabled"], "anna") == 0
    assert war.processes_of("tabled") == ("ardel-brenn", "essen-faro")
    assert processes.take_out(war, "essen-faro", ["tabled", "no"], "anna") == 1
    assert war.processes_of("tabled") == ("ardel-brenn",)
    assert ask_board(war, Question(process="ardel-brenn")).board.proposals


def test_an_unknown_report_is_put_nowhere(war):
    with pytest.raises(NotRecorded, match="nosuch"):
        add_to_process(war, "ardel-brenn", ["nosuch"], "anna")
    with pytest.raises(NotRecorded, match="no process is called"):
        processes.rename(war, "nosuch", "x", "anna")


def test_reports_read_after_a_merge_come_to_the_merged_process(war, record, coding, act):
    cliff = {"parties": ("ardel", "cliff"), "mediators": ()}
    record(coding("rebels", "2021-03-06", act("attack", "single", "cliff", "Cliff fired", targets=("ardel",)), **cliff))
    processes.merge(war, "ardel-brenn", "ardel-cliff", "anna")
    found = record(
        coding("later", "2021-03-08", act("attack", "single", "cliff", "Cliff shelled", targets=("ardel",)), **cliff)
    )
    settle_processes(war, [found.facts])
    assert war.processes_of("later") == war.processes_of("rebels") == ("ardel-brenn",)


def test_a_report_that_a_person_placed_is_moved_by_no_later_batch(war, record, coding, act):
    processes.add_process(war, ("essen", "faro"), "anna")
    add_to_process(war, "essen-faro", ["tabled"], "anna")
    again = coding("tabled", "2021-03-01", act("attack", "single", "ardel", "Ardel fired", targets=("brenn",)))
    settle_processes(war, [replace(record(again).facts, report="tabled")])
    assert war.processes_of("tabled") == ("ardel-brenn", "essen-faro")


def test_a_report_that_a_person_took_out_stays_out_when_it_is_read_again(war, coding, act):
    processes.take_out(war, "ardel-brenn", ["no"], "anna")
    stored = war.report("no")
    better = replace(coding("no", "2021-03-05", act("demand", "stated", "brenn", stored.text[:-2])), report=stored)
    found = record_coding(war, better, "2")
    settle_processes(war, [found.facts])
    assert found.changed
    assert war.processes_of("no") == ()
    assert not any(getattr(record, "party", "") == "brenn" for record in ask_board(war, Question()).records)


def test_a_person_who_confirms_where_a_report_is_keeps_it_there(war, coding, act):
    assert add_to_process(war, "ardel-brenn", ["no"], "anna") == 0
    facts = replace(record_coding(war, coding("x", "2021-03-06"), "1").facts, report="no", parties=("essen", "faro"))
    settle_processes(war, [facts])
    assert war.processes_of("no") == ("ardel-brenn",)
