"""What moved between two boards, one line each with its sentence.

In: two boards of one process. Out: `Change`s, proposals first. A cell that did not change is not mentioned, however
much was reported about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goodoffices.assess.board import Board
from goodoffices.record.findings import Finding


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that changed: what it is about, from which value to which, since when, by which words."""

    subject: str
    title: str
    cell: str
    before: str | None
    after: str | None
    day: date | None = None
    sentence: str | None = None
    evidence: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The change in one line."""
        moved = f"{self.before} → {self.after}" if self.before else f"new: {self.after}"
        day = f"{self.day} " if self.day else ""
        return f"{day}{self.title}, {self.cell}: {moved}"


Cells = dict[tuple[str, str], tuple[str, Finding]]


def find_changes(before: Board, after: Board) -> tuple[Change, ...]:
    """Every cell whose value differs between two boards, in the order of the later one."""
    old, new = _cells(before), _cells(after)
    changed = [_change(key, old.get(key), cell) for key, cell in new.items() if _value(old.get(key)) != _value(cell)]
    lost = [_change(key, cell, None) for key, cell in old.items() if key not in new]
    return tuple(sorted((*changed, *lost), key=lambda change: (change.day or date.min, change.subject, change.cell)))


def changes_as_rows(changes: tuple[Change, ...]) -> tuple[dict[str, object], ...]:
    """One row per change, for a table or JSON."""
    return tuple(
        {
            "day": str(change.day) if change.day else None,
            "subject": change.subject,
            "title": change.title,
            "cell": change.cell,
            "before": change.before,
            "after": change.after,
            "sentence": change.sentence,
            "evidence": list(change.evidence),
        }
        for change in changes
    )


def _cells(board: Board) -> Cells:
    return {key: (title, finding) for key, title, finding in _walk(board)}


def _walk(board: Board) -> Iterator[tuple[tuple[str, str], str, Finding]]:
    for row in board.proposals:
        yield (row.proposal.id, "status"), row.proposal.title, row.status
        for party, answer in row.answers:
            yield (row.proposal.id, f"answer of {party}"), row.proposal.title, answer
    for truce in board.truces:
        yield (truce.truce.id, "status"), truce.truce.title, truce.status
        yield (truce.truce.id, "compliance"), truce.truce.title, truce.compliance
    for state in board.mediators:
        yield (state.actor, "mediator"), f"mediator {state.actor}", state.finding
    for name, finding in (("quiet", board.quiet), ("stuck", board.stuck), ("mediator_off", board.mediator_off)):
        if finding is not None:
            yield ("process", name), "process", finding


def _value(cell: tuple[str, Finding] | None) -> str | None:
    return cell[1].value if cell else None


def _change(key: tuple[str, str], old: tuple[str, Finding] | None, new: tuple[str, Finding] | None) -> Change:
    title, finding = new or old or ("", None)
    return Change(
        subject=key[0],
        title=title,
        cell=key[1],
        before=_value(old),
        after=_value(new),
        day=finding.since if finding and new else None,
        sentence=finding.sentence if finding else None,
        evidence=finding.evidence if finding else (),
    )
