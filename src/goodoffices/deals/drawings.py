"""Pictures of answers as SVG: the frontier, the table of what would hold, the ways from one state to another.

In come answers, out goes the text of an SVG with a title and a description for who does not see it. Every word of a
case is escaped; only presentation attributes are used, so that a page without inline styles may show it. Colours are
Okabe and Ito's, and never alone: a shape or a word says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from html import escape

from goodoffices.deals.drafts import Robust
from goodoffices.deals.pareto import Deal, Frontier
from goodoffices.deals.paths import Path, Step
from goodoffices.deals.stability import Stability

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#666666"
# More marks or rows than anyone tells apart in one picture; the title says how many there are.
MOST_DEALS = 200
MOST_ROWS = 40
MOST_WAYS = 6
_TONES = {"necessary": GREEN, "yes": GREEN, "possible": BLUE, "no": ORANGE}
_WIDE, _HIGH, _EDGE = 640, 400, 70
# Signs of a label in a table; longer ones are cut, their whole is in the mark's title.
_LONGEST = 44


def draw_frontier(edge: Frontier) -> str:
    """Two parties' worths against each other; parallel scales for three and more (or one)."""
    deals = [edge.deal(at) for at in range(min(len(edge), MOST_DEALS))]
    ranges = [(min(column), max(column)) for column in zip(*(deal.utilities for deal in deals), strict=True)]
    if len(edge.parties) == 2 and deals:
        marks = [*_axes(edge.parties, ranges), *(_dot(deal, ranges) for deal in deals)]
    else:
        marks = [*_scales(edge.parties, ranges), *(_thread(deal, ranges) for deal in deals)]
    title = f"{len(edge)} deals that no other beats" + (f", {MOST_DEALS} drawn" if len(edge) > MOST_DEALS else "")
    said = "Blue circles and unbroken lines beat walking away for everybody; orange squares and dashes do not."
    return _picture((_WIDE, _HIGH), title, said, marks)


def draw_robust(found: Robust) -> str:
    """Who would accept the packages that nothing surely beats, as a table."""
    rows = [(", ".join(one.package), list(one.accepts.values())) for one in found.candidates[:MOST_ROWS]]
    columns = list(found.candidates[0].accepts) if found.candidates else []
    title = f"{len(found.candidates)} packages that nothing surely beats, and who would accept them"
    return _draw_table(title, columns, rows)


def draw_stability(found: Stability) -> str:
    """Which states would hold under R, GMR, SMR and SEQ; those that hold under most come first."""
    concepts = list(found.holds)
    sums = sum(found.possible[concept].all(axis=0).astype(int) for concept in concepts)
    best = sorted(range(len(found.conflict.states)), key=lambda at: (-sums[at], at))[:MOST_ROWS]  # type: ignore[index]
    rows = [(str(found.conflict.states[at]), [_verdict(found, one, at) for one in concepts]) for at in best]
    count = len(found.conflict.states)
    title = "Would it hold?" + (f" {len(best)} of {count} states" if count > len(best) else "")
    return _draw_table(title, concepts, rows)


def draw_path(found: Path) -> str:
    """The ways from one state to another, one below the other; a dashed arrow is a step its mover gains nothing by."""
    kinds = (("gains only", found.improvements), ("fewest incentives", found.easiest), ("any moves", found.moves))
    ways = [(name, way) for name, kind in kinds for way in kind.paths[:MOST_WAYS]]
    longest = max((len(way) for _, way in ways), default=1)
    marks = [mark for at, (name, way) in enumerate(ways) for mark in _draw_way(name, way, 70 * at + 80)]
    if not ways:
        marks = [_text(20, 80, "There is no way.")]
    title = f"From {found.start} to {found.goal}"
    said = "Unbroken blue arrows are gains for who moves; dashed orange arrows need an incentive."
    return _picture((130 + 170 * longest, 70 * max(len(ways), 1) + 60), title, said, marks)


def _picture(size: tuple[int, int], title: str, said: str, marks: Iterable[str]) -> str:
    wide, high = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="13">\n'
        f"<title>{_safe(title)}</title>\n<desc>{_safe(said)}</desc>\n"
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>\n{_text(20, 24, title, weight="bold")}\n'
        + "\n".join(marks)
        + f"\n{_text(20, high - 10, said, fill=GREY) if said else ''}\n</svg>\n"
    )


def _safe(text: object) -> str:
    """Escaped, and without signs that XML cannot hold."""
    return escape("".join(sign if sign.isprintable() else " " for sign in str(text)))


def _text(x: float, y: float, text: object, *, fill: str = "#111111", anchor: str = "start", weight: str = "") -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{fill}" text-anchor="{anchor}"{bold}>{_safe(text)}</text>'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _line(ends: tuple[float, float, float, float], colour: str, more: str = "") -> str:
    x1, y1, x2, y2 = ends
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}"{more}/>'


def _share(number: Fraction, ends: tuple[Fraction, Fraction]) -> float:
    """Where a number stands between two ends, from 0 to 1; in the middle where they are the same."""
    low, high = ends
    return float((number - low) / (high - low)) if high > low else 0.5


def _across(share: float) -> float:
    return _EDGE + share * (_WIDE - 2 * _EDGE)


def _up(share: float) -> float:
    return _HIGH - _EDGE - share * (_HIGH - 2 * _EDGE)


def _axes(parties: Sequence[str], ranges: Sequence[tuple[Fraction, Fraction]]) -> list[str]:
    left, right, low, high = _EDGE - 12, _WIDE - _EDGE, _HIGH - _EDGE + 12, _EDGE
    first, second = ranges
    return [
        _line((left, low, right, low), GREY),
        _line((left, low, left, high), GREY),
        _text(_across(0), low + 16, _number(first[0]), anchor="middle"),
        _text(_across(1), low + 16, _number(first[1]), anchor="middle"),
        _text(_across(0.5), low + 16, _short(f"{parties[0]} →"), anchor="middle"),
        _text(left - 6, _up(0), _number(second[0]), anchor="end"),
        _text(left - 6, _up(1), _number(second[1]), anchor="end"),
        _text(20, high - 22, _short(f"{parties[1]} ↑")),
    ]


def _number(number: Fraction) -> str:
    return f"{float(number):g}"


def _told(deal: Deal) -> str:
    worths = ", ".join(_number(one) for one in deal.utilities)
    packages = " or ".join(", ".join(one) for one in deal.packages[:3])
    return f"<title>{_safe(f'{worths}: {packages}')}</title>"


def _dot(deal: Deal, ranges: Sequence[tuple[Fraction, Fraction]]) -> str:
    shares = [_share(one, ends) for one, ends in zip(deal.utilities, ranges, strict=True)]
    x, y = _across(shares[0]), _up(shares[1])
    if deal.rational:
        return f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{BLUE}">{_told(deal)}</circle>'
    return f'<rect x="{x - 5:g}" y="{y - 5:g}" width="10" height="10" fill="{ORANGE}">{_told(deal)}</rect>'


def _scales(parties: Sequence[str], ranges: Sequence[tuple[Fraction, Fraction]]) -> list[str]:
    marks = []
    for at, (party, (low, high)) in enumerate(zip(parties, ranges, strict=False)):
        x = _column(at, len(parties))
        marks += [
            _line((x, _up(0), x, _up(1)), GREY),
            _text(x, _up(1) - 8, _number(high), anchor="middle"),
            _text(x, _up(0) + 16, _number(low), anchor="middle"),
            _text(x, _up(0) + 34, _short(party), anchor="middle"),
        ]
    return marks


def _column(at: int, count: int) -> float:
    return _across(at / (count - 1) if count > 1 else 0.5)


def _thread(deal: Deal, ranges: Sequence[tuple[Fraction, Fraction]]) -> str:
    shares = [_share(one, ends) for one, ends in zip(deal.utilities, ranges, strict=True)]
    ends = " ".join(f"{_column(at, len(shares)):g},{_up(share):g}" for at, share in enumerate(shares))
    look = f'stroke="{BLUE}"' if deal.rational else f'stroke="{ORANGE}" stroke-dasharray="6 4"'
    return f'<polyline points="{ends}" fill="none" stroke-width="2" {look}>{_told(deal)}</polyline>'


def _verdict(found: Stability, concept: str, at: int) -> str:
    if found.sure[concept][:, at].all():
        return "necessary"
    return "possible" if found.possible[concept][:, at].all() else "no"


def _draw_table(title: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    left = 40 + 7.5 * max((len(_short(name)) for name, _ in rows), default=0)
    marks = [_text(left + 130 * at, 54, _short(name)[:16], weight="bold") for at, name in enumerate(columns)]
    for row, (name, words) in enumerate(rows):
        y = 80 + 24 * row
        marks.append(f"<g><title>{_safe(name)}</title>{_text(20, y, _short(name))}</g>")
        marks += [_cell(left + 130 * at, y, word) for at, word in enumerate(words)]
    wide = max(int(left) + 130 * len(columns), 9 * len(title) + 40)
    return _picture((wide, 90 + 24 * len(rows)), title, "", marks)


def _cell(x: float, y: float, word: str) -> str:
    """A verdict: a filled circle surely, an empty one possibly, a square not."""
    tone = _TONES.get(word, GREY)
    if word == "no":
        shape = f'<rect x="{x:g}" y="{y - 10:g}" width="10" height="10" fill="{tone}"/>'
    else:
        fill = "none" if word == "possible" else tone
        shape = f'<circle cx="{x + 5:g}" cy="{y - 5:g}" r="5" fill="{fill}" stroke="{tone}" stroke-width="2"/>'
    return shape + _text(x + 16, y, word)


def _draw_way(name: str, way: Sequence[Step], y: int) -> list[str]:
    marks = [_text(20, y, name, fill=GREY)]
    for at, step in enumerate(way):
        x = 200 + 170 * at
        marks += _arrow(x, y, step) if at else []
        marks.append(f'<rect x="{x - 45:g}" y="{y - 18}" width="90" height="26" rx="4" fill="none" stroke="#111111"/>')
        marks.append(f"<g><title>{_safe(step.state)}</title>{_text(x, y, str(step.state)[:11], anchor='middle')}</g>")
    return marks


def _arrow(x: float, y: float, step: Step) -> list[str]:
    colour, dashes = (BLUE, "") if step.gains else (ORANGE, ' stroke-dasharray="6 4"')
    tip = f"{x - 47:g},{y - 5:g} {x - 57:g},{y - 10:g} {x - 57:g},{y:g}"
    return [
        _line((x - 125, y - 5, x - 57, y - 5), colour, f' stroke-width="2"{dashes}'),
        f'<polygon points="{tip}" fill="{colour}"/>',
        _text(x - 87, y - 12, _short(" + ".join(step.movers))[:12], fill=colour, anchor="middle"),
    ]
