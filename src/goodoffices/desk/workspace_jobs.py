"""Work that takes longer than a page: reports that were sent, read one after another, with how far each is.

A job lives in memory, and is shown to whoever began it only; what it put on record stays when the workspace stops.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

from goodoffices.desk.workspace_adding import Step, keep_new
from goodoffices.errors import GoodOfficesError, NotRecorded
from goodoffices.ledger import Ledger
from goodoffices.record.sources import Report
from goodoffices.settings import Settings

# A job is a few hundred bytes; so many are more than a desk begins in a day.
_MOST = 500


@dataclass(slots=True)
class Item:
    """One report of a job: what it is called, how far it is, what was found, or why it was not read."""

    name: str
    step: Step = Step.WAITING
    report: str = ""
    claims: int = 0
    said: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be done with it."""
        return self.step in (Step.DONE, Step.FAILED)


@dataclass(slots=True)
class Job:
    """Reports that a person sent at once."""

    id: str
    by: str
    items: list[Item]
    thread: threading.Thread | None = None

    @property
    def done(self) -> int:
        """How many reports are read, or cannot be."""
        return sum(item.is_over for item in self.items)

    @property
    def is_done(self) -> bool:
        """Whether all are."""
        return self.done == len(self.items)


@dataclass(slots=True)
class Jobs:
    """The jobs of a running workspace."""

    held: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(
        self, ledger: Ledger, settings: Settings, given: Iterable[tuple[str, Report | GoodOfficesError]], *, by: str
    ) -> Job:
        """Begin to work through reports, each with its name; for one that cannot be read, why."""
        found = list(given)
        job = Job(secrets.token_urlsafe(12), by, [Item(name) for name, _ in found])
        with self.lock:
            self.held[job.id] = job
            while len(self.held) > _MOST:
                self.held.popitem(last=False)
        reports = [report for _, report in found]
        job.thread = threading.Thread(target=_work, args=(ledger, settings, job, reports), daemon=True)
        job.thread.start()
        return job

    def find(self, job_id: str, by: str) -> Job:
        """A job of that person; raises NotRecorded, also for another's."""
        job = self.held.get(job_id)
        if job is None or job.by != by:
            raise NotRecorded("no such job; what it read is among the reports")
        return job


def _work(ledger: Ledger, settings: Settings, job: Job, reports: list[Report | GoodOfficesError]) -> None:
    try:
        for item, report in zip(job.items, reports, strict=True):
            _read_one(ledger, settings, job.by, (item, report))
    finally:
        for item in job.items:  # after an error that nobody foresaw the page must not wait for ever
            if not item.is_over:
                _fail(item, "something went wrong; the administrator finds it in the log")


def _read_one(ledger: Ledger, settings: Settings, by: str, given: tuple[Item, Report | GoodOfficesError]) -> None:
    item, report = given

    def tell(step: Step) -> None:
        item.step = step

    try:
        if isinstance(report, GoodOfficesError):
            raise report
        recorded = keep_new(ledger, settings, report, by=by, tell=tell)
    except GoodOfficesError as problem:
        _fail(item, str(problem))
    else:
        item.report, item.claims = recorded.report, recorded.claims
        item.step = Step.DONE


def _fail(item: Item, why: str) -> None:
    item.said, item.step = why, Step.FAILED
