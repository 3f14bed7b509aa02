"""What every page needs: the ledger, the settings, and boards remembered until something is written."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from goodoffices.ledger import Ledger
from goodoffices.settings import Settings

Value = TypeVar("Value")

# Another program (`goodoffices read`) may write to the ledger; its news is seen after this many seconds at the latest.
_SECONDS = 10.0
# A board of a large process is a few MB; this many keep a desk's usual days at hand.
_MOST = 64


@dataclass(slots=True)
class _Kept:
    value: Any
    until: float
    generation: int


@dataclass(slots=True)
class Memory:
    """Answers kept by question, until anything is written through this house or a few seconds have passed."""

    kept: OrderedDict[Hashable, _Kept] = field(default_factory=OrderedDict)
    making: dict[Hashable, threading.Lock] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    generation: int = 0

    def forget(self) -> None:
        """Something was written: every answer is asked for anew."""
        with self.lock:
            self.generation += 1
            self.kept.clear()
            self.making.clear()

    def recall(self, question: Hashable, make: Callable[[], Value]) -> Value:
        """The answer to a question; several who ask at once wait for one answer."""
        found = self._find(question)
        if found is not None:
            return cast("Value", found.value)
        with self.lock:
            making = self.making.setdefault(question, threading.Lock())
        with making:
            found = self._find(question)
            if found is None:
                found = self._keep(question, self.generation, make())
            return cast("Value", found.value)

    def _find(self, question: Hashable) -> _Kept | None:
        with self.lock:
            found = self.kept.get(question)
            if found is None or found.until < time.monotonic() or found.generation != self.generation:
                return None
            self.kept.move_to_end(question)
            return found

    def _keep(self, question: Hashable, generation: int, value: Any) -> _Kept:
        entry = _Kept(value, time.monotonic() + _SECONDS, generation)
        with self.lock:
            self.kept[question] = entry
            while len(self.kept) > _MOST:
                self.kept.popitem(last=False)
        return entry


@dataclass(slots=True)
class House:
    """The open ledger and the settings of one running workspace."""

    ledger: Ledger
    settings: Settings
    memory: Memory = field(default_factory=Memory)

    @property
    def is_secure(self) -> bool:
        """Whether the workspace is reached over https, so that cookies must be, too."""
        return self.settings.web.base_url.startswith("https://")
