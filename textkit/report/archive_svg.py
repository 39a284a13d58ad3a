"""Plots as SVG, without a plotting library and without JavaScript: bars, stacked bars, and lines side by side.

Every mark carries its number as text or title, so that a plot is read by a screen reader and survives a black-and-white
printer: shades differ in lightness, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_BLUE, _GRID, _TEXT = "#0000bf", "#ddd", "#1a1a1a"
SHADES = ("#0000bf", "#9fc9eb", "#bd2719")
"""Of the stances: Helsinki's blue, its fog, its brick."""
_LABEL, _WIDTH, _ROW, _BAR = 250, 720, 26, 16
_CELL_WIDTH, _CELL_HEIGHT, _PAD = 236, 120, 26


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture; notebooks show it by itself."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg


def bars(title: str, rows: Sequence[tuple[str, float]], shown: Sequence[str]) -> Plot:
    """Horizontal bars of shares from 0 to the greatest.

    :param shown: the number beside each bar, as text.
    """
    top = max((value for _, value in rows), default=0) or 1.0
    body = []
    for number, ((label, value), text) in enumerate(zip(rows, shown, strict=True)):
        y = number * _ROW
        width = value / top * (_WIDTH - _LABEL - 70)
        body.append(
            f'<text x="{_LABEL - 8}" y="{y + 13}" text-anchor="end">{escape(label)}</text>'
            f'<rect x="{_LABEL}" y="{y}" width="{width:.1f}" height="{_BAR}" fill="{_BLUE}"/>'
            f'<text x="{_LABEL + width + 6:.1f}" y="{y + 13}">{escape(text)}</text>'
        )
    return _svg(title, "".join(body), _WIDTH, max(1, len(rows)) * _ROW)


def stacked(title: str, rows: Sequence[tuple[str, Sequence[int]]], names: Sequence[str]) -> Plot:
    """Horizontal bars in parts, each of the whole width, with a legend above."""
    body, x = [], float(_LABEL)
    for name, shade in zip(names, SHADES, strict=True):
        body.append(
            f'<rect x="{x:.0f}" y="0" width="12" height="12" fill="{shade}"/><text x="{x + 18:.0f}" y="11">{escape(name)}</text>'
        )
        x += 30 + 8 * len(name)
    for number, (label, parts) in enumerate(rows, 1):
        y, x, total = number * _ROW, float(_LABEL), sum(parts) or 1
        body.append(f'<text x="{_LABEL - 8}" y="{y + 13}" text-anchor="end">{escape(label)}</text>')
        for name, part, shade in zip(names, parts, SHADES, strict=True):
            width = part / total * (_WIDTH - _LABEL)
            body.append(
                f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_BAR}" fill="{shade}" stroke="#fff">'
                f"<title>{escape(label)}, {escape(name)}: {part}</title></rect>"
            )
            x += width
    return _svg(title, "".join(body), _WIDTH, (len(rows) + 1) * _ROW)


def lines(title: str, steps: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]], top_text: str) -> Plot:
    """A small line plot for each row over the same steps (years), all with the same scale from 0.

    :param top_text: what the greatest value is called on the scale.
    """
    top = max((value for _, values in rows for value in values), default=0) or 1.0
    columns = _WIDTH // (_CELL_WIDTH + 4)
    body = []
    for number, (label, values) in enumerate(rows):
        x, y = number % columns * (_CELL_WIDTH + 4), number // columns * _CELL_HEIGHT
        body.append(f'<g transform="translate({x},{y})">{_cell(label, steps, values, top, top_text)}</g>')
    return _svg(title, "".join(body), _WIDTH, -(-max(1, len(rows)) // columns) * _CELL_HEIGHT)


def _cell(label: str, steps: Sequence[str], values: Sequence[float], top: float, top_text: str) -> str:
    left, right, low, high = 34.0, _CELL_WIDTH - 14.0, _CELL_HEIGHT - 24.0, float(_PAD)

    def x(number: int) -> float:
        return left + (right - left) * (number / (len(steps) - 1) if len(steps) > 1 else 0.5)

    def y(value: float) -> float:
        return low - (low - high) * value / top

    points = " ".join(f"{x(n):.1f},{y(value):.1f}" for n, value in enumerate(values))
    dots = "".join(
        f'<circle cx="{x(n):.1f}" cy="{y(value):.1f}" r="3" fill="{_BLUE}">'
        f"<title>{escape(step)}: {100 * value:.1f} %</title></circle>"
        for n, (step, value) in enumerate(zip(steps, values, strict=True))
    )
    ends = {0: "start", len(steps) - 1: "end"} if len(steps) > 1 else {0: "middle"}
    ticks = "".join(
        f'<text x="{x(n):.1f}" y="{low + 14}" text-anchor="{anchor}">{escape(steps[n])}</text>'
        for n, anchor in ends.items()
    )
    return (
        f'<text x="{left}" y="14" font-weight="bold">{escape(label)}</text>'
        f'<path d="M{left},{high}H{right}M{left},{low}H{right}" stroke="{_GRID}"/>'
        f'<text x="{left - 4}" y="{high + 4}" text-anchor="end">{escape(top_text)}</text>'
        f'<text x="{left - 4}" y="{low + 4}" text-anchor="end">0</text>'
        f'<polyline points="{points}" fill="none" stroke="{_BLUE}" stroke-width="2"/>{dots}{ticks}'
    )


def _svg(title: str, body: str, width: int, height: int) -> Plot:
    return Plot(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="12" fill="{_TEXT}" role="img"><title>{escape(title)}</title>{body}</svg>\n'
    )
