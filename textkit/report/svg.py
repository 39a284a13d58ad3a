"""Small pictures of one number each, as inline SVG: no script, no library, sharp on paper."""

from __future__ import annotations

from html import escape

_BAR = (160, 8)
_SCALE = (380, 18)


def bar(value: float, stance: str, label: str) -> str:
    """A bar.

    :param value: 0–1.
    :param stance: its class, which colours it.
    :param label: what it says to who cannot see it.
    """
    width, height = _BAR
    filled = max(round(value * width, 1), 2.0)
    return (
        f'<svg class="bar {stance}" viewBox="0 0 {width} {height}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">'
        f'<rect class="rest" width="{width}" height="{height}"/>'
        f'<rect class="part" width="{filled:g}" height="{height}"/></svg>'
    )


def scale(value: float, label: str) -> str:
    """A point between −1 and 1."""
    width, height = _SCALE
    middle, x = height / 2, 9 + (value + 1) / 2 * (width - 18)
    ticks = "".join(f'<path d="M{at:g} {middle - 4:g}v8"/>' for at in (9, width / 2, width - 9))
    side = "conflicts" if value < 0 else "advances"
    return (
        f'<svg class="scale" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">'
        f'<path d="M9 {middle:g}H{width - 9}"/>{ticks}'
        f'<circle class="{side}" cx="{x:g}" cy="{middle:g}" r="6"/></svg>'
    )
