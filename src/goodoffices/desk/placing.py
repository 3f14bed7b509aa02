"""Which processes reports belong to: decided for a whole batch, so that a report that misses a party joins the others.

A report is placed as soon as it is read. When the batch is done its placing is looked at again with all of it known;
processes that a person named stay, and so does a report that a person put into a process or took out of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goodoffices.desk.boards import live_processes
from goodoffices.desk.recording import drop_evidence, read_coded, resolve_into
from goodoffices.ledger import Ledger
from goodoffices.record.processes import Process
from goodoffices.resolve.facts import Facts
from goodoffices.resolve.processes import assign_processes
from goodoffices.vocab.actors import name_actor


def settle_processes(ledger: Ledger, batch: Sequence[Facts]) -> int:
    """Look again at the processes of a batch of reports; returns how many reports moved."""
    known = _founded(ledger, batch)
    names = {actor: name_actor(actor) for facts in batch for actor in facts.parties}
    assigned, processes = assign_processes(batch, known, names)
    by_id = {process.id: process for process in processes}
    moved = 0
    with ledger.transaction():
        for facts in batch:
            wanted = tuple(process.id for process in assigned[facts.report])
            if not wanted or ledger.placed_by_person(facts.report):
                continue
            if frozenset(wanted) != frozenset(ledger.processes_of(facts.report)):
                _move(ledger, facts, [by_id[one] for one in wanted])
                moved += 1
    return moved


def _founded(ledger: Ledger, batch: Iterable[Facts]) -> tuple[Process, ...]:
    """The processes that stand without this batch: a person named them, or other reports tell of them."""
    mine = frozenset(facts.report for facts in batch)
    return tuple(
        stored.process
        for stored in live_processes(ledger)
        if stored.process.named_by or any(one.id not in mine for one in ledger.reports(process=stored.process.id))
    )


def _move(ledger: Ledger, facts: Facts, wanted: Sequence[Process]) -> None:
    ids = {process.id for process in wanted}
    for left in frozenset(ledger.processes_of(facts.report)) - ids:
        ledger.unlink_report(left, facts.report)
        for stored in tuple(ledger.current_claims(report=facts.report, with_rejected=True)):
            drop_evidence(ledger, stored.id, only=left)
    for process in wanted:
        held = {stored.process.id: stored for stored in ledger.processes()}
        ledger.put_process(process, seen=held[process.id].version if process.id in held else 0)
        if ledger.link_reports(process.id, [facts.report]):
            resolve_into(ledger, process, read_coded(ledger, facts))
