"""The reliability of probabilities: of what is called 80 % likely, is 80 % true? As numbers and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EDGES = (0.0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_SIDE, _MARGIN = 320, 46


class Bin(NamedTuple):
    """Predictions of like probability: their mean, the share that is true, and how many they are."""

    predicted: float
    observed: float
    size: int


def reliability(probabilities: NDArray[np.float64], labels: NDArray[np.int8]) -> list[Bin]:
    """Bins of probabilities against labels, of the same shape; empty bins are left out."""
    values, truth = probabilities.ravel(), labels.ravel()
    numbers = np.clip(np.digitize(values, _EDGES[1:-1]), 0, len(_EDGES) - 2)
    bins = []
    for number in range(len(_EDGES) - 1):
        rows = numbers == number
        if rows.any():
            bins.append(Bin(float(values[rows].mean()), float(truth[rows].mean()), int(rows.sum())))
    return bins


def calibration_error(probabilities: NDArray[np.float64], labels: NDArray[np.int8]) -> float:
    """The expected calibration error: the mean distance of the bins from the diagonal, weighted by their sizes
    (Naeini et al., 2015)."""
    bins = reliability(probabilities, labels)
    return sum(b.size * abs(b.predicted - b.observed) for b in bins) / sum(b.size for b in bins)


def reliability_svg(bins: Sequence[Bin], title: str) -> str:
    """The reliability diagram as an SVG picture: points on the diagonal are honest probabilities."""
    size = _SIDE + 2 * _MARGIN
    points = " ".join(f"{_x(b.predicted):.1f},{_y(b.observed):.1f}" for b in bins)
    dots = "".join(
        f'<circle cx="{_x(b.predicted):.1f}" cy="{_y(b.observed):.1f}" r="4" fill="#0000bf">'
        f"<title>{b.predicted:.2f} → {b.observed:.2f} ({b.size})</title></circle>"
        for b in bins
    )
    ticks = "".join(_tick(value / 5) for value in range(6))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        f'font-family="sans-serif" font-size="11" role="img"><title>{title}</title>'
        f'<rect width="{size}" height="{size}" fill="#fff"/>{ticks}'
        f'<path d="M{_x(0)},{_y(0)}L{_x(1)},{_y(1)}" stroke="#999" stroke-dasharray="4 3"/>'
        f'<polyline points="{points}" fill="none" stroke="#0000bf" stroke-width="2"/>{dots}'
        f'<text x="{size / 2}" y="20" text-anchor="middle" font-size="13">{title}</text>'
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">predicted probability</text>'
        f'<text transform="translate(14 {size / 2}) rotate(-90)" text-anchor="middle">share that is true</text></svg>\n'
    )


def _tick(value: float) -> str:
    return (
        f'<path d="M{_x(value)},{_y(0)}V{_y(1)}M{_x(0)},{_y(value)}H{_x(1)}" stroke="#eee"/>'
        f'<text x="{_x(value)}" y="{_y(0) + 15}" text-anchor="middle">{value:.1f}</text>'
        f'<text x="{_x(0) - 6}" y="{_y(value) + 4}" text-anchor="end">{value:.1f}</text>'
    )


def _x(value: float) -> float:
    return _MARGIN + value * _SIDE


def _y(value: float) -> float:
    return _MARGIN + (1 - value) * _SIDE
