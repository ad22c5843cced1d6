"""The program starts without the libraries that only some of its work needs."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.architecture.source import PACKAGE, ROOT, read_toml

HEAVY = [
    "PySide6.QtMultimedia",
    "PySide6.QtPrintSupport",
    "alembic",
    "barcode",
    "fontTools",
    "python_calamine",
    "pyzbar",
    "qrcode",
    "reportlab",
    "serial",
    "xlsxwriter",
    "zxingcpp",
]


WINDOW = [*HEAVY, "PIL", "pypdfium2", "custody_app.demo", "custody_app.cli"]


@pytest.mark.parametrize(
    ("module", "heavy"), [("custody_app.ui.start", WINDOW), ("custody_app.cli", HEAVY)]
)
def test_starting_loads_nothing_heavy(module: str, heavy: list[str]) -> None:
    code = f"import sys, {module}; print(*sorted(set({heavy!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_every_door_exists() -> None:
    doors = read_toml(ROOT / "pyproject.toml")["tool"]["custody"]["doors"]
    told = [
        door for door in doors.values() if not (ROOT / f"{door.replace('.', '/')}.py").is_file()
    ]
    assert told == []


SHARED = ("domain", "documents", "queries", "scanning", "services", "storage", "ui")
"""The standard library would compile six functions for each of their frozen classes."""
UNKNOWN = ("order", "eq", "init")
"""Choices of ``dataclass`` that only the standard library knows."""


def _costly(text: str) -> list[str]:
    """Frozen classes that a module has the standard library make while it is loaded."""
    tree = ast.parse(text)
    is_stdlib = any(
        isinstance(one, ast.ImportFrom)
        and one.module == "dataclasses"
        and any(name.name == "dataclass" for name in one.names)
        for one in tree.body
    )
    calls = [
        (one.name, {word.arg: word.value for word in made.keywords})
        for one in ast.walk(tree)
        if isinstance(one, ast.ClassDef)
        for made in one.decorator_list
        if isinstance(made, ast.Call) and ast.unparse(made.func) == "dataclass"
    ]
    return [
        name
        for name, chosen in calls
        if is_stdlib and {"frozen", "slots"} <= set(chosen) and not set(UNKNOWN) & set(chosen)
    ]


def test_frozen_classes_are_made_without_compiling() -> None:
    told = {
        str(path.relative_to(PACKAGE)): found
        for floor in SHARED
        for path in (PACKAGE / floor).rglob("*.py")
        if (found := _costly(path.read_text(encoding="utf-8")))
    }
    assert told == {}


def test_a_costly_class_is_found() -> None:
    text = "from dataclasses import dataclass\n@dataclass(frozen=True, slots=True)\nclass A: x: int"
    assert _costly(text) == ["A"]
    assert _costly(text.replace("dataclasses", "custody_app.domain.values")) == []
    assert _costly(text.replace("slots=True", "slots=True, order=True")) == []
