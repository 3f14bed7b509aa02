"""What could still be agreed, and what would hold: red lines, packages and stable outcomes from a case file.

Pure functions on a `Case` (or its parts): nothing is fetched, stored or printed. Definitions are in `docs/deals/`.
"""

from goodoffices.deals.bargain import Bargain, Issue, RedLine, Taste, Worth, make_bargain
from goodoffices.deals.case import Case
from goodoffices.deals.casefile import load_case, parse_case
from goodoffices.deals.coalitions import coalition_improvements, coalition_stable, spoilers
from goodoffices.deals.conflict import Conflict, make_conflict
from goodoffices.deals.drafts import check, robust_frontier
from goodoffices.deals.exchange import json_case, read_json_case
from goodoffices.deals.inverse import what_if
from goodoffices.deals.joint import joint_reach
from goodoffices.deals.optionform import Option, form_conflict, make_form
from goodoffices.deals.package_swaps import package_sensitivity
from goodoffices.deals.pareto import count_rational, frontier
from goodoffices.deals.paths import path, path_lengths
from goodoffices.deals.points import adjusted_winner, reference_points
from goodoffices.deals.robust import interval_range, ordinal_range
from goodoffices.deals.stability import stable
from goodoffices.deals.statements import parse_statement
from goodoffices.deals.swaps import sensitivity
from goodoffices.deals.zone import blockers, feasible

__all__ = [
    "Bargain",
    "Case",
    "Conflict",
    "Issue",
    "Option",
    "RedLine",
    "Taste",
    "Worth",
    "adjusted_winner",
    "blockers",
    "check",
    "coalition_improvements",
    "coalition_stable",
    "count_rational",
    "feasible",
    "form_conflict",
    "frontier",
    "interval_range",
    "joint_reach",
    "json_case",
    "load_case",
    "make_bargain",
    "make_conflict",
    "make_form",
    "ordinal_range",
    "package_sensitivity",
    "parse_case",
    "parse_statement",
    "path",
    "path_lengths",
    "read_json_case",
    "reference_points",
    "robust_frontier",
    "sensitivity",
    "spoilers",
    "stable",
    "what_if",
]
