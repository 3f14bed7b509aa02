"""Reports with their claims into the ledger, and from there into the records of their processes.

One transaction a report: what is stored is whole, and a killed run leaves the finished reports. A report touches only
the records that share a key with its claims, so that adding one costs the same in a small ledger and in a large one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from goodoffices.desk.agreeing import with_agreement
from goodoffices.desk.boards import live_processes, pick_process
from goodoffices.desk.coding import coder_version
from goodoffices.desk.consulting import coder_name
from goodoffices.desk.copying import keep_sketch, sketch_older, stored_facts
from goodoffices.extract.steps import Coding
from goodoffices.ledger import Ledger
from goodoffices.ledger.record_rows import RecordEntry
from goodoffices.record.claims import Claim
from goodoffices.record.processes import Process, Record
from goodoffices.record.settling import leave_out
from goodoffices.resolve.facts import Coded, Facts
from goodoffices.resolve.keys import keys_of
from goodoffices.resolve.processes import find_processes, with_mediators
from goodoffices.resolve.steps import draft_reports, repoint, resolve_process, wanted_keys
from goodoffices.settings import Settings
from goodoffices.vocab.actors import name_actor


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one report: stored anew or known already, how many claims, in which processes."""

    report: str
    added: bool
    changed: bool
    claims: int
    sure: int
    processes: tuple[str, ...]
    facts: Facts


def record_reports(
    ledger: Ledger, codings: Iterable[Coding], settings: Settings | None = None, *, coder: str = "embedded"
) -> Iterator[Recorded]:
    """Store coded reports one after another; each is finished before the next begins.

    A report that prints the words of one on record, of this run or an earlier one, is known for its copy.
    """
    chosen = settings or Settings()
    version = coder_version(coder, chosen)
    signed = coder_name(chosen.llm) if coder == "llm" else coder
    sketch_older(ledger)
    for coding in codings:
        yield record_coding(ledger, coding, version, coder=signed)


def record_coding(ledger: Ledger, coding: Coding, version: str, *, coder: str = "embedded") -> Recorded:
    """Store one report with its claims and bring the records of its processes up to date, in one transaction.

    `coder` signs a reading without claims, which must not pass for another coder's.
    """
    coder = coding.claims[0].coder if coding.claims else coder
    with ledger.transaction():
        before = _ids_of(ledger, ledger.find_report(coding.report))
        added = ledger.add_report(coding.report, coding.claims, coder=coder, version=version)
        coded = _as_coded(ledger, coding, added.report)
        processes = _place(ledger, coded) if added.changed else ledger.processes_of(added.report)
        if added.changed:
            for gone in before - _ids_of(ledger, added.report):
                drop_evidence(ledger, gone)
            for process_id in processes:
                resolve_into(ledger, ledger.process(process_id).process, coded)
    sure = sum(claim.sure for claim in coding.claims)
    return Recorded(added.report, added.added, added.changed, len(coding.claims), sure, processes, coded.facts)


def resolve_into(ledger: Ledger, process: Process, coded: Coded) -> int:
    """Join one coded report to the records of a process; returns how many records changed."""
    existing = ledger.find_records(process.id, wanted_keys(draft_reports([coded], process)))
    resolution = resolve_process([coded], process, [stored.record for stored in existing])
    gone = dict(resolution.gone)
    ledger.drop_records(process.id, gone)
    changed = put_records(ledger, resolution.changed)
    naming = ledger.find_records(process.id, [f"to|{name}" for name in gone])
    return changed + put_records(ledger, repoint((stored.record for stored in naming), gone))


def put_records(ledger: Ledger, records: Iterable[Record]) -> int:
    """Store records with their blocking keys; returns how many are new or changed."""
    stored = ledger.put_records(RecordEntry(record, keys_of(record)) for record in records if record.evidence)
    return stored.added + stored.changed


def add_to_process(ledger: Ledger, which: str, reports: Iterable[str], person: str) -> int:
    """Put reports into a process and their claims into its records; returns how many were not in it before."""
    process = pick_process(ledger, which)
    wanted = [ledger.report(report_id) for report_id in reports]
    with ledger.transaction():
        added = ledger.link_reports(process.id, [report.id for report in wanted], added_by=person)
        for report in wanted:
            resolve_into(ledger, process, read_coded(ledger, stored_facts(ledger, report)))
    return added


def rebuild_process(ledger: Ledger, process: Process) -> int:
    """Make the records of a process anew from the claims of all its reports; hand-made records stay.

    Returns how many records are new or changed.
    """
    changed = 0
    with ledger.transaction():
        for report in tuple(ledger.reports(process=process.id)):
            changed += resolve_into(ledger, process, read_coded(ledger, stored_facts(ledger, report, process.parties)))
    return changed


def _as_coded(ledger: Ledger, coding: Coding, report_id: str) -> Coded:
    report = replace(coding.report, id=report_id)
    keep_sketch(ledger, report)
    return read_coded(ledger, stored_facts(ledger, report, coding.parties, coding.mediators))


def read_coded(ledger: Ledger, facts: Facts) -> Coded:
    """What the ledger now holds to be said in a report, with what persons decided on it."""
    stored = tuple(ledger.current_claims(report=facts.report))
    reviewed = frozenset(one.claim.id for one in stored if one.reviewed)
    claims = with_agreement(one.claim for one in stored)
    return Coded(facts, tuple(_sure_if_reviewed(claim, claim.id in reviewed) for claim in claims), reviewed)


def _sure_if_reviewed(claim: Claim, reviewed: bool) -> Claim:
    return replace(claim, sure=True) if reviewed else claim


def _place(ledger: Ledger, coded: Coded) -> tuple[str, ...]:
    """The processes of a report, made where they are new; its mediators are added to theirs.

    A report that a person placed stays where it is.
    """
    if ledger.placed_by_person(coded.facts.report):
        return ledger.processes_of(coded.facts.report)
    known = {stored.process.id: stored for stored in ledger.processes()}
    names = {actor: name_actor(actor) for actor in coded.facts.parties}
    found = find_processes(coded.facts, [stored.process for stored in live_processes(ledger)], names)
    for process in found:
        seen = known[process.id].version if process.id in known else 0
        ledger.put_process(with_mediators(process, coded.facts), seen=seen)
        ledger.link_reports(process.id, [coded.facts.report])
    return tuple(process.id for process in found)


def _ids_of(ledger: Ledger, report_id: str | None) -> frozenset[str]:
    """The claims on record for a report, rejected ones too: a person's no is not forgotten by reading again."""
    if report_id is None:
        return frozenset()
    return frozenset(stored.id for stored in ledger.current_claims(report=report_id, with_rejected=True))


def drop_evidence(ledger: Ledger, claim_id: str, only: str | None = None) -> None:
    """Take a claim out of all records that rest on it, or of those of one process; what is left without any goes."""
    for process, record_id in ledger.records_of_claim(claim_id):
        if only in (None, process):
            record = ledger.record(record_id, process=process).record
            pieces = tuple(piece for piece in record.evidence if piece.id != claim_id)
            if pieces:
                put_records(ledger, [leave_out(record, pieces)])
            else:
                ledger.drop_records(process, [record_id])
