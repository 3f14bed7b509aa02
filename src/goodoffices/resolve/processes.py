"""Which processes a report belongs to, by its parties, and which of its claims belong to which.

In: a report's parties, the known processes. Out: processes, old or new; the claims for one of them. A report can belong
to two. Mediators never make a process: a war at home and good offices abroad stay apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from goodoffices.record.claims import Claim
from goodoffices.record.processes import Process
from goodoffices.resolve.facts import Coded, Facts


def find_processes(
    facts: Facts, known: Iterable[Process], names: Mapping[str, str] | None = None
) -> tuple[Process, ...]:
    """The processes of a report: the known ones it belongs to, else the one that its parties make.

    `names` gives actors' names for the default title; ids stand in where it is silent.
    """
    if not facts.parties:
        return ()
    found = match_processes(facts.parties, known)
    return found or (make_process(facts.parties, facts.mediators, names or {}),)


def match_processes(parties: Iterable[str], known: Iterable[Process]) -> tuple[Process, ...]:
    """All known processes whose parties fight in a report, else the only one that fits.

    One fits where the report's parties are among its own once its mediators are left out: a report that takes the
    mediator for a party, or names one side only, belongs to the process that knows better.
    """
    named, processes = frozenset(parties), tuple(known)
    fitting = tuple(process for process in processes if _fits(named, process))
    mediated = tuple(process for process in fitting if named & frozenset(process.mediators))
    if len(mediated) == 1:
        return mediated
    within = tuple(process for process in processes if frozenset(process.parties) <= named)
    if within:
        return _keep_largest(within)
    return fitting if len(fitting) == 1 else ()


def assign_processes(
    many: Iterable[Facts], known: Iterable[Process] = (), names: Mapping[str, str] | None = None
) -> tuple[dict[str, tuple[Process, ...]], tuple[Process, ...]]:
    """The processes of many reports at once, and all processes, the known ones first, with their mediators added.

    Parties that most reports name found a process first, so that a report that misses a party joins it.
    """
    reports, before = tuple(many), tuple(known)
    processes = list(before)
    for parties in _by_frequency(reports):
        if not match_processes(parties, processes):
            processes.append(make_process(parties, _mediators_of(reports, parties), names or {}))
    processes = [_with_all_mediators(process, reports, processes) for process in processes]
    assigned = {facts.report: match_processes(facts.parties, processes) for facts in reports}
    used = {process.id for found in assigned.values() for process in found} | {process.id for process in before}
    return assigned, tuple(process for process in processes if process.id in used)


def _fits(named: frozenset[str], process: Process) -> bool:
    fighting = named - frozenset(process.mediators)
    return bool(fighting) and fighting <= frozenset(process.parties)


def _by_frequency(reports: tuple[Facts, ...]) -> list[tuple[str, ...]]:
    """Sets of parties, those named by most reports first; among equals the larger, so that no single party founds."""
    counted = Counter(tuple(sorted(facts.parties, key=str.lower)) for facts in reports if facts.parties)
    return sorted(counted, key=lambda parties: (-counted[parties], -len(parties), parties))


def _mediators_of(reports: tuple[Facts, ...], parties: tuple[str, ...]) -> tuple[str, ...]:
    same = (facts for facts in reports if frozenset(facts.parties) == frozenset(parties))
    return tuple(dict.fromkeys(actor for facts in same for actor in facts.mediators))


def _with_all_mediators(process: Process, reports: tuple[Facts, ...], processes: list[Process]) -> Process:
    for facts in reports:
        if process.id in {found.id for found in match_processes(facts.parties, processes)}:
            process = with_mediators(process, facts)
    return process


def make_process(parties: Iterable[str], mediators: Iterable[str], names: Mapping[str, str]) -> Process:
    """A process named after its parties; the same parties always make the same id."""
    ordered = tuple(sorted(dict.fromkeys(parties), key=str.lower))
    title = " – ".join(names.get(party, party) for party in ordered)
    return Process("-".join(party.lower() for party in ordered), title, ordered, tuple(dict.fromkeys(mediators)))


def with_mediators(process: Process, facts: Facts) -> Process:
    """The process with the mediators that one more report names."""
    return name_mediators(process, facts.mediators)


def name_mediators(process: Process, actors: Iterable[str]) -> Process:
    """The process with more mediators; a party never mediates its own war."""
    new = (actor for actor in actors if actor not in process.parties)
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
    others = frozenset(coded.facts.parties) - frozenset((*process.parties, *process.mediators))
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
