"""Attacks per day and actor, so that a board never reads them one by one.

In: coded reports. Out: `AttackDay`s. Outlets repeat one another, so a day counts what its fullest single source
reports, never the sum of sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from goodoffices.record.claims import Claim, Factuality, Kind
from goodoffices.record.processes import Process
from goodoffices.record.truces import AttackDay
from goodoffices.resolve.facts import Coded, evidence_of

# UCDP precision 1: anything wider names no day to count on.
_DAY_PRECISION = 1


def count_attacks(coded: Iterable[Coded], process: Process) -> tuple[AttackDay, ...]:
    """The attacks of each actor on each day, from sure or accepted claims that have a day."""
    seen: dict[tuple[date, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for report in coded:
        for claim in report.claims:
            if is_counted(claim, report):
                source = evidence_of(claim, report).source
                for actor in claim.actors:
                    seen[_day(claim), actor][source].append(claim.id)
    return tuple(_sum_up(process.id, key, sources) for key, sources in sorted(seen.items()))


def is_counted(claim: Claim, report: Coded) -> bool:
    """Whether a claim is an attack that happened on a known day."""
    is_deed = claim.kind is Kind.ATTACK and claim.value != "reduction" and claim.factuality is Factuality.ASSERTED
    has_day = claim.when is not None and claim.when.precision == _DAY_PRECISION
    return is_deed and has_day and (claim.sure or claim.id in report.reviewed)


def _day(claim: Claim) -> date:
    return claim.when.first if claim.when else date.min


def _sum_up(process: str, key: tuple[date, str], sources: dict[str, list[str]]) -> AttackDay:
    return AttackDay(
        process=process,
        day=key[0],
        actor=key[1],
        attacks=max(len(claims) for claims in sources.values()),
        sources=tuple(sorted(sources)),
        evidence=tuple(sorted(claim for claims in sources.values() for claim in claims)),
    )
