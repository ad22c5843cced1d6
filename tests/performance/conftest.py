"""A centre with some things in it, made once and copied for each test that writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from custody_app.runtime.paths import CentreDir
from tests.performance.exec_life import make_centre


@pytest.fixture(scope="session")
def few_things_once(tmp_path_factory: pytest.TempPathFactory) -> CentreDir:
    """Nobody writes to it."""
    return make_centre(tmp_path_factory.mktemp("few") / "centre")


@pytest.fixture
def few_things(few_things_once: CentreDir, tmp_path: Path) -> CentreDir:
    return CentreDir(shutil.copytree(few_things_once.root, tmp_path / "centre"))
