"""`goodoffices deals` on packages: which cross no red line, which nothing beats, what a draft would mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.cli.deals import CaseArgument, MostOption, SvgOption, deals, draw, print_answer, print_sources
from goodoffices.cli.options import JsonOption
from goodoffices.cli.output import print_table, print_text

if TYPE_CHECKING:  # numpy and the case reader come when a command runs
    from goodoffices.deals.case import Case

# More columns than a terminal shows.
_WIDEST = 8


@deals.command()
def feasible(case: CaseArgument, most: MostOption = 20, as_json: JsonOption = False) -> None:
    """Count and list the packages that cross nobody's red line."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    zone = room.feasible(loaded.terms, most)
    if as_json:
        print_answer(shape.zone_as_json(zone), loaded)
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
    print_sources(loaded)


@deals.command()
def blockers(case: CaseArgument, as_json: JsonOption = False) -> None:
    """Name the red lines that cannot all be kept, and the smallest ways out."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    found = room.blockers(loaded.terms)
    if as_json:
        print_answer(shape.blockers_as_json(found), loaded)
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
    print_sources(loaded)


@deals.command()
def frontier(case: CaseArgument, most: MostOption = 50, svg: SvgOption = None, as_json: JsonOption = False) -> None:
    """List the packages that no other beats; by points, or robustly by orders and bounds."""
    from goodoffices import deals as room
    from goodoffices.deals import as_json as shape

    loaded = room.load_case(case)
    if loaded.terms.tastes or not loaded.terms.worths:
        robust = room.robust_frontier(loaded.terms)
        draw(svg, lambda drawings: drawings.draw_robust(robust))
        if as_json:
            print_answer(shape.robust_as_json(robust), loaded)
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
        draw(svg, lambda drawings: drawings.draw_frontier(edge))
        if as_json:
            print_answer(shape.frontier_as_json(edge, most), loaded)
            return
        listed = (edge.deal(place) for place in range(min(most, len(edge))))
        rows = ([*(str(shape.number_as_json(one)) for one in deal.utilities), "yes" if deal.rational else "no",
                 "\n".join(", ".join(one) for one in deal.packages[:3])] for deal in listed)  # fmt: skip
        print_table(f"{len(edge)} deals that no other beats", (*edge.parties, "beats walking away", "packages"), rows)
    print_sources(loaded)


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
        print_answer(shape.points_as_json(found), loaded)
        return
    rows = (
        [rule.replace("_", "–"), ", ".join(str(shape.number_as_json(one)) for one in deal.utilities),
         "\n".join(", ".join(one) for one in deal.packages[:3])]
        for rule, chosen in found.deals.items() for deal in chosen
    )  # fmt: skip
    print_table("Reference points", ("rule", ", ".join(found.parties), "packages"), rows)
    for note in (*found.notes, *(f"{party} gains by no package" for party in found.left_out)):
        print_text(note)
    print_sources(loaded)


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
        print_answer(shape.check_as_json(found, loaded.terms), loaded)
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
    print_sources(loaded)


def _find_draft(case: Case, text: str) -> tuple[str, ...] | dict[str, str]:
    from goodoffices.errors import InputError

    if text in case.drafts:
        return case.drafts[text]
    pairs = [part.split("=", 1) for part in text.split(";") if part.strip()]
    if any(len(pair) != 2 for pair in pairs):
        known = ", ".join(case.drafts) or "none"
        raise InputError(f"no draft is called {text!r} (there are: {known}); or write “issue=option; issue=option”")
    return {issue.strip(): option.strip() for issue, option in pairs}
