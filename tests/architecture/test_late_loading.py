"""The program starts without the libraries that only some of its work needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT, read_toml

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
