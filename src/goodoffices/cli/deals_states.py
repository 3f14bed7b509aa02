"""`goodoffices deals` on states: which would hold, how the conflict could get there, and on what that hangs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.cli.deals import CaseArgument, MostOption, SvgOption, deals, draw, print_answer, print_sources
from goodoffices.cli.options import JsonOption
from goodoffices.cli.output import print_table, print_text

if TYPE_CHECKING:  # numpy and the case reader come when a command runs
    from goodoffices.deals.package_swaps import PackageSensitivity
    from goodoffices.deals.paths import Step, Ways
    from goodoffices.deals.swaps import Sensitivity

StateArgument = Annotated[str, typer.Argument(metavar="STATE", help="A state by its name: YNN, or 5.")]


@deals.command()
def stable(case: CaseArgument, most: MostOption = 50, svg: SvgOption = None, as_json: JsonOption = False) -> None:
    """Say which states would hold, for whom, under R, GMR, SMR and SEQ."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    found = room.stable(loaded.moves)
    draw(svg, lambda drawings: drawings.draw_stability(found))
    if as_json:
        print_answer(shape.stability_as_json(found), loaded)
        return
    concepts = list(found.holds)
    counts = [sum(bool(found.possible[one][:, at].all()) for one in concepts) for at in range(len(loaded.moves.states))]
    best = sorted(range(len(counts)), key=lambda at: (-counts[at], at))[:most]
    rows = ([str(loaded.moves.states[at]), *(_verdict(found, one, at) for one in concepts)] for at in best)
    print_table("Would it hold?", ("state", *concepts), rows)
    print_text("necessary: for every party, however open judgements turn out · a name: this party would move away")
    print_sources(loaded)


def _verdict(found: Any, concept: str, at: int) -> str:
    if found.sure[concept][:, at].all():
        return "necessary"
    if found.possible[concept][:, at].all():
        return "possible"
    movers = zip(found.conflict.parties, found.possible[concept][:, at], strict=True)
    return "no: " + ", ".join(party for party, holds in movers if not holds)


@deals.command()
def spoilers(case: CaseArgument, state: StateArgument, as_json: JsonOption = False) -> None:
    """Name the coalitions that would undo a state together."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    found = room.spoilers(loaded.moves, state)
    if as_json:
        print_answer(shape.spoilers_as_json(found), loaded)
        return
    rows = (
        [" + ".join(one.coalition), ", ".join(map(str, one.targets)),
         ", ".join(name for name, holds in one.holds.items() if holds) or "none"]
        for one in found.coalitions
    )  # fmt: skip
    print_table(f"Who would leave {found.state}", ("together", "for", "answered under"), rows)
    print_text(
        "holds against everybody under: " + (", ".join(k for k, v in found.universally.items() if v) or "nothing")
    )
    print_sources(loaded)


@deals.command()
def path(
    case: CaseArgument,
    start: Annotated[str, typer.Argument(metavar="FROM", help="Where from; `status-quo` takes it from the case.")],
    goal: Annotated[str, typer.Argument(metavar="TO", help="Where to.")],
    svg: SvgOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how the conflict could get there, and the first step that needs an incentive."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape
    from goodoffices.errors import InputError

    loaded = room.load_case(case)
    if start == "status-quo" and loaded.status_quo is None:
        raise InputError("the case names no status_quo; name the state to start from")
    begin = loaded.status_quo if start == "status-quo" and loaded.status_quo is not None else start
    found = room.path(loaded.moves, begin, goal)
    draw(svg, lambda drawings: drawings.draw_path(found))
    if as_json:
        print_answer(shape.path_as_json(found), loaded)
        return
    for name, ways in (("Every step is a gain for its mover", found.improvements), ("Any moves", found.moves),
                       ("Every step is a gain for all who make it together", found.coalitions),
                       ("Fewest incentives", found.easiest)):  # fmt: skip
        _print_ways(name, ways)
    print_sources(loaded)


def _print_ways(name: str, ways: Ways) -> None:
    if ways.length is None:
        print_text(f"{name}: {'no way' if ways.searched else 'not searched, there are too many coalitions and states'}")
        return
    print_text(f"{name}: {ways.length} step(s)")
    for steps in ways.paths[:10]:
        print_text("  " + " ".join(_show_step(step) for step in steps))
    for state, step in ways.incentives:
        print_text(
            f"  an incentive is needed at {state}: {' + '.join(step.movers)} gains nothing by moving to {step.state}"
        )


def _show_step(step: Step) -> str:
    arrow = "→" if step.gains else "⇢"
    return f"{arrow} {step.state} ({' + '.join(step.movers)})" if step.movers else str(step.state)


@deals.command("what-if")
def what_if(case: CaseArgument, state: StateArgument, as_json: JsonOption = False) -> None:
    """Say what would have to change, and for whom, for a state to hold."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    found = room.what_if(loaded.moves, state)
    if as_json:
        print_answer(shape.what_if_as_json(found), loaded)
        return
    rows = (
        [one.party, one.concept, "yes" if one.holds else "no", _demotions(one.demotions),
         _share(one.rankings, one.total)]
        for one in found.changes
    )  # fmt: skip
    print_table(f"What if {found.state}", ("party", "concept", "holds", "must stop preferring", "rankings"), rows)
    for sentence in found.sentences:
        print_text(sentence)
    print_sources(loaded)


def _demotions(sets: Iterable[Iterable[object]]) -> str:
    return " or ".join(", ".join(map(str, states)) for states in sets)


def _share(count: int | None, total: int) -> str:
    if count is None:
        return "too many to count"
    return f"{count:,} of {total:,}" if total < 10**9 else f"{count * 10000 // total / 100} %"


@deals.command()
def sensitivity(
    case: CaseArgument,
    states: Annotated[list[str] | None, typer.Argument(metavar="[STATE]…", help="Only these states.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say on which single judgement each verdict hangs, on states and on packages."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    found = room.sensitivity(loaded.moves, states or ()) if loaded.conflict or not loaded.bargain else None
    tastes = loaded.bargain is not None and bool(loaded.bargain.tastes)
    packages = room.package_sensitivity(loaded.terms) if tastes or found is None else None
    if as_json:
        answer = shape.sensitivity_as_json(found) if found else {}
        print_answer(answer | ({"packages": shape.packages_as_json(packages)} if packages else {}), loaded)
        return
    if found is not None:
        _print_states(found)
    if packages is not None:
        _print_packages(packages)
    print_sources(loaded)


def _print_states(found: Sensitivity) -> None:
    rows = (
        [str(state), concept, "holds" if found.verdicts[concept][state] else "does not hold", f"{kept} of {tried}"]
        for concept, shares in found.shares.items() for state, (kept, tried) in shares.items()
        if kept < tried or found.verdicts[concept][state]
    )  # fmt: skip
    print_table(f"Under {found.changes} changes of one judgement", ("state", "concept", "now", "stays so in"), rows)
    for flip in found.flips[:50]:
        print_text(
            f"{flip.state} {'holds' if flip.then else 'no longer holds'} ({flip.concept}) {flip.judgement.sentence}"
        )


def _print_packages(found: PackageSensitivity) -> None:
    rows = [
        [", ".join(package), *(f"{found.verdicts[name][package]}, stays so in {kept[package]}"
                               for name, kept in found.kept.items())]
        for package in next(iter(found.verdicts.values()))
    ]  # fmt: skip
    title = f"Packages under {found.changes} changes of one judgement"
    print_table(title, ("package", "unbeaten", "accepted by all"), rows[:50])
    for flip in found.flips[:50]:
        said = f"{', '.join(flip.package)}: {flip.verdict} {flip.now} becomes {flip.then}"
        print_text(f"{said} {flip.change.sentence}")
    for change in found.contradicted:
        print_text(f"not tried, for it contradicts what the party accepts and rejects: {change.sentence}")
    if not found.complete:
        print_text("there are more packages than were compared")
