"""The picked row in full: reasons with articles, last values, and what is read of the thing now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Condition, SealState
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.scanning.basket import Doing
from custody_app.ui.counter.laboratory_fields import LaboratoryFields
from custody_app.ui.counter.lines import Line
from custody_app.ui.counter.steps import Reading
from custody_app.ui.counter.wording import Verdict, number_text, thing_text, verdict_of
from custody_app.ui.item_columns import amount_text
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid, TextField
from custody_app.ui.widgets.labels import ElidedLabel, Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.weights_editor import WeightsEditor

SETTLE_MS = 250
HAND_OVER = frozenset({Doing.OUT, Doing.RETURN, Doing.STOP})
MOVES = frozenset({Doing.MOVE, Doing.PUT_AWAY, Doing.MOVE_BOX})


class DetailPanel(Card):
    """``read`` carries (item id, Reading) while typing; ``finished`` comes after the last Enter.

    ``removed`` carries the entry of the row that is taken out.
    """

    read = Signal(str, object)
    finished = Signal()
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._item = ""
        self._is_move = False
        self._line: Line | None = None
        self._is_filling = False
        self.setObjectName("counter_detail")
        self._title = ElidedLabel("", "section")
        self._pill = Pill("")
        self._before = Label("", "muted", wrap=True, selectable=True)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(2)
        self.remove_button = Button(
            translate("counter", "Take out of the basket"), Kind.QUIET, "x", self._remove,
            name="remove_row_button", tip="Delete",
        )  # fmt: skip
        self.body.addLayout(row(self._title, self._pill, self.remove_button))
        self.body.addLayout(self._reasons)
        self.body.addWidget(self._before)
        self._form = FormGrid(5)
        self._build_form()
        self.body.addWidget(self._form)
        self.laboratory = LaboratoryFields()
        self.laboratory.edited.connect(self._edited)
        self.laboratory.finished.connect(self._finish)
        self.body.addWidget(self.laboratory)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._tell)

    def _build_form(self) -> None:
        self.number = TextField(name="read_number", max_length=24)
        self.part = TextField(name="read_part", max_length=24)
        self.seal = TextField(name="read_seal", max_length=60)
        conditions = [(one.value, word("condition", one.value)) for one in Condition]
        self.condition = ChoiceField(conditions, name="read_condition")
        self.note = TextField(name="read_note")
        self.late_note = TextField(name="read_late_note")
        self.weights = WeightsEditor()
        self._fields = {
            "number": Field(translate("counter", "Count found"), self.number),
            "part": Field(translate("counter", "Handed out, if only a part"), self.part),
            "seal": Field(translate("counter", "Seal number read"), self.seal),
            "condition": Field(translate("counter", "Condition"), self.condition),
            "late_note": Field(translate("counter", "Why it comes late"), self.late_note),
            "note": Field(translate("counter", "Explanation of a difference"), self.note),
        }
        first = self.weights.findChild(TextField)
        if isinstance(first, TextField):
            self.weights.setFocusProxy(first)
        for key in ("number", "condition", "seal"):
            self._form.add(self._fields[key])
        self._form.add(self._fields["note"], 2)
        self._form.add(self._fields["part"], 2)
        self._form.add(self.weights, 5)
        self._form.add(self._fields["late_note"], 5)
        self._form.goes_to(self.weights, before=self.note)
        self._form.finished.connect(self._finish)
        self.weights.finished.connect(self._after_weights)
        for edit in (self.number, self.part, self.seal, self.note, self.late_note):
            edit.textEdited.connect(lambda _text: self._edited())
        self.condition.chosen.connect(lambda _code: self._edited())
        self.weights.edited.connect(self._edited)

    @property
    def item(self) -> str:
        """Id of the thing that is shown; empty for none."""
        return self._item

    def show_line(self, line: Line | None, reading: Reading) -> None:
        """Show a row; what is typed stays while it is the same one."""
        self.setVisible(line is not None)
        self._line = line
        if line is None:
            self._item = ""
            return
        self._title.setText(f"{thing_text(line)}   {number_text(line)}")
        verdict = verdict_of(line)
        self._pill.set_state(verdict.word, verdict.tone)
        self._show_reasons(verdict)
        state = line.state
        is_handed = line.row.doing in HAND_OVER and state is not None
        needs_reason = "move.zone_reason" in line.codes or bool(reading.note)
        is_explained = line.row.doing in MOVES and needs_reason
        is_read = is_handed or is_explained
        self._form.setVisible(is_read)
        self._before.setVisible(is_handed)
        self.laboratory.setVisible(is_read and line.row.doing is Doing.RETURN)
        if not is_read:
            self._item = ""
            return
        self._show_only_note(is_explained)
        if is_explained:
            self._fill_note(line, reading)
        elif state is not None:
            self._before.setText(last_values(state))
            if self._item != state.id or self._is_move:
                self._item, self._is_move = state.id, False
                self._fill(line, state, reading)

    def _fill_note(self, line: Line, reading: Reading) -> None:
        """A box has no state to compare; it says why it moves, as a thing does."""
        if self._item != line.row.entry.id or not self._is_move:
            self._item, self._is_move = line.row.entry.id, True
            self._is_filling = True
            self.note.setText(reading.note)
            self._is_filling = False

    def _show_reasons(self, verdict: Verdict) -> None:
        while (old := self._reasons.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for told in verdict.reasons:
            self._reasons.addWidget(Label(told.message, "strong", wrap=True, selectable=True))
            further = "  ".join(part for part in (told.article, told.next) if part)
            if further:
                self._reasons.addWidget(Label(further, "small", wrap=True, selectable=True))

    def _fill(self, line: Line, state: ItemState, reading: Reading) -> None:
        self._is_filling = True
        loan = state.loan
        before = loan.condition if loan is not None else state.condition
        self.number.setText(reading.number)
        self.note.setText(reading.note)
        self.part.setText(reading.part)
        divisible = state.balance.stored.value != 1 and state.seal is not SealState.SEALED
        self._fields["part"].setVisible(loan is None and divisible)
        expected = loan.quantity if loan is not None else state.balance.stored
        self.number.setPlaceholderText(amount_text(expected))
        self.seal.setText(reading.seal_no)
        self.condition.set_value(reading.condition or before.value)
        self.late_note.setText(reading.late_note)
        self.weights.fill(dict(reading.weights))
        weighed = line.is_weighed or bool(state.weights)
        self.weights.setVisible(weighed or bool(loan and loan.weights))
        sealed = state.seal is SealState.SEALED or bool(loan and loan.seal_no)
        self._fields["seal"].setVisible(sealed)
        is_late = "return.late_needs_reason" in line.codes or bool(reading.late_note)
        self._fields["late_note"].setVisible(is_late)
        self.laboratory.fill(reading, sealed=sealed)
        takes_sample = sealed or weighed or bool(loan and loan.weights)
        self.laboratory.setVisible(self.laboratory.isVisibleTo(self) and takes_sample)
        self._is_filling = False

    def _show_only_note(self, is_move: bool) -> None:
        """A move has nothing to be read; it says why it goes to another kind of zone."""
        for key in ("number", "condition"):
            self._fields[key].setVisible(not is_move)
        for widget in (self._fields["seal"], self._fields["part"], self._fields["late_note"]):
            widget.setVisible(widget.isVisibleTo(self) and not is_move)
        self.weights.setVisible(self.weights.isVisibleTo(self) and not is_move)
        explains = translate("counter", "Explanation of a difference")
        self._fields["note"].set_word(translate("counter", "Why it moves") if is_move else explains)

    def _remove(self) -> None:
        if self._line is not None:
            self.removed.emit(self._line.row.entry)

    def _edited(self) -> None:
        if not self._is_filling:
            self._settle.start()

    def _tell(self) -> None:
        if self._item:
            self.read.emit(self._item, self.reading())

    def reading(self) -> Reading:
        """What stands in the fields now."""
        typed = {key: text for key, text in self.weights.plain().items() if text}
        has_weight = "gross" in typed or "net" in typed
        return Reading(
            number=self.number.value(),
            part=self.part.value() if self.part.isVisibleTo(self) else "",
            seal_no=self.seal.value(),
            condition=self.condition.value(),
            note=self.note.value(),
            late_note=self.late_note.value(),
            weights=typed if has_weight else {},
            **self.laboratory.plain(),
        )

    def focus_first(self) -> None:
        """The first field that is empty takes the keys."""
        wanted: list[tuple[QWidget, Callable[[], str]]] = [
            (self.seal, self.seal.value),
            (self.late_note, self.late_note.value),
            (self.weights, lambda: "x" if self.weights.weights() else ""),
            (self.note, self.note.value),
        ]
        for widget, value in wanted:
            if widget.isVisibleTo(self) and not value():
                first = widget.findChild(TextField) if widget is self.weights else widget
                (first or widget).setFocus()
                return
        self.note.setFocus()

    def _after_weights(self) -> None:
        if self.late_note.isVisibleTo(self):
            self.late_note.setFocus()
        else:
            self._finish()

    def _finish(self) -> None:
        self._settle.stop()
        self._tell()
        self.finished.emit()


def last_values(state: ItemState) -> str:
    """What the record says of the thing: the hand-out it is compared with, or how it lies here."""
    loan = state.loan
    weights = loan.weights if loan is not None and loan.weights else state.weights
    quantity = loan.quantity if loan is not None else state.balance.stored
    seal = loan.seal_no if loan is not None else state.seal_no
    condition = loan.condition if loan is not None else state.condition
    parts = [
        amount_text(quantity),
        word("condition", condition.value),
    ]
    if seal:
        parts.append(translate("counter", "seal {number}").format(number=seal))
    for weight in weights:
        amount = amount_text(weight.amount)
        parts.append(f"{word('weight_kind', weight.kind.value)} {amount}")
    said = " · ".join(parts)
    if loan is None:
        return translate("counter", "On record: {values}").format(values=said)
    text = translate("counter", "Handed out {when}: {values}. Due {due}.")
    return text.format(when=local_text(loan.out_at), values=said, due=local_text(loan.due_at))
