"""Which font and size text objects have. A page has thousands of text objects in some files, and five styles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import hypot, inf
from typing import NamedTuple

from textkit.reading.pdf.assembly import is_upright
from textkit.reading.pdf.pdfium import raw
from textkit.reading.pdf.pdfium.calls import Handle
from textkit.reading.pdf.pdfium.raw import Affine


class Font:
    """A font's name and how wide its letters are (in font sizes), each asked for once."""

    def __init__(self, handle: Handle, name: str) -> None:
        self.handle = handle
        self.name = name
        self.width: Callable[[str], float] = _Widths(handle).__getitem__


class _Widths(dict[str, float]):
    """Advance widths of letters, 0 where pdfium does not know them. Half a character has none that is any good."""

    def __init__(self, font: Handle) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, letter: str) -> float:
        width = self[letter] = inf if "\ud800" <= letter <= "\udfff" else raw.glyph_width(self._font, letter)
        return width


Fonts = dict[tuple[Handle, str], Font]
"""The fonts of a file. pdfium may use an address anew once a page is closed, so the name is part of the key."""


class Style(NamedTuple):
    """What the letters of a text object have in common; sizes in points on the page."""

    font: Font
    size: float
    per_width: float
    """Points that a letter of width 1 takes."""


_Look = tuple[Handle, float, tuple[float, float, float, float]]
"""A font's handle, a size, and the first four numbers of a matrix."""


class _Styles(dict[_Look, Style | None]):
    """Styles by what pdfium tells of a text object, each made when it is first asked for."""

    def __init__(self, to_page: Affine, fonts: Fonts) -> None:
        super().__init__()
        self._to_page = to_page
        self._fonts = fonts

    def __missing__(self, look: _Look) -> Style | None:
        style = self[look] = self._style(*look)
        return style

    def _style(self, handle: Handle, size: float, shape: tuple[float, float, float, float]) -> Style | None:
        a, b, c, d, _, _ = Affine(*shape, 0.0, 0.0).then(self._to_page)
        height = size * hypot(c, d)
        if height <= 0 or not is_upright(a, -b, -c, -d):
            return None
        key = handle, raw.font_name(handle)
        font = self._fonts.get(key) or self._fonts.setdefault(key, Font(*key))
        return Style(font, height, size * a)


class StyleReader:
    """Reads the styles of a page's text objects, each once.

    :param to_page: from pdfium's user space to points from the upper left corner of the page.
    :param fonts: of the pages that were read before.
    """

    def __init__(self, page: raw.TextPage, to_page: Affine, fonts: Fonts) -> None:
        self._page = page
        self._by_object: dict[Handle, Style | None] = {0: None}
        self._style_of = _Styles(to_page, fonts).__getitem__

    def styles(self, objects: Sequence[Handle], indices: Sequence[int]) -> list[Style | None]:
        """The styles of text objects; None for text that is turned and for what pdfium has made up.

        :param indices: for each object a character that it draws.
        """
        known = self._by_object
        new = {handle: index for handle, index in zip(objects, indices, strict=True) if handle not in known}
        if new:
            places = list(new.values())
            looks = zip(raw.fonts_of(new), self._page.font_sizes(places), self._page.shapes(places), strict=True)
            known.update(zip(new, map(self._style_of, looks), strict=True))
        return [known[handle] for handle in objects]

    def are_same(self, indices: Sequence[int]) -> bool:
        """Whether characters are all of the same style."""
        return len(set(self.styles(self._page.objects(indices), indices))) == 1
