"""The application object, the look, the language, and the window with everything it needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, LANGUAGES, set_language
from custody_app.ui.change_bus import ChangeBus
from custody_app.ui.clock_dialog import take_clock_error
from custody_app.ui.crash import CrashHook
from custody_app.ui.daily_backup import DailyBackup
from custody_app.ui.desk import AtWindow, ShellCore
from custody_app.ui.garbage import GarbageWatch
from custody_app.ui.log_folding import LogFolding
from custody_app.ui.memory import Memory
from custody_app.ui.notices import Explain
from custody_app.ui.scan_bridge import ScanBridge
from custody_app.ui.serial_scanner import SerialScanner
from custody_app.ui.shell.idle import IdleWatch
from custody_app.ui.shell.main_window import MainWindow
from custody_app.ui.shell.navigation import PAGES, PageEntry
from custody_app.ui.shell.surroundings import Surroundings
from custody_app.ui.signed_watch import SignedWatch
from custody_app.ui.sounds import Sounds
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.fonts import read_rare_fonts, register_fonts
from custody_app.ui.theme.style import apply_fonts, apply_theme
from custody_app.ui.theme.tokens import ThemeName

if TYPE_CHECKING:
    from custody_app.bootstrap import Core

RARE_FONTS_MS = 2_500
LOCK_MINUTES = 15


@dataclass(frozen=True, slots=True)
class WindowNeeds:
    """What the window is built from.

    Attributes:
        core: services and readers of the centre.
        frame: what the frame asks of it.
        explain: RuleBroken and Fault to sentences in the language in use.
        now: the time, aware.
        centre_dir: where the window's memory and reports go; None keeps nothing.
        lock_minutes: lock after so many minutes without a touch; 0 is never.
        asked_language: what was asked for at this start; wins over the choice kept.
    """

    core: Core
    frame: ShellCore
    explain: Explain
    now: Callable[[], datetime]
    centre_dir: Path | None = None
    language: str = DEFAULT_LANGUAGE
    theme: str = ThemeName.LIGHT
    lock_minutes: int = LOCK_MINUTES
    asked_language: str = ""


def make_application() -> QApplication:
    """The one QApplication; without a display it draws into memory."""
    has_display = any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
    if sys.platform.startswith("linux") and not has_display:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    found = QApplication.instance()
    # IBus otherwise answers keys later than they come, and a scanner's digits change places
    os.environ.setdefault("IBUS_ENABLE_SYNC_MODE", "1")
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("custody")
    apply_fonts(app)
    return app


class WindowProgram:
    """Application, window and what lives as long as they do."""

    def __init__(
        self, app: QApplication, needs: WindowNeeds, entries: Sequence[PageEntry] = PAGES
    ) -> None:
        self._app = app
        self._needs = needs
        folder = needs.centre_dir
        self.memory = Memory(folder / "window.json" if folder is not None else None)
        kept = self.memory.get_shared("look")
        self._language = str(needs.asked_language or kept.get("language") or needs.language)
        self._theme = ThemeName.LIGHT
        self._translator = QTranslator(app)
        self.use_theme(str(kept.get("theme") or needs.theme))
        self.use_language(self._language)
        self._hook_before = sys.excepthook
        self.crash = CrashHook(folder / "logs" if folder is not None else None, needs.now)
        self.crash.install()
        self.scans = ScanBridge(needs.frame.site_code)
        self.scans.start(app)
        self.sounds = Sounds(self.memory)
        self.serial = SerialScanner(self.memory, self.scans.receive)
        self.tasks = Tasks()
        self.session = AtWindow()
        around = self._surroundings(needs)
        self.window = MainWindow(around, entries)
        self.serial.start()
        self._idle = IdleWatch(needs.lock_minutes, self.window)
        self._idle.watch(app)
        self._idle.idle.connect(self.window.lock)
        self.window.standing_read.connect(
            lambda standing: self._idle.set_minutes(standing.lock_minutes)
        )
        self.backups = DailyBackup(
            needs.core,
            self.tasks,
            around.bus,
            lambda error: self.window.desk.notices.refuse(error),
            self.window,
        )
        self.folding = LogFolding(needs.core, self.tasks, self.window)
        self.garbage = GarbageWatch(self.window)

    def _surroundings(self, needs: WindowNeeds) -> Surroundings:
        return Surroundings(
            core=needs.core,
            frame=needs.frame,
            tasks=self.tasks,
            bus=ChangeBus(),
            scans=self.scans,
            sounds=self.sounds,
            serial=self.serial,
            session=self.session,
            memory=self.memory,
            explain=needs.explain,
            now=needs.now,
            use_language=self.use_language,
            use_theme=self.use_theme,
            take_error=take_clock_error,
        )

    def use_language(self, name: str) -> None:
        """Ours and Qt's own words in a language; keeps the choice."""
        self._language = name if name in LANGUAGES else DEFAULT_LANGUAGE
        set_language(self._language)
        self._app.removeTranslator(self._translator)
        QLocale.setDefault(QLocale(self._language))
        if self._language == DEFAULT_LANGUAGE:
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._translator.load("qtbase_zh_CN", folder):
                self._app.installTranslator(self._translator)
        self._keep()

    def use_theme(self, name: str) -> None:
        """Light or dark; keeps the choice."""
        self._theme = ThemeName(name) if name in list(ThemeName) else ThemeName.LIGHT
        apply_theme(self._app, self._theme)
        self._keep()

    def _keep(self) -> None:
        kept: dict[str, object] = {"language": self._language, "theme": str(self._theme)}
        self.memory.put_shared("look", kept)

    def end(self) -> None:
        """Close the window and give back what was taken from the application."""
        self.window.close()
        self.serial.stop()
        self.scans.stop(self._app)
        self._app.removeEventFilter(self._idle)
        self._idle.set_minutes(0)
        self.backups.stop()
        for part in (self.scans, self.sounds, self.serial):
            part.deleteLater()
        self.garbage.end()
        sys.excepthook = self._hook_before

    def _load_rare_fonts(self) -> None:
        self.tasks.read(read_rare_fonts, register_fonts, owner=self.window)

    def run(self) -> int:
        """Show the window and stay until it closes."""
        self.window.show()
        QTimer.singleShot(RARE_FONTS_MS, self.window, self._load_rare_fonts)
        code = self._app.exec()
        self.end()
        return code


def run_window(needs: WindowNeeds) -> int:
    """Open the window on a centre; answers the exit code."""
    program = WindowProgram(make_application(), needs)
    SignedWatch(lambda: program.window.desk, program.window)
    return program.run()
