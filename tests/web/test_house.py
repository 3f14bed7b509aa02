"""Answers are kept for an edition; the usual ones are made for the next before anybody goes over to it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from goodoffices.ledger.editions import Edition
from goodoffices.web import house
from goodoffices.web.house import Memory


@dataclass
class Source:
    """A ledger of one number: what programs read, and what persons decided; and who asked for it."""

    read: int = 0
    decided: int = 0
    asked_by: list[str] = field(default_factory=list)

    def edition(self) -> Edition:
        return Edition((self.read,), (self.decided,), ())

    def answer(self) -> tuple[int, int]:
        self.asked_by.append(threading.current_thread().name)
        return self.read, self.decided


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def memory(source: Source) -> Memory:
    return Memory(source.edition)


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.01)


def pass_the_lag(memory: Memory) -> None:
    memory.adopted -= house._LAG * 1.5


def test_the_usual_answers_are_made_before_anybody_waits_for_them(memory: Memory, source: Source) -> None:
    for _ in range(3):
        memory.recall("board", source.answer, ahead=True)
    source.read = 1
    pass_the_lag(memory)
    assert memory.recall("board", source.answer, ahead=True) in ((0, 0), (1, 0))
    wait_for(lambda: memory.recall("board", source.answer, ahead=True) == (1, 0))
    assert source.asked_by == [threading.current_thread().name, "goodoffices-edition"]


def test_what_one_reader_asked_once_is_not_made_ahead(memory: Memory, source: Source) -> None:
    memory.recall("old day", source.answer, ahead=True)
    memory.recall("picture", source.answer)
    memory.recall("picture", source.answer)
    memory.recall("picture", source.answer)
    source.read = 1
    pass_the_lag(memory)
    wait_for(lambda: memory.adopt() == source.edition())
    assert "goodoffices-edition" not in source.asked_by
    assert memory.recall("picture", source.answer) == (1, 0)


def test_an_answer_that_rests_on_another_is_made_of_the_new_one(memory: Memory, source: Source) -> None:
    def sort() -> tuple[str, tuple[int, int]]:
        return "sorted", memory.recall("board", source.answer)

    for _ in range(3):
        memory.recall("by report", sort, ahead=True)
    source.read = 1
    pass_the_lag(memory)
    wait_for(lambda: memory.recall("by report", sort, ahead=True) == ("sorted", (1, 0)))
    assert memory.recall("board", source.answer) == (1, 0)


def test_a_decision_shows_at_once_also_while_an_edition_is_prepared(memory: Memory, source: Source) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def answer() -> tuple[int, int]:
        found = source.answer()
        if threading.current_thread().name == "goodoffices-edition":
            begun.set()
            assert may_go_on.wait(20)
        return found

    for _ in range(3):
        memory.recall("board", answer, ahead=True)
    source.read = 1
    pass_the_lag(memory)
    memory.adopt()
    assert begun.wait(20)
    source.decided = 1
    assert memory.recall("board", answer, ahead=True) == (1, 1)
    may_go_on.set()
    wait_for(lambda: not memory.preparing)
    assert memory.recall("board", answer, ahead=True) == (1, 1)


def test_what_is_read_after_a_quiet_time_shows_at_once(memory: Memory, source: Source) -> None:
    memory.recall("board", source.answer, ahead=True)
    source.read = 1
    memory.adopted -= house._LAG * 3
    assert memory.recall("board", source.answer, ahead=True) == (1, 0)


def test_an_answer_that_cannot_be_made_ahead_stops_nothing(memory: Memory, source: Source) -> None:
    def fail_later() -> int:
        if threading.current_thread().name == "goodoffices-edition":
            raise ValueError
        return source.read

    for _ in range(3):
        memory.recall("broken", fail_later, ahead=True)
        memory.recall("board", source.answer, ahead=True)
    source.read = 1
    pass_the_lag(memory)
    wait_for(lambda: memory.recall("board", source.answer, ahead=True) == (1, 0))
    assert memory.recall("broken", fail_later, ahead=True) == 1
