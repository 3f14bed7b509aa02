"""Processes under a person's hand: listed, named, extended, merged; a report put in or taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.desk.boards import pick_process
from goodoffices.desk.recording import rebuild_process
from goodoffices.errors import InputError
from goodoffices.ledger import Ledger
from goodoffices.record.processes import Process
from goodoffices.resolve.processes import make_process, merge_processes, rename_process


@dataclass(frozen=True, slots=True)
class ListedProcess:
    """A process and how much is on record of it."""

    process: Process
    reports: int
    records: int


def list_processes(ledger: Ledger) -> tuple[ListedProcess, ...]:
    """Every process, with counts."""
    listed = ((stored.process, *ledger.count_process(stored.process.id)) for stored in ledger.processes())
    return tuple(ListedProcess(process, reports, records) for process, reports, records in listed)


def add_process(ledger: Ledger, parties: tuple[str, ...], person: str, *, name: str = "") -> Process:
    """Begin a process by its parties; raises InputError for fewer than two, EditConflict where it is there already."""
    if len(set(parties)) < 2:
        raise InputError(f"a process needs at least two parties, found {len(set(parties))}; write RUS UKR")
    process = make_process(parties, (), {})
    process = rename_process(process, name, person) if name else process
    ledger.put_process(process, seen=0, edited_by=person, reason="added by hand")
    return process


def rename(ledger: Ledger, which: str, name: str, person: str) -> Process:
    """Give a process another name."""
    return _put(ledger, rename_process(pick_process(ledger, which), name, person), person, f"named {name}")


def set_members(
    ledger: Ledger, which: str, person: str, *, parties: tuple[str, ...] = (), mediators: tuple[str, ...] = ()
) -> Process:
    """Say who the parties and mediators are; what is left empty stays."""
    process = pick_process(ledger, which)
    changed = replace(process, parties=parties or process.parties, mediators=mediators or process.mediators)
    return _put(ledger, replace(changed, named_by=person), person, "members set")


def merge(ledger: Ledger, which: str, other: str, person: str) -> Process:
    """Say that two processes are one; the reports of the other come to the first."""
    one, two = pick_process(ledger, which), pick_process(ledger, other)
    if one.id == two.id:
        raise InputError(f"{which!r} and {other!r} are the same process; name two")
    with ledger.transaction():
        merged = _put(ledger, merge_processes(one, two, person), person, f"merged with {two.id}")
        ledger.link_reports(one.id, [report.id for report in ledger.reports(process=two.id)], added_by=person)
        rebuild_process(ledger, merged)
    return merged


def _put(ledger: Ledger, process: Process, person: str, reason: str) -> Process:
    seen = ledger.process(process.id).version
    ledger.put_process(process, seen=seen, edited_by=person, reason=reason)
    return process
