"""What every source becomes before its structure is read: headings, paragraphs and bullets as running text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textkit.document import Box, ParagraphKind, Role


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, a paragraph or a bullet without its mark; ``text`` is whole words, never empty.

    ``level`` and ``role`` are of a heading, where the source itself says them: 0 is the document's title, 1 the highest
    level below it. Where a source only shows how a heading is set, ``style`` (font and size) tells levels apart.
    """

    kind: Literal["heading", "paragraph", "bullet"]
    text: str
    level: int | None = None
    role: Role | None = None
    style: tuple[str, float] | None = None
    page: int | None = None
    box: Box | None = None

    @property
    def paragraph_kind(self) -> ParagraphKind:
        """The kind as a paragraph has it."""
        return "bullet" if self.kind == "bullet" else "paragraph"
