"""One centre after its day for all tests of services; those that write get a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from custody_app.bootstrap import Core
from custody_app.runtime.paths import CentreDir
from tests.living import copy_of, make_lived, opened


@pytest.fixture(scope="session")
def lived_once(tmp_path_factory: pytest.TempPathFactory) -> CentreDir:
    """Nobody writes to it."""
    return make_lived(tmp_path_factory.mktemp("lived") / "centre")


@pytest.fixture
def lived(lived_once: CentreDir, tmp_path: Path) -> CentreDir:
    return copy_of(lived_once, tmp_path / "centre")


@pytest.fixture
def core(lived: CentreDir) -> Iterator[Core]:
    """The copy, opened."""
    with opened(lived) as found:
        yield found
