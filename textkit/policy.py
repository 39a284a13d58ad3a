"""A policy as data: its themes, their names and definitions in three languages, and where its text says them.

A policy is a YAML file; the shipped ones lie in ``corpus/policies`` (in an installed wheel: beside the package). A
user gives another by its path, without code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textkit import _resources
from textkit.errors import ResourceError

LANGUAGES = ("fi", "sv", "en")
DEFAULT_POLICY = "kansainvalinen-toiminta-2022-2025"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where the policy's own text carries a theme: the section's heading and the words to find there."""

    section: str
    words: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme; ``names`` and ``definitions`` are by language (fi, sv, en). ``seeds`` are phrases that speak of it."""

    id: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    passages: tuple[Passage, ...]
    seeds: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The theme's name in a language, in Finnish where the policy has no other."""
        return self.names.get(language) or self.names["fi"]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy and its themes, in the order of its file."""

    id: str
    names: Mapping[str, str]
    case_id: str | None
    themes: tuple[Theme, ...]

    @property
    def theme_ids(self) -> tuple[str, ...]:
        """Ids of the themes, in the policy's order."""
        return tuple(theme.id for theme in self.themes)

    def name(self, language: str) -> str:
        """The policy's name in a language, in Finnish where it has no other."""
        return self.names.get(language) or self.names["fi"]


def list_policies() -> list[str]:
    """Ids of the shipped policies, sorted."""
    return sorted(path.stem for path in _resources.folder("policies").glob("*.yaml"))


def load_policy(policy: str | Path = DEFAULT_POLICY) -> Policy:
    """A shipped policy by its id, or any policy by the path of its YAML file.

    :raises ResourceError: if there is no such policy, or its file is not a valid policy.
    """
    path = Path(policy)
    if path.suffix not in (".yaml", ".yml"):
        path = _resources.folder("policies") / f"{policy}.yaml"
    if not path.is_file():
        known = ", ".join(list_policies())
        raise ResourceError(policy, "no such policy", f"known ones: {known}; or give the path of a .yaml file")
    return _parse(path)


def _parse(path: Path) -> Policy:
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as exc:
        raise ResourceError(path, f"the policy file cannot be read ({exc})", "save it as UTF-8 text") from exc
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        problem = getattr(exc, "problem", None) or "cannot be parsed"
        raise ResourceError(path, f"not valid YAML{where}: {problem}", "mend that line") from exc
    return _Reader(path).policy(data)


class _Reader:
    """Checks a policy once, at the border; each refusal names the key that is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def policy(self, data: Any) -> Policy:
        data = self.mapping(data, "the file")
        themes = data.get("themes")
        if not isinstance(themes, list) or not themes:
            self.refuse("themes: expected a list with at least one theme")
        parsed = tuple(self.theme(item, f"themes[{n}]") for n, item in enumerate(themes, 1))
        ids = [theme.id for theme in parsed]
        if twice := sorted({i for i in ids if ids.count(i) > 1}):
            self.refuse(f"themes: the id {twice[0]!r} is there twice")
        case_id = data.get("case_id")
        return Policy(
            id=self.identifier(data.get("id"), "id"),
            names=self.texts(data.get("name"), "name"),
            case_id=None if case_id is None else str(case_id),
            themes=parsed,
        )

    def theme(self, data: Any, where: str) -> Theme:
        data = self.mapping(data, where)
        identifier = self.identifier(data.get("id"), f"{where}.id")
        return Theme(
            id=identifier,
            names=self.texts(data.get("name"), f"{where}.name"),
            definitions=self.texts(data.get("definition"), f"{where}.definition"),
            passages=tuple(
                self.passage(item, f"{where}.passages[{n}]") for n, item in enumerate(data.get("passages") or [], 1)
            ),
            seeds=self.phrases(data.get("seeds"), f"{where}.seeds"),
        )

    def passage(self, data: Any, where: str) -> Passage:
        data = self.mapping(data, where)
        section, words = data.get("section"), data.get("words")
        if not isinstance(section, str) or not isinstance(words, str):
            self.refuse(f"{where}: expected the texts 'section' and 'words'")
        return Passage(section, words)

    def texts(self, data: Any, where: str) -> Mapping[str, str]:
        data = self.mapping(data, where)
        if unknown := sorted(set(data) - set(LANGUAGES), key=str):
            self.refuse(f"{where}: unknown language {unknown[0]!r}; known ones are {', '.join(LANGUAGES)}")
        if not isinstance(data.get("fi"), str) or not all(isinstance(v, str) and v.strip() for v in data.values()):
            self.refuse(f"{where}: expected a text for 'fi', and texts for the other languages")
        return {language: " ".join(text.split()) for language, text in data.items()}

    def phrases(self, data: Any, where: str) -> tuple[str, ...]:
        if data is None:
            return ()
        if not isinstance(data, list) or not all(isinstance(item, str) and item.strip() for item in data):
            self.refuse(f"{where}: expected a list of texts")
        return tuple(" ".join(item.split()) for item in data)

    def identifier(self, value: Any, where: str) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            self.refuse(f"{where}: expected lower-case words joined by hyphens, found {value!r}")
        return str(value)

    def mapping(self, data: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(data, dict):
            self.refuse(f"{where}: expected keys and values, found {type(data).__name__}")
        return dict(data)

    def refuse(self, problem: str) -> None:
        raise ResourceError(self.path, problem, "see corpus/policies/README.md for the form of a policy")
