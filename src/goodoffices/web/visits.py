"""When each person last looked at a page, noted a moment later and for all who came meanwhile at once.

Every write to the ledger makes each page look whether it still holds, and writers wait for one another: fifty who come
in the same moment would wait for fifty writes. What is not written yet is known here, and is written when the workspace
closes; one that is struck down forgets the visits of its last second.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from goodoffices.errors import GoodOfficesError
from goodoffices.ledger import Ledger

_LOG = logging.getLogger("goodoffices.web")
# Seconds: long enough for all who come at once, short enough that nothing is lost that anybody would miss.
_SOON = 1.0
# Who comes back sooner is still on the same visit; noting every look would also write to the ledger at every look.
_ONE_VISIT = timedelta(minutes=30)
# Visits that last, remembered; of more than these the ledger is asked again.
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Visit:
    """When a visit began, and when the one before had; None for the first."""

    began: datetime
    before: datetime | None = None

    def lasts(self, now: datetime) -> bool:
        """Whether who looks now is still on this visit."""
        return now - self.began <= _ONE_VISIT


@dataclass(slots=True)
class Visits:
    """The visits of one workspace, by person and page."""

    ledger: Ledger
    waiting: dict[tuple[str, str], datetime] = field(default_factory=dict)
    lasting: dict[tuple[str, str], Visit] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    due: bool = False

    def recall(self, user: str, page: str) -> Visit | None:
        """The visit that a person is on, if it was begun here; asks the ledger nothing."""
        found = self.lasting.get((user, page))
        return found if found is not None and found.lasts(datetime.now(UTC)) else None

    def begin(self, user: str, page: str) -> Visit:
        """The visit that a person is on, or a new one, which is noted."""
        now, began = datetime.now(UTC), self.last(user, page)
        if began is not None and (last := Visit(began, self.last(user, f"{page}/before"))).lasts(now):
            found = last
        else:
            if began is not None:
                self.note(user, f"{page}/before", began)
            self.note(user, page, now)
            found = Visit(now, began)
        with self.lock:
            if len(self.lasting) >= _MOST:
                self.lasting.clear()
            self.lasting[user, page] = found
        return found

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
