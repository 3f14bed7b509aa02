"""The least that a party can be brought down to, where moves are given one by one.

In come a value per state and the opponents' moves; out goes, per state, the least value over every sequence of those
moves in which nobody moves twice running, however long. With G_j(s) the least over sequences that j begins,
G_j(s) = min over t in R_j(s) of min(value(t), min over l ≠ j of G_l(t)); iterating it to its fixed point costs one pass
over the moves per step.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.moves import Arcs

Values = NDArray[np.int64]

# Above any payoff: nothing was reached.
NOWHERE = np.iinfo(np.int64).max


def least_reached(values: Values, movers: Sequence[Arcs]) -> Values:
    """Per state the least value that the movers' joint moves reach; NOWHERE where nobody can move."""
    begun = [np.full(len(values), NOWHERE) for _ in movers]
    changed = bool(movers)
    while changed:
        changed = False
        for at, arcs in enumerate(movers):
            others = [one for other, one in enumerate(begun) if other != at]
            onward = np.minimum.reduce([values, *others])
            found = least_of_targets(onward, arcs)
            if not np.array_equal(found, begun[at]):
                begun[at], changed = found, True
    least: Values = np.minimum.reduce([np.full(len(values), NOWHERE), *begun])
    return least


def least_of_targets(values: Values, arcs: Arcs) -> Values:
    """Per state the least value among the states one move away."""
    return _reduce(values, arcs, np.minimum, NOWHERE)


def most_of_targets(values: Values, arcs: Arcs) -> Values:
    """Per state the greatest value among the states one move away; the least integer where there is none."""
    return _reduce(values, arcs, np.maximum, np.iinfo(np.int64).min)


def _reduce(values: Values, arcs: Arcs, how: np.ufunc, empty: int) -> Values:
    found = np.full(len(values), empty)
    rows = np.flatnonzero(np.diff(arcs.starts))
    if len(rows):
        found[rows] = how.reduceat(values[arcs.targets], arcs.starts[rows])
    return found


def improving(arcs: Arcs, payoffs: Values) -> Arcs:
    """Only the moves that their mover gains by."""
    return arcs.keep(payoffs[arcs.targets] > payoffs[arcs.sources()])
