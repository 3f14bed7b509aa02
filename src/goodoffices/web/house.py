"""What every page needs: the ledger, the settings, and boards remembered until something changes in the ledger."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from goodoffices.ledger import Ledger
from goodoffices.ledger.access import PUBLIC, Viewer
from goodoffices.ledger.editions import Edition
from goodoffices.ledger.people import User
from goodoffices.settings import Settings
from goodoffices.web.visits import Visits

Value = TypeVar("Value")

# Whatever changes in the ledger is seen at once; this is for what only the clock changes, such as an empty board's day.
_SECONDS = 300.0
# While a program reads report after report, pages go from one edition to the next this often; what persons do shows at
# once, and so does the first that is read after a quiet time, which is twice as long.
_LAG = 8.0
# A board of a large process is a few MB; this many keep a desk's usual days at hand.
_MOST = 64
# Asked for a second time in one edition, an answer is worth making for the next one before anybody asks: what one
# reader alone looked at, and once, would only take time from the rest.
_WANTED = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer rests on, and when it was begun."""

    generation: int
    edition: Edition
    made: float


@dataclass(slots=True)
class _Kept:
    value: Any
    mark: Mark
    # How to make it for the next edition, of answers that may be made ahead; and how often it was asked for.
    make: Callable[[], Any] | None = None
    asked: int = 0


class _Drafts(threading.local):
    """Answers of the next edition, which only the thread that prepares it sees."""

    def __init__(self) -> None:
        self.mark: Mark | None = None
        self.made: dict[Hashable, _Kept] = {}

    def make(self, mark: Mark, question: Hashable, make: Callable[[], Any], ahead: bool = True) -> Any:
        """The answer as the next edition has it."""
        if question not in self.made:
            self.made[question] = _Kept(make(), mark, make if ahead else None)
        return self.made[question].value


@dataclass(slots=True)
class Memory:
    """Answers kept by question, until the ledger's edition is another or some minutes have passed.

    While reports keep coming in, one thread makes the usual answers for the next edition, and everybody reads the one
    before until they are there.
    """

    newest: Callable[[], Edition]
    kept: OrderedDict[Hashable, _Kept] = field(default_factory=OrderedDict)
    making: dict[Hashable, threading.Lock] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    generation: int = 0
    edition: Edition | None = None
    before: Edition | None = None
    adopted: float = 0.0
    preparing: bool = False
    drafts: _Drafts = field(default_factory=_Drafts)

    def adopt(self) -> Edition:
        """The edition that answers are of: the ledger's newest, or for a while yet the one before it."""
        newest, now = self.newest(), time.monotonic()
        with self.lock:
            held, age = self.edition, now - self.adopted
            if held is None or held.decided != newest.decided:
                self._take_up(newest, None)
            elif held.read != newest.read and age >= _LAG and not self.preparing:
                self._go_over(held, newest, at_once=age > 2 * _LAG)
            return self.edition or newest

    def _go_over(self, held: Edition, newest: Edition, *, at_once: bool) -> None:
        if at_once:
            self._take_up(newest, held)
            return
        self.preparing = True
        work = threading.Thread(target=self._prepare, args=(held, newest), name="goodoffices-edition", daemon=True)
        work.start()

    def _take_up(self, edition: Edition, before: Edition | None) -> None:
        self.edition, self.before, self.adopted = edition, before, time.monotonic()

    def _prepare(self, held: Edition, newest: Edition) -> None:
        """Make the usual answers for an edition, then go over to it, unless a person did something meanwhile."""
        self.drafts.mark = mark = Mark(self.generation, newest, time.monotonic())
        with self.lock:
            wanted = [(question, one.make) for question, one in self.kept.items() if one.make and one.asked >= _WANTED]
        for question, make in wanted:
            with suppress(Exception):  # whatever goes wrong, goes wrong again before who asks
                self.drafts.make(mark, question, make)
        with self.lock:
            self.preparing = False
            if self.edition is held and self.generation == mark.generation:
                self._take_up(newest, held)
                self.kept.update(self.drafts.made)

    @property
    def mark(self) -> Mark:
        """What an answer of now rests on."""
        return Mark(self.generation, self.adopt(), time.monotonic())

    def holds(self, mark: Mark) -> bool:
        """Whether an answer is of the edition of now."""
        now = self.mark
        same = (mark.generation, mark.edition) == (now.generation, now.edition)
        return same and now.made - mark.made < _SECONDS

    def may_wait(self, mark: Mark) -> bool:
        """Whether an answer is of the edition before, which may be given out while the next one is made."""
        now = self.mark
        same = (mark.generation, mark.edition) == (now.generation, self.before)
        return same and now.made - self.adopted < _LAG

    def forget(self) -> None:
        """Something was written: every answer is asked for anew."""
        with self.lock:
            self.generation += 1
            self.kept.clear()
            self.making.clear()

    def recall(self, question: Hashable, make: Callable[[], Value], *, ahead: bool = False) -> Value:
        """The answer to a question; several who ask at once wait for one answer.

        One that rests on the ledger and nothing else, and on what it recalls itself, may be made `ahead`.
        """
        if self.drafts.mark is not None:
            return cast("Value", self.drafts.make(self.drafts.mark, question, make, ahead))
        found = self._find(question)
        if found is not None:
            return cast("Value", found.value)
        with self.lock:
            making = self.making.setdefault(question, threading.Lock())
        with making:
            found = self._find(question)
            if found is None:
                mark = self.mark  # before it is asked: an answer that is older than its mark would stay too long
                found = self._keep(question, _Kept(make(), mark, make if ahead else None))
            return cast("Value", found.value)

    def _find(self, question: Hashable) -> _Kept | None:
        with self.lock:
            found = self.kept.get(question)
        if found is None or not self.holds(found.mark):
            return None
        with self.lock:
            found.asked += 1
            if question in self.kept:
                self.kept.move_to_end(question)
        return found

    def _keep(self, question: Hashable, entry: _Kept) -> _Kept:
        with self.lock:
            self.kept[question] = entry
            while len(self.kept) > _MOST:
                self.making.pop(self.kept.popitem(last=False)[0], None)
        return entry


@dataclass(slots=True)
class House:
    """The open ledger and the settings of one running workspace."""

    ledger: Ledger
    settings: Settings
    memory: Memory = field(init=False)
    # Sessions found, by the hash of their secret; what they are is for `visitors` to know.
    sessions: dict[str, Any] = field(default_factory=dict)
    visits: Visits = field(init=False)

    def __post_init__(self) -> None:
        self.memory = Memory(self.ledger.edition)
        self.visits = Visits(self.ledger)

    @property
    def is_secure(self) -> bool:
        """Whether the workspace is reached over https, so that cookies must be, too."""
        return self.settings.web.base_url.startswith("https://")

    def viewer_of(self, user: User) -> Viewer:
        """For whom is read when a person reads: all to whom the same reports are open are one viewer to the ledger.

        So a board is made once for a whole desk. A name or desk without any grant opens nothing, and is left out.
        """
        if user.disabled:
            return PUBLIC
        named = self.memory.recall("principals", self.ledger.principals)
        desks = frozenset(desk for desk in user.desks if f"desk:{desk}" in named)
        return Viewer(user.id if f"user:{user.id}" in named else "", desks)
