"""Questions to the ledger: where a process stands on a day, as it was known on a day, and what stands behind a cell."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import is_
from threading import Lock

from goodoffices.assess.board import Board, assess_board
from goodoffices.assess.docket import Sight, View, look_at
from goodoffices.errors import InputError, NotRecorded
from goodoffices.ledger import Ledger, StoredProcess
from goodoffices.ledger.access import OWNER, Viewer
from goodoffices.record.evidence import Evidence
from goodoffices.record.processes import Process, Record
from goodoffices.resolve.judging import judge_records

# The rules compare the last 14 days with the 56 before; older attacks change nothing on a board.
_ATTACKS = timedelta(days=14 + 56)

# As many processes and views as a desk has open at once; each holds little beside the records, which the ledger keeps.
_MOST_SEEN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: which process, which day, known on which day, resting on which claims, and for whom.

    Without a day it is the last on which anything was known; without a known day, everything on record. `recorded_at`
    asks what the ledger held at a moment, whatever was read or decided since.
    """

    process: str | None = None
    as_of: date | None = None
    known_at: date | None = None
    reviewed: bool = False
    candidates: bool = False
    sure: bool = False
    viewer: Viewer = OWNER
    recorded_at: datetime | None = None

    @property
    def view(self) -> View:
        """The part that the rules look through."""
        return View(self.known_at, self.reviewed, self.candidates, self.sure)


@dataclass(frozen=True, slots=True)
class Asked:
    """A board, the evidence behind its cells by id, and the records it was made from."""

    board: Board
    pieces: dict[str, Evidence]
    records: tuple[Record, ...] = ()

    def of(self, ids: Iterable[str]) -> tuple[Evidence, ...]:
        """The pieces of evidence that a cell lists."""
        return tuple(self.pieces[one] for one in ids if one in self.pieces)


def ask_board(ledger: Ledger, question: Question) -> Asked:
    """The board of one process.

    Raises NotRecorded where there is none of that name, InputError where several are on record and none is named.
    """
    process = pick_process(ledger, question.process)
    records = read_records(ledger, process, question)
    as_of = question.as_of or _last_day(records, question)
    attacks = ledger.attack_days(
        process.id, since=as_of - _ATTACKS, until=as_of, known_at=question.known_at, viewer=question.viewer
    )
    seen = _keeping.see(ledger, question, records)
    board = assess_board(seen.sight, as_of, question.view, process=process, attacks=attacks)
    return Asked(board, seen.pieces, records)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Records as a view shows them, and their evidence by id."""

    records: tuple[Record, ...]
    sight: Sight
    pieces: dict[str, Evidence]


class _Keeping:
    """What was seen last. As long as the records are the very same, so is what a view shows of them, on any day; the
    ledger hands out one object per row that holds, so that this is known at a glance.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, View, Viewer, str | None], _Seen] = OrderedDict()
        self._lock = Lock()

    def see(self, ledger: Ledger, question: Question, records: tuple[Record, ...]) -> _Seen:
        """The records as the question's view shows them, anew only where a record has changed."""
        key = (ledger.place, question.view, question.viewer, question.process)
        with self._lock:
            kept = self._seen.get(key)
        if kept is None or len(kept.records) != len(records) or not all(map(is_, kept.records, records)):
            pieces = {piece.id: piece for record in records for piece in record.evidence}
            kept = _Seen(records, look_at(records, question.view), pieces)
        with self._lock:
            self._seen[key] = kept
            self._seen.move_to_end(key)
            while len(self._seen) > _MOST_SEEN:
                self._seen.popitem(last=False)
        return kept


_keeping = _Keeping()


def read_records(ledger: Ledger, process: Process, question: Question) -> tuple[Record, ...]:
    """The records that a question may rest on, as persons had decided on them by then."""
    known, moment = question.known_at, question.recorded_at
    stored = ledger.records(process.id, known_at=known, recorded_at=moment, viewer=question.viewer)
    standings = ledger.record_standings(process.id, known_at=known, recorded_at=moment)
    judgements = [judgement for standing in standings.values() for judgement in standing.judgements]
    return judge_records((one.record for one in stored), judgements)


def pick_process(ledger: Ledger, name: str | None) -> Process:
    """The process of that id or name; the only one, where none is named."""
    processes = [stored.process for stored in live_processes(ledger) if _is_used(ledger, stored.process)]
    if not processes:
        raise NotRecorded(f"{ledger.place} holds no process yet; `goodoffices read` or `goodoffices import` begins one")
    if name is None:
        if len(processes) > 1:
            raise InputError(f"there are {len(processes)} processes; name one with --process: {_list(processes)}")
        return processes[0]
    wanted = name.casefold()
    found = [one for one in processes if wanted in (one.id.casefold(), one.name.casefold(), *_folded(one.aliases))]
    if not found:
        raise NotRecorded(f"no process is called {name!r}; there are: {_list(processes)}")
    return found[0]


def live_processes(ledger: Ledger) -> tuple[StoredProcess, ...]:
    """The processes that no person has merged into another."""
    stored = ledger.processes()
    merged = {alias for one in stored for alias in one.process.aliases}
    return tuple(one for one in stored if one.process.id not in merged)


def _is_used(ledger: Ledger, process: Process) -> bool:
    """Whether anything is on record of it; one whose reports all moved elsewhere is not offered."""
    return process.named_by is not None or any(ledger.count_process(process.id))


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names)


def _list(processes: Iterable[Process]) -> str:
    return ", ".join(f"{process.id} ({process.name})" for process in processes)


def _last_day(records: Iterable[Record], question: Question) -> date:
    """The last day anything was known; today's date would make a board that nobody asked for differ every morning."""
    days = [piece.known for record in records for piece in record.evidence if piece.known is not None]
    return max(days, default=question.known_at or date.today())  # noqa: DTZ011 - an empty ledger's board is of today
