"""How a notebook shows what textkit gives: a hook, so that the lower rooms need not know of reports.

``textkit`` itself hangs the renderer in; it is only loaded when a notebook asks for a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Renderer = Callable[[Sequence[Any]], str]

_renderers: list[Renderer] = []


def use(renderer: Renderer) -> None:
    """Makes a renderer the one that notebooks see."""
    _renderers[:] = [renderer]


def render(alignments: Sequence[Any]) -> str | None:
    """A fragment of HTML; None, which notebooks take as «show the text», while there is no renderer."""
    return _renderers[0](alignments) if _renderers else None
