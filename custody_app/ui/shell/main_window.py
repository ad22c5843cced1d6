"""The window: who is at it, which page is in front, where scans go, language and look."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget

from custody_app.domain.errors import RuleBroken
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, SOURCE_LANGUAGE, language, translate
from custody_app.scanning.code import ScannedCode
from custody_app.services.session import WARN_DAYS
from custody_app.ui.desk import Desk, Officer, Standing
from custody_app.ui.notices import Notices
from custody_app.ui.scan_sources import ask_files, open_camera_dialog
from custody_app.ui.shell.commit_watch import CommitWatch
from custody_app.ui.shell.frame import Frame
from custody_app.ui.shell.navigation import PAGES, PageEntry
from custody_app.ui.shell.page_stack import PageStack, States
from custody_app.ui.shell.scan_reception import ScanReception
from custody_app.ui.shell.sign_in import Asked, SignInView, password_text
from custody_app.ui.shell.status_bar import StatusBar
from custody_app.ui.shell.surroundings import Surroundings
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import ThemeName
from custody_app.ui.tone_waves import Heard

MINIMUM = (1_280, 720)
STANDING_MS = 60_000
FIRST_PAGE = "today"


class MainWindow(QMainWindow):
    """Frame and sign-in card in one stack."""

    standing_read = Signal(object)

    def __init__(self, around: Surroundings, entries: Sequence[PageEntry] = PAGES) -> None:
        super().__init__()
        self._facts = around.frame
        self._around = around
        self._entries = tuple(entries)
        self._kept: dict[str, States] = {}
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setWindowTitle(self._facts.centre_name)
        self._fit_screen()
        self._build({}, FIRST_PAGE)
        self._connect()
        for entry in self._entries:
            QShortcut(QKeySequence(entry.shortcut), self, lambda it=entry.page_id: self._go(it))
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)
        QShortcut(QKeySequence("Ctrl+Shift+L"), self, self.take_over)
        CommitWatch(self._facts.commit_mark, around.tasks, around.bus, self)
        standing = QTimer(self)
        standing.timeout.connect(self.read_standing)
        standing.timeout.connect(self._remember)
        standing.start(STANDING_MS)

    def _fit_screen(self) -> None:
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(MINIMUM[0], room.width()), min(MINIMUM[1], room.height()))
        self.resize(min(1_360, room.width()), min(840, room.height()))

    def _connect(self) -> None:
        around = self._around
        reception = ScanReception(around, lambda: self.desk.notices, self)
        reception.scanned.connect(self._on_scan)
        reception.waiting.connect(self._on_waiting)
        around.sounds.heard.connect(self._on_heard)
        around.bus.changed.connect(self._on_changed)
        around.tasks.unhandled.connect(self._on_unhandled)
        around.tasks.busy_changed.connect(self._on_busy)

    def _build(self, states: States, front: str) -> None:
        """Frame and card in the language and look in use; old ones go."""
        while (old := self._stack.widget(0)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        facts, around = self._facts, self._around
        notices = Notices(around.explain, around.sounds.play)
        self.desk = Desk(
            core=around.core,
            frame=facts,
            tasks=around.tasks,
            bus=around.bus,
            scans=around.scans,
            sounds=around.sounds,
            serial=around.serial,
            notices=notices,
            session=around.session,
            memory=around.memory,
            language=language(),
            navigate=self._go,
            set_language=self.set_language,
            set_theme=self.set_theme,
        )
        entries = self._allowed()
        status = StatusBar(facts.station_label, around.now, self._other_language, self._other_theme)
        status.lock_pressed.connect(self.lock)
        status.take_over_pressed.connect(self.take_over)
        status.show_officer(around.session.officer)
        pages = PageStack(entries, states)
        heading = translate("shell", "Property custody")
        self._frame = Frame(heading, facts.is_demo, entries, notices, pages, status)
        self._frame.typed.connect(self._on_typed)
        self._frame.file_pressed.connect(lambda: ask_files(self.desk))
        self._frame.camera_pressed.connect(lambda: open_camera_dialog(self.desk))
        self._card = SignInView(
            facts.centre_name,
            facts.is_demo,
            around.tasks,
            facts.sign_in,
            facts.take_over,
            facts.renew_password,
            notices.explain,
        )
        self._card.entered.connect(self._on_entered)
        self._card.cancelled.connect(self._on_cancelled)
        self._card.language_pressed.connect(self._other_language)
        self._stack.addWidget(self._frame)
        self._stack.addWidget(self._card)
        self._show_right_side(front)

    def _allowed(self) -> list[PageEntry]:
        officer = self._around.session.officer
        roles = officer.roles if officer is not None else frozenset()
        return [entry for entry in self._entries if not entry.roles or entry.roles & roles]

    def _show_right_side(self, front: str) -> None:
        session = self._around.session
        if session.officer is None or session.is_locked:
            self._around.scans.set_locked(True)
            self._stack.setCurrentWidget(self._card)
            asked = Asked.SIGN_IN if session.officer is None else Asked.UNLOCK
            self._card.ask(asked, session.officer)
            return
        self._stack.setCurrentWidget(self._frame)
        self._go(front or FIRST_PAGE)
        self._around.scans.set_locked(False)
        self.read_standing()

    def rebuild(self) -> None:
        """Build everything anew, keeping what the pages hold."""
        self._build(self._frame.pages.states(), self._frame.pages.front)

    def set_language(self, name: str) -> None:
        """Another language, now."""
        self._around.use_language(name)
        self.rebuild()

    def set_theme(self, name: str) -> None:
        """Another look, now."""
        self._around.use_theme(name)
        self.rebuild()

    def _other_language(self) -> None:
        is_source = language() == SOURCE_LANGUAGE
        self.set_language(DEFAULT_LANGUAGE if is_source else SOURCE_LANGUAGE)

    def _other_theme(self) -> None:
        is_dark = look().name is ThemeName.DARK
        self.set_theme(ThemeName.LIGHT if is_dark else ThemeName.DARK)

    def lock(self) -> None:
        """Wait for the PIN; scans are held meanwhile."""
        session = self._around.session
        if session.officer is None or session.is_locked:
            return
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()
        session.set_locked(True)
        self._around.scans.set_locked(True)
        self._stack.setCurrentWidget(self._card)
        self._card.ask(Asked.UNLOCK, session.officer)

    def take_over(self) -> None:
        """Another person signs in; this one's pages stay as they are."""
        session = self._around.session
        if session.officer is not None:
            self._around.scans.set_locked(True)
            self._stack.setCurrentWidget(self._card)
            self._card.ask(Asked.TAKE_OVER, session.officer)

    def _on_cancelled(self) -> None:
        self._show_right_side(self._frame.pages.front)

    def _on_entered(self, officer: Officer, _took_over: bool) -> None:
        session = self._around.session
        before = session.officer
        is_same = before is not None and before.badge_no == officer.badge_no
        session.set_officer(officer)
        self._around.memory.set_person(officer.badge_no)
        if is_same:
            self._show_right_side(self._frame.pages.front)
        else:
            if before is not None:
                self._kept[before.badge_no] = self._frame.pages.states()
            states = self._kept.pop(officer.badge_no, None) or self._remembered()
            self._build(states, "counter" if "counter" in states else FIRST_PAGE)
        self._warn_of_password(officer.password_left)

    def _warn_of_password(self, left: int | None) -> None:
        if left is not None and left <= WARN_DAYS:
            self.desk.notices.warning(password_text(left))

    def _on_busy(self, running: int) -> None:
        self._frame.status.show_busy(running)

    def _on_waiting(self, count: int) -> None:
        self._card.show_waiting(count)

    def _on_heard(self, heard: str) -> None:
        self._frame.status.show_heard(Heard(heard))

    def _on_scan(self, code: ScannedCode) -> None:
        if self._stack.currentWidget() is self._card:
            self._card.take_scan(code)
            return
        pages = self._frame.pages
        page = pages.page()
        if page is not None and page.on_scan(code):
            return
        if pages.front != "counter" and pages.has("counter"):
            self._go("counter", code=code)

    def _on_typed(self, text: str) -> None:
        page = self._frame.pages.page()
        if page is not None and not page.on_typed(text) and self._frame.pages.has("items"):
            self._go("items", text=text)

    def _go(self, page_id: str, **args: object) -> None:
        session = self._around.session
        if session.officer is None or session.is_locked or not self._frame.pages.has(page_id):
            return
        if page_id != self._frame.pages.front:
            self.desk.notices.drop_of_page()
        self._frame.pages.show_page(self.desk, page_id, args)
        self._frame.give_keyboard()

    def _on_changed(self, changes: object) -> None:
        self._frame.pages.tell_changed(changes)
        self.read_standing()

    def read_standing(self) -> None:
        """Backup age, verification and unsent records, off the window's thread."""
        self._around.tasks.read(
            self._facts.standing,
            self._on_standing,
            owner=self,
            question="standing",
        )

    def _on_standing(self, standing: Standing) -> None:
        self._frame.status.show_standing(standing)
        self.standing_read.emit(standing)

    def _remember(self) -> None:
        """What lies half typed on the pages outlives the program."""
        if self._around.session.officer is not None:
            self._around.memory.put("pages", dict(self._frame.pages.states()))

    def _remembered(self) -> States:
        kept = self._around.memory.get("pages")
        return {page_id: state for page_id, state in kept.items() if isinstance(state, dict)}

    def _on_unhandled(self, error: Exception) -> None:
        if self._around.take_error(self.desk, error):
            return
        if isinstance(error, RuleBroken | Fault):
            self.desk.notices.refuse(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what must be kept; let running writes end."""
        self._remember()
        self._around.memory.save()
        self._around.tasks.wait()
        super().closeEvent(event)
