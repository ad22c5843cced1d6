"""Resources are found in the source tree, in an installed wheel and in a packed program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from custody_app.runtime import paths
from custody_app.runtime.paths import CentreDir, migrations_dir, resources_dir


def test_the_source_tree_has_both() -> None:
    assert (resources_dir() / "i18n").is_dir()
    assert (migrations_dir() / "env.py").is_file()


def test_a_wheel_carries_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    (tmp_path / "_resources").mkdir()
    assert resources_dir() == tmp_path / "_resources"
    assert migrations_dir() == tmp_path.parent / "migrations"


def test_a_packed_program_has_them_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources_dir() == tmp_path / "resources"
    assert migrations_dir() == tmp_path / "migrations"


def test_a_centre_writes_nothing_outside_its_folder(tmp_path: Path) -> None:
    centre = CentreDir(tmp_path)
    places = [
        getattr(centre, name)
        for name in dir(CentreDir)
        if isinstance(getattr(CentreDir, name), property)
    ]
    assert len(places) >= 9
    assert {place.parent for place in places} == {tmp_path}
    assert centre.db.name == "centre.db"
