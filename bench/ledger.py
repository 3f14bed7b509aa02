"""A process grown to a million claims: what a board costs, what a new report touches, and what 10,000 reports hold.

Synthetic, from the seed below: four claims in five are attacks, the rest rest in records with eight pieces of evidence
each; the texts are made up. A board is asked whole, as `goodoffices board` does (records read, rules applied), in a
process that has read the records before: for a day not asked yet, and again; and held against fetching the same rows
with plain `sqlite3`. A report is added whole, too: stored, compared for copies, placed, and joined to the records.
"""

from __future__ import annotations

import random
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import func, select, text

from bench.rows import Row, best_of
from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.recording import record_coding
from goodoffices.extract.steps import Coding
from goodoffices.ledger import Ledger, RecordEntry
from goodoffices.ledger.bodies import write_body
from goodoffices.ledger.claims import Reading, as_row
from goodoffices.ledger.indexing import index_all
from goodoffices.ledger.schema import claims, readings, report_processes, reports
from goodoffices.record.claims import Claim, Kind
from goodoffices.record.evidence import Evidence
from goodoffices.record.mediation import MediatorStep, Step
from goodoffices.record.processes import Process, Record
from goodoffices.record.sources import Outlet, Report, Span
from goodoffices.record.talks import Answer, Demand, Meeting, Proposal, Response, Statement, Terms
from goodoffices.record.truces import Ceasefire, Incident, Side, TruceEvent, TruceNews
from goodoffices.record.when import When
from goodoffices.resolve.keys import keys_of

SIZES = (10_000, 100_000, 1_000_000)
PROCESS = "ardel-brenn"
PARTIES = ("ardel", "brenn")
PER_REPORT = 50
# As many records as a well-covered process of five years has: two pieces of news a day, a tabled idea every three
# weeks, a truce every six.
MOST_RECORDS = 4_000
_PER_PROPOSAL, _PER_TRUCE = 46, 92
EVIDENCE = 8
_BOARD_BOUND: dict[str, Any] = {"bound": 150, "most": True}
_FIRST = date(2030, 1, 1)
_DAYS = 1_800
_NOW = datetime(2035, 1, 1, tzinfo=UTC)
_BULK = 500
_COUNT_ATTACKS = """
    INSERT INTO attack_counts (process, day, actor, source, coder, known, attacks)
    SELECT :process, first_day, trim(actors, '|'), outlet, coder, claims.known, count(*)
    FROM claims JOIN reports ON reports.id = claims.report WHERE kind = 'attack' GROUP BY 2, 3, 4, 5, 6
"""


def run() -> list[Row]:
    """Pass 10,000 reports through one ledger, then grow another through the sizes and measure at each."""
    return [*_pass_through(), *_grow()]  # in this order: the most memory ever held is what is compared


def _grow() -> Iterator[Row]:
    found: dict[int, dict[str, float]] = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with Ledger.open(path) as ledger:
            held = 0
            for size in SIZES:
                _fill(ledger, held, size)
                held = size
                found[size] = _measure(ledger, path, size)
    last, first = found[SIZES[-1]], found[SIZES[0]]
    for size in SIZES:
        yield Row(f"board of a day not asked yet, {size:,} claims", found[size]["board"] * 1000, "ms", **_BOARD_BOUND)
    yield Row("  1,000,000: against fetching its rows alone", last["board"] / last["rows"], "×", bound=3, most=True)
    yield Row("  1,000,000: the same day again", last["again"] * 1000, "ms")
    yield Row("  1,000,000: first time in a process", last["cold"] * 1000, "ms")
    for name, what in (
        ("find", "records by 10 keys"),
        ("add", "adding a report of 30 claims to its process"),
        ("put", "a new version"),
    ):
        for size in SIZES:
            yield Row(f"{what}, {size:,} claims", found[size][name] * 1000, "ms")
        yield Row(f"{what}: 1,000,000 against 10,000", last[name] / first[name], "×", bound=2, most=True)


def _measure(ledger: Ledger, path: Path, size: int) -> dict[str, float]:
    keys = [f"demand|ardel|2030-0{number}" for number in range(1, 10)]
    cold = best_of(1, lambda: _ask(ledger, 0))
    days = count(1)
    return {
        "cold": cold,
        "board": best_of(9, lambda: _ask(ledger, next(days))),
        "again": best_of(9, lambda: _ask(ledger, 1)),
        "rows": best_of(9, lambda: _fetch_rows(path)),
        "find": best_of(50, lambda: ledger.find_records(PROCESS, keys)),
        "add": best_of(40, _adder(ledger, size)),
        "put": best_of(40, _changer(ledger)),
    }


def _ask(ledger: Ledger, day: int) -> int:
    """The whole board of a day."""
    asked = ask_board(ledger, Question(process=PROCESS, as_of=_FIRST + timedelta(days=_DAYS + day)))
    return len(asked.board.proposals)


def _fetch_rows(path: Path) -> int:
    """The same rows, by plain sqlite3, as tuples."""
    last = _FIRST + timedelta(days=_DAYS)
    span = (PROCESS, str(last - timedelta(days=70)), str(last))
    with closing(sqlite3.connect(path)) as file:
        question = "SELECT * FROM records WHERE process = ? AND superseded_at IS NULL"
        found = file.execute(question, (PROCESS,)).fetchall()
        return len(
            found
            + file.execute("SELECT * FROM attack_counts WHERE process = ? AND day BETWEEN ? AND ?", span).fetchall()
        )


def _adder(ledger: Ledger, size: int) -> Callable[[], None]:
    """Adds reports of days that the ledger covers, each with six answers among its claims."""
    numbers = count()
    covered = _DAYS * min(MOST_RECORDS, size // 200) // MOST_RECORDS

    def add() -> None:
        name = f"new-{size}-{next(numbers)}"
        report, found = make_report(name, random.Random(name), sentences=30, days=covered)
        record_coding(ledger, Coding(report, PARTIES, ("un",), tuple(found)), "1")

    return add


def _changer(ledger: Ledger) -> Callable[[], None]:
    numbers = count()

    def change() -> None:
        number = next(numbers)
        record = make_record(7, random.Random(f"change{number}{perf_counter()}"))
        ledger.put_records([RecordEntry(record, keys_of(record))])

    return change


def make_report(
    name: str, chance: random.Random, sentences: int = PER_REPORT, days: int = _DAYS
) -> tuple[Report, list[Claim]]:
    """A report of made-up words whose sentences carry as many claims; `days` are those that it may be of."""
    day = _FIRST + timedelta(days=chance.randrange(days))
    told = [f"Shells fell on the {chance.randrange(900)} road near Ostra." for _ in range(sentences)]
    report = Report(
        name, " ".join(told), (), day, Outlet(f"Daily {chance.randrange(40)}"), url=name, title=f"The war, {day}"
    )
    found, at = [], 0
    for sentence in told:
        span = Span(at, at + len(sentence))
        at = span.end + 1
        attack = chance.random() < 0.8
        kind, value = (Kind.ATTACK, "single") if attack else (Kind.RESPONSE, "rejected")
        actor = chance.choice(("ardel", "brenn"))
        when = When((day - timedelta(days=chance.randrange(3))).isoformat())
        about = f"a truce of {chance.randrange(3, 40)} days"
        found.append(
            Claim(
                name, span, sentence, kind, value, (actor,), ("un",), object=about, when=when, confidence=0.8, sure=True
            )
        )
    return report, found


def make_record(number: int, chance: random.Random) -> Record:
    """The record of that number: one of the kinds a board shows, resting on eight claims."""
    day = _FIRST + timedelta(days=number * _DAYS // MOST_RECORDS)
    pieces = tuple(
        Evidence(
            f"c{chance.getrandbits(48):012x}", f"r{chance.randrange(10**6)}", f"Daily {chance.randrange(40)}",
            known=day + timedelta(days=chance.randrange(2)), recorded=_NOW, actors=("ardel",), quote=Span(10, 90),
            text="The council said it would not accept the pause as it stands now.", value="rejected",
        )
        for _ in range(EVIDENCE)
    )  # fmt: skip
    name, when = f"x{number}", When(day.isoformat())
    plan, truce = f"x{number - number % _PER_PROPOSAL}", f"x{number - number % _PER_TRUCE + 1}"
    terms = Terms("ceasefire", "full", number % 37 + 3)
    if number % _PER_PROPOSAL == 0:
        return Proposal(name, PROCESS, pieces, f"pause {number}", ("un",), PARTIES, PARTIES, when, terms=terms)
    if number % _PER_TRUCE == 1:
        return Ceasefire(
            name, PROCESS, pieces, f"pause {number}", Side.BILATERAL, PARTIES, declared=when, fixed_days=30, terms=terms
        )
    party = PARTIES[chance.randrange(2)]
    made: tuple[Callable[[], Record], ...] = (
        lambda: Response(
            name, PROCESS, pieces, party, chance.choice(tuple(Answer)), plan, when, object="the pause", terms=terms
        ),
        lambda: Demand(name, PROCESS, pieces, party, "a road out of Ostra", when=when),
        lambda: Meeting(name, PROCESS, pieces, PARTIES, when),
        lambda: TruceEvent(name, PROCESS, pieces, TruceNews.OBSERVED, truce, when, terms=terms),
        lambda: Incident(name, PROCESS, pieces, truce, party, (PARTIES[party == "ardel"],), when),
        lambda: MediatorStep(name, PROCESS, pieces, "un", Step.ACTIVE, when),
        lambda: Statement(name, PROCESS, pieces, "the envoy", (party,), when=when, text="We shall see"),
    )
    return made[number % len(made)]()


def _fill(ledger: Ledger, held: int, size: int) -> None:
    """Bring the ledger to a size: rows in bulk, as the ledger itself would write them one report at a time."""
    chance = random.Random(size)
    names = range(held // PER_REPORT, size // PER_REPORT)
    with ledger.transaction(), ledger._writing() as conn:
        for first in range(names.start, names.stop, _BULK):
            made = [make_report(f"r{number}", chance) for number in names[first - names.start :][:_BULK]]
            last = conn.execute(select(func.max(readings.c.seq))).scalar() or 0
            conn.execute(reports.insert(), [_report_row(report) for report, _ in made])
            links = [{"report": report.id, "process": PROCESS, "recorded_at": _NOW} for report, _ in made]
            conn.execute(report_processes.insert(), links)
            conn.execute(readings.insert(), [_reading_row(last + n, each) for n, (each, _) in enumerate(made, 1)])
            conn.execute(
                claims.insert(), [row for n, each in enumerate(made, 1) for row in _claim_rows(last + n, *each)]
            )
        index_all(conn)
        conn.execute(text("DELETE FROM attack_counts"))
        conn.execute(text(_COUNT_ATTACKS), {"process": PROCESS})
    made_anew = (make_record(number, chance) for number in range(min(MOST_RECORDS, size // 200)))
    ledger.put_records(RecordEntry(record, keys_of(record)) for record in made_anew)
    if not ledger.processes():
        ledger.put_process(Process(PROCESS, "Ardel – Brenn", PARTIES, ("un",)), seen=0)


def _report_row(report: Report) -> dict[str, Any]:
    outlet = report.outlet.name if report.outlet else None
    plain = {"id": report.id, "fingerprint": report.id, "sha256_text": report.id, "sha256_bytes": "", "passages": "[]"}
    known = {"published": report.published, "known": report.published, "media_type": "text/plain"}
    return plain | known | {"text": report.text, "outlet": outlet, "sensitivity": "public", "recorded_at": _NOW}


def _reading_row(number: int, report: Report) -> dict[str, Any]:
    named = {"seq": number, "report": report.id, "coder": "embedded", "version": "1"}
    return named | {"digest": "", "kept": "[]", "recorded_at": _NOW}


def _claim_rows(number: int, report: Report, found: list[Claim]) -> list[dict[str, Any]]:
    reading = Reading(report.id, report.published or _FIRST, "embedded", "1", ())
    stamp = {"reading": number, "recorded_at": _NOW, "superseded_at": None, "held_by": None}
    return [as_row(reading, claim, write_body(claim)) | stamp for claim in found]


def _pass_through() -> Iterator[Row]:
    """10,000 reports, each stored in a transaction of its own, and exported: what the process holds meanwhile."""
    chance = random.Random(7)
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "bench.db") as ledger:
        for number in range(1_000):
            ledger.add_report(*make_report(f"r{number}", chance, sentences=10), processes=[PROCESS])
        before, start = _held(), perf_counter()
        for number in range(1_000, 10_000):
            ledger.add_report(*make_report(f"r{number}", chance, sentences=10), processes=[PROCESS])
        took = perf_counter() - start
        yield Row("adding a report of 10 claims, mean of 9,000", took / 9, "ms")
        yield Row("memory after 10,000 reports over that after 1,000", _held() - before, "MB", bound=20, most=True)
        before = _held()
        lines = sum(1 for _ in ledger.export_lines())
        yield Row(f"memory of exporting {lines:,} lines", _held() - before, "MB", bound=20, most=True)


def _held() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
