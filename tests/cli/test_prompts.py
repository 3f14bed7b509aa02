"""Prompts out and answers in, by hand and by wire."""

import json
from pathlib import Path

import pytest

TEXT = "Houthi leaders rejected the Omani plan. Oman regretted it."
CLAIM = {
    "s": 1,
    "quote": "Houthi leaders rejected the Omani plan",
    "kind": "response",
    "value": "rejected",
    "actor": ["houthis"],
    "target": ["OMN"],
    "speaker": None,
    "direct": False,
    "factuality": "asserted",
    "when": None,
    "object": "Omani plan",
}
LIE = CLAIM | {"quote": "Houthi leaders accepted the Omani plan"}


@pytest.fixture
def manifest(folder):
    rows = [{"report": name, "text": TEXT.replace("it", name), "published": "2021-03-04"} for name in ("r1", "r2")]
    (folder / "m.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return folder / "m.jsonl"


def test_the_codebook_is_printed_with_its_version(run):
    ran = run("prompts", "--show")
    assert ran.out.startswith("version ")
    assert "KINDS" in ran.out


def test_what_a_model_wrote_comes_back_by_file_and_is_checked(run, manifest):
    assert run("prompts", "--manifest", manifest, "--out", "batch.jsonl", "--text", "texts").err.startswith(
        "goodoffices: 2 prompts written"
    )
    ids = [json.loads(line)["custom_id"] for line in Path("batch.jsonl").read_text().splitlines()]
    assert ids == sorted(path.stem for path in Path("texts").iterdir()) == ["r1", "r2"]
    Path("back").mkdir()
    for name in ids:
        Path(f"back/{name}.txt").write_text("Here you are: " + json.dumps({"claims": [CLAIM, LIE]}))
    ran = run("claims", "--manifest", manifest, "--answers", "back")
    assert ran.code == 0
    assert [[claim["text"] for claim in json.loads(line)["claims"]] for line in ran.out.splitlines()] == [
        ["Houthi leaders rejected the Omani plan"]
    ] * 2
    assert "r1: unverified: 1 of 2" in ran.err


def test_checked_answers_go_into_the_ledger(run, manifest):
    Path("back.jsonl").write_text(
        "\n".join(
            json.dumps(
                {"custom_id": name, "response": {"body": {"choices": [{"message": {"content": json.dumps([CLAIM])}}]}}}
            )
            for name in ("r1", "r2")
        )
    )
    assert run("read", "--manifest", manifest, "--answers", "back.jsonl").code == 0
    rows = [json.loads(line) for line in run("export").out.splitlines()]
    assert sum("llm:by-hand@" in json.dumps(row) for row in rows) >= 2
    assert "0 new, 2 on record already" in run("read", "--manifest", manifest, "--answers", "back.jsonl").out


def test_a_missing_answer_is_named_and_the_rest_taken(run, manifest):
    Path("back").mkdir()
    Path("back/r2.json").write_text(json.dumps([CLAIM]))
    ran = run("claims", "--manifest", manifest, "--answers", "back")
    assert ran.code == 1
    assert [json.loads(line)["report"] for line in ran.out.splitlines()] == ["r2"]
    assert "goodoffices: r1: no answer was given for it" in ran.err.splitlines()


@pytest.mark.parametrize("command", ["claims", "read"])
def test_a_dry_run_only_counts(run, manifest, command, monkeypatch):
    monkeypatch.setenv("GOODOFFICES_LLM_ENDPOINT", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("GOODOFFICES_LLM_MODEL", "m")
    ran = run(command, "--manifest", manifest, "--coder", "llm", "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("2 reports: 2 requests, 0 answers cached; about ")
    assert not Path("goodoffices.db").exists()


def test_an_endpoint_that_is_not_there_is_one_line_a_report(run, manifest, monkeypatch):
    for name, value in (("ENDPOINT", "http://127.0.0.1:9/v1"), ("MODEL", "m"), ("RETRIES", "0")):
        monkeypatch.setenv(f"GOODOFFICES_LLM_{name}", value)
    ran = run("claims", "--manifest", manifest, "--coder", "llm")
    assert (ran.code, ran.out) == (1, "")
    assert {line.split(":")[1].strip() for line in ran.err.splitlines()[:-1]} == {"r1", "r2"}


def test_no_model_named_is_one_line(run, manifest):
    ran = run("claims", "--manifest", manifest, "--coder", "llm")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "model" in ran.err
