"""Processes on the command line."""

import json


def listed(run):
    return {row["id"]: row for row in json.loads(run("process", "list", "--json").out)}


def test_a_process_is_added_renamed_and_given_members(folder, run):
    assert run("process", "add", "SDN", "TCD", "--by", "anna").out == "sdn-tcd: Sudan – Chad\n"
    assert run("process", "rename", "sdn-tcd", "The border talks", "--by", "anna").out == "sdn-tcd: The border talks\n"
    ran = run(
        "process", "set", "the border talks", "--mediator", "LBY", "--party", "SDN", "--party", "TCD", "--party", "un"
    )
    assert ran.out == "sdn-tcd: parties SDN, TCD, un; mediators LBY\n"
    assert listed(run)["sdn-tcd"] == {
        "id": "sdn-tcd",
        "name": "The border talks",
        "parties": ["SDN", "TCD", "un"],
        "mediators": ["LBY"],
        "reports": 0,
        "records": 0,
    }


def test_reports_are_put_in_and_taken_out(examples, run):
    run("process", "add", "FRA", "GBR", "--by", "anna")
    assert run("process", "link", "fra-gbr", "radio", "live", "--by", "anna").out == "2 reports added to fra-gbr\n"
    assert listed(run)["fra-gbr"]["reports"] == 2
    assert run("process", "unlink", "fra-gbr", "radio", "--by", "anna").out == "1 report taken out of fra-gbr\n"
    assert listed(run)["fra-gbr"]["reports"] == 1
    ran = run("process", "link", "fra-gbr", "nosuch", "--by", "anna")
    assert ran.code == 1
    assert "'nosuch'" in ran.err


def test_two_processes_become_one(golden, run):
    run("process", "add", "BLR", "UKR", "--by", "anna")
    assert "parties RUS, UKR, BLR" in run("process", "merge", "rus-ukr", "blr-ukr", "--by", "anna").out
    assert list(listed(run)) == ["rus-ukr"]
    assert run("board").out.startswith("Russia – Ukraine on ")
    assert run("board", "-p", "blr-ukr").out == run("board").out


def test_the_table_of_processes_fits(golden, run):
    ran = run("process", "list")
    assert "rus-ukr" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100
