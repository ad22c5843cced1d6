"""Style, types, translations and sizes are seen red too: each finds what was planted for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import catalogues, messages, source, test_shape
from tests.architecture.source import ROOT, against_list

STYLE = {
    "F401": "import os\n",
    "TID251": "from datetime import datetime\n\nNOW = datetime.now()\n",
    "E501": f"TEXT = '{'x' * 120}'\n",
    "F821": "print(nowhere)\n",
}
TYPES = {
    "no-untyped-def": "def f(x):\n    return x\n",
    "return-value": "def f() -> int:\n    return 'x'\n",
    "attr-defined": "import custody_app.services.custody as c\n\nc.nothing\n",
}


@pytest.mark.parametrize("code", STYLE)
def test_the_style_check_bites(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml"),
         "--no-cache", "--stdin-filename", str(ROOT / "custody_app/services/planted.py"), "-"],
        input=f'"""Planted."""\n\n{STYLE[code]}', capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout
    assert code in done.stdout


def test_the_type_check_bites(tmp_path: Path) -> None:
    """All mistakes in one run, because the first run of the checker is slow."""
    for name, text in TYPES.items():
        (tmp_path / f"planted_{name.replace('-', '_')}.py").write_text(text)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", "--cache-dir",
         str(tmp_path / "cache"), "--follow-imports=silent",
         *(path.name for path in sorted(tmp_path.glob("planted_*.py")))],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT), "MYPYPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    for code in TYPES:
        assert f"[{code}]" in done.stdout


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with one room more."""
    shutil.copytree(source.PACKAGE / "runtime", tmp_path / "custody_app" / "runtime")
    monkeypatch.setattr(source, "PACKAGE", tmp_path / "custody_app")
    for module in (source, catalogues, messages, test_shape):
        monkeypatch.setattr(module, "ROOT", tmp_path, raising=False)
    return tmp_path / "custody_app" / "runtime" / "planted.py"


def test_a_missing_translation_is_named(planted: Path) -> None:
    planted.write_text('"""P."""\n\ntranslate("today", "No such text anywhere")\n')
    assert any("No such text anywhere" in one for one in catalogues.missing())


def test_a_text_that_is_no_literal_is_named(planted: Path) -> None:
    assert catalogues.not_literal() == []
    planted.write_text('"""P."""\n\nTEXT = "x"\ntranslate("today", TEXT)\n')
    assert len(catalogues.not_literal()) == 1


def test_a_code_without_a_sentence_is_named(planted: Path) -> None:
    planted.write_text('"""P."""\n\nraise RuleBroken("planted.nowhere")\n')
    assert "planted.nowhere" not in messages.sentences()
    assert "planted.nowhere" in {code for code, *_ in messages.raised()}


def test_a_long_module_an_untold_and_an_untested_one_are_named(planted: Path) -> None:
    planted.write_text("\n" * 400)
    with pytest.raises(AssertionError, match="planted"):
        test_shape.test_every_module_says_what_it_holds()
    lengths = {"custody_app/runtime/planted.py": 400, "custody_app/runtime/other.py": 300}
    told = against_list(lengths, "long_modules", test_shape.MODULE_LINES)
    assert "custody_app/runtime/planted.py: 400, allowed 300" in told
    assert not any("other" in one for one in told)
