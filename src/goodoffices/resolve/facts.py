"""What resolving needs to know of a report beside its claims, and the evidence that a claim becomes.

In: a claim and the facts of its report. Out: `Evidence`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from goodoffices.record.claims import Claim
from goodoffices.record.evidence import Evidence
from goodoffices.record.sources import Report


@dataclass(frozen=True, slots=True)
class Facts:
    """A report without its text; `copy_of` is the report that printed the same words first, whose source is its own."""

    report: str
    published: date | None = None
    outlet: str | None = None
    origin: str | None = None
    copy_of: str | None = None
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    recorded: datetime | None = None

    @property
    def source(self) -> str:
        """Who counts as the source of what the report says, as for `Evidence`."""
        return self.origin or self.copy_of or self.outlet or self.report


@dataclass(frozen=True, slots=True)
class Coded:
    """A report's facts with its current claims, judgements applied; `reviewed` are the claims a person accepted."""

    facts: Facts
    claims: tuple[Claim, ...] = ()
    reviewed: frozenset[str] = frozenset()


def facts_of(report: Report, parties: Iterable[str] = (), mediators: Iterable[str] = ()) -> Facts:
    """The facts of a report as it was read."""
    return Facts(
        report=report.id,
        published=report.published,
        outlet=report.outlet.name if report.outlet else None,
        origin=report.origin,
        parties=tuple(parties),
        mediators=tuple(mediators),
        recorded=report.retrieved,
    )


def as_copy(facts: Facts, first: Facts) -> Facts:
    """The facts of a report that prints the words of another, so that both count as one source."""
    return replace(facts, origin=first.source, copy_of=first.report)


def evidence_of(claim: Claim, coded: Coded, actors: tuple[str, ...] = ()) -> Evidence:
    """The piece of evidence that a claim is; `actors` are those its speaker speaks for."""
    facts = coded.facts
    return Evidence(
        id=claim.id,
        report=facts.report,
        outlet=facts.outlet,
        origin=facts.origin,
        copy_of=facts.copy_of,
        known=facts.published,
        recorded=facts.recorded,
        speaker=claim.speaker,
        direct=claim.direct,
        actors=actors,
        quote=claim.quote,
        text=claim.text,
        value=claim.value,
        when=claim.when,
        factuality=claim.factuality,
        basis="statement" if claim.speaker or claim.direct else "reporter_characterisation",
        sure=claim.sure,
        reviewed=claim.id in coded.reviewed,
        confidence=claim.confidence,
    )
