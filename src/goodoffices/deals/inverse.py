"""What would have to change for a state to hold, and for how many rankings it would.

In come a `Conflict` and a state; out go, per party and concept, the smallest sets of states that the party would have
to stop liking better, the exact number of strict rankings under which the state holds, and both as sentences. Whether
s holds for a party depends, given the moves and the others' rankings, only on the set B of states it likes better
than s. So it is a list of clauses: for each state t that one move leads to, t is outside B, or one of t's sanction
sets is. With k states in the clauses and c_b good sets of size b, m!/(k+1)! · Σ c_b b!(k−b)! of the m! strict
rankings are good.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from math import factorial

from goodoffices.deals.conflict import Conflict, State
from goodoffices.deals.joint import Reach, check_size
from goodoffices.deals.paths import Step
from goodoffices.deals.stability import CONCEPTS

Sets = frozenset[frozenset[int]]

# States named in the clauses of all branches of the count together: an answer, or the word that there is none, comes
# within seconds.
MOST_WORK = 3_000_000
# More states than that are not branched on: each would double the work.
MOST_RELEVANT = 200
# 2¹⁴ unions of sanctioned moves are counted in a blink.
MOST_JOINED = 14
# Sets of demotions tried; people ask for the handful of smallest ones.
MOST_TRIED = 20_000


@dataclass(frozen=True, slots=True)
class Change:
    """What one party would have to think for a state to hold for it under one concept.

    `demotions` are the sets of fewest states that it would have to stop liking better, `others` larger sets of which no
    part would do; both empty where the state holds already, and `complete` says that none was left out. `rankings` of
    the `total` strict rankings make it hold; None where counting is out of reach.
    """

    party: str
    concept: str
    holds: bool
    demotions: tuple[tuple[State, ...], ...]
    rankings: int | None
    total: int
    others: tuple[tuple[State, ...], ...] = ()
    complete: bool = True

    def sentence(self, state: State) -> str:
        """The change in words."""
        if self.holds:
            return f"Nothing has to change: state {state} holds for {self.party} under {self.concept}."
        ways = [" and ".join(f"state {one}" for one in each) for each in (*self.demotions, *self.others)]
        return f"{self.party} must come to prefer state {state} to {', or to '.join(ways)} ({self.concept})."


@dataclass(frozen=True, slots=True)
class Persuasion:
    """Under SEQ: what the others would have to want, so that a party's `gain` is answered by their own interest."""

    party: str
    gain: State
    steps: tuple[tuple[State, Step], ...]

    @property
    def sentence(self) -> str:
        """The change in words."""
        wants = "; ".join(
            f"{' and '.join(step.movers)} would have to want state {step.state} rather than state {before}"
            for before, step in self.steps
        )
        return f"For {self.party}'s move to state {self.gain} to be answered, {wants} (SEQ)."


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would have to change for `state` to hold."""

    state: State
    changes: tuple[Change, ...]
    persuasions: tuple[Persuasion, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The changes in words, those that are needed only."""
        needed = [change.sentence(self.state) for change in self.changes if not change.holds]
        return (*needed, *(one.sentence for one in self.persuasions))


def what_if(conflict: Conflict, state: State) -> WhatIf:
    """What would have to change, and for whom, for a state to hold."""
    check_size(conflict, 4 * len(conflict.parties), "looking for what would have to change")
    place, reach = conflict.place(state), Reach(conflict)
    changes: list[Change] = []
    persuasions: list[Persuasion] = []
    for party in range(len(conflict.parties)):
        changes += [_change(reach, party, place, concept) for concept in CONCEPTS]
        persuasions += _persuade(reach, party, place)
    return WhatIf(conflict.states[place], tuple(changes), tuple(persuasions))


def _change(reach: Reach, party: int, state: int, concept: str) -> Change:
    conflict = reach.conflict
    clauses = find_clauses(reach, party, state, concept)
    relevant = {one for target, sets in clauses.items() for one in (target, *(u for each in sets for u in each))}
    row = conflict.payoffs[party].tolist()
    above = frozenset(one for one in relevant if row[one] > row[state])
    holds = holds_for(clauses, above)
    demotions, complete = ((), True) if holds else _minimal(clauses, above)
    total = factorial(len(conflict.states))
    names = [conflict.named(one) for one in sorted(sorted(one) for one in demotions)]
    fewest = min(map(len, names), default=0)
    few, more = (tuple(one for one in names if (len(one) == fewest) is which) for which in (True, False))
    count = count_rankings(clauses, len(relevant), len(conflict.states))
    return Change(conflict.parties[party], concept, holds, few, count, total, more, complete)


def find_clauses(reach: Reach, party: int, state: int, concept: str) -> dict[int, Sets]:
    """Per state t one move away: t must be outside B, or one of these sets must be."""
    rest = tuple(one for one in range(len(reach.conflict.parties)) if one != party)
    found = {}
    for target in reach.moves(party, state):
        if concept == "R":
            sets: Iterable[frozenset[int]] = ()
        elif concept == "SMR":
            sets = (frozenset((one, *reach.moves(party, one))) for one in reach.joint(rest, target))
        else:
            joint = reach.improved if concept == "SEQ" else reach.joint
            sets = (frozenset((one,)) for one in joint(rest, target))
        found[target] = _smallest(one - {state} for one in sets)
    return found


def holds_for(clauses: dict[int, Sets], above: frozenset[int]) -> bool:
    """Whether the state holds when exactly `above` is liked better."""
    return all(target not in above or any(not each & above for each in sets) for target, sets in clauses.items())


def _smallest(sets: Iterable[frozenset[int]]) -> Sets:
    """Only the sets that hold no other."""
    kept: list[frozenset[int]] = []
    for one in sorted(set(sets), key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
    return frozenset(kept)


def _minimal(clauses: dict[int, Sets], above: frozenset[int]) -> tuple[list[frozenset[int]], bool]:
    """All smallest-by-inclusion sets whose removal from `above` makes the state hold; and whether these are all.

    Some clause is broken; one of its ways of being mended must be within the demotions. So follow each way, fewest
    states first, until no clause is broken.
    """
    found: list[frozenset[int]] = []
    waiting, seen = [(0, frozenset[int]())], {frozenset[int]()}
    while waiting:
        _, dropped = waiting.pop(min(range(len(waiting)), key=lambda at: waiting[at][0]))
        if any(one <= dropped for one in found):
            continue
        left = above - dropped
        broken = [(target, sets) for target, sets in clauses.items()
                  if target in left and all(each & left for each in sets)]  # fmt: skip
        if not broken:
            found.append(dropped)
            continue
        target, sets = min(broken, key=lambda pair: len(pair[1]))
        ways = {dropped | {target}, *(dropped | (each & left) for each in sets)} - seen
        seen |= ways
        waiting += [(len(way), way) for way in ways]
        if len(seen) > MOST_TRIED:
            return found, False
    return [one for one in found if not any(other < one for other in found)], True


def count_rankings(clauses: dict[int, Sets], relevant: int, states: int) -> int | None:
    """How many strict rankings make the state hold; None where that is out of reach.

    Where every sanction is one state (all but SMR), the state is lost exactly if some target and all its sanctions are
    liked better. That a given set of n states all rank above s is true of one ranking in n + 1, so the count is one
    inclusion and exclusion over the targets. The state itself is never in B, and states in no clause are free.
    """
    if all(len(each) == 1 for sets in clauses.values() for each in sets):
        broken = _smallest(
            frozenset((target, *(one for each in sets for one in each))) for target, sets in clauses.items()
        )
        if len(broken) <= MOST_JOINED:
            return _exclude(tuple(broken), states)
    if relevant > MOST_RELEVANT:
        return None
    try:
        sizes = _Counter().count(frozenset(clauses.items()), relevant)
    except _TooManyBranches:
        return None
    good = sum(count * factorial(size) * factorial(relevant - size) for size, count in enumerate(sizes))
    return factorial(states) // factorial(relevant + 1) * good


def _exclude(sets: tuple[frozenset[int], ...], states: int) -> int:
    """The rankings in which none of the sets ranks above the state as a whole."""
    terms: dict[frozenset[int], int] = {frozenset(): 1}
    for one in sets:
        for union, sign in list(terms.items()):
            terms[union | one] = terms.get(union | one, 0) - sign
    total = factorial(states)
    return sum(sign * (total // (len(union) + 1)) for union, sign in terms.items())


class _TooManyBranches(Exception):
    pass


class _Counter:
    """Counts the sets B, by size, that satisfy all clauses: branches on one state at a time, remembers what is left."""

    def __init__(self) -> None:
        self.known: dict[frozenset[tuple[int, Sets]], tuple[int, tuple[int, ...]]] = {}
        self.work = 0

    def count(self, clauses: frozenset[tuple[int, Sets]], free: int) -> tuple[int, ...]:
        """counts[size], over `free` states of which the clauses name some."""
        named, sizes = self._solve(clauses)
        return _spread(sizes, free - named)

    def _solve(self, clauses: frozenset[tuple[int, Sets]]) -> tuple[int, tuple[int, ...]]:
        """(how many states the clauses name, counts by size over those)."""
        if clauses not in self.known:
            self.work += sum(1 + sum(map(len, sets)) for _, sets in clauses)
            if self.work > MOST_WORK:
                raise _TooManyBranches
            self.known[clauses] = self._branch(clauses)
        return self.known[clauses]

    def _branch(self, clauses: frozenset[tuple[int, Sets]]) -> tuple[int, tuple[int, ...]]:
        names = {one for target, sets in clauses for one in (target, *(u for each in sets for u in each if u >= 0))}
        names.discard(_DECIDED)
        if frozenset() in {sets for target, sets in clauses if target == _DECIDED}:
            return len(names), (0,) * (len(names) + 1)
        if not names:
            return 0, (1,)
        pivot = _pick(clauses)
        outside = self.count(_assume(clauses, pivot, inside=False), len(names) - 1)
        inside = self.count(_assume(clauses, pivot, inside=True), len(names) - 1)
        return len(names), tuple(a + b for a, b in zip((*outside, 0), (0, *inside), strict=True))


# Stands where a clause's own state is known to be inside B.
_DECIDED = -1


def _pick(clauses: frozenset[tuple[int, Sets]]) -> int:
    """The state that most clauses name; ties by number, so that equal rests are met again."""
    seen: dict[int, int] = {}
    for target, sets in clauses:
        for one in {target, *(u for each in sets for u in each)} - {_DECIDED}:
            seen[one] = seen.get(one, 0) + 1
    return max(seen, key=lambda one: (seen[one], -one))


def _assume(clauses: frozenset[tuple[int, Sets]], pivot: int, *, inside: bool) -> frozenset[tuple[int, Sets]]:
    """The clauses that are left once it is known whether `pivot` is inside B."""
    left = set()
    for target, sets in clauses:
        if target == pivot and not inside:
            continue
        if inside:
            fewer = frozenset(each for each in sets if pivot not in each)
        else:
            fewer = _smallest(each - {pivot} for each in sets)
        if frozenset() not in fewer:
            left.add((_DECIDED if target == pivot else target, fewer))
    return frozenset(left)


def _spread(sizes: tuple[int, ...], free: int) -> tuple[int, ...]:
    """Counts by size after `free` states joined that no clause names."""
    for _ in range(free):
        sizes = tuple(a + b for a, b in zip((*sizes, 0), (0, *sizes), strict=True))
    return sizes


def _persuade(reach: Reach, party: int, state: int) -> list[Persuasion]:
    """For each gain that the others could answer but would not want to: what they would have to want."""
    row = reach.conflict.payoffs[party].tolist()
    rest = tuple(one for one in range(len(reach.conflict.parties)) if one != party)
    found = []
    for gain in reach.gains(party, state):
        if any(row[answer] <= row[state] for answer in reach.improved(rest, gain)):
            continue
        answers = frozenset(answer for answer in reach.joint(rest, gain) if row[answer] <= row[state])
        if answers:
            steps = _least_persuasion(reach, rest, gain, answers)
            found.append(Persuasion(reach.conflict.parties[party], reach.conflict.states[gain], steps))
    return found


def _least_persuasion(
    reach: Reach, movers: tuple[int, ...], start: int, answers: frozenset[int]
) -> tuple[tuple[State, Step], ...]:
    """The unwanted steps on a way to one of the answers that has the fewest of them."""

    names, parties = reach.conflict.states, reach.conflict.parties
    queue: list[tuple[int, int, int, int, tuple[tuple[int, int, int], ...]]] = [(0, 0, start, -1, ())]
    done = set()
    while queue:
        price, length, state, last, unwanted = heapq.heappop(queue)
        if length and state in answers:
            return tuple((names[a], Step(names[b], (parties[mover],), gains=False)) for a, b, mover in unwanted)
        if (state, last) in done:
            continue
        done.add((state, last))
        for mover in movers:
            for target in reach.moves(mover, state) if mover != last else ():
                gains = reach.conflict.likes(mover, target, state)
                more = unwanted if gains else (*unwanted, (state, target, mover))
                heapq.heappush(queue, (price + (not gains), length + 1, target, mover, more))
    return ()
