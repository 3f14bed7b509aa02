"""How a conflict could get from where it is to a state, and where somebody must be given a reason to move.

In come two states, out go the shortest ways: by moves that each mover gains by, by any moves, and by moves that whole
coalitions gain by (status quo analysis; Li, Kilgour and Hipel 2005). The first step that is not an improvement for its
mover is where a mediator must supply an incentive. Nobody moves twice running.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.deals.coalitions import CoalitionJudge
from goodoffices.deals.conflict import Conflict, State
from goodoffices.deals.joint import MOST_VISITS, all_coalitions, check_size
from goodoffices.deals.stability import count_moves

Steps = Callable[[int, int], Iterable[int]]
Node = tuple[int, int]

# More ways of the same length than anyone reads.
MOST_PATHS = 50
_NOBODY = -1


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: the state it leads to, who moves (one party, or several together), and whether they gain."""

    state: State
    movers: tuple[str, ...] = ()
    gains: bool = True


@dataclass(frozen=True, slots=True)
class Ways:
    """The shortest ways of one kind; `length` is None where there is none, or none was `searched` for."""

    length: int | None
    paths: tuple[tuple[Step, ...], ...] = ()
    searched: bool = True

    @property
    def incentives(self) -> tuple[tuple[State, Step], ...]:
        """Per way the first step that is no improvement: where from, and the step."""
        found = []
        for path in self.paths:
            for before, step in pairwise(path):
                if not step.gains:
                    found.append((before.state, step))
                    break
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Path:
    """From `start` to `goal`: by improvements, any moves, coalitions' improvements, and with fewest incentives."""

    start: State
    goal: State
    improvements: Ways
    moves: Ways
    coalitions: Ways
    easiest: Ways


def path(conflict: Conflict, start: State, goal: State) -> Path:
    """The shortest ways from one state to another."""
    check_size(conflict, 3 * len(conflict.parties), "looking for a way")
    begin, end = conflict.place(start), conflict.place(goal)
    search = _Search(conflict)
    return Path(
        conflict.states[begin],
        conflict.states[end],
        search.ways(begin, end, search.gained),
        search.ways(begin, end, search.moved),
        search.ways_together(begin, end),
        search.easiest(begin, end),
    )


def path_lengths(conflict: Conflict, start: State, *, improvements: bool = False) -> dict[State, int]:
    """How many steps every state that can be reached is away."""
    check_size(conflict, 1, "measuring every way")
    search, begin = _Search(conflict), conflict.place(start)
    distances = _walk(begin, range(len(conflict.parties)), search.gained if improvements else search.moved)
    found: dict[int, int] = {}
    for (state, _), steps in distances.items():
        found[state] = min(steps, found.get(state, steps))
    return {conflict.states[state]: steps for state, steps in sorted(found.items()) if state != begin}


class _Search:
    """Looks for ways through one conflict."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.members = tuple((at,) for at in range(len(conflict.parties)))

    def moved(self, mover: int, state: int) -> Iterable[int]:
        return self.conflict.moves[mover].of(state)

    def gained(self, mover: int, state: int) -> Iterable[int]:
        return self.conflict.improvements(mover, state)

    def ways(self, start: int, goal: int, steps: Steps) -> Ways:
        return self._trace(start, goal, steps, self.members)

    def ways_together(self, start: int, goal: int) -> Ways:
        """Ways by improvements of coalitions; none are looked for where these would be too many to try."""
        visits = 2 ** len(self.members) * len(self.conflict.states)
        if visits * (len(self.conflict.states) + count_moves(self.conflict.moves)) > MOST_VISITS:
            return Ways(None, searched=False)
        judge, groups = CoalitionJudge(self.conflict), all_coalitions(range(len(self.members)))
        return self._trace(start, goal, lambda group, state: judge.improvements(groups[group], state), groups)

    def _trace(self, start: int, goal: int, steps: Steps, groups: tuple[tuple[int, ...], ...]) -> Ways:
        if start == goal:
            return Ways(0, ((Step(self.conflict.states[start]),),))
        distances = _walk(start, range(len(groups)), steps)
        ends = [node for node in distances if node[0] == goal]
        if not ends:
            return Ways(None)
        length = min(distances[node] for node in ends)
        before = _before(distances, range(len(groups)), steps)
        routes = [
            route for node in sorted(ends) if distances[node] == length for route in _routes(node, before, MOST_PATHS)
        ]
        return Ways(length, tuple(self._as_steps(route, groups) for route in routes[:MOST_PATHS]))

    def easiest(self, start: int, goal: int) -> Ways:
        """One way with the fewest steps that their mover does not gain by; among those, a shortest one."""
        cost: dict[Node, tuple[int, int]] = {(start, _NOBODY): (0, 0)}
        came: dict[Node, Node] = {}
        waiting = [(0, 0, start, _NOBODY)]
        while waiting:
            price, length, *place = heapq.heappop(waiting)
            node = (place[0], place[1])
            if cost[node] < (price, length):
                continue
            for mover, target, dearer in self._priced(node):
                reached = (price + dearer, length + 1)
                if (target, mover) not in cost or reached < cost[target, mover]:
                    cost[target, mover], came[target, mover] = reached, node
                    heapq.heappush(waiting, (*reached, target, mover))
        ends = [node for node in cost if node[0] == goal]
        if not ends:
            return Ways(None)
        route = [min(ends, key=lambda node: cost[node])]
        while route[-1] in came:
            route.append(came[route[-1]])
        return Ways(len(route) - 1, (self._as_steps(route[::-1], self.members),))

    def _priced(self, node: Node) -> Iterable[tuple[int, int, int]]:
        state, last = node
        for mover in range(len(self.members)):
            if mover != last:
                for target in self.conflict.moves[mover].of(state):
                    yield mover, target, int(not self.conflict.likes(mover, target, state))

    def _as_steps(self, route: list[Node], groups: tuple[tuple[int, ...], ...]) -> tuple[Step, ...]:
        steps, names = [], self.conflict.states
        for at, (state, mover) in enumerate(route):
            if mover == _NOBODY:
                steps.append(Step(names[state]))
                continue
            group, before = groups[mover], route[at - 1][0]
            gains = all(self.conflict.likes(member, state, before) for member in group)
            steps.append(Step(names[state], tuple(self.conflict.parties[member] for member in group), gains))
        return tuple(steps)


def _walk(start: int, movers: Iterable[int], steps: Steps) -> dict[Node, int]:
    """Breadth first over (state, last mover): how many steps away each is."""
    movers = tuple(movers)
    distances: dict[Node, int] = {(start, _NOBODY): 0}
    waiting = deque([(start, _NOBODY)])
    while waiting:
        state, last = node = waiting.popleft()
        for mover in movers:
            if mover == last:
                continue
            for target in steps(mover, state):
                if (target, mover) not in distances:
                    distances[target, mover] = distances[node] + 1
                    waiting.append((target, mover))
    return distances


def _before(distances: dict[Node, int], movers: Iterable[int], steps: Steps) -> dict[Node, list[Node]]:
    """Per node the nodes one step earlier on a shortest way."""
    before: dict[Node, list[Node]] = {}
    movers = tuple(movers)
    for node, length in distances.items():
        for mover in movers:
            if mover != node[1]:
                for target in steps(mover, node[0]):
                    if distances[target, mover] == length + 1:
                        before.setdefault((target, mover), []).append(node)
    return before


def _routes(node: Node, before: dict[Node, list[Node]], most: int) -> list[list[Node]]:
    """At most `most` shortest ways that end in `node`."""
    if node not in before:
        return [[node]]
    found: list[list[Node]] = []
    for earlier in before[node]:
        found += [[*route, node] for route in _routes(earlier, before, most - len(found))]
        if len(found) >= most:
            break
    return found[:most]
