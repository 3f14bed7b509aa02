"""What a workspace does before its doors open: it does once what else the first readers would each wait for.

In: the house and the index of the texts. Out: texts read, templates compiled; board, queue, changes and list of reports
made for all whose sight is the usual one; and what then lies in memory is left alone by the garbage collector.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from goodoffices.desk.boards import Question
from goodoffices.desk.workspace_nearest import Neighbours
from goodoffices.ledger.access import Viewer
from goodoffices.ledger.people import User, UserRole
from goodoffices.record.processes import Process
from goodoffices.vocab.actors import name_actor
from goodoffices.web.asking import ask, list_open, list_shelf
from goodoffices.web.house import House
from goodoffices.web.pages.changes import WEEK, find_changes
from goodoffices.web.pages.reviewing import list_waiting
from goodoffices.web.rendering import compile_templates
from goodoffices.web.visitors import Visitor

# Who has not signed in, and who has and to whom nothing restricted was granted: together most of those who come.
_COMERS = (Visitor(), Visitor(User("", "", UserRole.READER), viewer=Viewer("")))
# A desk has a few processes; of a house that keeps many, those that are not asked for need no board yet.
_PROCESSES = 8


def get_ready(house: House, neighbours: Neighbours) -> None:
    """Read what pages need."""
    compile_templates()
    for comer in _COMERS:
        for process in list_open(house, comer)[:_PROCESSES]:
            _make_answers(house, comer, process)
        list_shelf(house, comer)
    neighbours.catch_up()


def _make_answers(house: House, comer: Visitor, process: Process) -> None:
    question = Question(viewer=comer.viewer)
    board = ask(house, comer, process.id, question).board
    find_changes(house, comer, process.id, question, board.as_of - WEEK)
    if comer.user is not None:
        list_waiting(house, comer, process.id)
    for party in process.parties:
        name_actor(party)  # reads the names of all countries and offices


@contextmanager
def settled() -> Iterator[None]:
    """Leave what is in memory by now out of every later search for garbage.

    Such a search through vocabularies, templates and boards holds up all readers for a quarter of a second.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
