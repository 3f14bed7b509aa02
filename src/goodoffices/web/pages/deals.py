"""A case file read on the spot: what could still be agreed, and what would hold. Nothing of it is kept.

In comes a case as text or file, out goes one page: feasible packages or what blocks them, the frontier, who would
leave which state, the way to a state that is asked for, and whose estimates all this is. What would take longer than
anybody waits for a page is left to the command line, and the page says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from goodoffices import deals
from goodoffices.deals import drawings
from goodoffices.errors import CaseError
from goodoffices.web.rendering import render
from goodoffices.web.visitors import Member, Visitor, check_form

router = APIRouter(dependencies=[Depends(check_form)])

# A case holds judgements, not data: the longest written by hand is a tenth of this.
_LONGEST = 300_000
# What is worked out while somebody waits: some two seconds.
_MOST_STATES = 2**16
_MOST_PACKAGES = 1_000_000
_LISTED = 20

# How to read each section, for who has not read the definitions.
_READ = {
    "What could still be agreed": "A package takes one option for each issue.",
    "The frontier": "Packages that no other beats. “Necessary” means: however open judgements turn out.",
    "What would hold": (
        "A state says yes (Y) or no (N) to each option of the case file, in its order. It holds under R if nobody "
        "gains by moving away; under GMR if the others could answer so that whoever moved is no better off; under "
        "SMR if no further move helps either; under SEQ if whoever answers gains by it."
    ),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: how to read it, lines, a picture, or why there is none."""

    title: str
    lines: tuple[str, ...] = ()
    picture: str = ""
    problem: str = ""

    @property
    def reading(self) -> str:
        """How to read what stands here."""
        return "" if self.problem else _READ.get(self.title, "")


@router.get("/deals")
def show_form(request: Request, visitor: Member) -> Response:
    """The empty form."""
    request.state.visitor = visitor
    return _show(request, "", "")


@router.post("/deals")
async def read_case(request: Request, visitor: Member) -> Response:
    """Read what came, then work in a thread: a large case takes a second or two."""
    form = await request.form()
    upload, text, goal = form.get("file"), form.get("text"), form.get("goal")
    raw = await upload.read(_LONGEST + 1) if isinstance(upload, UploadFile) else b""
    pasted = text.replace("\r\n", "\n") if isinstance(text, str) else ""
    wanted = goal.strip()[:100] if isinstance(goal, str) else ""
    return await run_in_threadpool(_answer, request, visitor, raw or pasted.encode(errors="replace"), wanted)


def _answer(request: Request, visitor: Visitor, raw: bytes, goal: str) -> Response:
    request.state.visitor = visitor
    text = raw.decode("utf-8", errors="replace")[:_LONGEST]
    try:
        case = parse_text(raw)
    except CaseError as problem:
        return _show(request, text, goal, problem=str(problem), status=422)
    return _show(request, text, goal, case=case, sections=tuple(_sections(case, goal)))


def _show(
    request: Request, text: str, goal: str, *, problem: str = "", status: int = 200,
    case: deals.Case | None = None, sections: tuple[Section, ...] = (),
) -> Response:  # fmt: skip
    values = {"text": text, "goal": goal, "problem": problem, "case": case, "sections": sections}
    return render(request, "deals.html", status=status, **values)


def parse_text(raw: bytes) -> deals.Case:
    """The case in what was sent: TOML, or JSON where it begins with a brace."""
    if len(raw) > _LONGEST:
        raise CaseError(f"this is longer than {_LONGEST:,} bytes; a case file holds judgements, not data")
    try:
        text = raw.decode("utf-8-sig")
        if not text.strip():
            raise CaseError("nothing was sent; paste a case file or choose one")
        return deals.json_case(json.loads(text)) if text.lstrip().startswith("{") else deals.parse_case(text)
    except UnicodeDecodeError:
        raise CaseError("this is not text in UTF-8; save the case file as UTF-8 and send it again") from None
    except json.JSONDecodeError as problem:
        raise CaseError(f"case, line {problem.lineno}: this is not JSON: {problem.msg}") from None
    except RecursionError:
        raise CaseError("the case is nested deeper than any case needs; take brackets out") from None


def _sections(case: deals.Case, goal: str) -> Iterator[Section]:
    if case.bargain is not None:
        yield _tried("What could still be agreed", lambda: _zone(case.terms))
        yield _tried("The frontier", lambda: _frontier(case.terms))
    if case.conflict is not None:
        yield _tried("What would hold", lambda: _stability(case))
        if goal:
            yield _tried("How to get there", lambda: _way(case, goal))


def _tried(title: str, work: Callable[[], tuple[tuple[str, ...], str]]) -> Section:
    """A section, or why it cannot be had."""
    try:
        lines, picture = work()
    except CaseError as problem:
        return Section(title, problem=str(problem))
    return Section(title, lines, Markup(picture))  # noqa: S704 - drawn by `drawings`, which escapes every word


def _zone(terms: deals.Bargain) -> tuple[tuple[str, ...], str]:
    zone = deals.feasible(terms, _LISTED)
    counted = f"{zone.count:,}" if zone.count is not None else f"at least {len(zone.packages)}"
    lines = [f"{zone.verdict}: {counted} of {zone.total:,} packages cross nobody's red line"]
    lines += ["; ".join(f"{a} = {b}" for a, b in zip(zone.issues, one, strict=True)) for one in zone.packages]
    if zone.verdict == "no":
        found = deals.blockers(terms)
        lines += [f"Cannot all be kept: {', '.join(names)}" for names in found.blocking]
        lines += [f"Give up {', '.join(one.drop)}: opens {one.packages:,} packages" for one in found.relaxations]
    return tuple(lines), ""


def _frontier(terms: deals.Bargain) -> tuple[tuple[str, ...], str]:
    if terms.tastes or not terms.worths:
        found = deals.robust_frontier(terms)
        return () if found.complete else ("There are more packages than were compared.",), drawings.draw_robust(found)
    if terms.size > _MOST_PACKAGES:
        raise CaseError(f"{terms.size:,} packages are too many for a page; use `goodoffices deals frontier` instead")
    return (), drawings.draw_frontier(deals.frontier(terms))


def _stability(case: deals.Case) -> tuple[tuple[str, ...], str]:
    _check_size(case)
    now = () if case.status_quo is None else (f"Now: {case.status_quo}",)
    return now, drawings.draw_stability(deals.stable(case.moves))


def _way(case: deals.Case, goal: str) -> tuple[tuple[str, ...], str]:
    _check_size(case)
    if case.status_quo is None:
        raise CaseError("the case names no status_quo; name the state to start from")
    return (), drawings.draw_path(deals.path(case.moves, case.status_quo, goal))


def _check_size(case: deals.Case) -> None:
    count = len(case.moves.states)
    if count > _MOST_STATES:
        raise CaseError(f"{count:,} states are too many for a page; use `goodoffices deals stable` instead")
