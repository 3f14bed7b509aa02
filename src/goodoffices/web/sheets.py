"""Lines of text → one sheet of A4 as SVG, smaller where there is more than it holds; vl-convert makes PDF of it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from html import escape

_WIDE, _HIGH, _EDGE = 595, 842, 44
# Points per character at size 1, for a sans serif in running text; a little wide, so that no line overflows.
_CHARACTER = 0.52
_SMALLEST = 0.55


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words, size in points, and space above."""

    text: str
    size: float
    bold: bool = False
    above: float = 0


def draw_sheet(lines: list[Line]) -> str:
    """The sheet; what does not fit at the smallest size is left out, and the last line says so."""
    scale = 1.0
    while scale > _SMALLEST and _height(lines, scale) > _HIGH - 2 * _EDGE:
        scale -= 0.05
    drawn, y = [], float(_EDGE)
    for line in lines:
        sized = replace(line, size=line.size * scale)
        step = sized.size * 1.32
        rows = _wrap(sized)
        if y + sized.above + step * len(rows) > _HIGH - _EDGE:
            drawn.append(_draw("… the page on screen has the rest.", y + 8, 7 * scale, bold=False))
            break
        y += sized.above * scale
        for row in rows:
            y += step
            drawn.append(_draw(row, y, sized.size, bold=sized.bold))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}">'
    return head + f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>' + "".join(drawn) + "</svg>"


def _height(lines: list[Line], scale: float) -> float:
    sized = [replace(line, size=line.size * scale, above=line.above * scale) for line in lines]
    return sum(line.above + line.size * 1.32 * len(_wrap(line)) for line in sized)


def _wrap(line: Line) -> list[str]:
    """The rows of a line; signs that XML cannot hold become blanks."""
    clean = "".join(sign if sign.isprintable() else " " for sign in line.text)
    wide = _CHARACTER * (1.08 if line.bold else 1)
    return textwrap.wrap(clean, int((_WIDE - 2 * _EDGE) / (line.size * wide)) or 1) or [""]


def _draw(text: str, y: float, size: float, *, bold: bool) -> str:
    weight = ' font-weight="bold"' if bold else ""
    font = 'font-family="DejaVu Sans, Noto Sans, sans-serif"'
    return f'<text x="{_EDGE}" y="{y:.1f}" {font} font-size="{size:.2f}"{weight}>{escape(text)}</text>'
