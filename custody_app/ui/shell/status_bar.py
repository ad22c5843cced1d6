"""The line at the foot: officer, station, unsent records, backup age, last verification."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from custody_app.runtime.i18n import translate
from custody_app.ui.desk import Officer, Standing
from custody_app.ui.sounds import word_of
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE, ThemeName, Tone
from custody_app.ui.tone_waves import Heard
from custody_app.ui.widgets.buttons import Button, IconButton, Kind
from custody_app.ui.widgets.labels import Label, set_tip

MINUTE_S = 60
HOUR_S = 3_600
DAY_S = 86_400
BUSY_AFTER_MS = 300


class _Fact(QWidget):
    """An icon and a short text; the icon takes the tone."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._icon = icon
        self._mark = QLabel()
        self.text = Label("", "status")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._mark)
        layout.addWidget(self.text)
        self.tell("", Tone.NEUTRAL)

    def tell(self, text: str, tone: Tone, icon: str = "") -> None:
        """Show a text in a tone."""
        colors = look().colors
        color = colors.text_muted if tone is Tone.NEUTRAL else look().tone(tone).text
        self._mark.setPixmap(look().icons.pixmap(icon or self._icon, color, 16, 2))
        self.text.setText(text)
        self.text.set_role("status" if tone is Tone.NEUTRAL else f"status_{tone}")
        set_tip(self, text)
        self.setVisible(bool(text))


class StatusBar(QFrame):
    """Says who is here and whether the record is safe."""

    lock_pressed = Signal()
    take_over_pressed = Signal()

    def __init__(
        self,
        station: str,
        now: Callable[[], datetime],
        on_language: Callable[[], object],
        on_theme: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "status_bar")
        self._now = now
        self.officer = _Fact("user", "status_officer")
        self.station = _Fact("warehouse", "status_station")
        self.unsent = _Fact("send", "status_unsent")
        self.backup = _Fact("database-backup", "status_backup")
        self.verified = _Fact("shield-check", "status_verified")
        self.heard = _Fact("scan-barcode", "status_heard")
        self.busy = Label("", "status")
        self._busy_timer = QTimer(self)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(lambda: self.busy.setText(translate("shell", "Working…")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.large, 2, SPACE.small, 2)
        layout.setSpacing(SPACE.page - 4)
        for fact in (self.officer, self.station, self.unsent, self.backup, self.verified):
            layout.addWidget(fact)
        self.station.tell(station, Tone.NEUTRAL)
        layout.addStretch(1)
        layout.addWidget(self.heard)
        layout.addWidget(self.busy)
        layout.addLayout(self._buttons(on_language, on_theme))

    def _buttons(
        self, on_language: Callable[[], object], on_theme: Callable[[], object]
    ) -> QHBoxLayout:
        colors = look().colors
        muted = colors.text_muted
        is_dark = look().name is ThemeName.DARK
        line = QHBoxLayout()
        line.setSpacing(2)
        other = Button(
            translate("shell", "中文"), Kind.QUIET, clicked=on_language, name="language_button"
        )
        set_tip(other, translate("shell", "Switch to Chinese"))
        theme_word = (
            translate("shell", "Light look") if is_dark else translate("shell", "Dark look")
        )
        theme = IconButton(
            "sun" if is_dark else "moon", theme_word, on_theme, color=muted, name="theme_button"
        )
        over = IconButton(
            "repeat",
            translate("shell", "Another person takes over (Ctrl+Shift+L)"),
            self.take_over_pressed.emit,
            color=muted,
            name="take_over_button",
        )
        lock = IconButton(
            "lock",
            translate("shell", "Lock (Ctrl+L)"),
            self.lock_pressed.emit,
            color=muted,
            name="lock_button",
        )
        for button in (other, theme, over, lock):
            line.addWidget(button)
        return line

    def show_officer(self, officer: Officer | None) -> None:
        """Who is at the window."""
        if officer is None:
            self.officer.tell(translate("shell", "Nobody signed in"), Tone.CAUTION)
            return
        name = f"{officer.name} {officer.badge_no}"
        self.officer.tell(
            f"{name} · {officer.roles_text}" if officer.roles_text else name, Tone.NEUTRAL
        )

    def show_standing(self, standing: Standing) -> None:
        """Backup, verification, unsent records."""
        if standing.unsent is None:
            self.unsent.tell("", Tone.NEUTRAL)
        else:
            text = translate("shell", "{count} {count:record|records} unsent").format(
                count=standing.unsent
            )
            self.unsent.tell(text, Tone.CAUTION if standing.unsent else Tone.NEUTRAL)
        if standing.backup_at is None:
            self.backup.tell(translate("shell", "No backup yet"), Tone.BAD)
        else:
            tone = Tone.BAD if standing.backup_is_late else Tone.NEUTRAL
            text = translate("shell", "Backup {age}").format(age=self.age(standing.backup_at))
            self.backup.tell(text, tone)
        if standing.verified_at is None:
            self.verified.tell(translate("shell", "Not verified yet"), Tone.CAUTION, "shield-alert")
            return
        when = self.age(standing.verified_at)
        if standing.verified_ok:
            text = translate("shell", "Verified {age}: whole").format(age=when)
            self.verified.tell(text, Tone.GOOD)
        else:
            text = translate("shell", "Verified {age}: DAMAGED").format(age=when)
            self.verified.tell(text, Tone.BAD, "shield-alert")

    def age(self, moment: datetime) -> str:
        """How long ago, in words."""
        seconds = max(0.0, (self._now() - moment).total_seconds())
        if seconds < MINUTE_S:
            return translate("shell", "just now")
        if seconds < HOUR_S:
            return translate("shell", "{count} min ago").format(count=int(seconds // 60))
        if seconds < DAY_S:
            return translate("shell", "{count} h ago").format(count=int(seconds // HOUR_S))
        return translate("shell", "{count} d ago").format(count=int(seconds // DAY_S))

    def show_heard(self, heard: Heard) -> None:
        """The written twin of the last tone."""
        tones = {Heard.DONE: Tone.GOOD, Heard.LOOK: Tone.CAUTION, Heard.REFUSED: Tone.BAD}
        text = translate("shell", "Last scan: {word}").format(word=word_of(heard))
        self.heard.tell(text, tones[heard])

    def show_busy(self, running: int) -> None:
        """A quiet word while anything runs for longer than a moment."""
        if not running:
            self._busy_timer.stop()
            self.busy.setText("")
        elif not self._busy_timer.isActive() and not self.busy.text():
            self._busy_timer.start()
