"""What moved, in what order, and where sources or coders differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from goodoffices.assess.agreement import Alpha, agreement_as_rows, compare_codings, krippendorff_alpha
from goodoffices.assess.board import Board
from goodoffices.assess.changes import Change, find_changes
from goodoffices.assess.timeline import Entry, list_conflicts, list_entries
from goodoffices.desk.boards import Question, ask_board, pick_process, read_records
from goodoffices.errors import InputError
from goodoffices.ledger import Ledger
from goodoffices.ledger.samples import SampleCoding


def ask_changes(ledger: Ledger, question: Question, since: date, *, after: Board | None = None) -> tuple[Change, ...]:
    """What differs between the board of `since`, as known on that day, and the board that is asked for.

    Who has that board gives it as `after`.
    """
    after = after or ask_board(ledger, question).board
    if since > after.as_of:  # the board ends with the last thing known; after that nothing moved
        return ()
    known = since if question.known_at is None else min(since, question.known_at)
    before = ask_board(ledger, replace(question, as_of=since, known_at=known)).board
    return find_changes(before, after)


def ask_news(ledger: Ledger, question: Question, since: datetime, *, after: Board | None = None) -> tuple[Change, ...]:
    """What differs between the board that the ledger would have shown at a moment, and the one it shows now.

    Also what a report of long ago changed that was read since, and what somebody decided. Who has the board of now
    gives it as `after`.
    """
    after = after or ask_board(ledger, question).board
    before = ask_board(ledger, replace(question, recorded_at=since)).board
    return find_changes(before, after)


def ask_timeline(ledger: Ledger, question: Question) -> tuple[Entry, ...]:
    """Every record of a process in the order of its day."""
    records = read_records(ledger, pick_process(ledger, question.process), question)
    return list_entries(records, question.as_of or date.max, question.view)


def ask_conflicts(ledger: Ledger, question: Question) -> tuple[dict[str, object], ...]:
    """Where sources disagree, both sides each with their evidence."""
    records = read_records(ledger, pick_process(ledger, question.process), question)
    return list_conflicts(records, question.view)


def ask_agreement(
    ledger: Ledger, process: str | None, *, coders: bool, sample: str | None
) -> tuple[Mapping[str, object], ...]:
    """Alpha per field, between the two coders that read most, or between the persons who coded a sample.

    Raises InputError where there is nothing to compare.
    """
    return agreement_as_rows(_between_coders(ledger, process) if coders else _between_persons(ledger, sample))


def _between_coders(ledger: Ledger, process: str | None) -> tuple[Alpha, ...]:
    chosen = pick_process(ledger, process).id
    claims = [stored.claim for stored in ledger.current_claims(process=chosen, with_rejected=True)]
    names = sorted({claim.coder for claim in claims}, key=lambda name: -sum(claim.coder == name for claim in claims))
    if len(names) < 2:
        raise InputError(f"only {names[0] if names else 'nobody'} has coded this process; read it with --coder llm too")
    one, other = ([claim for claim in claims if claim.coder == name] for name in names[:2])
    both = {claim.report for claim in one} & {claim.report for claim in other}
    return compare_codings([c for c in one if c.report in both], [c for c in other if c.report in both])


def _between_persons(ledger: Ledger, sample: str | None) -> tuple[Alpha, ...]:
    samples = ledger.samples()
    if sample is None and not samples:
        raise InputError("no sample has been drawn for double coding; the review pages draw one, or give --coders")
    return compare_persons(ledger.codings(sample or samples[-1].id))


def compare_persons(codings: Sequence[SampleCoding]) -> tuple[Alpha, ...]:
    """Alpha per field between the persons who coded a sample; a field that somebody did not give is left out there."""
    fields = sorted({field for coding in codings for field in coding.fields})
    return tuple(_alpha_of(field, codings) for field in fields)


def _alpha_of(field: str, codings: Iterable[SampleCoding]) -> Alpha:
    units: dict[str, list[Hashable]] = {}
    for coding in codings:
        if field in coding.fields:
            units.setdefault(coding.claim, []).append(coding.fields[field])
    several = [tuple(values) for values in units.values() if len(values) > 1]
    return Alpha(field, krippendorff_alpha(several), len(units), len(several))
