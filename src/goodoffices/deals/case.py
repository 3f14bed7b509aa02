"""A case: the conflict, the bargain, or both, as a person or a file gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.deals.bargain import Bargain
from goodoffices.deals.conflict import Conflict, State
from goodoffices.errors import CaseError


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A case by its parts; `status_quo` is the state the conflict is in, `drafts` packages by name.

    `inputs` says per judgement whose estimate it is: (what, source).
    """

    title: str = ""
    conflict: Conflict | None = None
    bargain: Bargain | None = None
    mediators: tuple[str, ...] = ()
    status_quo: State | None = None
    drafts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: tuple[tuple[str, str], ...] = ()

    @property
    def moves(self) -> Conflict:
        """The conflict; CaseError where the case has none."""
        if self.conflict is None:
            raise CaseError(
                "the case says nothing of moves; give it [[options]] with their party, and statements or rankings"
            )
        return self.conflict

    @property
    def terms(self) -> Bargain:
        """The bargain; CaseError where the case has none."""
        if self.bargain is None:
            raise CaseError("the case has no issues; give it [issues] with two to five options each")
        return self.bargain
