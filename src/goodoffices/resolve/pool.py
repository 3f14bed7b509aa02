"""Records under their blocking keys, so that a new one meets only those it can be the same as.

In: records. Out: the same pool with drafts joined in, what changed, and which records went into others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from goodoffices.record.processes import Record
from goodoffices.resolve.duplicates import is_same, merge
from goodoffices.resolve.keys import keys_of, twin_keys_of

Kind = TypeVar("Kind", bound=Record)


class Pool:
    """The records in hand; `changed` and `gone` say what a store has to write."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records: dict[str, Record] = {}
        self._index: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, tuple[str, ...]] = {}
        self._changed: set[str] = set()
        self._gone: dict[str, str] = {}
        for record in records:
            self._hold(record)

    def add(self, draft: Record) -> Record:
        """Join a draft with every record that tells of the same event; the joined record keeps the oldest name."""
        joined = draft
        while (twin := self._find_twin(joined)) is not None:
            self._drop(twin)
            joined = merge(joined, twin)
            self._remember(joined, draft, twin)
        return self.put(joined)

    def put(self, record: Record) -> Record:
        """Hold a record as it is, in place of the one of that name."""
        if self._records.get(record.id) != record:
            self._hold(record)
            self._changed.add(record.id)
        return record

    def take(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """All records of a kind, in the order of their names."""
        return tuple(record for record in self.records if isinstance(record, kind))

    def remove(self, record: Record) -> None:
        """Take a record out, to be joined again under other keys."""
        self._drop(record)

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything in hand."""
        return tuple(self._records[name] for name in sorted(self._records))

    @property
    def changed(self) -> tuple[Record, ...]:
        """The records that are new or differ from what was given."""
        return tuple(self._records[name] for name in sorted(self._changed & self._records.keys()))

    @property
    def gone(self) -> tuple[tuple[str, str], ...]:
        """Names that went into another record, with that one's name."""
        return tuple(sorted((old, self._follow(new)) for old, new in self._gone.items() if old not in self._records))

    def _find_twin(self, record: Record) -> Record | None:
        return next((other for other in self._candidates(record) if is_same(record, other)), None)

    def _candidates(self, record: Record) -> Iterator[Record]:
        names = {name for key in twin_keys_of(record) for name in self._index.get(key, ())}
        yield from (self._records[name] for name in sorted(names) if name != record.id or name in self._records)

    def _remember(self, joined: Record, draft: Record, twin: Record) -> None:
        for old in (draft.id, twin.id):
            if old != joined.id:
                self._gone[old] = joined.id

    def _follow(self, name: str) -> str:
        while name not in self._records and name in self._gone:
            name = self._gone[name]
        return name

    def _hold(self, record: Record) -> None:
        if record.id in self._records:
            self._drop(self._records[record.id])
        self._records[record.id] = record
        self._keys[record.id] = keys_of(record)
        for key in self._keys[record.id]:
            self._index[key].add(record.id)

    def _drop(self, record: Record) -> None:
        for key in self._keys.pop(record.id, ()):
            self._index[key].discard(record.id)
        self._records.pop(record.id, None)
