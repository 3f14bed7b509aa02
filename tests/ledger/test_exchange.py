"""A ledger goes out as lines and comes back equal; what opens doors stays behind; bad lines are named."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import InputError, LedgerError, LedgerTooNew
from goodoffices.ledger import Ledger, RecordEntry
from goodoffices.ledger.exchange import is_export
from goodoffices.ledger.people import User, UserRole
from goodoffices.ledger.threads import Subject, Topic
from goodoffices.record.claims import Claim, Factuality, Judgement, Kind, Verdict
from goodoffices.record.evidence import Evidence
from goodoffices.record.processes import Process
from goodoffices.record.sources import Passage, Report, Role, Span
from goodoffices.record.talks import Demand
from goodoffices.record.when import When


@pytest.fixture
def busy(filled: Ledger, report: Report, claims: list[Claim], judge: Callable[..., Judgement]) -> Ledger:
    """A ledger in which every table holds something, superseded rows too."""
    filled.decide(judge(claims[1].id, Verdict.EDIT, value='"accepted"', object='"Größe"'), seen=0)
    filled.add_report(report, claims[:1], version="2")
    filled.put_process(Process("p", "P", ("ardel", "brenn")), seen=0)
    filled.put_process(Process("p", "Q", ("ardel", "brenn")), seen=1, edited_by="anna")
    demand = Demand("D1", "p", (Evidence(claims[0].id, "r1", known=date(2031, 4, 22)),), "ardel", "a road")
    filled.put_records([RecordEntry(demand, ("ardel",))])
    filled.put_records([RecordEntry(replace(demand, content="a bridge"), ("ardel",))])
    filled.add_user(User("anna", "Anna", UserRole.REVIEWER), by="eve", password="$argon2id$secret")
    filled.start_session("secret-token", "anna", expires=datetime(2032, 1, 1, tzinfo=UTC))
    thread = filled.open_thread(Subject(Topic.REPORT, "r1"), author="anna", text="Hm\n“so”", mentions=["anna"])
    filled.reply(thread.id, author="anna", text="yes", parent=thread.comments[0].id)
    filled.add_watch("anna", name="w", wanted='{"a": 1}', feed_token="secret-feed")
    filled.draw_sample("s", [claims[0].id], coders=["anna", "bela"], drawn_by="eve")
    return filled


def test_a_ledger_comes_back_equal(busy: Ledger, tmp_path: Path, claims: list[Claim], clock: Any) -> None:
    lines = list(busy.export_lines())
    with Ledger.open(f"sqlite:///{tmp_path / 'other.db'}", clock=clock) as other:
        assert other.import_lines(lines) == len(lines) - 1
        assert list(other.export_lines()) == lines
        assert list(other.current_claims()) == list(busy.current_claims())
        assert other.claim(claims[1].id) == busy.claim(claims[1].id)
        assert other.record_versions("p", "D1") == busy.record_versions("p", "D1")
        assert other.find_records("p", ["ardel"]) == busy.find_records("p", ["ardel"])
        assert other.attack_days("p") == busy.attack_days("p")
        assert other.search_claims("ardel") == busy.search_claims("ardel") != ()


def test_an_imported_ledger_goes_on(busy: Ledger, tmp_path: Path, report: Report, claims: list[Claim]) -> None:
    lines = list(busy.export_lines())
    with Ledger.open(f"sqlite:///{tmp_path / 'other.db'}") as other:
        other.import_lines(lines)
        assert not other.add_report(report, claims[:1], version="2", processes=["p"]).changed
        assert other.add_report(replace(report, id="r2", url="u"), processes=["p"]).added
        assert len(list(other.reports())) == 2


def test_import_fills_each_kind_of_database(
    ledger: Ledger, tmp_path: Path, report: Report, claims: list[Claim]
) -> None:
    with Ledger.open(f"sqlite:///{tmp_path / 'first.db'}") as first:
        first.add_report(report, claims)
        lines = list(first.export_lines())
    ledger.import_lines(lines)
    assert list(ledger.export_lines()) == lines
    assert ledger.add_report(replace(report, url="u", id="r2"), [replace(claims[0], report="r2")]).claims == 1


def test_what_opens_doors_stays_behind(busy: Ledger) -> None:
    assert "secret" not in "\n".join(busy.export_lines())


def test_the_first_line_tells_what_it_is(ledger: Ledger) -> None:
    head = next(ledger.export_lines())
    assert is_export(head)
    assert json.loads(head)["schema"] == "0004"


def test_import_needs_an_empty_ledger(filled: Ledger) -> None:
    lines = list(filled.export_lines())
    with pytest.raises(LedgerError, match="holds reports already"):
        filled.import_lines(lines)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda lines: [], (InputError, "line 1: not JSON")),
        (lambda lines: lines[1:], (InputError, "line 1: not an export")),
        (lambda lines: [lines[0].replace("0004", "0999")], (LedgerTooNew, "later version")),
        (lambda lines: [lines[0], lines[1][:40]], (InputError, "line 2: not JSON")),
        (lambda lines: [lines[0], "[]"], (InputError, "line 2: a JSON object was expected")),
        (lambda lines: [lines[0], '{"table":"cats"}'], (InputError, "line 2: no such table")),
        (lambda lines: [lines[0], '{"table":"reports","colour":1}'], (InputError, "no column 'colour'")),
        (lambda lines: [lines[0], '{"table":"reports","published":"May"}'], (InputError, "write a date")),
        (lambda lines: [*lines, lines[1]], (InputError, "rows of [a-z_]+ that cannot be")),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(
    filled: Ledger, tmp_path: Path, spoil: Any, told: tuple[type[Exception], str]
) -> None:
    error, said = told
    lines = spoil(list(filled.export_lines()))
    with Ledger.open(f"sqlite:///{tmp_path / 'other.db'}") as other:
        with pytest.raises(error, match=said):
            other.import_lines(lines)
        assert list(other.reports()) == []


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60)
_DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@st.composite
def readings(draw: st.DrawFn) -> tuple[Report, list[Claim]]:
    """Any report with any claims that its text can carry."""
    text = draw(_TEXT)
    ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    span = Span(*ends)
    report = Report(
        "r", text, (Passage(span, draw(st.sampled_from(Role))),), draw(st.none() | _DAYS), title=draw(st.none() | _TEXT)
    )
    claim = Claim(
        "r",
        span,
        span.of(text),
        draw(st.sampled_from(Kind)),
        draw(st.none() | _TEXT),
        tuple(draw(st.lists(_TEXT, max_size=3))),
        speaker=draw(st.none() | _TEXT),
        factuality=draw(st.sampled_from(Factuality)),
        when=draw(st.none() | _DAYS.map(lambda day: When(day.isoformat()))),
        confidence=draw(st.floats(0, 1)),
    )
    return report, [claim]


@settings(max_examples=25, deadline=timedelta(seconds=5))
@given(readings())
def test_any_report_and_claim_comes_back_equal(reading: tuple[Report, list[Claim]]) -> None:
    report, claims = reading
    with Ledger.open("sqlite://") as one, Ledger.open("sqlite://") as two:
        one.add_report(report, claims)
        two.import_lines(one.export_lines())
        assert [each.claim for each in two.current_claims()] == claims
        assert replace(two.report("r"), sha256_text="") == report
        assert list(two.export_lines()) == list(one.export_lines())
