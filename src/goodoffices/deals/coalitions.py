"""Who together would undo a state: stability against coalitions.

In come a `Conflict` and a state, out go the coalitions that all gain by moving jointly away, where they would move,
and whether the others could answer. CR, CGMR, CSMR and CSEQ are the four ideas of `stability` for coalitions
(Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008): an answer counts when it leaves *some* member of the
coalition no better off; under CSEQ the others answer by improvements of their own coalitions, none twice running.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.deals.conflict import Conflict, State
from goodoffices.deals.joint import Coalition, Reach, all_coalitions, check_size, joint_reach
from goodoffices.errors import CaseError

COALITION_CONCEPTS = ("CR", "CGMR", "CSMR", "CSEQ")

# 2ⁿ - 1 coalitions, each against those of the rest: 255 for eight parties, which still answers while one waits.
MOST_PARTIES = 8


@dataclass(frozen=True, slots=True)
class Spoiler:
    """A coalition that gains by leaving a state jointly: where to, and under which concepts the state holds all the
    same.

    `minimal` says that no smaller part of the coalition could do it.
    """

    coalition: tuple[str, ...]
    targets: tuple[State, ...]
    holds: dict[str, bool]
    minimal: bool = True


@dataclass(frozen=True, slots=True)
class Spoilers:
    """Every coalition that gains by leaving `state`, and the concepts under which it holds against all coalitions."""

    state: State
    coalitions: tuple[Spoiler, ...]
    universally: dict[str, bool]


def spoilers(conflict: Conflict, state: State) -> Spoilers:
    """Who together would undo a state."""
    _check_parties(conflict)
    check_size(conflict, 2 * 2 ** len(conflict.parties), "looking for spoilers of one state")
    place, judge = conflict.place(state), CoalitionJudge(conflict)
    found: list[Spoiler] = []
    for coalition in all_coalitions(range(len(conflict.parties))):
        targets = judge.improvements(coalition, place)
        if targets:
            names = tuple(conflict.parties[member] for member in coalition)
            minimal = not any(set(other.coalition) < set(names) for other in found)
            found.append(Spoiler(names, conflict.named(sorted(targets)), judge.verdicts(coalition, place), minimal))
    universally = {concept: all(one.holds[concept] for one in found) for concept in COALITION_CONCEPTS}
    return Spoilers(conflict.states[place], tuple(found), universally)


def coalition_stable(conflict: Conflict) -> dict[str, tuple[State, ...]]:
    """Per concept the states that hold against every coalition."""
    _check_parties(conflict)
    check_size(conflict, len(conflict.states) * 2 ** len(conflict.parties), "judging every state against coalitions")
    judge = CoalitionJudge(conflict)
    groups = all_coalitions(range(len(conflict.parties)))
    verdicts = [[judge.verdicts(group, place) for group in groups] for place in range(len(conflict.states))]
    return {
        concept: conflict.named([at for at, rows in enumerate(verdicts) if all(row[concept] for row in rows)])
        for concept in COALITION_CONCEPTS
    }


def coalition_improvements(conflict: Conflict) -> dict[tuple[str, ...], dict[State, tuple[State, ...]]]:
    """Per coalition of two or more, the states it would leave jointly and for which."""
    _check_parties(conflict)
    judge, found = CoalitionJudge(conflict), {}
    for coalition in all_coalitions(range(len(conflict.parties))):
        rows = {
            conflict.states[place]: conflict.named(sorted(targets))
            for place in range(len(conflict.states))
            if (targets := judge.improvements(coalition, place))
        }
        if rows and len(coalition) > 1:
            found[tuple(conflict.parties[member] for member in coalition)] = rows
    return found


class CoalitionJudge:
    """Judges states against coalitions, looking every joint move up once."""

    def __init__(self, conflict: Conflict) -> None:
        self.reach = Reach(conflict)
        self.payoffs = conflict.payoffs.tolist()
        self.everyone = tuple(range(len(conflict.parties)))
        self._answered: dict[tuple[Coalition, int], frozenset[int]] = {}
        self._improvements: dict[tuple[Coalition, int], tuple[int, ...]] = {}

    def improvements(self, coalition: Coalition, state: int) -> tuple[int, ...]:
        """The states that the coalition reaches jointly and all of its members like better."""
        key = (coalition, state)
        if key not in self._improvements:
            rows = [self.payoffs[member] for member in coalition]
            reached = self.reach.joint(coalition, state)
            better = (target for target in reached if all(row[target] > row[state] for row in rows))
            self._improvements[key] = tuple(better)
        return self._improvements[key]

    def verdicts(self, coalition: Coalition, state: int) -> dict[str, bool]:
        """Whether the state holds against the coalition, per concept."""
        targets = self.improvements(coalition, state)
        rest = tuple(one for one in self.everyone if one not in coalition)
        return {
            "CR": not targets,
            "CGMR": all(self._answers(coalition, state, self.reach.joint(rest, target)) for target in targets),
            "CSMR": all(self._traps(coalition, state, self.reach.joint(rest, target)) for target in targets),
            "CSEQ": all(self._answers(coalition, state, self._by_coalitions(rest, target)) for target in targets),
        }

    def _answers(self, coalition: Coalition, state: int, reached: frozenset[int]) -> bool:
        return any(self._hurts(coalition, state, answer) for answer in reached)

    def _traps(self, coalition: Coalition, state: int, reached: frozenset[int]) -> bool:
        return any(
            self._hurts(coalition, state, answer)
            and all(self._hurts(coalition, state, escape) for escape in self.reach.joint(coalition, answer))
            for answer in reached
        )

    def _hurts(self, coalition: Coalition, state: int, other: int) -> bool:
        """Whether some member is no better off at `other` than at `state`."""
        return any(self.payoffs[member][other] <= self.payoffs[member][state] for member in coalition)

    def _by_coalitions(self, rest: Coalition, state: int) -> frozenset[int]:
        """What improvements of coalitions among `rest` reach, no coalition twice running."""
        key = (rest, state)
        if key not in self._answered:
            groups = all_coalitions(rest)
            self._answered[key] = joint_reach(
                state, range(len(groups)), lambda group, place: self.improvements(groups[group], place)
            )
        return self._answered[key]


def _check_parties(conflict: Conflict) -> None:
    if len(conflict.parties) > MOST_PARTIES:
        raise CaseError(
            f"{len(conflict.parties)} parties make {2 ** len(conflict.parties) - 1:,} coalitions; at most "
            f"{MOST_PARTIES} parties can be judged so: leave out parties that never move together with others"
        )
