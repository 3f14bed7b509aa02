"""The cases beside the project: inputs, and what was published or computed by other programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from goodoffices.deals import (
    blockers,
    coalition_improvements,
    coalition_stable,
    count_rational,
    feasible,
    form_conflict,
    frontier,
    interval_range,
    joint_reach,
    json_case,
    make_form,
    ordinal_range,
    parse_statement,
    path,
    path_lengths,
    reference_points,
    stable,
    what_if,
)
from goodoffices.deals.as_json import number_as_json
from goodoffices.deals.exchange import json_conflict
from goodoffices.deals.optionform import Option, score

pytestmark = pytest.mark.shared
CASES = Path(__file__).parents[3] / "shared/deals/cases"
GRAPHS = sorted(path.stem for path in CASES.glob("gmcr_*.json") if path.stem != "gmcr_micro")
BARGAINS = sorted(path.stem for path in CASES.glob("bargain_*.json") if path.stem != "bargain_robust")


def read(name: str) -> Any:
    if not (CASES / f"{name}.json").exists():
        pytest.skip(f"{name} does not lie beside the project (../shared/deals/cases)")
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def lists(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("name", GRAPHS)
def test_stable_states_are_those_of_the_case(name: str) -> None:
    given = read(name)
    found, expected = stable(json_conflict(given)), given["expected"]["by_definition"]
    assert lists(found.equilibria) == expected["equilibria"]
    assert lists(found.individual) == expected["individual"]


@pytest.mark.parametrize("name", GRAPHS)
def test_coalitions_do_what_the_case_says(name: str) -> None:
    given = read(name)
    expected = given["expected"]["by_definition"]
    if "universal_coalition_stable" not in expected:
        return
    conflict = json_conflict(given)
    assert lists(coalition_stable(conflict)) == expected["universal_coalition_stable"]
    found = {",".join(group): rows for group, rows in coalition_improvements(conflict).items()}
    assert lists(found) == expected["coalition_improvements"]


def test_elmira_leaves_its_status_quo_as_published() -> None:
    given = read("gmcr_elmira")
    conflict, expected = json_conflict(given), given["expected"]["by_definition"]["status_quo"]
    assert lists(path_lengths(conflict, 1)) == expected["um_shortest_length"]
    assert path_lengths(conflict, 1, improvements=True) == {5: 1}
    (way,) = path(conflict, 1, 5).improvements.paths
    assert [(step.state, *step.movers) for step in way] == [(1,), (5, "LocalGov")]
    (together,) = path(conflict, 5, 8).coalitions.paths
    assert together[1].movers == ("MoE", "Uniroyal")


def test_syria_and_iraq_count_by_definition() -> None:
    given = read("gmcr_peer_syriairaq")
    expected = given["expected"]["inverse_by_definition"]
    changes = {one.concept: one for one in what_if(json_conflict(given), 2).changes if one.party == "Syria"}
    assert {concept: one.rankings for concept, one in changes.items()} == expected["strict_rankings_of_720"]
    demotions = {concept: lists(one.demotions) for concept, one in changes.items()}
    assert demotions == expected["minimal_demotions_below_state_2_from_current"]


def test_prioritised_statements_make_the_published_ranking() -> None:
    given = read("gmcr_peer_syriairaq")
    form = make_form([Option(one["name"], one["dm"]) for one in given["options"]], ["YY-"])
    names = {pattern: int(state) for state, pattern in given["states"].items()}
    statements = given["expected"]["prioritised_statements"]
    for dm, lines in statements.items():
        points = score(form, [parse_statement(line) for line in lines])
        ranked = sorted(range(len(points)), key=lambda at: -points[at])
        assert [names[form.states[at]] for at in ranked] == given["ranking_best_to_worst"][dm]
    wanted = {dm: [parse_statement(line) for line in lines] for dm, lines in statements.items()}
    assert form_conflict(form, wanted).parties == ("Syria", "Iraq")


def test_small_cases_from_the_definitions() -> None:
    first, _, third = read("gmcr_micro")["cases"]
    arcs = {dm: {a: [e for s, e in pairs if s == a] for a in (1, 2, 3)} for dm, pairs in first["arcs"].items()}
    assert sorted(joint_reach(1, [1], lambda dm, s: arcs[str(dm)][s])) == first["expect"]["R_{1}(1)"]
    assert sorted(joint_reach(1, [1, 2], lambda dm, s: arcs[str(dm)][s])) == first["expect"]["R_{1,2}(1)"]
    found = stable(json_conflict(third)).individual
    assert {concept: list(found[concept]["1"]) for concept in ("GMR", "SEQ", "R")} == {
        key.removesuffix("_1"): states for key, states in third["expect"].items()
    }


@pytest.mark.parametrize("name", [one for one in BARGAINS if one != "bargain_nash1950"])
def test_bargains_have_the_frontier_and_points_of_the_case(name: str) -> None:
    given = read(name)
    bargain, expected = json_case(given).terms, given["expected"]["reference_by_definition"]
    edge = frontier(bargain)
    assert [{"u": utilities(deal), "outcome": list(one)} for deal in edge.deals() for one in deal.packages] == expected[
        "frontier"
    ]
    assert (len(edge), count_rational(bargain)) == (expected["frontier_size"], expected["n_individually_rational"])
    found = reference_points(bargain, utilitarian=True)
    assert [number_as_json(one) for one in found.ideal] == expected["ideal"]
    names = {
        "nash": "nash",
        "kalai_smorodinsky": "ks_maximin_normalised",
        "egalitarian": "egalitarian",
        "utilitarian": "utilitarian",
    }
    for rule, key in names.items():
        picked = [{"outcome": list(one), "u": utilities(deal)} for deal in found.deals[rule] for one in deal.packages]
        assert picked == expected[key]


def utilities(deal: Any) -> list[Any]:
    return [number_as_json(one) for one in deal.utilities]


def test_nash_barter_has_its_published_solution() -> None:
    given = read("bargain_nash1950")
    bargain, expected = json_case(given).terms, given["expected"]["computed_here"]
    assert count_rational(bargain) == expected["individually_rational_outcomes"]
    assert [utilities(one) for one in frontier(bargain).deals(rational=True)] == expected["ir_frontier_utilities"]
    found = reference_points(bargain)
    assert [number_as_json(one) for one in found.ideal] == expected["ideal_over_IR"]
    assert [utilities(one) for one in found.deals["nash"]] == [expected["nash"]]
    assert [utilities(one) for one in found.deals["egalitarian"]] == [[20, 12]]


def test_ranges_over_weights_are_those_of_the_case() -> None:
    for given in read("bargain_robust")["cases"]:
        differences = given["value_difference_x_minus_y_per_issue"]
        pairs = {
            "ordinal_weights_w1>=w2>=w3": ordinal_range(differences),
            "interval_weights_[0.2,0.5]": interval_range(differences, [(0.2, 0.5)] * 3),
        }
        for key, (least, most) in pairs.items():
            assert (float(least), float(most)) == pytest.approx((given[key]["min"], given[key]["max"]))
            assert (least >= 0, most >= 0) == (given[key]["necessarily_prefers_x"], given[key]["possibly_prefers_x"])


def test_red_lines_block_as_in_the_case() -> None:
    given = read("feasible_redlines")
    bargain, expected = json_case(given).terms, given["expected"]
    assert (bargain.size, feasible(bargain).count) == (expected["packages"], expected["feasible"])
    found = blockers(bargain)
    assert lists(found.blocking) == expected["minimal_blocking_sets"]
    assert [{"drop": list(one.drop), "packages_opened": one.packages} for one in found.relaxations] == expected[
        "minimal_relaxations"
    ]
