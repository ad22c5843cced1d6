"""Each import contract is seen red: a violation planted in a copy of the tree is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

# contract, planted files, what the report must name
PLANTED = {
    "floors": ({"scanning/planted.py": "import custody_app.services"}, "custody_app.services"),
    "floors_exhaustive": ({"utils/__init__.py": ""}, "utils"),
    "cycles": (
        {
            "queries/planted_one.py": "import custody_app.queries.planted_two",
            "queries/planted_two.py": "import custody_app.queries.planted_one",
        },
        "planted_one",
    ),
    "qt": ({"services/planted.py": "import PySide6"}, "custody_app.services.planted"),
    "presenters": ({"ui/today/presenter.py": "import PySide6"}, "custody_app.ui.today.presenter"),
    "sql": ({"ui/planted.py": "import sqlalchemy"}, "custody_app.ui.planted"),
    "ui": ({"ui/planted.py": "import custody_app.storage"}, "custody_app.ui.planted"),
    "rules": ({"domain/planted.py": "import random"}, "custody_app.domain.planted"),
    "ledger_table": (
        {"queries/planted.py": "import custody_app.storage.tables.ledger"},
        "custody_app.queries.planted",
    ),
    "pages": (
        {"ui/today/planted.py": "import custody_app.ui.counter"},
        "custody_app.ui.today.planted",
    ),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(PACKAGE, copy / "custody_app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_is_named(house: Path, contract: str) -> None:
    files, named = PLANTED[contract]
    before: dict[Path, str | None] = {}
    for name, text in files.items():
        path = house / "custody_app" / name
        before[path] = path.read_text(encoding="utf-8") if path.exists() else None
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    try:
        code, report = lint(house, contract.partition("_exhaustive")[0])
    finally:
        for path, old in before.items():
            if old is None:
                path.unlink()
            else:
                path.write_text(old, encoding="utf-8")
        shutil.rmtree(house / "custody_app" / "utils", ignore_errors=True)
    assert code == 1, report
    assert named in report


def test_every_contract_has_its_planted_violation() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ids = {one["id"] for one in contracts["tool"]["importlinter"]["contracts"]}
    assert ids == {name.partition("_exhaustive")[0] for name in PLANTED}
    assert len(ids) == 9


def lint(house: Path, contract: str) -> tuple[int, str]:
    """Exit code and report of one contract over a tree."""
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command",
    ]
    command[-1] += "; sys.path.insert(0, '.'); lint_imports_command()"
    done = subprocess.run(
        [*command, "--contract", contract, "--no-cache"],
        cwd=house,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
