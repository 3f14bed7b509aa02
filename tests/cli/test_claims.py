"""Claims as JSON lines, without a ledger."""

import json
from pathlib import Path

import pytest

from goodoffices.desk import finding

EXAMPLES = Path(__file__).parents[2] / "examples/ukraine-russia-2025"
FIELDS = {
    "quote",
    "kind",
    "value",
    "actor",
    "target",
    "speaker",
    "direct",
    "factuality",
    "when",
    "object",
    "text",
    "plover",
    "cameo",
    "actor_spans",
    "target_spans",
    "attribution",
    "rule",
}


def test_each_line_has_every_field_and_exact_offsets(run, folder):
    text = (EXAMPLES / "01-jeddah.txt").read_text()
    ran = run("claims", EXAMPLES / "01-jeddah.txt", "--published", "2025-03-12")
    [line] = ran.out.splitlines()
    row = json.loads(line)
    assert (row["report"], row["published"]) == ("01-jeddah", "2025-03-12")
    assert {"UKR", "RUS"} & set(row["parties"])
    assert row["claims"]
    for claim in row["claims"]:
        assert claim.keys() >= FIELDS
        assert text[slice(*claim["quote"])] == claim["text"]
        assert all(text[start:end].strip() for start, end in (*claim["actor_spans"], *claim["target_spans"]))
    assert not list(folder.glob("*.db"))


def test_the_manifest_gives_the_ids(run, folder):
    rows = [
        {"report": "x/1", "text": "Sudan accepted the truce. Chad refused."},
        {"report": "x/2", "text": "Chad rejected the truce."},
    ]
    (folder / "m.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = [json.loads(line) for line in run("claims", "--manifest", "m.jsonl").out.splitlines()]
    assert [row["report"] for row in found] == ["x/1", "x/2"]
    assert [row["published"] for row in found] == [None, None]


def test_a_bad_file_does_not_end_the_batch(run, folder):
    (folder / "a.txt").write_text("")
    (folder / "b.txt").write_text("Sudan rejected the truce that Chad had proposed.")
    ran = run("claims", "a.txt", "b.txt")
    assert ran.code == 1
    assert [json.loads(line)["report"] for line in ran.out.splitlines()] == ["b"]
    assert "a.txt" in ran.err.splitlines()[0]


@pytest.mark.parametrize("command", ["dates", "statements"])
def test_dates_and_statements_are_json_lines_too(run, folder, command):
    (folder / "b.txt").write_text(
        'Khartoum, 3 March 2021. "We reject the truce," the president of Sudan said on Monday.'
    )
    [line] = run(command, "b.txt", "--published", "2021-03-03").out.splitlines()
    row = json.loads(line)
    assert row["report"] == "b"
    assert any(isinstance(value, list) and value for value in row.values())


@pytest.mark.parametrize(("command", "step"), [("dates", "find_times"), ("statements", "find_attributions")])
def test_a_report_that_the_reader_fails_on_is_named_and_left_out(run, monkeypatch, command, step):
    real = getattr(finding, step)
    monkeypatch.setattr(finding, step, lambda parse, *rest: 1 / 0 if parse.report.id == "a" else real(parse, *rest))
    Path("a.txt").write_text("Sudan said on Monday that it rejected the truce.")
    Path("b.txt").write_text("Chad said on Tuesday that it accepted the truce.")
    ran = run(command, "a.txt", "b.txt")
    assert (ran.code, [json.loads(line)["report"] for line in ran.out.splitlines()]) == (1, ["b"])
    assert "goodoffices: a: the reader failed on it (ZeroDivisionError: division by zero)" in ran.err
