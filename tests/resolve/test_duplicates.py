"""What is one event and what is two; and the labelled pairs of real clusters."""

import json
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from goodoffices.errors import InputError
from goodoffices.record.claims import Claim, Factuality, Kind
from goodoffices.record.sources import Span
from goodoffices.record.talks import Agreement, Meeting, Response
from goodoffices.record.when import When
from goodoffices.resolve.admission import counts
from goodoffices.resolve.duplicates import alike, contains
from goodoffices.resolve.facts import Coded, Facts
from goodoffices.resolve.processes import make_process
from goodoffices.resolve.steps import resolve_process

GOLD = Path(__file__).parents[2] / "../shared/gold"
PAIRS = Path(__file__).parents[1] / "golden/duplicate_pairs.json"
LEAST_F1 = 0.8


@pytest.fixture
def count_meetings(code, make_claim, process):
    """How many meetings a list of (topic, day, participants) makes, each from a report of its own."""

    def count(*told):
        coded = [
            code(f"r{n}", "2030-01-04", make_claim("meeting", "held", who, object=topic, when=day, report=f"r{n}"))
            for n, (topic, day, who) in enumerate(told)
        ]
        return len([r for r in resolve_process(coded, process).changed if isinstance(r, Meeting)])

    return count


BOTH = ("AAA", "MED")
OSLO = ("talks in Oslo", "2030-01-02", BOTH)


def test_one_meeting_in_two_reports_is_one(count_meetings):
    assert count_meetings(OSLO, ("a visit to Oslo", "2030-01-02", BOTH)) == 1


@pytest.mark.parametrize(
    "other",
    [
        ("talks in Oslo", "2030-01-09", BOTH),
        ("talks in Oslo", "2030-01-02", ("BBB", "XXX")),
        ("phone call", "2030-01-02", BOTH),
    ],
)
def test_another_day_other_people_or_a_call_is_another_meeting(count_meetings, other):
    assert count_meetings(OSLO, other) == 2


def test_an_undated_meeting_joins_only_what_it_names(count_meetings):
    assert count_meetings(OSLO, ("the Oslo talks", None, BOTH)) == 1
    assert count_meetings(OSLO, ("the Doha talks", None, BOTH)) == 2


def test_quotations_are_one_whatever_the_marks():
    assert contains("We won’t “leave”", 'He said: we won\'t "leave" now') > 85


def test_words_for_one_thing_are_alike():
    assert alike("the peace deal", "peace agreement")
    assert not alike("truce at sea", "prisoner exchange")


@pytest.mark.shared
def test_real_clusters_are_joined_as_labelled():
    if not GOLD.exists():
        pytest.skip("the annotated reports do not lie beside the project")
    scores = score_clusters()
    assert set(scores) == {"meeting", "agreement", "response"}
    assert min(scores.values()) >= LEAST_F1, scores


def score_clusters():
    hits, counted = defaultdict(int), defaultdict(int)
    for name, groups in json.loads(PAIRS.read_text())["clusters"].items():
        coded = list(read_cluster(name))
        places = {claim.id: (claim.report, *_ends(claim), claim.kind.value) for c in coded for claim in c.claims}
        gold = {pair for group in groups for pair in pairs(map(tuple, group), set(places.values()))}
        parties = sorted({party for report in coded for party in report.facts.parties})
        found = resolve_process(coded, make_process(parties, (), {})).changed
        joined = {pair for r in found if isinstance(r, Meeting | Agreement | Response) for pair in in_record(r, places)}
        for pair in gold | joined:
            kind = next(iter(pair))[3]
            hits[kind] += pair in gold and pair in joined
            counted[kind] += (pair in gold) + (pair in joined)
    return {kind: 2 * hits[kind] / counted[kind] for kind in counted}


def read_cluster(name):
    for split in ("dev", "train"):
        gold = {row["report"]: row for row in map(json.loads, (GOLD / split / "gold.jsonl").read_text().splitlines())}
        for entry in map(json.loads, (GOLD / split / "reports.jsonl").read_text().splitlines()):
            if entry.get("cluster") == name:
                text = (GOLD / split / entry["file"]).read_text(encoding="utf-8")
                row = gold[entry["report"]]
                facts = Facts(row["report"], date.fromisoformat(row["published"]), entry["outlet"])
                parties = tuple(row["parties"])
                claims = tuple(claim for claim in read_claims(row, text) if counts(claim))
                yield Coded(Facts(facts.report, facts.published, facts.outlet, parties=parties), claims)


def read_claims(row, text):
    for entry in row["claims"]:
        if entry["kind"] in ("meeting", "agreement", "response"):
            span = Span(*entry["quote"])
            yield Claim(
                row["report"],
                span,
                span.of(text),
                Kind(entry["kind"]),
                entry["value"],
                tuple(entry["actor"]),
                tuple(entry["target"]),
                entry["speaker"],
                entry["direct"],
                Factuality(entry["factuality"]),
                read_when(entry["when"]),
                entry["object"],
                sure=True,
            )


def read_when(edtf):
    try:
        return When(edtf) if edtf and When(edtf).first else None
    except InputError:  # a few annotated dates are beyond EDTF level 1
        return None


def pairs(places, counted):
    return {frozenset(pair) for pair in combinations([place for place in places if place in counted], 2)}


def in_record(record, places):
    return {frozenset(pair) for pair in combinations({places[piece.id] for piece in record.evidence}, 2)}


def _ends(claim):
    return claim.quote.start, claim.quote.end
