"""Which processes a report belongs to, by its parties, and which of its claims belong to which.

In: a report's parties, the known processes. Out: processes, old or new; the claims for one of them. A report can belong
to two. Mediators never make a process: a war at home and good offices abroad stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goodoffices.record.claims import Claim
from goodoffices.record.processes import Process
from goodoffices.resolve.facts import Coded, Facts


def find_processes(facts: Facts, known: Iterable[Process], names: dict[str, str] | None = None) -> tuple[Process, ...]:
    """The processes of a report: every known one whose parties all fight in it, else the one its parties make.

    `names` gives actors' names for the default title; ids stand in where it is silent.
    """
    parties = frozenset(facts.parties)
    if not parties:
        return ()
    processes = tuple(known)
    within = tuple(process for process in processes if frozenset(process.parties) <= parties)
    if within:
        return _keep_largest(within)
    around = tuple(process for process in processes if parties < frozenset((*process.parties, *process.aliases)))
    return around if len(around) == 1 else (make_process(facts.parties, facts.mediators, names or {}),)


def make_process(parties: Iterable[str], mediators: Iterable[str], names: dict[str, str]) -> Process:
    """A process named after its parties; the same parties always make the same id."""
    ordered = tuple(sorted(dict.fromkeys(parties), key=str.lower))
    title = " – ".join(names.get(party, party) for party in ordered)
    return Process("-".join(party.lower() for party in ordered), title, ordered, tuple(dict.fromkeys(mediators)))


def with_mediators(process: Process, facts: Facts) -> Process:
    """The process with the mediators that one more report names; a party never mediates its own war."""
    new = (actor for actor in facts.mediators if actor not in process.parties)
    return replace(process, mediators=tuple(dict.fromkeys((*process.mediators, *new))))


def rename_process(process: Process, name: str, person: str) -> Process:
    """The process under the name that a person gave it."""
    return replace(process, name=name, named_by=person)


def merge_processes(one: Process, other: Process, person: str) -> Process:
    """Two processes that a person holds to be one; the first keeps its id, the other's parties and id stay findable."""
    return replace(
        one,
        parties=tuple(dict.fromkeys((*one.parties, *other.parties))),
        mediators=tuple(dict.fromkeys((*one.mediators, *other.mediators))),
        aliases=tuple(dict.fromkeys((*one.aliases, other.id, *other.aliases))),
        named_by=person,
    )


def claims_for(coded: Coded, process: Process) -> tuple[Claim, ...]:
    """The claims of a report that belong to a process: all of a report on it alone, else those naming its parties."""
    others = frozenset(coded.facts.parties) - frozenset(process.parties)
    if not others:
        return coded.claims
    return tuple(claim for claim in coded.claims if _is_about(claim, process, others))


def _is_about(claim: Claim, process: Process, others: frozenset[str]) -> bool:
    """A claim that names another process's party belongs here only if it names two of ours."""
    named = frozenset((*claim.actors, *claim.targets))
    ours = len(named & frozenset(process.parties))
    return ours > 1 or not named & others


def _keep_largest(processes: tuple[Process, ...]) -> tuple[Process, ...]:
    """A process that lies wholly within another one of the report adds nothing."""
    return tuple(
        process
        for process in processes
        if not any(frozenset(process.parties) < frozenset(other.parties) for other in processes)
    )
