"""What only the picture of a word tells: how high it really is, and how thick its strokes are.

Tesseract gives words of a paragraph's first and last line the height of the whole line, and does not tell bold type.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from textkit.reading.ocr.tesseract import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DARK = 128
"""A pixel below this is ink."""
_SPECK = 1
"""So many dark pixels in a row of pixels are dirt."""


def measured(words: Iterable[Word], pixels: NDArray[np.uint8]) -> list[Word]:
    """Words with boxes as high as their ink, and with the width of their strokes: the mean length of the horizontal
    runs of ink, in pixels.

    :param pixels: of the page. *Shape:* ``(height, width)``, 0 is black.
    """
    return [_measured(word, pixels[word.top : word.bottom, word.left : word.right] < _DARK) for word in words]


def _measured(word: Word, ink: NDArray[np.bool_]) -> Word:
    inked = np.flatnonzero(ink.sum(axis=1) > _SPECK)
    if not inked.size:
        return word
    runs = int(ink[:, :1].sum()) + int((ink[:, 1:] & ~ink[:, :-1]).sum())
    top, bottom = word.top + int(inked[0]), word.top + int(inked[-1]) + 1
    return word._replace(top=top, bottom=bottom, stroke=int(ink.sum()) / runs)
