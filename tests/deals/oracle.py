"""The definitions word for word, on sets and nothing else: slow, and what the program is held against."""

from __future__ import annotations

from itertools import chain, combinations

Moves = list[list[set[int]]]  # moves[party][state]
Payoffs = list[list[int]]


def joint(moves: Moves, coalition: tuple[int, ...], start: int) -> set[int]:
    """The smallest set: single moves; and from a state reached with last mover j, the moves of every other member."""
    reached: set[tuple[int, int]] = {(t, j) for j in coalition for t in moves[j][start]}
    while True:
        more = {(t, j) for s, last in reached for j in coalition if j != last for t in moves[j][s]}
        if more <= reached:
            return {state for state, _ in reached}
        reached |= more


def improvements(moves: Moves, payoffs: Payoffs) -> Moves:
    return [
        [{t for t in targets if payoffs[i][t] > payoffs[i][s]} for s, targets in enumerate(rows)]
        for i, rows in enumerate(moves)
    ]


def stable(moves: Moves, payoffs: Payoffs, i: int, s: int, concept: str) -> bool:  # noqa: PLR0917 - the five things the definition names
    """One state for one party, as the textbook has it."""
    p, better = payoffs[i], improvements(moves, payoffs)
    others = tuple(j for j in range(len(moves)) if j != i)
    for t in better[i][s]:
        if concept == "R":
            return False
        answers = joint(better if concept == "SEQ" else moves, others, t)
        if concept == "SMR":
            good = any(p[u] <= p[s] and all(p[v] <= p[s] for v in moves[i][u]) for u in answers)
        else:
            good = any(p[u] <= p[s] for u in answers)
        if not good:
            return False
    return True


def coalitions(members: tuple[int, ...]) -> list[tuple[int, ...]]:
    return list(chain.from_iterable(combinations(members, size) for size in range(1, len(members) + 1)))


def together(moves: Moves, payoffs: Payoffs, group: tuple[int, ...], s: int) -> set[int]:
    return {t for t in joint(moves, group, s) if all(payoffs[i][t] > payoffs[i][s] for i in group)}


def by_coalitions(moves: Moves, payoffs: Payoffs, members: tuple[int, ...], start: int) -> set[int]:
    """Improvements of coalitions among the members, no coalition twice running."""
    groups = coalitions(members)
    reached = {(t, k) for k in groups for t in together(moves, payoffs, k, start)}
    while True:
        more = {(t, k) for s, last in reached for k in groups if k != last for t in together(moves, payoffs, k, s)}
        if more <= reached:
            return {state for state, _ in reached}
        reached |= more


def holds_against(moves: Moves, payoffs: Payoffs, group: tuple[int, ...], s: int, concept: str) -> bool:  # noqa: PLR0917 - the five things the definition names
    rest = tuple(j for j in range(len(moves)) if j not in group)

    def hurt(u: int) -> bool:
        return any(payoffs[i][u] <= payoffs[i][s] for i in group)

    for t in together(moves, payoffs, group, s):
        if concept == "CR":
            return False
        answers = by_coalitions(moves, payoffs, rest, t) if concept == "CSEQ" else joint(moves, rest, t)
        if concept == "CSMR":
            good = any(hurt(u) and all(hurt(v) for v in joint(moves, group, u)) for u in answers)
        else:
            good = any(hurt(u) for u in answers)
        if not good:
            return False
    return True
