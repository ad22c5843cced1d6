"""The dialog before a legal step: one sentence of what will be recorded, and who confirms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from custody_app.domain.errors import RuleBroken
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Signs
from custody_app.runtime.i18n import translate
from custody_app.scanning.code import ScannedCode
from custody_app.ui.desk import Desk
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.fields import Field, FormGrid, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.services.session import Session
    from custody_app.services.signer import Signer

WIDTH = 520
LINES_MAX = 12


class Who(StrEnum):
    """Who confirms."""

    NOBODY = "nobody"
    MYSELF = "myself"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed; ``sessions`` is empty where nobody was asked."""

    sessions: tuple[Session, ...] = ()

    @property
    def signers(self) -> tuple[Signer, ...]:
        """Their keys, to hand to ``desk.record(..., confirmers=...)``."""
        return tuple(session.signer for session in self.sessions)


@dataclass(frozen=True, slots=True)
class Question:
    """What the dialog says.

    Attributes:
        sentence: what will be recorded, one sentence.
        lines: the things concerned, one a line.
        badge: number of the person who must confirm, where that is known; only the PIN is asked.
        button: word of the button that goes on.
        already: who signs it otherwise, person by person, and cannot be its second person.
    """

    sentence: str
    title: str = ""
    lines: Sequence[str] = ()
    button: str = ""
    who: Who = Who.NOBODY
    is_danger: bool = False
    badge: str = ""
    already: Mapping[str, Signs] = field(default_factory=dict)


class ConfirmDialog(QDialog):
    """Enter goes on, Esc goes back; a scanned badge fills the number."""

    confirmed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        question: Question,
        check: Callable[[str, str], Session] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._question = question
        self._check = check or (lambda badge, pin: desk.core.sign_in.with_pin(badge, pin))
        self.setObjectName("confirm_dialog")
        self.setFixedWidth(WIDTH)
        title = question.title or translate("shell", "This will be recorded")
        self.setWindowTitle(title)
        self._badge = TextField(question.badge, name="second_badge_edit", max_length=40)
        self._pin = TextField(name="second_pin_edit", secret=True, max_length=64)
        badge_word = translate("shell", "Second person: badge number")
        if question.badge:
            badge_word = translate("shell", "Badge number")
        self._badge_field = Field(badge_word, self._badge)
        self._pin_field = Field(translate("shell", "PIN"), self._pin)
        word = question.button or translate("shell", "Record")
        kind = Kind.DANGER if question.is_danger else Kind.PRIMARY
        self._go = Button(word, kind, "check", self.submit, name="confirm_button")
        self._go.setDefault(question.who is Who.NOBODY)
        self._build(title)
        desk.scans.claim(self._take_scan)
        self.finished.connect(lambda _result: desk.scans.release(self._take_scan))

    def _build(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.large)
        layout.setSpacing(SPACE.medium)
        layout.addWidget(Label(title, "title", wrap=True))
        layout.addWidget(Label(self._question.sentence, "body", wrap=True, selectable=True))
        shown = list(self._question.lines[:LINES_MAX])
        more = len(self._question.lines) - len(shown)
        if more > 0:
            shown.append(translate("shell", "… and {count} more").format(count=more))
        if shown:
            layout.addWidget(Label("\n".join(f"· {line}" for line in shown), "muted", wrap=True))
        form = FormGrid(1)
        if self._question.who is Who.SECOND:
            form.add(self._badge_field)
        if self._question.who is not Who.NOBODY:
            form.add(self._pin_field)
            form.finished.connect(self.submit)
            layout.addWidget(form)
        back = Button(
            translate("shell", "Back"), Kind.SECONDARY, clicked=self.reject, name="back_button"
        )
        layout.addSpacing(SPACE.small)
        layout.addLayout(row(None, back, self._go))
        second = self._pin if self._question.badge else self._badge
        first = {Who.SECOND: second, Who.MYSELF: self._pin, Who.NOBODY: self._go}
        first[self._question.who].setFocus()

    def _take_scan(self, code: ScannedCode) -> None:
        if self._question.who is Who.SECOND and code.kind is TagKind.BADGE:
            self._badge.setText(code.digits)
            self._pin.setFocus()

    def submit(self) -> None:
        """Check the PIN off the window's thread, then close."""
        badge, pin = self._badge.value(), self._pin.text()
        if self._question.who is Who.NOBODY:
            self._close_with(Confirmation())
            return
        if self._question.who is Who.MYSELF:
            officer = self._desk.session.officer
            badge = officer.badge_no if officer is not None else ""
        elif not badge:
            self._badge_field.set_mistake(translate("shell", "The badge number is missing."))
            self._badge.setFocus()
            return
        if not pin:
            self._pin_field.set_mistake(translate("shell", "The PIN is missing."))
            self._pin.setFocus()
            return
        check = self._check
        self._go.setEnabled(False)
        self._desk.tasks.write(
            lambda: self._another(check(badge, pin)),
            lambda session: self._close_with(Confirmation((session,))),
            self._on_refused,
            owner=self,
        )

    def _another(self, session: Session) -> Session:
        """Somebody who has not signed it yet; told before anything is recorded."""
        signed_as = self._question.already.get(session.person.id)
        if signed_as is not None:
            raise RuleBroken(
                "separation.signed_already", person=session.person.id,
                signed_as=signed_as.value, signs_as=Signs.SECOND.value,
            )  # fmt: skip
        return session

    def _close_with(self, given: Confirmation) -> None:
        self._pin.clear()
        self.accept()
        self.confirmed.emit(given)

    def _on_refused(self, error: Exception) -> None:
        self._go.setEnabled(True)
        self._pin.clear()
        self._pin_field.set_mistake(self._desk.notices.explain(error))
        self._pin.setFocus()


def ask_confirmation(
    desk: Desk,
    question: Question,
    then: Callable[[Confirmation], object],
    check: Callable[[str, str], Session] | None = None,
    parent: QWidget | None = None,
) -> ConfirmDialog:
    """Open the dialog over the window; ``then`` runs once it was confirmed.

    ``check`` answers who a badge number and PIN are, or raises RuleBroken; by default the centre's
    own sign-in. It runs off the window's thread.
    """
    dialog = ConfirmDialog(desk, question, check, parent or desk.notices.window())
    dialog.confirmed.connect(lambda given: then(given))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
