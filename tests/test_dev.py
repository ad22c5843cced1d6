"""The entry script: what it says, what it keeps out of the lock file, what it never deletes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


@pytest.mark.parametrize(("argv", "code"), [([], 0), (["--help"], 0), (["nonsense"], 2)])
def test_it_names_its_commands(
    argv: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(argv) == code
    told = capsys.readouterr().out
    assert all(
        f"dev.py {name}" in told for name in ("run", "test", "check", "bench", "i18n", "build")
    )


def test_it_needs_nothing_but_python() -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "dev.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_lock_names_versions_and_hashes_but_no_place() -> None:
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r'https?://([^/"]+)', text)) == {"index.invalid"}
    wheels = [line for line in text.splitlines() if ".whl" in line]
    assert len(wheels) > 100
    assert all('hash = "sha256:' in line for line in wheels)


def test_the_lock_and_the_project_agree() -> None:
    locked = (ROOT / "uv.lock").read_text(encoding="utf-8")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    requirements = re.findall(r'^ +"([A-Za-z0-9-]+)(?:\[[^]]*\])?([<>=~0-9.,]*)"', settings, re.M)
    listed = {name.lower(): version for name, version in requirements if version}
    assert len(listed) > 15
    for name, version in listed.items():
        wanted = re.compile(rf'name = "{re.escape(name)}"[^}}]*specifier = "{re.escape(version)}"')
        assert wanted.search(locked), f"run dev.py lock: {name} {version}"


def test_an_unfinished_demonstration_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = tmp_path / "demo-centre"
    monkeypatch.setattr(dev, "DEMO", demo)
    dev.set_aside(demo)
    for number in (1, 2):
        demo.mkdir()
        (demo / "centre.db").write_text(str(number), encoding="utf-8")
        dev.set_aside(demo)
        kept = tmp_path / f"demo-centre-unfinished-{number}" / "centre.db"
        assert kept.read_text(encoding="utf-8") == str(number)


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(dev.Stop):
        dev.set_aside(tmp_path)


def test_pip_settings_reach_the_installer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "pip_setting", lambda key: "")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.invalid/simple")
    assert dev.installer_env()["UV_DEFAULT_INDEX"] == "https://index.invalid/simple"


def test_bytecode_is_written_even_where_python_is_told_not_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries, ours = tmp_path / "libraries", tmp_path / "ours"
    for folder in (libraries, ours):
        folder.mkdir()
        (folder / "module.py").write_text("NUMBER = 1\n", encoding="utf-8")
    (libraries / "template.py").write_text("print {{ old }}\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "VENV", libraries)
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "COMPILED", ("ours",))
    dev.compile_all()
    written = sorted(path.parent.parent.name for path in tmp_path.rglob("*.pyc"))
    assert written == ["libraries", "ours"]


def test_an_unknown_measurement_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.bench(["no_such_thing"]) == 2
    assert "bench NAME" in capsys.readouterr().out
