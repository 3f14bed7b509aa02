"""A conflict as a graph: parties, states, who can move where, and how each party ranks the states.

In come names, moves and rankings as a person gives them; out goes a `Conflict` that the stability rules read. The model
is the graph model for conflict resolution (Fang, Hipel and Kilgour 1993).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from goodoffices.deals.moves import Moves, make_arcs
from goodoffices.errors import CaseError

State = int | str
Payoffs = NDArray[np.int64]
Ranking = Sequence[State | Sequence[State]]


@dataclass(frozen=True, slots=True, eq=False)
class PartialOrder:
    """What is known of one party's preferences: `sure[t, s]` t is surely better than s, `possible[t, s]` it may be."""

    sure: NDArray[np.bool_]
    possible: NDArray[np.bool_]
    unknown: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """Parties, states, each party's moves, and payoffs[party, state]: a higher number is liked better, no more.

    `orders` holds what is known of parties whose ranking has gaps; their payoffs are then one possible ranking.
    `basis` says per party whose estimate its ranking is. `meanings` says what a state is, in words.
    """

    parties: tuple[str, ...]
    states: Sequence[State]
    moves: tuple[Moves, ...]
    payoffs: Payoffs
    orders: Mapping[int, PartialOrder] = field(default_factory=dict)
    basis: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[State, str] = field(default_factory=dict)

    def party(self, name: str) -> int:
        """The place of a party."""
        if name not in self.parties:
            raise CaseError(f"no party is called {name!r}; there are: {', '.join(self.parties)}")
        return self.parties.index(name)

    def place(self, state: State) -> int:
        """The place of a state, given as it is named; a number may be given as text."""
        if state in self.states:
            return self.states.index(state)
        if str(state).isdigit() and int(state) in self.states:
            return self.states.index(int(state))
        some = ", ".join(str(one) for one in self.states[:12])
        raise CaseError(f"no state is called {state!r}; there are {len(self.states)}: {some}…")

    def likes(self, party: int, target: int, state: int) -> bool:
        """Whether a party (by its place) likes `target` better than `state`."""
        return bool(self.payoffs[party, target] > self.payoffs[party, state])

    def improvements(self, party: int, state: int) -> tuple[int, ...]:
        """The moves of a party from `state` that it gains by."""
        return tuple(target for target in self.moves[party].of(state) if self.likes(party, target, state))

    def named(self, places: Sequence[int] | NDArray[np.int64]) -> tuple[State, ...]:
        """The names of states."""
        return tuple(self.states[int(place)] for place in places)


def make_conflict(
    moves: Mapping[str, Mapping[State, Sequence[State]]],
    rankings: Mapping[str, Ranking],
    states: Sequence[State] = (),
    *,
    unknown: Mapping[str, Sequence[tuple[State, State]]] | None = None,
) -> Conflict:
    """A conflict from explicit moves per party and state, and rankings best to worst (a list inside a list is a tie).

    `unknown` names, per party, pairs of states of which nobody knows which it likes better.
    """
    named = tuple(states) or _states_of(rankings)
    place = {state: at for at, state in enumerate(named)}
    parties = tuple(moves)
    _complain_of_parties(parties, rankings)
    arcs = tuple(make_arcs(_pairs(moves[party], place, party), len(named)) for party in parties)
    payoffs = np.array([rank_payoffs(rankings[party], place, party) for party in parties], dtype=np.int64)
    orders = {
        parties.index(party): drop_pairs(payoffs[parties.index(party)], pairs, place, party)
        for party, pairs in (unknown or {}).items()
        if pairs
    }
    return Conflict(parties, named, arcs, payoffs, orders)


def rank_payoffs(ranking: Ranking, place: Mapping[State, int], party: str) -> Payoffs:
    """Payoffs from a ranking, best first; the worst has 1. Every state stands in it once."""
    payoffs = np.zeros(len(place), dtype=np.int64)
    for at, entry in enumerate(ranking):
        for state in [entry] if isinstance(entry, int | str) else entry:
            where = _find(state, place, f"the ranking of {party}")
            if payoffs[where]:
                raise CaseError(f"the ranking of {party} names state {state!r} twice; each state stands in it once")
            payoffs[where] = len(ranking) - at
    missing = [str(state) for state, where in place.items() if not payoffs[where]]
    if missing:
        raise CaseError(
            f"the ranking of {party} leaves out {', '.join(missing[:8])}; put every state into it, "
            "states liked the same in one inner list"
        )
    return payoffs


def drop_pairs(
    payoffs: Payoffs, pairs: Sequence[tuple[State, State]], place: Mapping[State, int], party: str
) -> PartialOrder:
    """A ranking without the judgements on some pairs; CaseError where the rest of the ranking implies them."""
    sure = payoffs[:, None] > payoffs[None, :]
    found = [tuple(_find(state, place, f"the unknown pairs of {party}") for state in pair) for pair in pairs]
    equal = payoffs[:, None] == payoffs[None, :]
    for first, second in found:
        sure[first, second] = sure[second, first] = equal[first, second] = equal[second, first] = False
    at_least = close_order(sure | equal)
    for (first, second), pair in zip(found, pairs, strict=True):
        if at_least[first, second] or at_least[second, first]:
            raise CaseError(
                f"{party}: it is said to be unknown whether {pair[0]!r} is better than {pair[1]!r}, but the "
                f"ranking puts "
                "other states between them, which decides it; name every pair in that stretch as unknown"
            )
    surely = close_order(sure | equal) & ~close_order(sure | equal).T
    possible = ~close_order(sure | equal).T & ~np.eye(len(payoffs), dtype=np.bool_)
    return PartialOrder(surely, possible, tuple((first, second) for first, second in found))


def chain_order(
    chains: Sequence[Sequence[State]], place: Mapping[State, int], party: str
) -> tuple[Payoffs, PartialOrder]:
    """(one ranking that fits, all that is known) from chains "better, worse, worse still"; what they leave open is
    unknown.

    CaseError where the chains go round in a circle.
    """
    better = np.zeros((len(place), len(place)), dtype=np.bool_)
    for chain in chains:
        found = [_find(state, place, f"what {party} prefers") for state in chain]
        for first, second in pairwise(found):
            better[first, second] = True
    closed, states = close_order(better), list(place)
    circle = np.flatnonzero(np.diag(closed))
    if len(circle):
        raise CaseError(
            f"what {party} prefers goes round in a circle: each of {', '.join(str(states[at]) for at in circle)} "
            f"is better "
            "than itself; take one of these judgements out"
        )
    payoffs = np.ones(len(place), dtype=np.int64)
    for at in np.argsort(closed.sum(axis=1), kind="stable").tolist():  # who is better than fewest comes first
        below = np.flatnonzero(closed[at])
        payoffs[at] = 1 + (payoffs[below].max() if len(below) else 0)
    possible = ~closed.T & ~np.eye(len(place), dtype=np.bool_)
    open_pairs = np.argwhere(np.triu(possible & possible.T))
    return payoffs, PartialOrder(closed, possible, tuple((int(a), int(b)) for a, b in open_pairs))


def close_order(better: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What follows from a relation: if a is better than b and b than c, then a than c."""
    closed = better.copy()
    for middle in range(len(closed)):
        closed |= closed[:, middle, None] & closed[None, middle, :]
    return closed


def _pairs(moves: Mapping[State, Sequence[State]], place: Mapping[State, int], party: str) -> list[tuple[int, int]]:
    about = f"the moves of {party}"
    return [(_find(start, place, about), _find(end, place, about)) for start, ends in moves.items() for end in ends]


def _find(state: State, place: Mapping[State, int], about: str) -> int:
    for name in (state, int(state) if isinstance(state, str) and state.isdigit() else str(state)):
        if name in place:
            return place[name]
    raise CaseError(
        f"{about} name a state {state!r} that is not there; there are: {', '.join(map(str, list(place)[:12]))}"
    )


def _states_of(rankings: Mapping[str, Ranking]) -> tuple[State, ...]:
    first = next(iter(rankings.values()), ())
    flat = [state for entry in first for state in ([entry] if isinstance(entry, int | str) else entry)]
    return tuple(sorted(flat, key=lambda state: (isinstance(state, str), state)))


def _complain_of_parties(parties: Sequence[str], rankings: Mapping[str, Ranking]) -> None:
    missing = [party for party in parties if party not in rankings]
    if missing:
        raise CaseError(f"no ranking is given for {', '.join(missing)}; a party that can move needs one")
