"""Theme names as people write them → ids of a policy's themes; and which theme an unknown name was meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from textkit.policy import Policy

_LIKE = 0.6
"""How alike a name has to be to be offered, from 0 to 1."""


class Names:
    """Ids by any of their names, whatever the case.

    :param names: further names of each id, such as those in other languages.
    """

    def __init__(self, ids: Iterable[str], names: Mapping[str, str] | None = None) -> None:
        self.ids = tuple(ids)
        self._ids = {_key(name): theme for name, theme in (names or {}).items()}
        self._ids |= {_key(theme): theme for theme in self.ids}

    @classmethod
    def of(cls, policy: Policy, renames: Mapping[str, str] | None = None) -> Names:
        """The names of a policy's themes in every language, and a user's own.

        :param renames: a user's name → an id, or another name of it.
        """
        plain = cls(policy.theme_ids, {name: t.id for t in policy.themes for name in t.names.values()})
        own = {name: plain.id(meant) or meant for name, meant in (renames or {}).items()}
        return cls(policy.theme_ids, {**{n: t.id for t in policy.themes for n in t.names.values()}, **own})

    @property
    def known(self) -> frozenset[str]:
        """Every known name, in lower case."""
        return frozenset(self._ids)

    def id(self, name: str) -> str | None:
        """The id that a name is of; None if it is of none."""
        found = self._ids.get(_key(name))
        return found if found in self.ids else None

    def nearest(self, name: str) -> str | None:
        """The known name that is most like an unknown one, as its id; None if none is."""
        found = difflib.get_close_matches(_key(name), list(self._ids), n=1, cutoff=_LIKE)
        return self._ids[found[0]] if found else None


def _key(name: str) -> str:
    return " ".join(name.lower().replace("_", "-").split())
