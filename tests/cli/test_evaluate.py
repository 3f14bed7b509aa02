"""A coder against annotated reports, and a new one from them."""

import json

import pytest

TEXTS = [
    "Sudan accepted the truce that Chad had proposed. The weather was fine.",
    "Chad rejected the truce. Its ministers went home.",
    "Libya proposed a ceasefire of ten days to Sudan and Chad.",
    "Sudan accepted the ceasefire. Markets opened late.",
]
QUOTES = [
    ("Sudan accepted the truce", "response", "accepted", "SDN"),
    ("Chad rejected the truce", "response", "rejected", "TCD"),
    ("Libya proposed a ceasefire of ten days", "proposal", "tabled", "LBY"),
    ("Sudan accepted the ceasefire", "response", "accepted", "SDN"),
]


def gold_claim(text, quote):
    words, kind, value, actor = quote
    start = text.index(words)
    return {
        "quote": [start, start + len(words)],
        "kind": kind,
        "value": value,
        "actor": [actor],
        "target": [],
        "speaker": None,
        "direct": False,
        "factuality": "asserted",
        "when": None,
        "object": None,
    }


@pytest.fixture
def gold(folder):
    rows = [
        {
            "report": f"g{n}",
            "conflict": f"war {n}",
            "parties": ["SDN", "TCD"],
            "mediators": ["LBY"],
            "claims": [gold_claim(text, quote)],
        }
        for n, (text, quote) in enumerate(zip(TEXTS, QUOTES, strict=True))
    ]
    reports = [{"report": f"g{n}", "text": text, "published": "2021-03-04"} for n, text in enumerate(TEXTS)]
    (folder / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "m.jsonl").write_text("\n".join(map(json.dumps, reports)))
    return folder / "gold.jsonl"


def test_scores_are_printed_as_tables_and_as_json(run, gold):
    scores = json.loads(run("evaluate", gold, "--manifest", "m.jsonl", "--json").out)
    assert (scores["reports"], scores["claims"]["gold"]) == (4, 4)
    ran = run("evaluate", gold, "--manifest", "m.jsonl")
    assert ran.code == 0
    assert f"{scores['coded']['f1']:.3f}" in ran.out
    assert ran.out.startswith("4 reports, 4 gold claims, ")
    assert max(map(len, ran.out.splitlines())) <= 100


def test_answers_that_are_the_gold_itself_score_one(run, gold, folder):
    (folder / "back").mkdir()
    for line in gold.read_text().splitlines():
        row = json.loads(line)
        text = TEXTS[int(row["report"][1:])]
        claims = [claim | {"s": 1, "quote": text[slice(*claim["quote"])]} for claim in row["claims"]]
        (folder / f"back/{row['report']}.json").write_text(json.dumps({"claims": claims}))
    ran = run("evaluate", gold, "--manifest", "m.jsonl", "--answers", "back", "--json")
    scores = json.loads(ran.out)
    assert scores["coded"]["f1"] == scores["found"]["f1"] == 1.0, ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "line 1: expected"),
        ('{"report": "g0", "claims": []}\nnot json', "line 2: not JSON"),
        ('{"report": "other", "claims": []}', "holds none of the reports"),
    ],
)
def test_a_gold_file_that_is_none_is_named(run, gold, text, said):
    gold.write_text(text)
    ran = run("evaluate", gold, "--manifest", "m.jsonl")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert said in ran.err


def test_a_model_is_trained_and_used(run, gold, folder):
    ran = run("train", gold, "--manifest", "m.jsonl", "--out", "own")
    assert ran.code == 0, ran.err
    assert {path.name for path in (folder / "own").iterdir()} >= {"model.json", "weights.npz"}
    assert "use it with --model own" in ran.out
    assert "{" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100
    scores = json.loads(run("evaluate", gold, "--manifest", "m.jsonl", "--model", "own", "--json").out)
    assert scores["reports"] == 4


def test_what_a_desk_reviewed_teaches_too(run, folder):
    (folder / "r.txt").write_text(TEXTS[1])
    run("read", "r.txt", "--published", "2021-03-04")
    assert run("train", "--reviewed", "--out", "own").code == 1
    rows = [json.loads(line) for line in run("claims", "r.txt", "--published", "2021-03-04").out.splitlines()]
    assert rows[0]["claims"]
    for row in json.loads(run("queue", "--json").out):
        assert run("review", "accept", row["id"], "--by", "anna").code == 0
    ran = run("train", "--reviewed", "--out", "own")
    assert ran.code == 0, ran.err


def test_a_model_that_is_none_is_named(run, folder):
    (folder / "r.txt").write_text(TEXTS[0])
    ran = run("claims", "r.txt", "--model", "nosuch")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "nosuch" in ran.err
