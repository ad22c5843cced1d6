"""What is set before Qt starts."""

from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QApplication

from custody_app.ui.app import make_application

SYNC = "IBUS_ENABLE_SYNC_MODE"


def test_ibus_is_asked_to_answer_before_the_next_key(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SYNC, raising=False)
    assert make_application() is qapp
    assert os.environ[SYNC] == "1"


def test_who_has_set_it_otherwise_keeps_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SYNC, "0")
    make_application()
    assert os.environ[SYNC] == "0"
