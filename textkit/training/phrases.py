"""What a policy itself says of its themes, as texts to learn from."""

from __future__ import annotations

import re

from textkit.policy import Theme

_SENTENCE = re.compile(r"(?<=[.:;])\s+")


def seed_phrases(theme: Theme) -> list[str]:
    """What a policy says of a theme: its names, the sentences of its definitions, its passages and its seed phrases."""
    sentences = [part for text in theme.definitions.values() for part in _SENTENCE.split(text)]
    return [
        *theme.names.values(),
        *sentences,
        *(passage.words for passage in theme.passages),
        *theme.seeds,
        *theme.seeds,
    ]
