"""Claims to resolve: made by hand in tests, and those coded by hand on the example reports."""

import json
from datetime import date
from pathlib import Path

import pytest

from goodoffices.read.formats import read_source
from goodoffices.record.claims import Claim, Factuality, Kind
from goodoffices.record.processes import Process
from goodoffices.record.sources import Span
from goodoffices.record.when import When
from goodoffices.resolve.facts import Coded, Facts, facts_of

ROOT = Path(__file__).parents[2]
PROCESS = Process("aaa-bbb", "A – B", ("AAA", "BBB"), ("MED",))


def build_claim(kind, value=None, actors=("AAA",), targets=(), **rest):
    when = rest.pop("when", None)
    text = rest.pop("text", rest.get("object") or f"{kind} {value}")
    start = rest.pop("start", 0)
    return Claim(
        report=rest.pop("report", "r1"),
        quote=Span(start, start + len(text)),
        text=text,
        kind=Kind(kind),
        value=value,
        actors=tuple(actors),
        targets=tuple(targets),
        when=When(when) if when else None,
        factuality=Factuality(rest.pop("factuality", "asserted")),
        sure=rest.pop("sure", True),
        **rest,
    )


def build_code(name, published, *claims, outlet=None, parties=("AAA", "BBB"), **facts):
    report = Facts(name, date.fromisoformat(published), outlet or name, parties=parties, **facts)
    return Coded(report, tuple(claims))


@pytest.fixture(scope="session")
def make_claim():
    return build_claim


@pytest.fixture(scope="session")
def code():
    return build_code


@pytest.fixture(scope="session")
def process():
    return PROCESS


@pytest.fixture(scope="session")
def example_reports():
    readings = read_source(str(ROOT / "examples/ukraine-russia-2025"))
    return {reading.report.id: reading.report for reading in readings if reading.report}


@pytest.fixture(scope="session")
def coded_examples(example_reports):
    lines = (ROOT / "tests/golden/examples_claims.jsonl").read_text().splitlines()
    claims = [_read_claim(json.loads(line), example_reports) for line in lines]
    return [
        Coded(facts_of(report, ("RUS", "UKR"), ("USA",)), tuple(c for c in claims if c.report == name))
        for name, report in example_reports.items()
    ]


def _read_claim(row, reports):
    span = Span(*row["quote"])
    return Claim(
        report=row["report"],
        quote=span,
        text=span.of(reports[row["report"]].text),
        kind=Kind(row["kind"]),
        value=row["value"],
        actors=tuple(row["actor"]),
        targets=tuple(row["target"]),
        speaker=row["speaker"],
        direct=row["direct"],
        factuality=Factuality(row["factuality"]),
        when=When(row["when"]) if row["when"] else None,
        object=row["object"],
        coder="hand",
        sure=True,
    )
