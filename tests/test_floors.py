"""The floors of the house: a room imports only from the floors below it, and never from a room beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "textkit"
FLOORS = {
    "_resources": 0, "display": 0, "errors": 0, "document": 0, "policy": 0,
    "reading": 1, "segmentation": 1,
    "tagging": 2, "alignment": 2,
    "training": 3, "archive": 3, "pipeline": 3,
    "report": 4,
    "web": 5, "cli": 5,
    "__main__": 6,
}  # fmt: skip
GROUND = {"_resources", "display", "errors", "document", "policy"}
ABOVE_PIPELINE = {("archive", "pipeline"), ("training", "pipeline")}
"""The pipeline is the way through the lower rooms; archive and training walk it, and it knows neither."""


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every import of the package's own rooms in a file, those inside functions too; types only are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for guard in ast.walk(tree)
        if isinstance(guard, ast.If) and ast.unparse(guard.test) == "TYPE_CHECKING"
        for node in ast.walk(guard)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "textkit":
            parts = node.module.split(".")
            yield from (
                (node.lineno, name) for name in ([parts[1]] if len(parts) > 1 else [a.name for a in node.names])
            )
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, a.name.split(".")[1]) for a in node.names if a.name.startswith("textkit."))


SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_lower_floors(path: Path) -> None:
    here = room(path)
    assert here in FLOORS, f"{here} has no floor: draw it in FLOORS"
    for line, there in imports(path):
        if there == here or there.startswith("__") or (here in GROUND and there in GROUND):
            continue
        allowed = FLOORS[there] < FLOORS[here] or (here, there) in ABOVE_PIPELINE
        assert allowed, f"{path}:{line}: {here} imports {there}"


def test_the_house_is_not_empty() -> None:
    assert len(SOURCES) > 30
    assert any(there == "document" for path in SOURCES for _, there in imports(path))
