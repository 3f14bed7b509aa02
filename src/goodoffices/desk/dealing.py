"""A first case of what could be agreed, from the record of a process."""

from __future__ import annotations

from goodoffices.deals.begin import write_case
from goodoffices.desk.boards import Question, pick_process, read_records
from goodoffices.ledger import Ledger


def begin_case(ledger: Ledger, question: Question) -> str:
    """The text of a first case file: demands, red lines and proposals on record, each with its sentence."""
    process = pick_process(ledger, question.process)
    return write_case(process, read_records(ledger, process, question), as_of=question.as_of or question.known_at)
