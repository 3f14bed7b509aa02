"""`goodoffices deals`: what could still be agreed, what would hold, and what would have to change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.cli.app import app
from goodoffices.cli.options import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    LedgerOption,
    ProcessOption,
    SettingsOption,
    parse_day,
    settle,
)
from goodoffices.cli.output import print_json, print_table, print_text

if TYPE_CHECKING:  # numpy and the case reader come when a command runs
    from goodoffices.deals.case import Case
    from goodoffices.deals.package_swaps import PackageSensitivity
    from goodoffices.deals.paths import Step, Ways
    from goodoffices.deals.swaps import Sensitivity

deals = typer.Typer(
    help="Red lines, packages and stable outcomes of a case file: what could still be agreed.", no_args_is_help=True
)
app.add_typer(deals, name="deals")

CaseArgument = Annotated[
    Path, typer.Argument(metavar="CASE", help="A case file: TOML, or JSON as other programs give it.")
]
# More columns than a terminal shows.
_WIDEST = 8
StateArgument = Annotated[str, typer.Argument(metavar="STATE", help="A state by its name: YNN, or 5.")]
SvgOption = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Draw it into this file too.")]
MostOption = Annotated[int, typer.Option("--most", min=1, help="How many to list.")]


@deals.command()
def new(
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write; else print it.")] = None,
    process: ProcessOption = None, as_of: AsOfOption = None, known_at: KnownAtOption = None,
    ledger: LedgerOption = None, settings_file: SettingsOption = None,
) -> None:  # fmt: skip
    """Write a first case from the demands, red lines and proposals on record, each with its sentence."""
    from goodoffices.desk.boards import Question
    from goodoffices.desk.dealing import begin_case
    from goodoffices.desk.ledgers import open_ledger

    question = Question(process=process, as_of=parse_day(as_of, "--as-of"), known_at=parse_day(known_at, "--known-at"))
    with open_ledger(settle(settings_file, ledger=ledger)) as opened:
        text = begin_case(opened, question)
    if out is None:
        print_text(text)
        return
    from goodoffices.errors import InputError

    if out.exists():
        raise InputError(f"{out} exists; a person may have worked on it: name another file with --out")
    out.write_text(text, encoding="utf-8")
    print_text(f"{out}: complete what is marked TODO, then `goodoffices deals feasible {out}`")


@deals.command()
def feasible(case: CaseArgument, most: MostOption = 20, as_json: JsonOption = False) -> None:
    """Count and list the packages that cross nobody's red line."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    zone = room.feasible(loaded.terms, most)
    if as_json:
        _print_answer(shape.zone_as_json(zone), loaded)
        return
    counted = f"{zone.count:,}" if zone.count is not None else f"at least {len(zone.packages)} (not counted)"
    print_text(f"{zone.verdict}: {counted} of {zone.total:,} packages cross nobody's red line")
    if len(zone.issues) > _WIDEST:
        for package in zone.packages:
            print_text("  " + "; ".join(f"{one}={option}" for one, option in zip(zone.issues, package, strict=True)))
    elif zone.packages:
        print_table("", zone.issues, zone.packages)
    elif zone.verdict == "no":
        print_text("`goodoffices deals blockers` says which red lines stand in each other's way")
    _print_sources(loaded)


@deals.command()
def blockers(case: CaseArgument, as_json: JsonOption = False) -> None:
    """Name the red lines that cannot all be kept, and the smallest ways out."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    found = room.blockers(loaded.terms)
    if as_json:
        _print_answer(shape.blockers_as_json(found), loaded)
        return
    if not found.blocking:
        print_text("no red lines block each other: some package crosses none")
        return
    words = {line.name: f"{line.name} ({line.party or 'everybody'}): {line.text}" for line in loaded.terms.red_lines}
    print_table(
        "Cannot all be kept", ("red lines",), (["\n".join(words[name] for name in one)] for one in found.blocking)
    )
    rows = (["\n".join(words[name] for name in one.drop), f"{one.packages:,}"] for one in found.relaxations)
    print_table("Smallest ways out", ("give up", "opens packages"), rows)
    _print_sources(loaded)


@deals.command()
def frontier(case: CaseArgument, most: MostOption = 50, svg: SvgOption = None, as_json: JsonOption = False) -> None:
    """List the packages that no other beats; by points, or robustly by orders and bounds."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    if loaded.terms.tastes or not loaded.terms.worths:
        robust = room.robust_frontier(loaded.terms)
        _draw(svg, lambda drawings: drawings.draw_robust(robust))
        if as_json:
            _print_answer(shape.robust_as_json(robust), loaded)
            return
        parties = loaded.terms.parties
        table = ([*one.package, *(one.accepts[party] for party in parties)] for one in robust.candidates[:most])
        print_table(
            "Packages that nothing surely beats", (*robust.issues, *(f"{one} accepts" for one in parties)), table
        )
        print_text(
            f"{len(robust.candidates)} of {robust.compared} compared" + ("" if robust.complete else "; there are more")
        )
    else:
        edge = room.frontier(loaded.terms)
        _draw(svg, lambda drawings: drawings.draw_frontier(edge))
        if as_json:
            _print_answer(shape.frontier_as_json(edge, most), loaded)
            return
        listed = (edge.deal(place) for place in range(min(most, len(edge))))
        rows = ([*(str(shape.number_as_json(one)) for one in deal.utilities), "yes" if deal.rational else "no",
                 "\n".join(", ".join(one) for one in deal.packages[:3])] for deal in listed)  # fmt: skip
        print_table(f"{len(edge)} deals that no other beats", (*edge.parties, "beats walking away", "packages"), rows)
    _print_sources(loaded)


@deals.command()
def points(
    case: CaseArgument,
    utilitarian: Annotated[bool, typer.Option("--utilitarian", help="Add up points of different parties too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Name the deals that Nash, Kalai–Smorodinsky and the egalitarian rule point to."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    found = room.reference_points(loaded.terms, utilitarian=utilitarian)
    if as_json:
        _print_answer(shape.points_as_json(found), loaded)
        return
    rows = (
        [rule.replace("_", "–"), ", ".join(str(shape.number_as_json(one)) for one in deal.utilities),
         "\n".join(", ".join(one) for one in deal.packages[:3])]
        for rule, chosen in found.deals.items() for deal in chosen
    )  # fmt: skip
    print_table("Reference points", ("rule", ", ".join(found.parties), "packages"), rows)
    for note in (*found.notes, *(f"{party} gains by no package" for party in found.left_out)):
        print_text(note)
    _print_sources(loaded)


@deals.command()
def check(
    case: CaseArgument,
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A draft of the case by name, or `issue=option; …`.")],
    as_json: JsonOption = False,
) -> None:
    """Check a draft: red lines it crosses, who would accept, joint gains over it."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    found = room.check(loaded.terms, _find_draft(loaded, draft))
    if as_json:
        _print_answer(shape.check_as_json(found, loaded.terms), loaded)
        return
    print_text(f"{found.verdict}: {', '.join(found.package)}")
    lines = ([line.party or "everybody", line.text, line.source] for line in found.crossed)
    if found.crossed:
        print_table("Red lines crossed", ("party", "must hold", "source"), lines)
    print_table("Would accept", ("party", "answer"), found.accepts.items())
    trades = (
        [", ".join(gain.package), "\n".join(f"{one.issue}: {one.now} → {one.instead}" for one in gain.trades)]
        for gain in found.gains
    )
    if found.gains:
        print_table("Surely better for somebody, worse for nobody", ("package", "trades"), trades)
    _print_sources(loaded)


@deals.command()
def stable(case: CaseArgument, most: MostOption = 50, svg: SvgOption = None, as_json: JsonOption = False) -> None:
    """Say which states would hold, for whom, under R, GMR, SMR and SEQ."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    found = room.stable(loaded.moves)
    _draw(svg, lambda drawings: drawings.draw_stability(found))
    if as_json:
        _print_answer(shape.stability_as_json(found), loaded)
        return
    concepts = list(found.holds)
    counts = [sum(bool(found.possible[one][:, at].all()) for one in concepts) for at in range(len(loaded.moves.states))]
    best = sorted(range(len(counts)), key=lambda at: (-counts[at], at))[:most]
    rows = ([str(loaded.moves.states[at]), *(_verdict(found, one, at) for one in concepts)] for at in best)
    print_table("Would it hold?", ("state", *concepts), rows)
    print_text("necessary: for every party, however open judgements turn out · a name: this party would move away")
    _print_sources(loaded)


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
        _print_answer(shape.spoilers_as_json(found), loaded)
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
    _print_sources(loaded)


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
    _draw(svg, lambda drawings: drawings.draw_path(found))
    if as_json:
        _print_answer(shape.path_as_json(found), loaded)
        return
    for name, ways in (("Every step is a gain for its mover", found.improvements), ("Any moves", found.moves),
                       ("Every step is a gain for all who make it together", found.coalitions),
                       ("Fewest incentives", found.easiest)):  # fmt: skip
        _print_ways(name, ways)
    _print_sources(loaded)


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
        _print_answer(shape.what_if_as_json(found), loaded)
        return
    rows = (
        [one.party, one.concept, "yes" if one.holds else "no", _demotions(one.demotions),
         _share(one.rankings, one.total)]
        for one in found.changes
    )  # fmt: skip
    print_table(f"What if {found.state}", ("party", "concept", "holds", "must stop preferring", "rankings"), rows)
    for sentence in found.sentences:
        print_text(sentence)
    _print_sources(loaded)


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
        _print_answer(answer | ({"packages": shape.packages_as_json(packages)} if packages else {}), loaded)
        return
    if found is not None:
        _print_states(found)
    if packages is not None:
        _print_packages(packages)
    _print_sources(loaded)


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


def _find_draft(case: Case, text: str) -> tuple[str, ...] | dict[str, str]:
    from goodoffices.errors import InputError

    if text in case.drafts:
        return case.drafts[text]
    pairs = [part.split("=", 1) for part in text.split(";") if part.strip()]
    if any(len(pair) != 2 for pair in pairs):
        known = ", ".join(case.drafts) or "none"
        raise InputError(f"no draft is called {text!r} (there are: {known}); or write “issue=option; issue=option”")
    return {issue.strip(): option.strip() for issue, option in pairs}


def _draw(target: Path | None, draw: Callable[[Any], str]) -> None:
    if target is not None:
        from goodoffices.deals import drawings
        from goodoffices.errors import InputError

        try:
            target.write_text(draw(drawings), encoding="utf-8")
        except OSError as problem:
            raise InputError(f"{target} cannot be written: {problem.strerror}; name another file with --svg") from None


def _print_answer(answer: dict[str, Any], case: Case) -> None:
    from goodoffices.deals.as_json import case_inputs

    print_json({"case": case.title, **answer, "rests_on": case_inputs(case)})


def _print_sources(case: Case) -> None:
    """What the answer rests on: always, for an answer without it is an opinion."""
    if case.inputs:
        rows: Iterable[tuple[str, str]] = case.inputs
        print_table("Rests on", ("input", "whose estimate"), rows)
