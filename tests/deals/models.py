"""Random conflicts, the same one for the program and for the definitions."""

from __future__ import annotations

import numpy as np

from goodoffices.deals import Conflict
from goodoffices.deals.moves import make_arcs
from goodoffices.deals.optionform import Option, form_conflict, make_form


def random_arcs(seed: int) -> Conflict:
    """Any moves, so also ones that cannot be undone or do not chain; two to four parties, ties in the rankings."""
    rng = np.random.default_rng(seed)
    parties, states = int(rng.integers(1, 5)), int(rng.integers(2, 9))
    share = rng.uniform(0.05, 0.5)
    moves = tuple(
        make_arcs([(int(a), int(b)) for a, b in np.argwhere(rng.random((states, states)) < share)], states)
        for _ in range(parties)
    )
    payoffs = rng.integers(1, states + 1, (parties, states))
    return Conflict(tuple(f"P{one}" for one in range(parties)), tuple(range(states)), moves, payoffs)


def random_options(seed: int, *, irreversible: bool = False) -> Conflict:
    """Options, some combinations of which are ruled out."""
    rng = np.random.default_rng(seed)
    count, parties = int(rng.integers(2, 6)), int(rng.integers(1, 5))
    directions = ["both", "forward", "back"] if irreversible else ["both"]
    options = [
        Option(f"o{at}", f"P{int(rng.integers(parties))}", directions[int(rng.integers(len(directions)))])
        for at in range(count)
    ]
    patterns = ["".join(rng.choice(list("YN--"), count)) for _ in range(int(rng.integers(0, 3)))]
    form = make_form(options, [one for one in patterns if one.count("-") < count - 1])
    payoffs = rng.integers(1, len(form.codes) + 1, (len(form.parties), len(form.codes)))
    return form_conflict(form, payoffs=payoffs)


def as_sets(conflict: Conflict) -> list[list[set[int]]]:
    """The moves as the definitions want them."""
    return [[set(moves.of(state)) for state in range(len(conflict.states))] for moves in conflict.moves]
