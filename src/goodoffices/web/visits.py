"""When each person last looked at a page, noted a moment later and for all who came meanwhile at once.

Every write to the ledger makes each page look whether it still holds, and writers wait for one another: fifty who come
in the same moment would wait for fifty writes. What is not written yet is known here, and is written when the workspace
closes; one that is struck down forgets the visits of its last second.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from datetime import datetime

from goodoffices.errors import GoodOfficesError
from goodoffices.ledger import Ledger

_LOG = logging.getLogger("goodoffices.web")
# Seconds: long enough for all who come at once, short enough that nothing is lost that anybody would miss.
_SOON = 1.0


@dataclass(slots=True)
class Visits:
    """The visits of one workspace, by person and page."""

    ledger: Ledger
    waiting: dict[tuple[str, str], datetime] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    due: bool = False

    def last(self, user: str, page: str) -> datetime | None:
        """When a person last looked at a page; None where never."""
        with self.lock:
            found = self.waiting.get((user, page))
        return found or self.ledger.last_visit(user, page)

    def note(self, user: str, page: str, at: datetime) -> None:
        """A person looked at a page at a moment."""
        with self.lock:
            first, self.due = not self.due, True
            self.waiting[user, page] = at
        if first:
            timer = threading.Timer(_SOON, self.write)
            timer.daemon = True
            timer.start()

    def of(self, user: str) -> tuple[tuple[str, datetime], ...]:
        """What waits of one person: pages, and when they looked at them."""
        with self.lock:
            return tuple((page, at) for (who, page), at in self.waiting.items() if who == user)

    def write(self) -> None:
        """Store what waits, all of it together; what cannot be stored now waits for the next visit."""
        with self.lock:
            taken, self.due = dict(self.waiting), False
        if not taken:
            return
        try:
            with self.ledger.transaction():
                for (user, page), at in taken.items():
                    self.ledger.visit(user, page, at=at)
        except GoodOfficesError as problem:
            _LOG.warning("visits are not noted yet: %s", problem)
            return
        with self.lock:
            self.waiting = {key: at for key, at in self.waiting.items() if taken.get(key) != at}
