"""Sources that disagree, kept side by side: days, lengths, counts, answers, and words altered inside quotation marks.

In: records. Out: `SourceConflict`s, one per record and field. Nothing here chooses; what a board shows stays what its
rule says, with the conflict beside it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.fuzz import token_set_ratio

from goodoffices.record.evidence import Evidence, count_sources
from goodoffices.record.findings import SourceConflict, Variant
from goodoffices.record.processes import Record
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Response, Statement
from goodoffices.record.truces import Ceasefire, Incident
from goodoffices.resolve.duplicates import SAME_QUOTE, contains, days_between

# Two quotations of one speaker on one day that share this much are one sentence, reworded; below, they are two.
_REWORDED = 50.0

# A date wider than a few days contradicts nobody.
_DAY_PRECISION = 2


def find_conflicts(records: Iterable[Record]) -> tuple[SourceConflict, ...]:
    """Every conflict among records, in the order of their ids."""
    held = tuple(records)
    found = [conflict for record in held for conflict in _contested_days(record)]
    found += [conflict for record in held if isinstance(record, Ceasefire) for conflict in _contested_starts(record)]
    found += _contested_answers(r for r in held if isinstance(r, Response))
    found += _contested_counts(i for i in held if isinstance(i, Incident))
    found += _altered_quotes(s for s in held if isinstance(s, Statement))
    return tuple(sorted(found, key=lambda conflict: conflict.id))


def _contested_days(record: Record) -> Iterator[SourceConflict]:
    """Independent sources that give days with no day in common."""
    days: dict[str, list[Evidence]] = defaultdict(list)
    for piece in record.evidence:
        if piece.when is not None and piece.when.precision <= _DAY_PRECISION:
            days[piece.when.edtf].append(piece)
    spans = [pieces[0].when for pieces in days.values()]
    apart = any(
        one and other and (one.last < other.first or other.last < one.first) for one, other in combinations(spans, 2)
    )
    if apart and count_sources(piece for pieces in days.values() for piece in pieces) > 1:
        yield _conflict(record, "date", "when", days)


def _contested_starts(truce: Ceasefire) -> Iterator[SourceConflict]:
    """Issuers that let one truce begin on different days."""
    starts: dict[str, list[Evidence]] = {}
    for effect in truce.effects:
        issuer = f" ({effect.issuer})" if effect.issuer else ""
        starts[effect.when.edtf + issuer] = [
            piece for piece in truce.evidence if effect.when in (piece.begins, piece.when)
        ]
    days = [effect.when.first for effect in truce.effects]
    if days and (max(days) - min(days)).days > 1:  # a truce from the evening is a day later for some
        yield _conflict(truce, "date", "effect", starts)


def _contested_answers(responses: Iterable[Response]) -> Iterator[SourceConflict]:
    """Different answers of one party to one proposal on one day, from different sources."""
    given: dict[tuple[object, ...], list[Response]] = defaultdict(list)
    for response in responses:
        if response.proposal is not None and response.when is not None:
            given[(response.proposal, response.party, day_of(response))].append(response)
    for group in given.values():
        values = {response.value.value: list(response.evidence) for response in group}
        if len(values) > 1 and count_sources(piece for pieces in values.values() for piece in pieces) > 1:
            yield _conflict(min(group, key=lambda response: response.id), "value", "value", values)


def _contested_counts(incidents: Iterable[Incident]) -> Iterator[SourceConflict]:
    """Different counts by one claimant of one day's violations; different claimants may differ."""
    counted: dict[tuple[object, ...], list[Incident]] = defaultdict(list)
    for incident in incidents:
        if incident.count is not None:
            counted[(incident.ceasefire, incident.accuser, incident.accused, day_of(incident))].append(incident)
    for group in counted.values():
        values = {str(incident.count): list(incident.evidence) for incident in group}
        if len(values) > 1:
            yield _conflict(min(group, key=lambda incident: incident.id), "count", "count", values)


def _altered_quotes(statements: Iterable[Statement]) -> Iterator[SourceConflict]:
    """Words of one speaker on one day that two outlets print differently inside quotation marks."""
    spoken: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        spoken[(statement.speaker, statement.act, statement.value)].append(statement)
    for group in spoken.values():
        for one, other in combinations(sorted(group, key=lambda statement: statement.id), 2):
            if _is_reworded(one, other):
                values = {one.text: list(one.evidence), other.text: list(other.evidence)}
                yield _conflict(one, "quote_altered", "quote", values)


def _is_reworded(one: Statement, other: Statement) -> bool:
    sources = {piece.source for piece in one.evidence} & {piece.source for piece in other.evidence}
    if sources or days_between(one, other) > 0 or contains(one.text, other.text) >= SAME_QUOTE:
        return False
    return token_set_ratio(one.text.lower(), other.text.lower()) >= _REWORDED


def _conflict(record: Record, kind: str, field: str, values: dict[str, list[Evidence]]) -> SourceConflict:
    variants = tuple(Variant(value, tuple(piece.id for piece in pieces)) for value, pieces in sorted(values.items()))
    key = "\x1f".join((record.id, kind, field))
    return SourceConflict(
        id="k" + hashlib.sha256(key.encode()).hexdigest()[:12],
        process=record.process,
        evidence=tuple(piece for _, pieces in sorted(values.items()) for piece in pieces),
        about=record.id,
        type=kind,
        variants=variants,
        field=field,
    )
