"""Processes under a person's hand: listed, named, extended, merged; a report put in or taken out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from goodoffices.desk.boards import live_processes, pick_process
from goodoffices.desk.recording import drop_evidence, put_records, rebuild_process
from goodoffices.errors import InputError
from goodoffices.ledger import Ledger
from goodoffices.record.processes import Process
from goodoffices.resolve.processes import make_process, merge_processes, rename_process
from goodoffices.vocab.actors import name_actor


@dataclass(frozen=True, slots=True)
class ListedProcess:
    """A process and how much is on record of it."""

    process: Process
    reports: int
    records: int


def list_processes(ledger: Ledger) -> tuple[ListedProcess, ...]:
    """Every process that is not merged into another, with counts."""
    listed = ((stored.process, *ledger.count_process(stored.process.id)) for stored in live_processes(ledger))
    return tuple(ListedProcess(process, reports, records) for process, reports, records in listed)


def add_process(ledger: Ledger, parties: tuple[str, ...], person: str, *, name: str = "") -> Process:
    """Begin a process by its parties; raises InputError for fewer than two, EditConflict where it is there already."""
    if len(set(parties)) < 2:
        raise InputError(f"a process needs at least two parties, found {len(set(parties))}; write RUS UKR")
    process = make_process(parties, (), {actor: name_actor(actor) for actor in parties})
    process = rename_process(process, name or process.name, person)
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
    """Say that two processes are one; the reports and hand-made records of the other come to the first.

    Raises InputError where both have a hand-made record of the same name.
    """
    one, two = pick_process(ledger, which), pick_process(ledger, other)
    if one.id == two.id:
        raise InputError(f"{which!r} and {other!r} are the same process; name two")
    with ledger.transaction():
        merged = _put(ledger, merge_processes(one, two, person), person, f"merged with {two.id}")
        _bring_records(ledger, two, one)
        moved = [report.id for report in ledger.reports(process=two.id)]
        ledger.link_reports(one.id, moved, added_by=person)
        for report_id in moved:
            ledger.unlink_report(two.id, report_id, removed_by=person)
        rebuild_process(ledger, merged)
    return merged


def _bring_records(ledger: Ledger, left: Process, joined: Process) -> None:
    """Hand-made records move; those read from reports go, and are made anew where the reports are put."""
    leaving = [stored.record for stored in ledger.records(left.id)]
    by_hand = [record for record in leaving if all(piece.quote is None for piece in record.evidence)]
    taken = {record.id for record in by_hand} & {stored.record.id for stored in ledger.records(joined.id)}
    if taken:
        raise InputError(
            f"{left.id} and {joined.id} both have a hand-made record {min(taken)!r}; give one of them another id first"
        )
    put_records(ledger, [replace(record, process=joined.id) for record in by_hand])
    ledger.drop_records(left.id, [record.id for record in leaving])


def take_out(ledger: Ledger, which: str, reports: Iterable[str], person: str) -> int:
    """Take reports out of a process, and their claims out of its records; returns how many were in it."""
    process = pick_process(ledger, which)
    wanted = [ledger.report(report_id).id for report_id in reports]
    with ledger.transaction():
        taken = [one for one in wanted if ledger.unlink_report(process.id, one, removed_by=person)]
        for report_id in taken:
            for stored in tuple(ledger.current_claims(report=report_id, with_rejected=True)):
                drop_evidence(ledger, stored.id, only=process.id)
    return len(taken)


def _put(ledger: Ledger, process: Process, person: str, reason: str) -> Process:
    seen = ledger.process(process.id).version
    ledger.put_process(process, seen=seen, edited_by=person, reason=reason)
    return process
