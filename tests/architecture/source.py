"""The source tree as the architecture tests read it: files, syntax trees, literals."""

from __future__ import annotations

import ast
import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "custody_app"
RESOURCES = ROOT / "resources"
LISTS = Path(__file__).resolve().parent / "exceptions"


def modules(*floors: str) -> list[Path]:
    """The source files of some floors, or of all."""
    roots = [PACKAGE / floor for floor in floors] or [PACKAGE]
    return sorted(path for root in roots for path in root.rglob("*.py"))


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def at(path: Path, node: ast.AST | None = None) -> str:
    """Where something stands, as people and editors read it."""
    line = f":{getattr(node, 'lineno', 0)}" if node is not None else ""
    return f"{path.relative_to(ROOT).as_posix()}{line}"


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The calls of a file with the last word of what is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def literal(node: ast.AST | None) -> str | None:
    """The text of a string literal; None for all else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def literals(path: Path) -> Iterator[tuple[str, ast.Constant]]:
    """All string literals of a file but its docstrings and the pieces of f-strings."""
    skipped: set[int] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Expr) and literal(node.value) is not None:
            skipped.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(part) for part in node.values)
    for node in ast.walk(tree(path)):
        text = literal(node)
        if isinstance(node, ast.Constant) and text is not None and id(node) not in skipped:
            yield text, node


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def exceptions(name: str) -> dict[str, int]:
    """A list of exceptions that may only shrink: what, and the figure it may not pass."""
    path = LISTS / f"{name}.txt"
    if not path.is_file():
        return {}
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    return {line[0]: int(line[1]) for line in lines if line and not line[0].startswith("#")}


def against_list(measured: dict[str, int], name: str, limit: int) -> list[str]:
    """What passes a limit unlisted, has grown since, or stands in the list for nothing."""
    listed = exceptions(name)
    told = [
        f"{what}: {figure}, allowed {listed.get(what, limit)}"
        for what, figure in measured.items()
        if figure > listed.get(what, limit)
    ]
    told += [
        f"{what}: no longer needs its line in exceptions/{name}.txt"
        for what in listed
        if measured.get(what, 0) <= limit
    ]
    return told
