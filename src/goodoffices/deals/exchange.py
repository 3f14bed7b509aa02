"""Cases in JSON, as other programs and published examples give them: explicit states, moves and rankings.

In comes a file, out goes the same `Case` that a case file makes: a conflict (`dms`, `states`, `moves` or `options`,
and `ranking_best_to_worst` or `prioritised_statements`), a bargaining problem (`issues`, `utilities_additive`,
`reservation`, `red_lines`) or goods to be shared (`goods`, `disagreement`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from goodoffices.deals.bargain import Bargain, Issue, RedLine, Worth, make_bargain
from goodoffices.deals.case import Case
from goodoffices.deals.conflict import Conflict, Ranking, State, make_conflict
from goodoffices.deals.optionform import Option, form_conflict, make_form
from goodoffices.deals.statements import parse_statement
from goodoffices.errors import CaseError

_DIRECTIONS = {"both": "both", "fwd": "forward", "forward": "forward", "back": "back"}


def read_json_case(path: Path | str) -> Case:
    """A case from a JSON file."""
    try:
        given = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CaseError(f"{path} cannot be read as JSON: {problem}") from problem
    return json_case(given)


def json_case(given: Mapping[str, Any]) -> Case:
    """A case from the value of a JSON file; CaseError says which part is missing or wrong."""
    if not isinstance(given, Mapping):
        raise CaseError("a case is a JSON object with `dms` or `issues`")
    title = str(given.get("title") or given.get("id") or "")
    try:
        if "dms" in given or "ranking" in given or "ranking_best_to_worst" in given:
            return Case(title, conflict=json_conflict(given))
        if "goods" in given:
            return Case(title, bargain=_goods(given))
        if "issues" in given:
            return Case(title, bargain=_bargain(given))
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise CaseError(f"the case is not put together as expected: {type(problem).__name__} {problem}") from problem
    raise CaseError(f"neither `dms` nor `issues` nor `goods` is there; found: {', '.join(given)}")


def json_conflict(given: Mapping[str, Any]) -> Conflict:
    """The conflict of a JSON case."""
    ranking = given.get("ranking_best_to_worst") or given.get("ranking")
    if "moves" not in given and "arcs" not in given:
        return _from_options(given, ranking)
    if ranking is None:
        raise CaseError("`ranking_best_to_worst` is missing: one list of states per party, best first")
    moves = {str(dm): _moves(found) for dm, found in (given.get("moves") or given["arcs"]).items()}
    states = tuple(_state(one) for one in given.get("states", ()))
    rankings = {str(dm): _ranking(found) for dm, found in ranking.items()}
    parties = [str(dm) for dm in given.get("dms", rankings)]
    unknown = {dm: [(_state(a), _state(b)) for a, b in found] for dm, found in given.get("unknown", {}).items()}
    return make_conflict({dm: moves.get(dm, {}) for dm in parties}, rankings, states, unknown=unknown)


def _from_options(given: Mapping[str, Any], ranking: Mapping[str, Any] | None) -> Conflict:
    options = [
        Option(str(one["name"]), str(one.get("dm") or one["party"]), _direction(one.get("direction", "both")))
        for one in given["options"]
    ]
    form = make_form(options, given.get("infeasible", ()), given.get("merge", ()))
    statements = {dm: [parse_statement(line) for line in lines]
                  for dm, lines in given.get("prioritised_statements", {}).items()}  # fmt: skip
    rankings = {dm: _ranking(found) for dm, found in (ranking or {}).items()}
    return form_conflict(form, statements, rankings)


def _direction(name: str) -> str:
    if name not in _DIRECTIONS:
        raise CaseError(f"direction {name!r} is not known; allowed: {', '.join(_DIRECTIONS)}")
    return _DIRECTIONS[name]


def _moves(found: Mapping[str, Sequence[State]] | Sequence[tuple[State, State]]) -> dict[State, list[State]]:
    """Moves as {from: [to, …]} or as [[from, to], …]."""
    if isinstance(found, Mapping):
        return {_state(start): [_state(end) for end in ends] for start, ends in found.items()}
    moves: dict[State, list[State]] = {}
    for start, end in found:
        moves.setdefault(_state(start), []).append(_state(end))
    return moves


def _ranking(found: Sequence[Any]) -> Ranking:
    return [[_state(one) for one in entry] if isinstance(entry, list) else _state(entry) for entry in found]


def _state(name: Any) -> State:
    """JSON's keys are always text; a number is meant as one."""
    return int(name) if str(name).isdigit() else str(name)


def _bargain(given: Mapping[str, Any]) -> Bargain:
    issues = [Issue(name, tuple(str(option) for option in options)) for name, options in given["issues"].items()]
    lines = [RedLine(str(name), parse_statement(text), text) for name, text in given.get("red_lines", {}).items()]
    utilities = given.get("utilities_additive", [])
    parties = [str(party) for party in given.get("parties", [f"party {at + 1}" for at in range(len(utilities))])]
    worths = {
        party: Worth(found["parts"], found.get("constant", 0), None if reservation == float("-inf") else reservation)
        for party, found, reservation in zip(
            parties, utilities, given.get("reservation") or [None] * len(utilities), strict=True
        )
    }
    return make_bargain(issues, worths, lines)


def _goods(given: Mapping[str, Any]) -> Bargain:
    """Goods that change hands or do not: one issue each."""
    goods, parties = given["goods"], list(given["disagreement"])
    issues = [Issue(good["name"], ("keep", "give")) for good in goods]
    worths = {
        party: Worth({good["name"]: _good_parts(good, party) for good in goods}, 0, given["disagreement"][party])
        for party in parties
    }
    return make_bargain(issues, worths)


def _good_parts(good: Mapping[str, Any], party: str) -> dict[str, Any]:
    owned = good["owner"] == party
    return {"keep": good[party] if owned else 0, "give": 0 if owned else good[party]}
