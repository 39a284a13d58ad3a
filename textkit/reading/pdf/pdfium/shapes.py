"""pdfium's paths → strokes that may rule a table, and small shapes that may be bullets.

Points of paths are read instead of the bounds of objects: pdfium widens those by the pen, and then a stroke looks like
a box, in which the table finder finds nothing.
"""

from __future__ import annotations

from textkit.reading.pdf.assembly import dot
from textkit.reading.pdf.glyphs import Dot
from textkit.reading.pdf.pdfium.calls import Handle
from textkit.reading.pdf.pdfium.paths import Subpath, paths
from textkit.reading.pdf.pdfium.raw import Affine
from textkit.reading.pdf.tables import Rule, straight_rule


def dots_and_rules(page: Handle, to_page: Affine) -> tuple[list[Dot], list[Rule]]:
    """What the paths of a page may be, in points from the upper left corner.

    :param to_page: from pdfium's user space to those points.
    """
    dots: list[Dot] = []
    rules: list[Rule] = []
    for matrix, subpaths in paths(page):
        to_points = matrix.then(to_page)
        for subpath in subpaths:
            points = to_points.apply(subpath.points)
            if bullet := _dot(points):
                dots.append(bullet)
            rules.extend(_rules(points, subpath))
    return dots, rules


def _dot(points: list[tuple[float, float]]) -> Dot | None:
    if len(points) < 3:
        return None
    xs, ys = zip(*points, strict=True)
    return dot((min(xs), min(ys), max(xs), max(ys)))


def _rules(points: list[tuple[float, float]], subpath: Subpath) -> list[Rule]:
    sides = list(zip(points, points[1:], subpath.curved[1:], strict=False))
    if subpath.closed and len(points) > 2:
        sides.append((points[-1], points[0], False))
    found = [straight_rule(*start, *end) for start, end, is_curve in sides if not is_curve]
    return [rule for rule in found if rule is not None]
