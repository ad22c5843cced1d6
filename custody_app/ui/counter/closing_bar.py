"""The bar below the basket: one sentence, how the officer confirms, one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from custody_app.domain.vocabulary import Shown
from custody_app.runtime.i18n import translate
from custody_app.scanning.basket import Doing
from custody_app.ui.counter.looking import Look
from custody_app.ui.counter.presenter import CounterPresenter
from custody_app.ui.counter.wording import next_target_text
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import moment_of_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import ChoiceField, TickField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

HANDS_OVER = (Doing.OUT, Doing.RETURN)


class ClosingBar(Card):
    """``late_changed`` carries the moment of a slip that is typed in later, or None."""

    confirm_pressed = Signal()
    clear_pressed = Signal()
    shown_chosen = Signal(object)
    late_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("counter_bar")
        self.sentence = Label("", "section", wrap=True)
        self.target = Pill("", Tone.INFO)
        self.target.hide()
        self.second = Pill(translate("counter", "Second person confirms"), Tone.CAUTION)
        self.shown = ChoiceField(
            [
                (Shown.PIN.value, translate("counter", "Officer confirms by PIN")),
                (Shown.PAPER.value, translate("counter", "Officer signs the paper")),
                (Shown.SEEN.value, translate("counter", "Credential was seen")),
            ],
            value=Shown.PAPER.value,
            name="shown_choice",
        )
        self.shown.setMinimumWidth(228)
        self.late = TickField(
            translate("counter", "Typed in later from a blank slip"), name="late_tick"
        )
        self.late_at = DateField(with_time=True, name="late_at_edit")
        self.late_at.setFixedWidth(160)
        self.clear_button = Button(
            translate("counter", "Clear"), clicked=self.clear_pressed.emit,
            name="clear_basket_button", tip="F8",
        )  # fmt: skip
        self.confirm_button = Button(
            translate("counter", "Confirm and record"), Kind.PRIMARY, "check",
            self.confirm_pressed.emit, name="confirm_basket_button", tip="F4",
        )  # fmt: skip
        self.body.addLayout(row(self.sentence, self.target, self.second))
        self.body.addLayout(
            row(self.late, self.late_at, None, self.shown, self.clear_button, self.confirm_button)
        )
        self.late_at.hide()
        self.shown.chosen.connect(lambda code: self.shown_chosen.emit(Shown(code)))
        self.late.toggled.connect(self._on_late)
        self.late_at.editingFinished.connect(self._tell_late)

    def show_state(self, sentence: str, presenter: CounterPresenter, look: Look) -> None:
        """Show what will be recorded and by whom it is confirmed."""
        self.sentence.setText(sentence)
        self.second.setVisible(look.needs_second)
        target = next_target_text(look)
        self.target.set_state(target, Tone.INFO)
        self.target.setVisible(bool(target))
        hands_over = any(line.row.doing in HANDS_OVER for line in look.lines)
        self.shown.setVisible(hands_over and bool(presenter.basket.person))
        self.shown.blockSignals(True)
        self.shown.set_value(presenter.parties.shown.value)
        self.shown.blockSignals(False)
        self.confirm_button.setEnabled(presenter.can_confirm)
        self.clear_button.setEnabled(presenter.is_open)
        self.late.setEnabled(presenter.is_open)

    def reset(self) -> None:
        """For the next person."""
        for widget in (self.late, self.late_at):
            widget.blockSignals(True)
        self.late.setChecked(False)
        self.late_at.clear()
        self.late_at.hide()
        for widget in (self.late, self.late_at):
            widget.blockSignals(False)

    def _on_late(self, is_late: bool) -> None:
        self.late_at.setVisible(is_late)
        if is_late:
            self.late_at.setFocus()
        else:
            self.late_changed.emit(None)

    def _tell_late(self) -> None:
        text = self.late_at.value()
        if text:
            self.late_changed.emit(moment_of_text(text))
