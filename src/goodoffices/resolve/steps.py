"""Claims to records, in order: draft, join, link, imply, relate, and set conflicts beside one another.

In: coded reports of one process, and the records already there that share a key with them. Out: a `Resolution`. A whole
process is resolved with no records there; one more report with those that `wanted_keys` asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from goodoffices.record.claims import Claim
from goodoffices.record.keeping import with_starts
from goodoffices.record.processes import Process, Record
from goodoffices.record.settling import date_of, day_of, first_known
from goodoffices.record.talks import Agreement, Proposal, Response
from goodoffices.record.truces import Ceasefire, Incident, TruceEvent
from goodoffices.resolve.actors import place_speakers
from goodoffices.resolve.conflicts import find_conflicts
from goodoffices.resolve.contexts import find_contexts, without_named_deals
from goodoffices.resolve.drafts import Setting, draft_records
from goodoffices.resolve.facts import Coded
from goodoffices.resolve.halts import answer_truce, answered_truce
from goodoffices.resolve.implied import imply_proposal, imply_truce
from goodoffices.resolve.keys import keys_of, link_keys_of, targets_of
from goodoffices.resolve.pool import Pool
from goodoffices.resolve.processes import claims_for
from goodoffices.resolve.threads import (
    is_by_a_person,
    link_extension,
    link_news,
    link_response,
    link_text,
    link_versions,
)

_LINKED = (Response, TruceEvent, Incident)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolving changed: records to write, and names that went into another record."""

    changed: tuple[Record, ...]
    gone: tuple[tuple[str, str], ...] = ()


def resolve_process(coded: Iterable[Coded], process: Process, existing: Iterable[Record] = ()) -> Resolution:
    """Join coded reports to the records of a process; `existing` are those that share a key with the new drafts."""
    drafts = draft_reports(coded, process)
    pool = Pool(existing)
    for draft in drafts:
        if not isinstance(draft, _LINKED):
            pool.add(draft)
    _join_news(pool, [draft for draft in drafts if isinstance(draft, TruceEvent | Incident)], process)
    _join_answers(pool, [draft for draft in drafts if isinstance(draft, Response)], process)
    for record in repoint(pool.records, dict(pool.gone)):
        pool.put(record)
    _relate(pool)
    for conflict in find_conflicts(_with_told_starts(pool)):
        pool.put(conflict)
    return Resolution(pool.changed, pool.gone)


def _with_told_starts(pool: Pool) -> tuple[Record, ...]:
    """What changed, the truces with the first days that news of them tells."""
    told = {truce.id: truce for truce in with_starts(pool.take(Ceasefire), pool.take(TruceEvent))}
    heard = {event.ceasefire for event in pool.changed if isinstance(event, TruceEvent)}
    changed = [told.get(record.id, record) for record in pool.changed]
    return (*changed, *(truce for name, truce in told.items() if name in heard and truce not in changed))


def draft_reports(coded: Iterable[Coded], process: Process) -> tuple[Record, ...]:
    """The records that each claim makes alone, dated ones first so that vague ones join them."""
    drafts: list[Record] = []
    for report in coded:
        claims = tuple(without_named_deals(claims_for(report, process)))
        setting = Setting(process, report, place_speakers(claims), find_contexts(claims))
        drafts += (draft for claim in claims for draft in draft_records(claim, setting))
    return tuple(sorted(drafts, key=_precise_first))


def wanted_keys(drafts: Iterable[Record]) -> tuple[str, ...]:
    """The keys of all records that these drafts may join, answer or be answered by."""
    return tuple(sorted({key for draft in drafts for key in (*keys_of(draft), *link_keys_of(draft))}))


def _precise_first(record: Record) -> tuple[int, date, str]:
    when = date_of(record)
    return when.precision if when else 9, first_known(record) or date.max, record.id


def _join_news(pool: Pool, drafts: list[TruceEvent | Incident], process: Process) -> None:
    """News joins its truce; news of a truce that nobody declared implies that there is one."""
    for draft in drafts:
        truces = pool.take(Ceasefire)
        implied = imply_truce(draft, truces, process) if isinstance(draft, TruceEvent) else None
        if implied is not None:
            pool.add(implied)
    truces = pool.take(Ceasefire)
    waiting: list[TruceEvent | Incident] = [*pool.take(TruceEvent), *pool.take(Incident)]
    waiting = [news for news in waiting if not is_by_a_person(news)]
    for news in waiting:
        pool.remove(news)
    for news in link_news((*waiting, *drafts), truces):
        pool.add(news)


def _join_answers(pool: Pool, drafts: list[Response], process: Process) -> None:
    """An answer joins its proposal; an answer to what nobody is reported to have put implies that it was put."""
    truces = pool.take(Ceasefire)
    for draft in sorted(drafts, key=lambda draft: (day_of(draft) or date.max, draft.id)):
        if answered_truce(draft, truces, pool.take(Proposal)) is not None:
            continue
        implied = imply_proposal(draft, pool.take(Proposal), process)
        if implied is not None:
            pool.add(implied)
    proposals = pool.take(Proposal)
    waiting = [record for record in pool.take(Response) if not is_by_a_person(record)]
    for record in waiting:
        pool.remove(record)
    for answer in (*waiting, *drafts):
        truce = answered_truce(answer, truces, proposals)
        pool.add(link_response(answer, proposals) if truce is None else answer_truce(answer, truce))


def _relate(pool: Pool) -> None:
    """Truces and agreements to the proposals they came from, extensions to their truces, versions to versions."""
    truces = pool.take(Ceasefire)
    for proposal in link_versions(pool.take(Proposal)):
        pool.put(link_extension(proposal, truces))
    proposals = pool.take(Proposal)
    texts: tuple[Ceasefire | Agreement, ...] = (*truces, *pool.take(Agreement))
    for text in texts:
        pool.put(link_text(text, proposals))


def repoint(records: Iterable[Record], gone: Mapping[str, str]) -> tuple[Record, ...]:
    """The records that name one that went into another, with the other's name; a store asks for them by `to|name`."""
    return tuple(_renamed(record, gone) for record in records if any(name in gone for name in targets_of(record)))


def _renamed(record: Record, gone: Mapping[str, str]) -> Record:
    changes = {
        field: gone[str(getattr(record, field))]
        for field in ("proposal", "ceasefire", "from_proposal", "extends")
        if getattr(record, field, None) in gone
    }
    return replace(record, **changes)  # type: ignore[arg-type]


def claims_of(coded: Iterable[Coded]) -> tuple[Claim, ...]:
    """All claims of coded reports."""
    return tuple(claim for report in coded for claim in report.claims)
