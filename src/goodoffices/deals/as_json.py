"""Answers as JSON values: plain dictionaries with the same names as the answers' fields, and what they rest on.

Numbers that are whole stay whole; exact fractions become decimals where these are exact, and "a/b" where they are not.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from goodoffices.deals.bargain import Bargain, RedLine
from goodoffices.deals.case import Case
from goodoffices.deals.coalitions import Spoilers
from goodoffices.deals.drafts import Check, Robust
from goodoffices.deals.inverse import WhatIf
from goodoffices.deals.package_swaps import PackageSensitivity
from goodoffices.deals.pareto import Deal, Frontier
from goodoffices.deals.paths import Path, Step, Ways
from goodoffices.deals.points import ReferencePoints
from goodoffices.deals.stability import Stability
from goodoffices.deals.swaps import Sensitivity
from goodoffices.deals.zone import Blockers, Zone

Json = dict[str, Any]


def number_as_json(number: Fraction) -> int | float | str:
    """A number as JSON: whole, decimal, or "a/b"."""
    if number.denominator == 1:
        return int(number)
    return float(number) if Fraction(repr(float(number))) == number else str(number)


def case_inputs(case: Case) -> list[Json]:
    """What the answers to a case rest on, and whose estimate each input is."""
    return [{"what": what, "source": source} for what, source in case.inputs]


def zone_as_json(zone: Zone) -> Json:
    """The packages that obey everything."""
    return {
        "verdict": zone.verdict,
        "packages": zone.total,
        "feasible": zone.count,
        "searched_all": zone.searched_all,
        "issues": list(zone.issues),
        "listed": [list(package) for package in zone.packages],
    }


def blockers_as_json(found: Blockers) -> Json:
    """Blocking sets and ways out."""
    return {
        "minimal_blocking_sets": [list(names) for names in found.blocking],
        "minimal_relaxations": [{"drop": list(one.drop), "packages_opened": one.packages} for one in found.relaxations],
    }


def deal_as_json(deal: Deal) -> Json:
    """A deal with its packages."""
    return {
        "u": [number_as_json(one) for one in deal.utilities],
        "outcome": list(deal.packages[0]) if deal.packages else [],
        "outcomes": [list(package) for package in deal.packages],
        "packages": deal.count,
        "individually_rational": deal.rational,
    }


def frontier_as_json(edge: Frontier, most: int = 1000) -> Json:
    """A frontier by its first `most` deals."""
    deals = [edge.deal(place) for place in range(min(len(edge), most))]
    return {
        "parties": list(edge.parties),
        "issues": [issue.name for issue in edge.bargain.issues],
        "frontier_size": len(edge),
        "rounded": edge.points.rounded,
        "frontier": [deal_as_json(deal) for deal in deals],
    }


def points_as_json(found: ReferencePoints) -> Json:
    """Reference points by rule."""
    return {
        "parties": list(found.parties),
        "reservation": [number_as_json(one) for one in found.reservations],
        "ideal": [number_as_json(one) for one in found.ideal],
        **{rule: [deal_as_json(deal) for deal in deals] for rule, deals in found.deals.items()},
        "cannot_gain": list(found.left_out),
        "notes": list(found.notes),
    }


def robust_as_json(found: Robust) -> Json:
    """The robust frontier."""
    return {
        "issues": list(found.issues),
        "compared": found.compared,
        "complete": found.complete,
        "robust_frontier": [
            {
                "package": list(one.package),
                "accepts": one.accepts,
                "least_gain": number_as_json(one.least),
                "greatest_regret": number_as_json(one.regret),
            }
            for one in found.candidates
        ],
    }


def line_as_json(line: RedLine) -> Json:
    """A red line with its words and source."""
    return {"name": line.name, "party": line.party, "keep": line.text, "source": line.source}


def check_as_json(found: Check, bargain: Bargain) -> Json:
    """What is to be said of a draft."""
    return {
        "verdict": found.verdict,
        "package": dict(zip((issue.name for issue in bargain.issues), found.package, strict=True)),
        "red_lines_crossed": [line_as_json(line) for line in found.crossed],
        "accepts": found.accepts,
        "joint_gains": [
            {
                "package": list(gain.package),
                "trades": [
                    {"issue": one.issue, "now": one.now, "instead": one.instead, "effect": one.effect}
                    for one in gain.trades
                ],
            }
            for gain in found.gains
        ],
        "complete": found.complete,
    }


def stability_as_json(found: Stability) -> Json:
    """Stable states per concept and party."""
    answer: Json = {
        "equilibria": _lists(found.equilibria),
        "individual": {concept: _lists(rows) for concept, rows in found.individual.items()},
        "basis": dict(found.conflict.basis),
    }
    if found.conflict.orders:
        answer["necessary"] = _lists(found.necessary)
        answer["possible"] = _lists(found.possibly)
    return answer


def spoilers_as_json(found: Spoilers) -> Json:
    """Who together would undo a state."""
    return {
        "state": found.state,
        "holds_against_all": found.universally,
        "coalitions": [
            {"coalition": list(one.coalition), "to": list(one.targets), "holds": one.holds, "minimal": one.minimal}
            for one in found.coalitions
        ],
    }


def path_as_json(found: Path) -> Json:
    """Ways between two states."""
    return {
        "from": found.start,
        "to": found.goal,
        "improvements": _ways(found.improvements),
        "moves": _ways(found.moves),
        "coalition_improvements": _ways(found.coalitions),
        "fewest_incentives": _ways(found.easiest),
    }


def _ways(ways: Ways) -> Json:
    return {
        "length": ways.length,
        "searched": ways.searched,
        "paths": [[_step(step) for step in path] for path in ways.paths],
        "first_step_without_gain": [{"from": state, **_step(step)} for state, step in ways.incentives],
    }


def _step(step: Step) -> Json:
    return {"state": step.state, "movers": list(step.movers), "gains": step.gains}


def what_if_as_json(found: WhatIf) -> Json:
    """What would have to change."""
    return {
        "state": found.state,
        "changes": [
            {
                "party": one.party,
                "concept": one.concept,
                "holds": one.holds,
                "minimal_demotions": [list(states) for states in one.demotions],
                "other_demotions": [list(states) for states in one.others],
                "complete": one.complete,
                "strict_rankings": one.rankings,
                "strict_rankings_in_all": one.total,
            }
            for one in found.changes
        ],
        "sentences": list(found.sentences),
    }


def sensitivity_as_json(found: Sensitivity) -> Json:
    """Shares and flips; verdicts that stay in every change are left out of `shares`."""
    return {
        "changes": found.changes,
        "shares": {
            concept: {str(state): [kept, tried] for state, (kept, tried) in rows.items() if kept < tried}
            for concept, rows in found.shares.items()
        },
        "equilibria": {one: [state for state, holds in rows.items() if holds] for one, rows in found.verdicts.items()},
        "flips": [
            {
                "if": flip.judgement.sentence,
                "party": flip.judgement.party,
                "kind": flip.judgement.kind,
                "concept": flip.concept,
                "state": flip.state,
                "then_holds": flip.then,
            }
            for flip in found.flips
        ],
    }


def packages_as_json(found: PackageSensitivity) -> Json:
    """Verdicts on packages with the number of changes under which they stay, and the flips."""
    return {
        "issues": list(found.issues),
        "changes": found.changes,
        "complete": found.complete,
        "verdicts": {
            name: [
                {"package": list(package), "now": now, "kept": found.kept[name][package]}
                for package, now in rows.items()
            ]
            for name, rows in found.verdicts.items()
        },
        "flips": [
            {
                "if": flip.change.sentence,
                "party": flip.change.party,
                "kind": flip.change.kind,
                "package": list(flip.package),
                "verdict": flip.verdict,
                "now": flip.now,
                "then": flip.then,
            }
            for flip in found.flips
        ],
        "contradict_samples": [change.sentence for change in found.contradicted],
    }


def _lists(rows: dict[str, Any]) -> Json:
    return {key: list(value) if isinstance(value, Iterable) else value for key, value in rows.items()}
