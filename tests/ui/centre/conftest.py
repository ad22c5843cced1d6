"""A shown window on a real centre: after its first day with the clerk signed in, or before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from custody_app.runtime.paths import CentreDir
from custody_app.ui.centre_frame import officer_of
from tests.living import CAST, copy_of, make_lived, make_set_up
from tests.ui.centre.window import Window, window_on


@pytest.fixture(scope="session")
def lived_once(tmp_path_factory: pytest.TempPathFactory) -> CentreDir:
    """Nobody writes to it."""
    return make_lived(tmp_path_factory.mktemp("lived_ui") / "centre")


@pytest.fixture(scope="session")
def set_up_once(tmp_path_factory: pytest.TempPathFactory) -> CentreDir:
    """Nobody writes to it."""
    return make_set_up(tmp_path_factory.mktemp("set_up_ui") / "centre")


@pytest.fixture
def window(
    lived_once: CentreDir, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[Window]:
    """After the first day, with the clerk at it."""
    centre = copy_of(lived_once, tmp_path / "centre")
    with window_on(centre, qapp, qtbot) as made:
        clerk = CAST.member("clerk")
        session = made.core.sign_in.with_pin(clerk.badge, clerk.pin)
        made.program.session.set_officer(officer_of(session))
        made.program.window.rebuild()
        made.settle()
        yield made


@pytest.fixture
def morning(
    set_up_once: CentreDir, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[Window]:
    """Before anything happened, waiting for somebody to sign in."""
    centre = copy_of(set_up_once, tmp_path / "centre")
    with window_on(centre, qapp, qtbot) as made:
        yield made
