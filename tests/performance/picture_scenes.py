"""What stands on the pictures: each scene brings something to the front of a real window."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from custody_app.bootstrap import Core, open_core
from custody_app.demo.production import DEMO_COST
from custody_app.queries.cases import find_cases
from custody_app.queries.commit_mark import CommitMark
from custody_app.queries.find_items import find_items
from custody_app.queries.forms import find_forms
from custody_app.queries.holdings import find_place
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import PersonRow, find_people, staff, units
from custody_app.queries.reader import Reader
from custody_app.runtime.paths import CentreDir
from custody_app.scanning.code import ScannedCode
from custody_app.ui.app import WindowProgram, make_application
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.settings import account_dialogs, people_dialogs
from custody_app.ui.settings.page import SECTIONS
from custody_app.ui.settings.secret_fields import ask_own_pin
from custody_app.ui.start import needs_of
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.fonts import read_rare_fonts, register_fonts
from custody_app.ui.wizard.first_run import FirstRunWizard
from tests.living import CAST

SETTLE_S = 20.0
SHADE = QColor(8, 14, 24, 110)


@dataclass(slots=True)
class Easel:
    """A window, somebody at it, and where the pictures go."""

    program: WindowProgram
    core: Core
    out: Path
    suffix: str
    made: list[str] = field(default_factory=list)

    @property
    def desk(self) -> Any:
        return self.program.window.desk

    @property
    def page(self) -> Any:
        return self.program.window._frame.pages.page()

    @property
    def read(self) -> Reader:
        return Reader(self.core.reader)

    def settle(self) -> None:
        """Until nothing runs and nothing new was started by what ended."""
        end = time.monotonic() + SETTLE_S
        for _ in range(3):
            while self.program.tasks.running and time.monotonic() < end:
                QTest.qWait(10)
            QTest.qWait(30)

    def go(self, page: str, **args: object) -> Any:
        self.desk.navigate(page, **args)
        self.settle()
        self.desk.notices.clear()
        return self.page

    def scan(self, *codes: str) -> None:
        for code in codes:
            self.program.scans.receive(ScannedCode(code, code))
            self.settle()

    def sign_in(self, key: str) -> None:
        member = CAST.member(key)
        session = self.core.sign_in.with_pin(member.badge, member.pin)
        self.program.session.set_officer(officer_of(session))
        self.program.window.rebuild()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.settle()

    def item(self, name: str) -> ItemRow:
        rows = self.read(find_items, descending=False, limit=300).rows
        return next(row for row in rows if row.name.startswith(name))

    def person(self, key: str) -> PersonRow:
        (found,) = self.read(find_people, text=CAST.member(key).badge)
        return found

    def keep(self, name: str) -> None:
        """The window, with the dialog in front of it where there is one."""
        self.settle()
        window = self.program.window
        picture = window.grab()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            picture = _laid_over(picture, dialog)
        self._save(name, picture)
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.reject()
            self.settle()

    def keep_widget(self, name: str, widget: QWidget) -> None:
        self._save(name, widget.grab())

    def _save(self, name: str, picture: QPixmap) -> None:
        path = self.out / f"{name}-{self.suffix}.png"
        if not picture.save(str(path)):
            raise OSError(f"{path} cannot be written")
        self.made.append(path.name)


def _laid_over(picture: QPixmap, dialog: QDialog) -> QPixmap:
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), SHADE)
    sheet = dialog.grab()
    left = (picture.width() - sheet.width()) // 2
    top = (picture.height() - sheet.height()) // 2
    painter.drawPixmap(QPoint(left, top), sheet)
    painter.end()
    return picture


Scene = Callable[[Easel], None]


def _sign_in(at: Easel) -> None:
    at.program.session.set_officer(None)
    at.program.window.rebuild()
    at.keep("00-sign-in")
    at.sign_in("clerk")


def _today(at: Easel) -> None:
    at.go("today")
    at.keep("01-today")


def _counter(at: Easel) -> None:
    at.go("counter")
    at.keep("02-counter-empty")
    laptop, key = at.item("笔记本电脑"), at.item("钥匙")
    at.scan(at.person("zhang").code, laptop.code, key.code, at.item("白色晶体").code)
    at.page.rows.pick(laptop.id)
    at.desk.notices.clear()
    at.keep("02-counter-basket")
    at.program.scans.receive(ScannedCode("153010126000999999", "153010126000999999"))
    at.keep("02-counter-refused")


def _intake(at: Easel) -> None:
    at.go("intake")
    at.keep("03-intake-empty")
    cases = at.read(find_cases, limit=50).rows
    for number, case in enumerate(cases[:3]):
        at.go("intake", case=case.id)
        at.keep(f"03-intake-case-{number}")


def _items(at: Easel) -> None:
    at.go("items")
    at.keep("04-items")
    at.go("items", item_id=at.item("笔记本电脑").id)
    at.keep("04-items-card")


def _places(at: Easel) -> None:
    at.go("places")
    (place, *_rest) = at.read(find_place, text="A-01-01")
    at.go("places", place=place.id)
    at.keep("05-places")


def _tabs(at: Easel, page: str, name: str) -> None:
    shown = at.go(page)
    for tab in range(shown.tabs.count()):
        shown.tabs.setCurrentIndex(tab)
        at.keep(f"{name}-{tab}")


def _transfers(at: Easel) -> None:
    _tabs(at, "transfers", "06-transfers")


def _disposal(at: Easel) -> None:
    _tabs(at, "disposal", "07-disposal")


def _reports(at: Easel) -> None:
    at.go("reports")
    forms = at.read(find_forms).rows
    at.page.search.clear()
    at.page.table.pick_where(lambda row: row.id == forms[0].id)
    QTest.qWait(400)
    at.keep("08-reports")
    at.go("reports", form=forms[0].id)
    at.keep("08-reports-filing")
    at.go("reports", new="disposal_report")
    at.keep("08-reports-period")


def _proof(at: Easel) -> None:
    page = at.go("proof")
    at.keep("09-proof")
    page.verify()
    at.settle()
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        at.keep(f"09-proof-{tab}")


def _shift(at: Easel) -> None:
    at.go("shift")
    at.keep("10-shift")


def _settings(at: Easel) -> None:
    at.sign_in("security")
    for key, _icon, _section in SECTIONS:
        at.go("settings", section=key)
        at.keep(f"11-settings-{key}")
    at.go("settings", section="backup").section.ask_target()
    at.keep("11-settings-backup-folder")


def _account_dialogs(at: Easel) -> None:
    at.sign_in("security")
    at.go("settings", section="people")
    people, desk = at.read(staff), at.desk
    visitor = next(p for p in at.read(find_people, limit=100) if not p.account_open)
    clerk = at.person("clerk")
    asked: tuple[tuple[str, Callable[[], object]], ...] = (
        ("register", lambda: people_dialogs.ask_register(desk, at.read(units))),
        ("change", lambda: people_dialogs.ask_change(desk, clerk, at.read(units))),
        ("open", lambda: account_dialogs.ask_open_account(desk, visitor, people)),
        ("roles", lambda: account_dialogs.ask_roles(desk, clerk, people)),
        ("reset", lambda: account_dialogs.ask_reset(desk, clerk)),
        ("close", lambda: account_dialogs.ask_close(desk, clerk, people)),
        ("own-pin", lambda: ask_own_pin(desk)),
    )
    for name, ask in asked:
        ask()
        at.keep(f"12-people-{name}")


def _wizard(at: Easel) -> None:
    tasks = Tasks()
    wizard = FirstRunWizard(CentreDir(at.out / "no-centre"), tasks)
    wizard.show()
    for step in range(2):
        wizard._stack.setCurrentIndex(step)
        QTest.qWait(50)
        at.keep_widget(f"13-wizard-{step}", wizard)
    wizard.close()
    wizard.deleteLater()
    tasks.wait()


SCENES: tuple[tuple[str, Scene], ...] = (
    ("sign-in", _sign_in),
    ("today", _today),
    ("counter", _counter),
    ("intake", _intake),
    ("items", _items),
    ("places", _places),
    ("transfers", _transfers),
    ("disposal", _disposal),
    ("reports", _reports),
    ("proof", _proof),
    ("shift", _shift),
    ("settings", _settings),
    ("people", _account_dialogs),
    ("wizard", _wizard),
)


def draw_all(
    centre: Path,
    out: Path,
    size: tuple[int, int],
    language: str,
    theme: str,
    only: tuple[str, ...] = (),
) -> list[str]:
    """Every scene once; the names of the pictures."""
    app = make_application()
    register_fonts(read_rare_fonts())
    core = open_core(CentreDir(centre), cost=DEMO_COST)
    mark = CommitMark(core.reader)
    try:
        program = WindowProgram(app, needs_of(core, mark))
        program.use_language(language)
        program.use_theme(theme)
        program.window.resize(*size)
        program.window.show()
        easel = Easel(program, core, out, f"{language[:2]}-{theme}-{size[0]}")
        easel.sign_in("clerk")
        for name, scene in SCENES:
            if not only or name.startswith(only):
                scene(easel)
        program.end()
        program.tasks.wait()
    finally:
        mark.close()
        core.close()
    return easel.made
