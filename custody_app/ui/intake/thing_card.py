"""The right half: the thing of the picked line, to be decided or already in store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Custody, Grade
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word
from custody_app.ui.intake.drafts import Draft, may_come
from custody_app.ui.intake.kind_notes import kind_text
from custody_app.ui.intake.object_panel import ObjectPanel
from custody_app.ui.intake.presenter import Standing, code_of
from custody_app.ui.intake.quick_row import number_words
from custody_app.ui.intake.reading import LineView
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.current_stack import CurrentStack
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.labels import ElidedLabel, Label
from custody_app.ui.widgets.layouts import row, scrolling

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

NOTHING, FORM, DONE = range(3)
FORM_HEIGHT = 230


class ThingCard(Card):
    """Decides nothing itself; tells what was pressed."""

    decided = Signal()
    taken_back = Signal()
    split_pressed = Signal()
    label_pressed = Signal()
    again_pressed = Signal()
    card_pressed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._item: ItemState | None = None
        self._title = ElidedLabel("", "section")
        self._state = Pill("", Tone.NEUTRAL)
        self._grade = Pill("", Tone.CAUTION)
        self._facts = Label("", "muted", wrap=True, selectable=True)
        self._kind = Label("", "small", wrap=True, selectable=True)
        self.form = ObjectPanel(desk)
        self.form.entered.connect(self.decided)
        self._steps = Label("", "body", wrap=True)
        self._code = Label("", "mono", selectable=True)
        self._stack = CurrentStack()
        self._stack.addWidget(
            EmptyState(
                translate("intake", "Pick a line of the list."),
                translate("intake", "Count what lies here, then press Enter."),
                icon="package-open",
            )
        )
        sheet = scrolling(self.form)
        sheet.setMinimumHeight(FORM_HEIGHT)
        self._stack.addWidget(sheet)
        self._stack.addWidget(self._done_sheet())
        self.body.setSpacing(SPACE.small)
        self.body.addLayout(row(self._title, self._grade, self._state))
        self.body.addWidget(self._facts)
        self.body.addWidget(self._kind)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(self._buttons())
        self.show_line(None, None, Standing("", Tone.NEUTRAL))

    def _done_sheet(self) -> QWidget:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, SPACE.small, 0, 0)
        column.setSpacing(SPACE.medium)
        column.addWidget(self._code)
        column.addWidget(self._steps)
        self._print = Button(
            translate("intake", "Print the label"),
            Kind.SECONDARY,
            "sticker",
            self.label_pressed.emit,
            name="print_label_button",
        )
        self._open = Button(
            translate("intake", "Open the card"),
            Kind.QUIET,
            "arrow-right",
            lambda: self.card_pressed.emit(self._item.id if self._item else ""),
            name="open_card_button",
        )
        self._again = Button(
            translate("intake", "Brought again"),
            Kind.SECONDARY,
            "package-plus",
            self.again_pressed.emit,
            name="brought_again_button",
        )
        column.addLayout(row(self._print, self._again, self._open, None))
        column.addStretch(1)
        return sheet

    def _buttons(self) -> QVBoxLayout:
        self._split = Button(
            translate("intake", "Take apart …"),
            Kind.QUIET,
            "split",
            self.split_pressed.emit,
            name="split_button",
            tip=translate("intake", "One line becomes 3-1, 3-2 … with own numbers and labels"),
        )
        self._back = Button(
            translate("intake", "Not yet"),
            Kind.QUIET,
            "undo-2",
            self.taken_back.emit,
            name="undecide_button",
        )
        self._decide = Button(
            translate("intake", "Decide, next line"),
            Kind.PRIMARY,
            "check",
            self.decided.emit,
            name="decide_button",
            tip="Ctrl+Enter",
        )
        line = row(self._split, self._back, None, self._decide)
        column = QVBoxLayout()
        column.addLayout(line)
        return column

    def show_line(
        self,
        line: LineView | None,
        draft: Draft | None,
        standing: Standing,
        *,
        is_coming: bool = False,
        is_decided: bool = False,
    ) -> None:
        """The thing of a line; None shows what to do first."""
        state = line.state if line is not None else None
        self._item = state
        coming = state is not None and draft is not None and is_coming
        self._stack.setCurrentIndex(FORM if coming else NOTHING if state is None else DONE)
        self._decide.setVisible(coming)
        self._back.setVisible(coming and is_decided)
        self._split.setVisible(state is not None and _can_split(state))
        self._title.setText(f"{state.line}  {state.name}" if state is not None else "")
        self._state.setVisible(bool(standing.word))
        self._state.set_state(standing.word, standing.tone)
        graded = state is not None and state.grade is not Grade.NORMAL
        self._grade.setVisible(graded)
        if state is None:
            self._facts.setText("")
            self._kind.setVisible(False)
            return
        self._grade.set_state(word("grade", state.grade.value), Tone.CAUTION)
        self._facts.setText(facts_of(state))
        kind = kind_text(line.rule) if line is not None else ""
        self._kind.setText(kind)
        self._kind.setVisible(coming and bool(kind))
        if coming and draft is not None and line is not None:
            self.form.show_line(state, draft, line.rule)
        else:
            self._show_done(state)

    @property
    def is_coming(self) -> bool:
        """The form is shown: there is something to decide."""
        return self._stack.currentIndex() == FORM

    def _show_done(self, state: ItemState) -> None:
        in_store = state.custody is Custody.IN_STORE
        self._code.setText(code_of(state))
        self._steps.setText(next_step(state))
        self._print.setVisible(in_store and not state.label_proved)
        self._again.setVisible(may_come(state))


def _can_split(state: ItemState) -> bool:
    there = state.balance.stored if state.custody is Custody.IN_STORE else state.balance.open
    return there.value > 1 and state.custody in (
        Custody.LISTED,
        Custody.URGENT_TEST,
        Custody.IN_STORE,
    )


def facts_of(state: ItemState) -> str:
    """What is known of the thing, in one text."""
    amount = state.balance.listed
    parts = [
        word("category", state.category.value),
        translate("intake", "list says {number} {unit}").format(
            number=amount.n, unit=unit_word(amount.u, amount.n)
        ),
        state.features,
        state.proving_feature,
    ]
    if state.identifiers is not None:
        for name, said in number_words().items():
            value = getattr(state.identifiers, name)
            if value:
                parts.append(f"{said} {value}")
    if state.cash is not None:
        parts.append(word("cash_use", state.cash.use.value))
    if state.owner:
        parts.append(translate("intake", "owner {name}").format(name=state.owner))
    return " · ".join(part for part in parts if part)


def next_step(state: ItemState) -> str:
    """What to do with it now."""
    if state.custody is not Custody.IN_STORE:
        return word("custody", state.custody.value)
    if not state.copy:
        return translate("intake", "Print the label, stick it on and scan it.")
    if not state.label_proved:
        return translate("intake", "Stick the label on, then scan it: that proves it reads.")
    if state.needs_place:
        return translate(
            "intake", "The label reads. Now scan the place or the bag where it is put."
        )
    return translate("intake", "Labelled and in its place.")
