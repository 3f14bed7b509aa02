"""The status of a proposal: the first that holds, from withdrawn down to floated.

In: a docket and a day. Out: one Finding. A truce that has begun makes an agreed proposal adopted, and it stays so when
the truce ends; a proposal to extend a truce lapses when that truce ends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from goodoffices.assess.answers import PROPOSER, answers_of, rank_of
from goodoffices.assess.citing import cite, name_all, sentence_of
from goodoffices.assess.docket import Docket
from goodoffices.assess.rules import PROPOSAL
from goodoffices.assess.truces import has_begun, is_over, status_of
from goodoffices.record.findings import Finding
from goodoffices.record.processes import Record
from goodoffices.record.settling import day_of
from goodoffices.record.talks import Agreement, Answer, Proposal
from goodoffices.record.truces import Ceasefire

Answers = dict[str, Finding]

# Statuses after which a proposal asks nothing more of anybody.
CLOSED = ("withdrawn", "superseded", "adopted", "agreed", "lapsed")


def status_of_proposal(docket: Docket, proposal: Proposal, as_of: date) -> Finding:
    """The first status that holds on a day, with the records that make it so."""
    return docket.once("proposal", proposal.id, as_of, lambda: _first_status(docket, proposal, as_of))


def _first_status(docket: Docket, proposal: Proposal, as_of: date) -> Finding:
    answers = answers_of(docket, proposal)
    for value, rule in _STATUSES:
        causes = rule(_Case(docket, proposal, answers, as_of))
        if causes is not None:
            return _found(value, proposal, answers, causes)
    raise AssertionError("the last status always holds")


class _Case:
    """What the statuses look at."""

    __slots__ = ("answers", "as_of", "docket", "proposal")

    def __init__(self, docket: Docket, proposal: Proposal, answers: Answers, as_of: date) -> None:
        self.docket, self.proposal, self.answers, self.as_of = docket, proposal, answers, as_of

    @property
    def all_accept(self) -> bool:
        return bool(self.answers) and all(rank_of(answer) == Answer.ACCEPTED.rank for answer in self.answers.values())

    def any_answers(self, value: Answer) -> bool:
        return any(answer.value == value for answer in self.answers.values())


Causes = tuple[Record, ...] | None


def _withdrawn(case: _Case) -> Causes:
    when = case.proposal.withdrawn
    return () if when is not None and when.first <= case.as_of else None


def _superseded(case: _Case) -> Causes:
    named = case.docket.naming(case.proposal.id, Proposal)
    return tuple(later for later in named if later.supersedes == case.proposal.id) or None


def _adopted(case: _Case) -> Causes:
    if not case.all_accept:
        return None
    return adopting_texts(case.docket, case.proposal, case.as_of) or None


def adopting_texts(docket: Docket, proposal: Proposal, as_of: date) -> tuple[Record, ...]:
    """The truces that have begun and the agreements reached from a proposal."""
    truces = (truce for truce in docket.naming(proposal.id, Ceasefire) if has_begun(truce, as_of))
    texts = (agreement for agreement in docket.naming(proposal.id, Agreement) if agreement.value == "reached")
    return (*truces, *texts)


def _agreed(case: _Case) -> Causes:
    return () if case.all_accept else None


def _lapsed(case: _Case) -> Causes:
    deadline = case.proposal.deadline
    if deadline is not None and deadline.last < case.as_of:
        return ()
    truce = case.docket.truce(case.proposal.extends)
    ended = truce is not None and is_over(status_of(case.docket, truce, case.as_of))
    return (truce,) if truce is not None and ended else None


def _rejected(case: _Case) -> Causes:
    return () if case.any_answers(Answer.REJECTED) else None


def _countered(case: _Case) -> Causes:
    return () if case.any_answers(Answer.COUNTER_PROPOSED) else None


def _partly_accepted(case: _Case) -> Causes:
    heard = (answer for answer in case.answers.values() if answer.value != PROPOSER)
    return () if any(rank_of(answer) >= Answer.ACCEPTED_CONDITIONALLY.rank for answer in heard) else None


def _tabled(case: _Case) -> Causes:
    return None if case.proposal.floated else ()


def _floated(_case: _Case) -> Causes:
    return ()


_STATUSES: tuple[tuple[str, Callable[[_Case], Causes]], ...] = (
    ("withdrawn", _withdrawn),
    ("superseded", _superseded),
    ("adopted", _adopted),
    ("agreed", _agreed),
    ("lapsed", _lapsed),
    ("rejected", _rejected),
    ("countered", _countered),
    ("partly_accepted", _partly_accepted),
    ("tabled", _tabled),
    ("floated", _floated),
)


def _found(value: str, proposal: Proposal, answers: Answers, causes: tuple[Record, ...]) -> Finding:
    moves = [answer for answer in answers.values() if answer.sentence]
    last = max(moves, key=lambda answer: answer.since or date.min, default=None)
    cited = (*cite(proposal, *causes), *(piece for answer in answers.values() for piece in answer.evidence))
    return Finding(
        PROPOSAL,
        value,
        inputs=tuple((party, answer.value) for party, answer in answers.items()),
        since=_since(proposal, answers, causes),
        records=(proposal.id, *name_all(causes)),
        evidence=tuple(dict.fromkeys(cited)),
        sentence=last.sentence if last else sentence_of(proposal),
    )


def _since(proposal: Proposal, answers: Answers, causes: tuple[Record, ...]) -> date | None:
    days = [day_of(proposal), *(answer.since for answer in answers.values()), *map(day_of, causes)]
    return max(filter(None, days), default=None)
