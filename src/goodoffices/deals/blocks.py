"""Packages part by part: issues that no statement links are settled apart, so that most packages are never written
out.

In comes a `Bargain`, out go its blocks of linked issues; a block's packages are listed a chunk at a time. 2⁶⁰
packages in thirty blocks of four are 120 rows; 2⁶⁰ in one block are too many, and the error says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.bargain import Bargain, RedLine
from goodoffices.deals.statements import Atom, Bools, judge
from goodoffices.errors import CaseError

# A block of 20 million packages is gone through in some ten seconds.
MOST_PACKAGES = 20_000_000
# So many packages are in memory at a time: 2 MB per issue.
CHUNK = 2**18


@dataclass(frozen=True, slots=True)
class Block:
    """Issues that statements link (their places), and those statements."""

    issues: tuple[int, ...]
    red_lines: tuple[RedLine, ...] = ()
    rules: tuple[RedLine, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Some packages of a block: one column of option places per issue."""

    block: Block
    columns: dict[int, NDArray[np.int64]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def obey(self, bargain: Bargain, line: RedLine) -> Bools:
        """Which packages obey a statement."""

        def truth(atom: Atom) -> Bools:
            issue, table = bargain.table(atom)
            return table[self.columns[issue]]

        return judge(line.statement, truth)

    def obey_all(self, bargain: Bargain, lines: Iterable[RedLine]) -> Bools:
        """Which packages obey all of some statements."""
        kept = np.ones(len(self), dtype=np.bool_)
        for line in lines:
            kept &= self.obey(bargain, line)
        return kept

    def keep(self, wanted: Bools) -> Rows:
        """Only the packages marked."""
        return Rows(self.block, {issue: column[wanted] for issue, column in self.columns.items()})


def find_blocks(bargain: Bargain) -> tuple[Block, ...]:
    """The blocks of linked issues, in the order of their first issue."""
    owner = list(range(len(bargain.issues)))
    scopes = {line.name: bargain.scope(line) for line in (*bargain.red_lines, *bargain.rules)}
    for scope in scopes.values():
        joined = {owner[issue] for issue in scope}
        owner = [min(joined) if one in joined else one for one in owner]
    return tuple(
        Block(
            tuple(issue for issue, one in enumerate(owner) if one == first),
            tuple(line for line in bargain.red_lines if owner[scopes[line.name][0]] == first),
            tuple(line for line in bargain.rules if owner[scopes[line.name][0]] == first),
        )
        for first in sorted(set(owner))
    )


def count_rows(bargain: Bargain, block: Block) -> int:
    """How many packages a block has, red lines aside."""
    return prod(len(bargain.issues[issue].options) for issue in block.issues)


def list_rows(bargain: Bargain, block: Block, *, obeying: bool = True) -> Iterator[Rows]:
    """The packages of a block, a chunk at a time; only those that obey all its statements, or its rules alone."""
    total = count_rows(bargain, block)
    if total > MOST_PACKAGES:
        raise too_many(bargain, block, total)
    lines = (*block.rules, *block.red_lines) if obeying else block.rules
    sizes = [len(bargain.issues[issue].options) for issue in block.issues]
    for start in range(0, total, CHUNK):
        rows = Rows(block, _columns(block.issues, sizes, np.arange(start, min(start + CHUNK, total))))
        kept = rows.obey_all(bargain, lines)
        yield rows if kept.all() else rows.keep(kept)


def too_many(bargain: Bargain, block: Block, total: int) -> CaseError:
    """What to say of a block that cannot be gone through."""
    names = [bargain.issues[issue].name for issue in block.issues]
    some = ", ".join(names[:6]) + ("…" if len(names) > 6 else "")
    return CaseError(
        f"the statements link {len(names)} issues ({some}) into {total:,} packages; at most {MOST_PACKAGES:,} can "
        f"be gone "
        f"through (this would take about {total / 2e6 / 3600:,.1f} hours). Split statements that join issues "
        f"needlessly, "
        "settle an issue first by leaving it one option, or ask `feasible`, which then finds some packages without "
        "counting"
    )


def _columns(issues: Sequence[int], sizes: Sequence[int], numbers: NDArray[np.int64]) -> dict[int, NDArray[np.int64]]:
    """Option places from running numbers; the last issue runs fastest."""
    columns = {}
    for issue, size in zip(reversed(issues), reversed(sizes), strict=True):
        numbers, columns[issue] = np.divmod(numbers, size)
    return columns
