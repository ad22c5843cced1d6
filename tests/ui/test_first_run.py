"""The wizard of the first run, by keyboard: a new centre of three people, or a demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from custody_app.bootstrap import open_core
from custody_app.domain.moments import moment_of
from custody_app.domain.policy import Policy
from custody_app.domain.vocabulary import Role
from custody_app.queries.centre_overview import centre_overview
from custody_app.queries.people import staff
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, set_language
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.ui.tasks import Tasks
from custody_app.ui.wizard.first_run import FirstRunWizard, run_wizard

PEOPLE = (
    ("方静怡", "530991", "Dianchi-2026-Lake", "408153"),
    ("马文博", "530992", "Cuihu-2026-Park!", "925716"),
    ("李䶮", "530101", "Xishan-2026-Hill", "163840"),
)
SLOW_MS = 60_000


class Hands:
    """A wizard and the keyboard."""

    def __init__(self, folder: CentreDir, tasks: Tasks, qtbot: QtBot) -> None:
        self.folder, self.tasks, self.qtbot = folder, tasks, qtbot
        self.wizard = FirstRunWizard(folder, tasks)
        qtbot.addWidget(self.wizard)
        self.wizard.show()
        self.wizard.activateWindow()

    def press(self, name: str) -> None:
        button = self.wizard.findChild(QAbstractButton, name)
        assert button is not None
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.qtbot.waitUntil(lambda: self.tasks.running == 0, timeout=SLOW_MS)

    def type_in(self, text: str) -> str:
        """Type into what has the focus, press Enter; the name of the field."""
        field = self.wizard.focusWidget()
        assert isinstance(field, QLineEdit), field
        field.insert(text)
        name = field.objectName()
        QTest.keyClick(field, Qt.Key.Key_Return)
        QApplication.processEvents()
        return name

    def fill(self, target: str) -> list[str]:
        """Every field from the first to the last with Enter alone; their names in order."""
        self.press("new_centre")
        names = [self.type_in(text) for text in ("昆明市局管理中心", "5301", "530100CW0001")]
        for name, badge, password, pin in PEOPLE:
            names += [self.type_in(name), self.type_in(badge)]
            choice = self.wizard.focusWidget()
            assert choice is not None
            QTest.keyClick(choice, Qt.Key.Key_Return)
            names += [self.type_in(password), self.type_in(pin)]
        return [*names, self.type_in(target)]

    @property
    def told(self) -> str:
        return self.wizard._trouble.text()


@pytest.fixture
def hands(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    set_language(DEFAULT_LANGUAGE)
    tasks = Tasks()
    yield Hands(CentreDir(tmp_path / "centre"), tasks, qtbot)
    tasks.wait()
    set_language(DEFAULT_LANGUAGE)


def test_three_people_open_a_centre_with_the_keyboard_alone(hands: Hands, tmp_path: Path) -> None:
    target = tmp_path / "disk"
    target.mkdir()
    names = hands.fill(str(target))
    assert names[0] == "centre_name"
    assert names[-1] == "backup_target"
    assert len(set(names)) == len(names) == 3 + 4 * 3 + 1
    hands.press("set_up")
    assert "同一磁盘" in hands.told
    hands.press("same_disk")
    hands.press("set_up")
    hands.qtbot.waitUntil(lambda: hands.wizard._preview.page_count > 0, timeout=SLOW_MS)
    hands.press("done")
    hands.wizard.reject()
    hands.wizard.close()
    assert "恢复码不再显示" in hands.told
    assert hands.wizard.isVisible()
    hands.press("sealed")
    hands.press("done")
    assert hands.wizard.result() == 1
    core = open_core(hands.folder)
    try:
        read = Reader(core.reader)
        overview = read(centre_overview, now=moment_of(core.clock.now()))
        assert (overview.state.name, overview.state.site) == ("昆明市局管理中心", 5301)
        assert Policy(overview.state.policy).text("backup_target") == str(target)
        roles = {person.badge_no: set(person.roles) for person in read(staff)}
        assert roles["530101"] == {Role.SYSTEM_ADMIN, Role.CUSTODIAN}
        for _name, badge, password, pin in PEOPLE:
            assert core.sign_in.with_password(badge, password).person.badge_no == badge
            assert core.sign_in.with_pin(badge, pin).person.badge_no == badge
    finally:
        core.close()
    assert verify(hands.folder).is_whole


def test_what_is_missing_or_weak_is_told_and_nothing_is_made(hands: Hands, tmp_path: Path) -> None:
    hands.press("new_centre")
    hands.press("set_up")
    assert "必填" in hands.told
    hands.wizard._stack.setCurrentIndex(0)
    hands.fill(str(tmp_path))
    hands.press("same_disk")
    weak = hands.wizard.findChild(QLineEdit, "pin_0")
    assert weak is not None
    weak.setText("111111")
    hands.press("set_up")
    assert "口令" in hands.told
    assert not hands.folder.db.exists()


def test_secrets_are_shown_while_asked_for(hands: Hands) -> None:
    hands.press("new_centre")
    secret = hands.wizard.findChild(QLineEdit, "password_0")
    assert secret is not None
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    tick = hands.wizard.findChild(QCheckBox, "show_secrets")
    assert tick is not None
    tick.setChecked(True)
    assert secret.echoMode() is QLineEdit.EchoMode.Normal


def test_a_demonstration_centre_is_one_button(hands: Hands) -> None:
    hands.press("demo")
    assert hands.wizard.result() == 1
    assert verify(hands.folder).is_whole


def test_the_language_is_changed_before_anything_else(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    set_language(DEFAULT_LANGUAGE)
    seen: list[str] = []

    def press() -> None:
        wizard = QApplication.activeModalWidget()
        assert isinstance(wizard, FirstRunWizard)
        seen.append(language())
        if len(seen) == 1:
            button = wizard.findChild(QAbstractButton, "language_button")
            assert button is not None
            button.click()
            QTimer.singleShot(200, press)
        else:
            wizard.reject()

    QTimer.singleShot(200, press)
    assert run_wizard(CentreDir(tmp_path / "centre")) is False
    assert seen == [DEFAULT_LANGUAGE, "en"]
    set_language(DEFAULT_LANGUAGE)
