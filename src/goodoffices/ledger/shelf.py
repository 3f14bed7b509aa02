"""Row numbers → decoded nouns, the ones asked for most recently kept in memory; safe because rows are never changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection, Table, select

from goodoffices.ledger.judgements import BATCH
from goodoffices.ledger.schema import AnyRow

T = TypeVar("T")

# Characters of bodies kept; decoded they take about twice as many bytes, so some 100 MB at most.
_ROOM = 48_000_000


class Shelf(Generic[T]):
    """Decoded rows of one table, by their number; shared by the threads of one open ledger."""

    def __init__(self, table: Table, decode: Callable[[AnyRow], T], room: int = _ROOM) -> None:
        self._table = table
        self._decode = decode
        self._room = room
        self._held = 0
        self._nouns: OrderedDict[int, tuple[T, int]] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, conn: Connection, seqs: Sequence[int]) -> tuple[T, ...]:
        """The nouns of these rows, in the order asked for."""
        with self._lock:
            found = {seq: self._nouns[seq][0] for seq in seqs if seq in self._nouns}
            for seq in found:
                self._nouns.move_to_end(seq)
        missing = [seq for seq in seqs if seq not in found]
        for start in range(0, len(missing), BATCH):
            question = select(self._table).where(self._table.c.seq.in_(missing[start : start + BATCH]))
            for row in conn.execute(question):
                found[row.seq] = self._keep(row)
        return tuple(found[seq] for seq in seqs)

    def _keep(self, row: AnyRow) -> T:
        noun, size = self._decode(row), len(row.body)
        with self._lock:
            if row.seq not in self._nouns:
                self._nouns[row.seq] = (noun, size)
                self._held += size
            while self._held > self._room:
                self._held -= self._nouns.popitem(last=False)[1][1]
        return noun
