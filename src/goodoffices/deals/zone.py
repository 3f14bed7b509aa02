"""Is there any package that crosses nobody's red line; and if not, which red lines stand in each other's way.

In comes a `Bargain`; out go the packages that obey everything, counted and listed, or the smallest sets of red lines
that cannot all be kept (MUS) and the smallest sets that would have to be given up (MCS), each with the packages it
opens. A package breaks a set of red lines; the smallest such sets are the MCSes, and the smallest sets that hit all
of these are the MUSes (Reiter 1987).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod

import numpy as np

from goodoffices.deals.bargain import Bargain, RedLine
from goodoffices.deals.blocks import MOST_PACKAGES, Block, Rows, count_rows, find_blocks, list_rows
from goodoffices.deals.statements import Joined, Statement
from goodoffices.errors import CaseError

Package = tuple[str, ...]
Lines = frozenset[str]

# Steps of the search that looks for some packages where counting is out of reach: about a second.
MOST_STEPS = 100_000
# More ways out than anyone reads.
MOST_SETS = 5_000
# Red lines of one block are the bits of one integer.
MOST_LINES = 62


@dataclass(frozen=True, slots=True)
class Zone:
    """The packages that obey everything: how many of `total` (None where they could not be counted), and the first.

    Where they were not counted, `packages` were found by a search that stopped early, and `searched_all` says whether
    it had seen everything.
    """

    issues: tuple[str, ...]
    total: int
    count: int | None
    packages: tuple[Package, ...]
    searched_all: bool = True

    @property
    def verdict(self) -> str:
        """`possible` where some package is left, `no` where none is, `unknown` where the search ended too early."""
        if self.count or self.packages:
            return "possible"
        return "no" if self.count == 0 or self.searched_all else "unknown"


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Red lines that would have to be given up together, and how many packages that opens."""

    drop: tuple[str, ...]
    packages: int


@dataclass(frozen=True, slots=True)
class Blockers:
    """Why no package is left: red lines that cannot all be kept, and the smallest ways out; both empty if one is
    left.
    """

    blocking: tuple[tuple[str, ...], ...]
    relaxations: tuple[Relaxation, ...]


def feasible(bargain: Bargain, most: int = 100) -> Zone:
    """The packages that cross nobody's red line; the first `most` of them are listed."""
    names = tuple(issue.name for issue in bargain.issues)
    blocks = find_blocks(bargain)
    if any(count_rows(bargain, block) > MOST_PACKAGES for block in blocks):
        found, finished = _search(bargain, most)
        return Zone(names, bargain.size, len(found) if finished else None, found, finished)
    parts = [_rows_of(bargain, block, most) for block in blocks]
    count = prod(number for number, _ in parts)
    listed = _combine(bargain, [rows for _, rows in parts]) if count else iter(())
    return Zone(names, bargain.size, count, tuple(islice(listed, most)))


def blockers(bargain: Bargain) -> Blockers:
    """The smallest sets of red lines that block every package, and the smallest sets whose giving up opens some."""
    parts = [_broken(bargain, block) for block in find_blocks(bargain)]
    ways = [_smallest(counts) for counts in parts]
    if all(frozenset() in way for way in ways):
        return Blockers((), ())
    blocking = [hit for way in ways if frozenset() not in way for hit in _hitting(way)]
    if prod(len(way) for way in ways) > MOST_SETS:
        raise CaseError(
            f"there are more than {MOST_SETS:,} smallest ways out; the blocking sets of each group of issues are few: "
            f"{'; '.join(', '.join(sorted(one)) for one in blocking[:10])}. Leave out red lines that are not meant "
            f"as such"
        )
    relaxations = [_relax(parts, frozenset().union(*chosen)) for chosen in product(*ways)]
    order = {line.name: at for at, line in enumerate(bargain.red_lines)}
    return Blockers(
        tuple(sorted((_sort(one, order) for one in blocking), key=lambda names: (len(names), names))),
        tuple(sorted((Relaxation(_sort(drop, order), opened) for drop, opened in relaxations),
                     key=lambda one: (len(one.drop), one.drop))),
    )  # fmt: skip


def _sort(lines: Lines, order: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(lines, key=order.__getitem__))


def _relax(parts: list[dict[Lines, int]], drop: Lines) -> tuple[Lines, int]:
    opened = prod(sum(count for broken, count in counts.items() if broken <= drop) for counts in parts)
    return drop, opened


def _rows_of(bargain: Bargain, block: Block, most: int) -> tuple[int, list[tuple[int, ...]]]:
    """(how many packages of a block obey, the first `most` of them)."""
    count, listed = 0, list[tuple[int, ...]]()
    for rows in list_rows(bargain, block):
        count += len(rows)
        if len(listed) < most:
            columns = [rows.columns[issue][: most - len(listed)].tolist() for issue in block.issues]
            listed += list(zip(*columns, strict=True))
    return count, listed


def _combine(bargain: Bargain, parts: list[list[tuple[int, ...]]]) -> Iterator[Package]:
    blocks = find_blocks(bargain)
    for chosen in product(*parts):
        places = {issue: place for block, row in zip(blocks, chosen, strict=True)
                  for issue, place in zip(block.issues, row, strict=True)}  # fmt: skip
        yield bargain.named([places[issue] for issue in range(len(bargain.issues))])


def _broken(bargain: Bargain, block: Block) -> dict[Lines, int]:
    """Which sets of red lines the packages of a block break, and how many break exactly that set."""
    if len(block.red_lines) > MOST_LINES:
        raise CaseError(
            f"{len(block.red_lines)} red lines speak of the same issues; at most {MOST_LINES} can be weighed"
        )
    counts: dict[int, int] = {}
    for rows in list_rows(bargain, block, obeying=False):
        masks, numbers = np.unique(_mask(bargain, block, rows), return_counts=True)
        for mask, number in zip(masks.tolist(), numbers.tolist(), strict=True):
            counts[mask] = counts.get(mask, 0) + number
    if not counts:
        raise CaseError(
            f"the rules {', '.join(line.name for line in block.rules)} leave no package even without red lines"
        )
    names = [line.name for line in block.red_lines]
    return {frozenset(name for at, name in enumerate(names) if mask >> at & 1): n for mask, n in counts.items()}


def _mask(bargain: Bargain, block: Block, rows: Rows) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    mask = np.zeros(len(rows), dtype=np.int64)
    for at, line in enumerate(block.red_lines):
        mask |= (~rows.obey(bargain, line)).astype(np.int64) << at
    return mask


def _smallest(sets: dict[Lines, int]) -> list[Lines]:
    kept: list[Lines] = []
    for one in sorted(sets, key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
    return kept


def _hitting(sets: list[Lines]) -> list[Lines]:
    """The smallest-by-inclusion sets that share something with each of `sets` (Berge's algorithm)."""
    found: list[Lines] = [frozenset()]
    for one in sets:
        grown = {each if each & one else each | {name} for each in found for name in sorted(one)}
        found = _smallest(dict.fromkeys(grown, 1))
        if len(found) > MOST_SETS:
            raise CaseError(f"there are more than {MOST_SETS:,} smallest blocking sets; ask with fewer red lines")
    return found


def _search(bargain: Bargain, most: int) -> tuple[tuple[Package, ...], bool]:
    """Some packages that obey everything, issue by issue, going back where a statement breaks; and whether that is
    all.
    """
    parts = [
        replace(line, statement=one) for line in (*bargain.rules, *bargain.red_lines) for one in _parts(line.statement)
    ]
    lines = [(max(bargain.scope(line)), line) for line in parts]
    due = [[line for last, line in lines if last == at] for at in range(len(bargain.issues))]
    found: list[Package] = []
    steps, chosen = 0, [-1]
    while chosen and steps < MOST_STEPS and len(found) < most:
        steps += 1
        at = len(chosen) - 1
        chosen[at] += 1
        if chosen[at] == len(bargain.issues[at].options):
            chosen.pop()
        elif _obeys(bargain, chosen, due[at]):
            if len(chosen) == len(bargain.issues):
                found.append(bargain.named(chosen))
            else:
                chosen.append(-1)
    return tuple(found), not chosen


def _parts(statement: Statement) -> tuple[Statement, ...]:
    """The statements that `and` joins: each can be judged as soon as its own issues are settled."""
    if isinstance(statement, Joined) and statement.how == "and":
        return tuple(one for part in statement.parts for one in _parts(part))
    return (statement,)


def _obeys(bargain: Bargain, chosen: list[int], lines: list[RedLine]) -> bool:
    block = Block(tuple(range(len(chosen))))
    rows = Rows(block, {issue: np.array([place], dtype=np.int64) for issue, place in enumerate(chosen)})
    return bool(rows.obey_all(bargain, lines).all())


def broken_lines(bargain: Bargain, places: tuple[int, ...]) -> tuple[RedLine, ...]:
    """The red lines and rules that one package crosses."""
    rows = Rows(Block(()), {issue: np.array([place], dtype=np.int64) for issue, place in enumerate(places)})
    return tuple(line for line in (*bargain.rules, *bargain.red_lines) if not rows.obey(bargain, line).all())
