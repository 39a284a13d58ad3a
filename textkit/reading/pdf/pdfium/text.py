"""pdfium's text → glyphs, asked in pieces as large as can be instead of character by character.

A page has 2,000 characters but 40 lines, and a call into pdfium costs half a microsecond. So a line is one glyph where
it is as wide as its letters are together; where it is not (columns, a table's row), each run that one text object draws
is; where runs are not (justified text), each word; and where a word is not (letter-spaced, a raised number, a change of
size), each letter. Which pieces make a line is told later, by where they stand: pdfium's line breaks are only a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from textkit.document import Box
from textkit.reading.pdf.glyphs import UNKNOWN, Glyph
from textkit.reading.pdf.pdfium import raw
from textkit.reading.pdf.pdfium.raw import LINE_END_HYPHEN, Affine
from textkit.reading.pdf.pdfium.styles import Fonts, Style, StyleReader

_LINE = re.compile(rf"[^\s{LINE_END_HYPHEN}](?:[^\r\n{LINE_END_HYPHEN}]*[^\s{LINE_END_HYPHEN}])?|{LINE_END_HYPHEN}")
_WORD = re.compile(rf"[^\s\ud800-\udfff{LINE_END_HYPHEN}]+|[\ud800-\udbff][\udc00-\udfff]|{LINE_END_HYPHEN}")
"""A character outside the basic plane is two of pdfium's, with one place."""
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f]")
_MARK = re.compile(r"(?<=\s)\S|(?<=\S)\d(?!\d)")
"""Where to look whether a piece is of one style: where words begin, and where numbers end, which may be raised."""
_LINE_SLACK = (-0.5, 0.6)
"""How much wider a line may be than its letters, in font sizes: with more there may be a wide gap in it."""
_STEP_SLACK = (-0.3, 0.9)
"""The same from one word of it to the next, for a line that is stretched."""
_WORD_SLACK = (-0.15, 0.1)
"""The same for a word: else it is letter-spaced, or not of one size."""
_LEVEL = 0.5
"""Baselines this close (points) are one within a piece."""
_SIDE_BEARING = 0.1
"""A character's box ends at most this far (in font sizes) from its advance width."""
_USUAL = frozenset("abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789.,:;-–()/")
_SAMPLE = 25
"""Of every so many characters one is asked whether the file says what it means."""
_Span = tuple[int, int]


class _Piece(NamedTuple):
    """A line, a run, a word or a letter."""

    text: str
    place: int
    """Where it begins in the page's text."""
    x0: float
    y0: float
    x1: float
    y1: float
    """Where its first and its last letter begin, on the page."""
    style: Style
    one_object: bool
    """Whether one text object draws all of it."""
    is_level: bool
    """Whether it begins and ends on one baseline, and goes from left to right."""
    excess: float
    """How much wider it is than its letters, in font sizes."""

    @property
    def is_replaced(self) -> bool:
        """Whether the file gives the word as the text of something drawn (``ActualText``): then its letters have no
        places of their own."""
        return self.x0 == self.x1 and self.y0 == self.y1 and len(self.text) > 1


class TextReader:
    """Reads the text of a page.

    :param to_page: from pdfium's user space to points from the upper left corner of the page.
    :param fonts: of the pages that were read before.
    """

    def __init__(self, page: raw.TextPage, to_page: Affine, fonts: Fonts) -> None:
        self._page = page
        self._to_page = to_page
        self._styles = StyleReader(page, to_page, fonts)
        self._text = page.text
        self.is_trusted = self._is_trusted()
        """Whether the file says what all its letters mean, so far as was looked."""
        if not self.is_trusted:
            self._text = self._without_unmapped()

    def glyphs(self, tables: Sequence[Box]) -> list[Glyph]:
        """Upright text as glyphs.

        :param tables: where a line could reach over several cells.
        """
        spans = [match.span() for match in _LINE.finditer(self._text)]
        lines = [line for line in self._pieces(spans) if line is not None]
        whole = self._whole_lines([line for line in lines if line.one_object or not _is_within(line.y0, tables)])
        glyphs = [self._glyph(line) for line in lines if line.place in whole]
        words: list[_Span] = []
        for parts, runs in self._runs([line for line in lines if line.place not in whole]):
            # Beside a single letter spaces count, and runs have none; one of them does no harm (a bullet).
            is_fit = all(run.one_object and run.is_level and _fits(run.excess, _LINE_SLACK) for run in runs)
            if is_fit and sum(len(run.text) == 1 for run in runs) < 2:
                glyphs.extend(map(self._glyph, runs))
            else:
                words.extend(parts)
        return glyphs + self._words(words) if words else glyphs

    def _is_trusted(self) -> bool:
        """pdfplumber also asks embedded font programs what a letter means, pdfium does not."""
        sample = range(0, len(self._text), _SAMPLE)
        return not (_CONTROL.search(self._text) or any(self._page.unmapped(sample)))

    def _without_unmapped(self) -> str:
        unmapped = self._page.unmapped(range(len(self._text)))
        return "".join(UNKNOWN if flag else letter for letter, flag in zip(self._text, unmapped, strict=True))

    def _pieces(self, spans: Sequence[_Span]) -> list[_Piece | None]:
        """Pieces of the page's text; None for one that is not upright."""
        if not spans:
            return []
        firsts, lasts = [start for start, _ in spans], [end - 1 for _, end in spans]
        begins, ends = self._origins(firsts), self._origins(lasts)
        objects, last_objects = self._page.objects(firsts), self._page.objects(lasts)
        styles = self._styles.styles(objects, firsts)
        pieces: list[_Piece | None] = []
        for (start, end), (x0, y0), (x1, y1), first, last, style in zip(
            spans, begins, ends, objects, last_objects, styles, strict=True
        ):
            if style is None:
                pieces.append(None)
                continue
            font, size, per_width = style
            text = self._text[start:end]
            excess = (x1 - x0 - sum(map(font.width, text[:-1])) * per_width) / size
            level = -_LEVEL < y1 - y0 < _LEVEL and (x1 > x0 or len(text) == 1)
            pieces.append(_Piece(text, start, x0, y0, x1, y1, style, first == last, level, excess))
        return pieces

    def _runs(self, lines: Sequence[_Piece]) -> list[tuple[list[_Span], list[_Piece]]]:
        """Lines cut where another text object begins: for each the spans of its words, and its upright runs."""
        words = [
            [match.span() for match in _WORD.finditer(self._text, line.place, line.place + len(line.text))]
            for line in lines
        ]
        objects = iter(self._page.objects([start for spans in words for start, _ in spans]))
        runs: list[_Span] = []
        counts = []
        for spans in words:
            before, drawn_by = len(runs), 0
            for (start, end), handle in zip(spans, islice(objects, len(spans)), strict=True):
                runs.append((runs.pop()[0] if handle == drawn_by else start, end))
                drawn_by = handle
            counts.append(len(runs) - before)
        pieces = iter(self._pieces(runs))
        return [
            (spans, [run for run in islice(pieces, count) if run is not None])
            for spans, count in zip(words, counts, strict=True)
        ]

    def _words(self, spans: Sequence[_Span]) -> list[Glyph]:
        words = [word for word in self._pieces(spans) if word is not None]
        whole = self._whole_words(words)
        glyphs: list[Glyph] = []
        replaced: _Piece | None = None
        for word in words:
            if replaced is not None and (word.x0, word.y0) == (replaced.x0, replaced.y0):
                glyphs[-1] = self._extended(glyphs[-1], word)
                continue
            replaced = word if word.is_replaced else None
            new = self._set(word, word.place in whole)
            if glyphs and new and 1 in (len(glyphs[-1].text), len(new[0].text)):
                glyphs.extend(self._space(glyphs[-1], new[0], word))
            glyphs.extend(new)
        return glyphs

    def _set(self, word: _Piece, is_whole: bool) -> list[Glyph]:
        """A word as one glyph if it can be, otherwise letter by letter."""
        if word.is_replaced:
            return [self._boxed(word)]
        return [self._glyph(word)] if is_whole else self._spelled(word)

    def _whole_lines(self, lines: Sequence[_Piece]) -> set[int]:
        """The places of lines that can be one glyph each."""
        whole = set()
        doubtful = []
        for line in lines:
            if not line.is_level:
                continue
            if line.one_object and _fits(line.excess, _LINE_SLACK):
                whole.add(line.place)
            elif line.excess <= _STEP_SLACK[1] * (line.text.count(" ") + 1):
                doubtful.append(line)
        return whole | self._of_one_style(doubtful)

    def _whole_words(self, words: Sequence[_Piece]) -> set[int]:
        """The places of words that can be one glyph each."""
        even = [word for word in words if word.is_level and (len(word.text) == 1 or _fits(word.excess, _WORD_SLACK))]
        whole = {word.place for word in even if word.one_object}
        return whole | self._of_one_style([word for word in even if not word.one_object])

    def _of_one_style(self, pieces: Sequence[_Piece]) -> set[int]:
        """The places of pieces that several objects draw, or that are stretched, but whose letters are all of one font
        and size, on one baseline, without a wide gap."""
        if not pieces:
            return set()
        marks = [[match.start() for match in _MARK.finditer(piece.text)] for piece in pieces]
        places = [piece.place + at for piece, found in zip(pieces, marks, strict=True) for at in found]
        origins = iter(self._origins(places))
        looks = [list(islice(origins, len(found))) for found in marks]
        lasts = [piece.place + len(piece.text) - 1 for piece in pieces]
        styles = self._styles.styles(self._page.objects(lasts), lasts)
        looked_at = zip(pieces, styles, marks, looks, strict=True)
        return {piece.place for piece, last, found, look in looked_at if self._is_same(piece, last, found, look)}

    def _is_same(self, piece: _Piece, last: Style | None, marks: list[int], origins: list[tuple[float, float]]) -> bool:
        """Whether a piece is of one style.

        :param last: the style of its last letter.
        :param marks: places in it that were looked at, and ``origins`` what was found there.
        """
        if last != piece.style or any(abs(y - piece.y0) >= _LEVEL for _, y in origins):
            return False
        font, size, per_width = piece.style
        x0 = piece.x0
        reached = list(accumulate(map(font.width, piece.text[:-1]), initial=0.0))
        offsets = [(x - x0 - reached[at] * per_width) / size for at, (x, _) in zip(marks, origins, strict=True)]
        offsets.append(piece.excess)
        if _WORD_SLACK[0] <= min(offsets) and max(offsets) <= _WORD_SLACK[1]:
            return True  # letters of another style would be wider or narrower
        is_stretched = all(_fits(after - before, _STEP_SLACK) for before, after in pairwise((0.0, *offsets)))
        return is_stretched and (piece.one_object or self._styles.are_same([piece.place + at for at in (0, *marks)]))

    def _glyph(self, piece: _Piece) -> Glyph:
        # Whether the hyphen at a line end was a soft one, pdfium no longer says.
        text, style = piece.text.replace(LINE_END_HYPHEN, "-"), piece.style
        end = self._end(piece.x1, text[-1], piece.place + len(text) - 1, style)
        return Glyph(text, piece.x0, end, piece.y0, style.size, style.font.name)

    def _spelled(self, word: _Piece) -> list[Glyph]:
        """A word letter by letter; letters in one place are a ligature."""
        indices = range(word.place, word.place + len(word.text))
        styles = self._styles.styles(self._page.objects(indices), indices)
        glyphs: list[Glyph] = []
        for letter, index, (x, y), style in zip(word.text, indices, self._origins(indices), styles, strict=True):
            if glyphs and (x, y) == (glyphs[-1].x0, glyphs[-1].baseline):
                glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + letter, x1=self._sides(index)[1])
            elif style is not None:
                glyphs.append(Glyph(letter, x, self._end(x, letter, index, style), y, style.size, style.font.name))
        return glyphs

    def _boxed(self, word: _Piece) -> Glyph:
        """A word whose letters have only boxes."""
        first, last = word.place, word.place + len(word.text) - 1
        text = word.text.encode("utf-16", "surrogatepass").decode("utf-16")
        style = word.style
        return Glyph(text, self._sides(first)[0], self._sides(last)[1], word.y0, style.size, style.font.name)

    def _extended(self, glyph: Glyph, word: _Piece) -> Glyph:
        """A replacement text of several words."""
        return glyph._replace(text=f"{glyph.text} {word.text}", x1=self._boxed(word).x1)

    def _space(self, before: Glyph, after: Glyph, word: _Piece) -> list[Glyph]:
        """The space before a word, if the file has one there. Beside a single letter it is needed: the gap could pass
        for the usual one between letters."""
        at = word.place - 1
        if not self._text[at].isspace() or before.baseline != after.baseline or before.x1 >= after.x0:
            return []
        if self._page.is_generated(at):
            return []
        return [Glyph(" ", before.x1, after.x0, before.baseline, before.size, before.font)]

    def _end(self, x: float, letter: str, index: int, style: Style) -> float:
        """Where a letter that begins at ``x`` ends. A width is asked for by letter, and one that is not usual may be
        mapped to by glyphs of several widths: then the character's own box decides."""
        end = x + style.font.width(letter) * style.per_width
        if letter in _USUAL and end > x:
            return end
        side = self._sides(index)[1]
        return end if abs(side - end) < _SIDE_BEARING * style.size else side

    def _sides(self, index: int) -> tuple[float, float]:
        x0, y0, x1, y1 = self._page.box(index)
        (first, _), (second, _) = self._to_page.apply([(x0, y0), (x1, y1)])
        return min(first, second), max(first, second)

    def _origins(self, indices: Sequence[int]) -> list[tuple[float, float]]:
        return self._to_page.apply(self._page.origins(indices))


def _is_within(y: float, boxes: Sequence[Box]) -> bool:
    return any(box[1] <= y <= box[3] for box in boxes)


def _fits(excess: float, slack: tuple[float, float]) -> bool:
    return slack[0] <= excess <= slack[1]
