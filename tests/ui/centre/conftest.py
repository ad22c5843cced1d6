"""A shown window on a real centre after its day, with the clerk signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from custody_app.queries.commit_mark import CommitMark
from custody_app.runtime.paths import CentreDir
from custody_app.ui.app import WindowProgram
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.start import needs_of
from tests.living import CAST, copy_of, make_lived, opened
from tests.ui.centre.window import Window


@pytest.fixture(scope="session")
def lived_once(tmp_path_factory: pytest.TempPathFactory) -> CentreDir:
    """Nobody writes to it."""
    return make_lived(tmp_path_factory.mktemp("lived_ui") / "centre")


@pytest.fixture
def window(
    lived_once: CentreDir, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[Window]:
    centre = copy_of(lived_once, tmp_path / "centre")
    with opened(centre) as core:
        mark = CommitMark(core.reader)
        program = WindowProgram(qapp, needs_of(core, mark))
        program.window.show()
        clerk = CAST.member("clerk")
        session = core.sign_in.with_pin(clerk.badge, clerk.pin)
        program.session.set_officer(officer_of(session))
        program.window.rebuild()
        made = Window(program, core, qtbot)
        made.settle()
        yield made
        made.close_dialogs()
        program.end()
        made.settle()
        program.window.deleteLater()
        QCoreApplication.sendPostedEvents(program.window, QEvent.Type.DeferredDelete.value)
        mark.close()
