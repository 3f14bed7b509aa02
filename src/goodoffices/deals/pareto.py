"""The packages that no other package beats: nothing better for one party without being worse for another.

In comes a `Bargain` with points, out goes its Pareto frontier over the packages that obey every red line. Worths add
up over issues, so the frontier is built block by block: what is beaten within a block is beaten in every package that
holds it, and sums of frontiers hold the frontier of sums. Twenty issues of five options (10¹⁴ packages) are a few
thousand rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.bargain import DECIMALS, FINER, Bargain, Points, read_points
from goodoffices.deals.blocks import CHUNK, Block, Rows, find_blocks, list_rows
from goodoffices.deals.dominance import undominated
from goodoffices.errors import CaseError

Ints = NDArray[np.int64]
Package = tuple[str, ...]

# Rows compared at once; 20 million rows of three parties are half a gigabyte.
MOST_ROWS = 20_000_000
# Packages written out for one point; packages that all parties value alike are many only where issues matter to nobody.
MOST_ALIKE = 1000


@dataclass(frozen=True, slots=True)
class Deal:
    """What packages are worth to each party; all `packages` are worth exactly this (`count` in all)."""

    utilities: tuple[Fraction, ...]
    packages: tuple[Package, ...]
    count: int
    rational: bool


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One block joined to those before: combination k of point `before[k]` and block package `choice[k]` is
    `point[k]`.
    """

    block: Block
    places: Ints
    point: Ints
    before: Ints
    choice: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """The frontier in whole numbers: rows[deal, party], best for the first party first; `points` gives the units."""

    bargain: Bargain
    points: Points
    rows: Ints
    layers: tuple[Layer, ...]
    final: Ints

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties, in the order of the columns."""
        return self.points.parties

    @property
    def rational(self) -> NDArray[np.bool_]:
        """Which deals are worth at least walking away to everybody whose reservation is known."""
        kept = np.ones(len(self.rows), dtype=np.bool_)
        for party, bound in enumerate(self.points.reservations):
            if bound is not None:
                kept &= self.rows[:, party] >= bound
        return kept

    def deal(self, place: int) -> Deal:
        """One deal with its packages."""
        utilities = tuple(self.points.exact(party, number) for party, number in enumerate(self.rows[place].tolist()))
        ends = np.flatnonzero(self.final == place)
        packages = [one for end in ends.tolist() for one in self._trace(len(self.layers) - 1, end)]
        named = sorted(self.bargain.named([one[issue] for issue in sorted(one)]) for one in packages[:MOST_ALIKE])
        count = sum(self._counts()[end] for end in ends.tolist())
        return Deal(utilities, tuple(named), count, bool(self.rational[place]))

    def deals(self, *, rational: bool = False) -> Iterator[Deal]:
        """All deals, or only those worth at least walking away."""
        for place in range(len(self.rows)):
            if not rational or self.rational[place]:
                yield self.deal(place)

    def _trace(self, layer: int, point: int) -> list[dict[int, int]]:
        """At most MOST_ALIKE packages of one point, from the last block back to the first."""
        if layer < 0:
            return [{}]
        this, found = self.layers[layer], list[dict[int, int]]()
        for at in np.flatnonzero(this.point == point).tolist():
            chosen = dict(zip(this.block.issues, this.places[this.choice[at]].tolist(), strict=True))
            found += [{**one, **chosen} for one in self._trace(layer - 1, int(this.before[at]))]
            if len(found) >= MOST_ALIKE:
                break
        return found[:MOST_ALIKE]

    def _counts(self) -> list[int]:
        """How many packages each point of the last layer stands for."""
        counts = [1]
        for layer in self.layers:
            grown = [0] * (int(layer.point.max()) + 1)
            for point, before in zip(layer.point.tolist(), layer.before.tolist(), strict=True):
                grown[point] += counts[before]
            counts = grown
        return counts


def frontier(bargain: Bargain) -> Frontier:
    """The Pareto frontier over all packages that obey every red line; empty where there is none."""
    points = read_points(bargain)
    rows = np.array([points.constants], dtype=np.int64)
    layers: list[Layer] = []
    for block in _blocks(bargain, points):
        places, values = _block_frontier(bargain, block, points)
        if not len(values):
            empty = np.zeros(0, dtype=np.int64)
            return Frontier(bargain, points, np.zeros((0, len(points.parties)), dtype=np.int64), (), empty)
        rows, layer = _join(rows, block, places, values)
        layers.append(layer)
    return _finish(bargain, points, rows, tuple(layers))


def _block_frontier(bargain: Bargain, block: Block, points: Points) -> tuple[Ints, Ints]:
    """(option places, worths) of a block's packages that nothing in the block beats."""
    places = np.zeros((0, len(block.issues)), dtype=np.int64)
    values = np.zeros((0, len(points.parties)), dtype=np.int64)
    for rows in list_rows(bargain, block):
        found = worths_of(rows, points)
        whole = points.rounded and len(block.issues) == len(bargain.issues)
        kept = undominated(_round(found + np.array(points.constants), points) if whole else found)
        columns = [rows.columns[issue][kept] for issue in block.issues]
        places, values = np.concatenate((places, np.stack(columns, axis=1))), np.concatenate((values, found[kept]))
        if len(values) > kept.sum():  # what earlier chunks left is compared with this one
            both = undominated(values)  # (a block of one chunk never comes here)
            places, values = places[both], values[both]
    return places, values


def worths_of(rows: Rows, points: Points) -> Ints:
    """worths[package, party] of a block's packages, constants aside."""
    worths = np.zeros((len(rows), len(points.parties)), dtype=np.int64)
    for issue, column in rows.columns.items():
        worths += points.values[issue].T[column]
    return worths


def _join(rows: Ints, block: Block, places: Ints, values: Ints) -> tuple[Ints, Layer]:
    """All sums of a point so far and a package of the block that no other sum beats."""
    if len(rows) * len(values) > MOST_ROWS:
        raise CaseError(
            f"{len(rows) * len(values):,} combinations would have to be compared at once (at most {MOST_ROWS:,}): "
            f"so many "
            "packages are not beaten by any. Give coarser points, or ask for fewer parties or issues at a time"
        )
    sums = (rows[:, None, :] + values[None, :, :]).reshape(-1, rows.shape[1])
    kept = np.flatnonzero(undominated(sums)) if len(rows) > 1 else np.arange(len(sums))
    points, owner = _distinct(sums[kept])
    return points, Layer(block, places, owner, kept // len(values), kept % len(values))


def _distinct(rows: Ints) -> tuple[Ints, Ints]:
    """(the different rows, best for the first party first; which of them each row is)."""
    order = np.lexsort(tuple(-rows[:, column] for column in reversed(range(rows.shape[1]))))
    ordered = rows[order]
    new = np.concatenate(([True], (ordered[1:] != ordered[:-1]).any(axis=1)))
    owner = np.empty(len(rows), dtype=np.int64)
    owner[order] = np.cumsum(new) - 1
    return ordered[new], owner


def _finish(bargain: Bargain, points: Points, rows: Ints, layers: tuple[Layer, ...]) -> Frontier:
    """Where sums are compared in billionths, points that are then alike are made one, and beaten ones left out."""
    if not points.rounded:
        return Frontier(bargain, points, rows, layers, np.arange(len(rows)))
    points, rows = _coarser(points), _round(rows, points)
    kept = np.flatnonzero(undominated(rows))
    distinct, owner = _distinct(rows[kept])
    final = np.full(len(rows), -1, dtype=np.int64)
    final[kept] = owner
    return Frontier(bargain, points, distinct, layers, final)


def _grids(points: Points) -> Ints:
    return np.array([FINER if unit > 10**DECIMALS else 1 for unit in points.units], dtype=np.int64)


def _round(rows: Ints, points: Points) -> Ints:
    """Sums in billionths, where they are added up finer."""
    grids = _grids(points)
    return (rows + grids // 2) // grids


def _coarser(points: Points) -> Points:
    grids = _grids(points).tolist()
    bounds = tuple(
        None if bound is None else (bound + grid // 2) // grid
        for bound, grid in zip(points.reservations, grids, strict=True)
    )
    units = tuple(unit // grid for unit, grid in zip(points.units, grids, strict=True))
    return replace(points, reservations=bounds, units=units)


def _blocks(bargain: Bargain, points: Points) -> tuple[Block, ...]:
    """The blocks; one for all issues where sums are rounded, so that no part is struck out for less than rounding."""
    if points.rounded and bargain.size <= CHUNK:
        return (Block(tuple(range(len(bargain.issues))), bargain.red_lines, bargain.rules),)
    return find_blocks(bargain)


def count_rational(bargain: Bargain) -> int | None:
    """How many packages obey every red line and beat walking away; None where they are too many to go through."""
    points = read_points(bargain)
    whole = Block(tuple(range(len(bargain.issues))), bargain.red_lines, bargain.rules)
    try:
        return sum(int(_is_rational(worths_of(rows, points), points).sum()) for rows in list_rows(bargain, whole))
    except CaseError:
        return None


def _is_rational(worths: Ints, points: Points) -> NDArray[np.bool_]:
    kept = np.ones(len(worths), dtype=np.bool_)
    for party, bound in enumerate(points.reservations):
        if bound is not None:
            kept &= worths[:, party] + points.constants[party] >= bound
    return kept
