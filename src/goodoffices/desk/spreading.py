"""Reports → whatever work makes of them, in one process or several, in the order of the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from goodoffices.record.sources import Report

Item = TypeVar("Item")
# Several processes can only be given functions of a module, and `functools.partial` of them.
Work = Callable[[Iterable[Report]], Iterable[Item]]

# A process takes this many reports at a time: enough to outweigh sending them, few enough to keep memory flat.
_BATCH = 8


def spread(reports: Iterable[Report], jobs: int, work: Work[Item]) -> Iterator[Item]:
    """What `work` makes of reports; with several jobs they are read ahead by two batches for each."""
    if jobs == 1:
        yield from work(reports)
        return
    waiting: list[Future[list[Item]]] = []
    source = iter(reports)
    # Fresh processes, not forks: a fork of a process that has threads (tokenizers, BLAS) may hang.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        while batch := list(islice(source, _BATCH)):
            waiting.append(pool.submit(_do_batch, work, batch))
            while len(waiting) > 2 * jobs:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _do_batch(work: Work[Item], batch: list[Report]) -> list[Item]:
    return list(work(batch))
