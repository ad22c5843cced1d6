"""A window whose frame is answered from memory: no database, no custody."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from custody_app.domain.errors import RuleBroken
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, set_language
from custody_app.scanning.code import Found, ScannedCode
from custody_app.ui.app import WindowNeeds, WindowProgram
from custody_app.ui.desk import Desk, KeptScan, Officer, Standing
from custody_app.ui.notices import Sentence
from custody_app.ui.shell.navigation import PageEntry
from custody_app.ui.shell.page import Page
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.style import apply_theme
from custody_app.ui.theme.tokens import ThemeName

if TYPE_CHECKING:
    from custody_app.bootstrap import Core

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLERK = Officer("530017", "李建国", frozenset({"custodian"}), "保管员")
OTHER = Officer("530018", "䶮㛃", frozenset({"system_admin"}), "系统管理员")


class FrameCore:
    """The part of a core that the frame asks; no custody in it."""

    centre_name = "演示中心"
    station_label = "1号窗口"
    site_code = "5301"
    is_demo = True

    def __init__(self) -> None:
        self.journal: list[tuple[str, str]] = []
        self.answers: list[tuple[int, str]] = []
        self.renewed: list[tuple[str, str]] = []
        self.journal_fails: Fault | None = None
        self.mark = 1
        self.people = {CLERK.badge_no: CLERK, OTHER.badge_no: OTHER}

    def standing(self) -> Standing:
        return Standing(0, NOW - timedelta(hours=2), False, NOW - timedelta(minutes=5), True)

    def commit_mark(self) -> int:
        return self.mark

    def sign_in(self, badge_no: str, password: str) -> Officer:
        if password != "correct horse" or badge_no not in self.people:
            raise RuleBroken("sign_in.wrong")
        return self.people[badge_no]

    def take_over(self, badge_no: str, pin: str) -> Officer:
        if pin != "135790":
            raise RuleBroken("sign_in.wrong")
        return self.people[badge_no]

    def renew_password(self, officer: Officer, new: str) -> Officer:
        if len(new) < 12:
            raise RuleBroken("sign_in.weak_password", length=12)
        self.renewed.append((officer.badge_no, new))
        return replace(officer, password_left=90)

    def journal_scan(self, found: Found, person: str, waits: bool) -> KeptScan:
        if self.journal_fails is not None:
            raise self.journal_fails
        digits = found.digits if isinstance(found, ScannedCode) else ""
        self.journal.append((found.raw, digits))
        return KeptScan(len(self.journal), "known" if digits and not waits else "")

    def answer_scan(self, n: int, text: str) -> None:
        self.answers.append((n, text))


class RecordingPage(Page):
    """A page that remembers what the frame told it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: list[dict[str, object]] = []
        self.scans: list[str] = []
        self.typed: list[str] = []
        self.changes: list[object] = []
        self.kept: dict[str, object] = {}
        self.takes = True

    def on_shown(self, **args: object) -> None:
        self.shown.append(args)

    def on_scan(self, code: object) -> bool:
        self.scans.append(str(getattr(code, "digits", "")))
        return self.takes

    def on_typed(self, text: str) -> bool:
        self.typed.append(text)
        return self.takes

    def on_changed(self, changes: object) -> None:
        self.changes.append(changes)

    def state(self) -> dict[str, object]:
        return self.kept

    def restore(self, state: dict[str, object]) -> None:
        self.kept = dict(state)


class RecordingEntry(PageEntry):
    """Builds a RecordingPage."""

    def build(self, desk: Desk) -> Page:
        return RecordingPage(desk)


ENTRIES = (
    RecordingEntry("today", "layout-dashboard", "Ctrl+1", ""),
    RecordingEntry("counter", "scan-barcode", "Ctrl+2", ""),
    RecordingEntry("items", "boxes", "Ctrl+4", ""),
    RecordingEntry("settings", "settings", "Ctrl+,", "", frozenset({"system_admin"})),
)


def explain(error: Exception) -> list[Sentence]:
    """Codes as sentences; the real ones are tested with the messages."""
    return [Sentence(str(error), article="第14条")]


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> Iterator[None]:
    """Every test begins in Chinese and light."""
    set_language(DEFAULT_LANGUAGE)
    apply_theme(qapp, ThemeName.LIGHT)
    yield
    set_language(DEFAULT_LANGUAGE)


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.wait()


@pytest.fixture
def core() -> FrameCore:
    return FrameCore()


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, core: FrameCore, tmp_path: Path
) -> Iterator[WindowProgram]:
    """A shown window with nobody signed in."""
    # a window that lives longer than the folding of the log waits asks for that much of a core
    nothing = cast("Core", SimpleNamespace(fold_log=lambda: None))
    needs = WindowNeeds(nothing, core, explain, lambda: NOW, centre_dir=tmp_path)
    made = WindowProgram(qapp, needs, ENTRIES)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.end()


@pytest.fixture
def desk(program: WindowProgram, qtbot: QtBot) -> Desk:
    """The desk of a window at which the clerk is signed in."""
    program.session.set_officer(CLERK)
    program.window.rebuild()
    qtbot.waitUntil(lambda: len(program.window.findChildren(QWidget, "scan_line")) == 1)
    qtbot.waitUntil(lambda: program.tasks.running == 0)
    return program.window.desk
