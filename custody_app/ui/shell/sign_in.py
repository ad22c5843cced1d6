"""Signing in, unlocking, and another person taking over."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from custody_app.domain.tag import TagKind
from custody_app.runtime.i18n import translate
from custody_app.scanning.code import ScannedCode
from custody_app.ui.desk import Officer
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Pill
from custody_app.ui.widgets.fields import Field, FormGrid, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

CARD_WIDTH = 400


class Asked(StrEnum):
    """What the view asks for."""

    SIGN_IN = "sign_in"
    UNLOCK = "unlock"
    TAKE_OVER = "take_over"
    RENEW = "renew"


TYPED_BADGE = (Asked.SIGN_IN, Asked.TAKE_OVER)
LEFT_BY_ESCAPE = (Asked.TAKE_OVER, Asked.RENEW)


def password_text(left: int) -> str:
    """How long the password still holds, and where it is changed."""
    text = translate(
        "shell", "Your password holds {days} more {days:day|days}: Settings, My password."
    )
    return text.format(days=left)


class SignInView(QFrame):
    """A card in the middle of the window; covers everything until someone is known.

    ``with_password(badge, password)`` starts a shift, ``with_pin(badge, pin)`` unlocks and takes
    over, ``renew(officer, password)`` replaces a password that is too old before anything else is
    shown; all run off the window's thread and raise RuleBroken.
    """

    entered = Signal(object, bool)
    cancelled = Signal()
    language_pressed = Signal()

    def __init__(
        self,
        centre_name: str,
        is_demo: bool,
        tasks: Tasks,
        with_password: Callable[[str, str], Officer],
        with_pin: Callable[[str, str], Officer],
        renew: Callable[[Officer, str], Officer],
        explain: Callable[[Exception], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "sign_in")
        self._tasks = tasks
        self._with_password = with_password
        self._with_pin = with_pin
        self._renew = renew
        self._took_over = False
        self._officer: Officer | None = None
        self._explain = explain
        self.asked = Asked.SIGN_IN
        self._build(centre_name, is_demo)
        self.ask(Asked.SIGN_IN)

    def _build(self, centre_name: str, is_demo: bool) -> None:
        self._badge = TextField(name="badge_edit", max_length=40)
        self._secret = TextField(name="secret_edit", secret=True, max_length=200)
        self._badge_field = Field(translate("shell", "Badge number"), self._badge)
        self._secret_field = Field(translate("shell", "Password"), self._secret)
        self._again = TextField(name="again_edit", secret=True, max_length=200)
        self._again_field = Field(translate("shell", "New password once more"), self._again)
        self._title = Label("", "title")
        self._text = Label("", "muted", wrap=True)
        self._waiting = Label("", "small", wrap=True)
        self._waiting.setObjectName("waiting_scans")
        self._waiting.hide()
        self._enter = Button("", Kind.PRIMARY, "log-in", self.submit, name="enter_button")
        self._other = Button("", Kind.QUIET, "", self._on_other, name="other_button")
        form = FormGrid(1)
        form.add(self._badge_field)
        form.add(self._secret_field)
        form.add(self._again_field)
        form.finished.connect(self.submit)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(CARD_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.page)
        inside.setSpacing(SPACE.medium)
        head = QLabel()
        head.setPixmap(look().icons.pixmap("shield-check", look().colors.accent, 32, 2))
        demo = Pill(translate("shell", "DEMO"), Tone.CAUTION)
        other_language = Button(
            translate("shell", "中文"),
            Kind.QUIET,
            clicked=self.language_pressed.emit,
            name="card_language_button",
        )
        inside.addLayout(row(head, None, demo, other_language))
        for part in (Label(centre_name, "muted", wrap=True), self._title, self._text, form):
            inside.addWidget(part)
        inside.addSpacing(SPACE.tiny)
        inside.addWidget(self._enter)
        inside.addWidget(self._other)
        inside.addWidget(self._waiting)
        outer = QVBoxLayout(self)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card)
        line.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(line)
        outer.addStretch(3)
        demo.setVisible(is_demo)

    def ask(self, asked: Asked, officer: Officer | None = None) -> None:
        """Show the card for signing in, unlocking or taking over."""
        self.asked = asked
        self._officer = officer
        is_unlock = asked is Asked.UNLOCK
        is_renew = asked is Asked.RENEW
        titles = {
            Asked.SIGN_IN: translate("shell", "Sign in"),
            Asked.UNLOCK: translate("shell", "Locked"),
            Asked.TAKE_OVER: translate("shell", "Another person takes over"),
            Asked.RENEW: translate("shell", "Change the password first"),
        }
        self._title.setText(titles[asked])
        name = officer.name if officer is not None else ""
        texts = {
            Asked.SIGN_IN: translate("shell", "Badge number and password start the shift."),
            Asked.UNLOCK: translate("shell", "{name} goes on with the PIN.").format(name=name),
            Asked.TAKE_OVER: translate(
                "shell", "The work of {name} stays as it is and can be taken up again."
            ).format(name=name),
            Asked.RENEW: translate(
                "shell",
                "The password of {name} is older than the policy allows. "
                "At least 12 characters of three kinds.",
            ).format(name=name),
        }
        self._text.setText(texts[asked])
        self._badge_field.setVisible(not (is_unlock or is_renew))
        self._again_field.setVisible(is_renew)
        secrets = {
            Asked.SIGN_IN: translate("shell", "Password"),
            Asked.RENEW: translate("shell", "New password"),
        }
        self._secret_field.set_word(secrets.get(asked) or translate("shell", "PIN"))
        enter = {
            Asked.UNLOCK: translate("shell", "Unlock"),
            Asked.RENEW: translate("shell", "Change"),
        }
        self._enter.set_text(enter.get(asked) or translate("shell", "Sign in"))
        others = {
            Asked.SIGN_IN: "",
            Asked.UNLOCK: translate("shell", "Another person takes over"),
            Asked.TAKE_OVER: translate("shell", "Back"),
            Asked.RENEW: translate("shell", "Back"),
        }
        self._other.set_text(others[asked])
        self._other.setVisible(bool(others[asked]))
        self._waiting.hide()
        self._clear()

    def _clear(self) -> None:
        self._secret.clear()
        self._again.clear()
        self._secret_field.set_mistake("")
        self._again_field.set_mistake("")
        self._badge_field.set_mistake("")
        if self.asked in TYPED_BADGE:
            self._badge.clear()
            self._badge.setFocus()
        else:
            self._secret.setFocus()

    def take_scan(self, code: ScannedCode) -> None:
        """A scanned badge fills the number; it identifies and never authenticates."""
        if code.kind is TagKind.BADGE and self.asked in TYPED_BADGE:
            self._badge.setText(code.digits)
            self._secret.setFocus()

    def show_waiting(self, count: int) -> None:
        """So many scans are kept and wait until somebody is at the window."""
        text = translate(
            "shell",
            "{count} {count:code was|codes were} scanned and kept. {count:It waits|They wait} "
            "for you.",
        )
        self._waiting.setText(text.format(count=count))
        self._waiting.show()

    def submit(self) -> None:
        """Check off the window's thread; the password is forgotten here at once."""
        badge, secret = self._badge.value(), self._secret.text()
        if self.asked in TYPED_BADGE and not badge:
            self._badge_field.set_mistake(translate("shell", "The badge number is missing."))
            self._badge.setFocus()
            return
        if not secret:
            self._secret_field.set_mistake(translate("shell", "This is needed."))
            self._secret.setFocus()
            return
        if self.asked is Asked.RENEW:
            self._submit_new(secret)
            return
        self._enter.setEnabled(False)
        self._secret.clear()
        is_other = self.asked is Asked.TAKE_OVER
        if self.asked is Asked.UNLOCK and self._officer is not None:
            badge = self._officer.badge_no
        enter = self._with_password if self.asked is Asked.SIGN_IN else self._with_pin
        self._tasks.write(
            lambda: enter(badge, secret),
            lambda who: self._on_entered(who, is_other),
            self._on_failed,
            owner=self,
        )

    def _submit_new(self, new: str) -> None:
        """Set the new password; what was signed in waits until it is."""
        officer = self._officer
        if officer is None:
            return
        if new != self._again.text():
            self._again_field.set_mistake(translate("shell", "The two differ."))
            self._again.setFocus()
            return
        self._enter.setEnabled(False)
        self._tasks.write(
            lambda: self._renew(officer, new),
            lambda who: self._on_entered(who, self._took_over),
            self._on_failed,
            owner=self,
        )

    def _on_entered(self, officer: Officer, took_over: bool) -> None:
        self._enter.setEnabled(True)
        if self.asked in TYPED_BADGE and officer.must_renew:
            self._took_over = took_over
            self.ask(Asked.RENEW, officer)
            return
        self._clear()
        self.entered.emit(officer, took_over)

    def _on_failed(self, error: Exception) -> None:
        self._enter.setEnabled(True)
        self._secret_field.set_mistake(self._explain(error))
        self._secret.setFocus()

    def _on_other(self) -> None:
        if self.asked in LEFT_BY_ESCAPE:
            self.cancelled.emit()
        else:
            self.ask(Asked.TAKE_OVER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves taking over and the change of a password."""
        if event.key() == Qt.Key.Key_Escape and self.asked in LEFT_BY_ESCAPE:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
