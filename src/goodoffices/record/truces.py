"""Truces and what is said to have broken them; ETH/PRIO terms for side, class, purpose and end.

A truce has two axes, status and compliance, which `assess` computes; nothing here says whether it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goodoffices.record.evidence import Evidence, Link
from goodoffices.record.talks import NO_TERMS, Terms
from goodoffices.record.when import When


class Side(StrEnum):
    """Who binds himself: one side, two with or without a third party, or several."""

    UNILATERAL = "unilateral"
    BILATERAL = "bilateral"
    BILATERAL_MEDIATED = "bilateral_mediated"
    MULTILATERAL = "multilateral"

    @property
    def is_negotiated(self) -> bool:
        """Whether the other side had to agree."""
        return self is not Side.UNILATERAL


class TruceNews(StrEnum):
    """What is reported of a truce's life after it was declared."""

    IN_FORCE = "in_force"
    OBSERVED = "observed"
    EXTENDED = "extended"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    COLLAPSED = "collapsed"
    NEVER_ENTERED = "never_entered"

    @property
    def is_end(self) -> bool:
        """Whether the truce is over with it."""
        return self not in (TruceNews.IN_FORCE, TruceNews.OBSERVED, TruceNews.EXTENDED)


@dataclass(frozen=True, slots=True)
class Effect:
    """A day on which a truce is said to begin, and by whom where they differ."""

    when: When
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Ceasefire:
    """A truce; `parties` bind themselves, `effects` are its first days as the issuers give them.

    `planned_end` is its own last day; `fixed_days` its length where it is given as one. An extension is a new truce
    whose `extends` names the one before.
    """

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    title: str
    side: Side = Side.UNILATERAL
    parties: tuple[str, ...] = ()
    reciprocated_by: tuple[str, ...] = ()
    declared: When | None = None
    effects: tuple[Effect, ...] = ()
    planned_end: When | None = None
    fixed_days: int | None = None
    terms: Terms = NO_TERMS
    written: str | None = None
    from_proposal: str | None = None
    extends: str | None = None
    superseded_by: str | None = None
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TruceEvent:
    """News of a truce's life: in force, observed, extended, expired, terminated, collapsed."""

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    value: TruceNews
    ceasefire: str | None = None
    when: When | None = None
    actors: tuple[str, ...] = ()
    title: str = ""
    terms: Terms = NO_TERMS
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """One claimant's word that a truce was broken; counts of different claimants are never summed."""

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    ceasefire: str | None = None
    accuser: str | None = None
    accused: tuple[str, ...] = ()
    when: When | None = None
    count: int | None = None
    qualifier: str | None = None
    verified: bool = False
    title: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed that lowers the fight: release, withdrawal, access, disarmament."""

    id: str
    process: str
    evidence: tuple[Evidence, ...]
    value: str
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True)
class AttackDay:
    """Attacks by one actor on one day, counted once each, with the sources that reported them."""

    process: str
    day: date
    actor: str
    attacks: int
    sources: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
