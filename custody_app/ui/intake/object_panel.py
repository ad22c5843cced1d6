"""What lies here: the thing of one line is counted, weighed, sealed and photographed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from custody_app.domain.law.rule_pack import CategoryRule
from custody_app.domain.quantity import CURRENCIES
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Condition
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word, words
from custody_app.ui.intake.drafts import (
    ACCEPT,
    PARTLY,
    REFUSE,
    Draft,
    cash_unit,
    differs,
    missing,
)
from custody_app.ui.intake.kind_notes import KindNotes
from custody_app.ui.intake.reading import NOTHING_SAID
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.cash_editor import CashEditor
from custody_app.ui.widgets.fields import (
    ChoiceField,
    Field,
    NoteField,
    TextField,
    TickField,
)
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.photo_strip import PhotoStrip, PhotoTile
from custody_app.ui.widgets.quantity_field import QuantityField
from custody_app.ui.widgets.shown_form import ShownForm
from custody_app.ui.widgets.weights_editor import WeightsEditor

if TYPE_CHECKING:
    from custody_app.domain.parts import Attached
    from custody_app.ui.desk import Desk

WAYS = (ACCEPT, PARTLY, REFUSE)
COLUMNS = 2


class ObjectPanel(QWidget):
    """The form of one line; ``entered`` tells that Enter was pressed in its last field."""

    edited = Signal()
    entered = Signal()
    file_pressed = Signal()
    files_dropped = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: ItemState | None = None
        self._draft = Draft("")
        self._rule: CategoryRule = NOTHING_SAID
        self._is_filling = False
        self._ways = QTabBar()
        self._ways.setObjectName("line_way")
        self._ways.setDrawBase(False)
        self._ways.setExpanding(False)
        for text in (
            translate("intake", "Accept"),
            translate("intake", "Accept a part"),
            translate("intake", "Refuse"),
        ):
            self._ways.addTab(text)
        self.amount = QuantityField([], name="found")
        self._condition = ChoiceField(list(words("condition").items()), name="found_condition")
        self._condition_note = TextField(max_length=300, name="condition_note")
        self._notes = KindNotes()
        self._seal = TextField(max_length=60, name="found_seal")
        self._sealed = TickField(
            translate("intake", "Taken in sealed, not counted"), name="sealed_uncounted"
        )
        self._where = Label("", "strong", wrap=True)
        self._note = NoteField(lines=2, name="difference_note")
        self._awaited = TickField(
            translate("intake", "A corrected list is awaited"), name="list_awaited"
        )
        self._reason = ChoiceField(list(words("refusal_reason").items()), name="refusal_reason")
        self._refusal_note = NoteField(lines=2, name="refusal_note")
        self._weights = WeightsEditor()
        self._cash = CashEditor()
        self._photos = PhotoStrip(desk.tasks)
        self._form = ShownForm(COLUMNS)
        self._fields = self._form.fields
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add("reason", translate("intake", "Reason for refusing"), self._reason)
        self._add("cash", translate("intake", "Notes and coins"), self._cash, 2)
        self._add("number", translate("intake", "Found"), self.amount)
        self._add("condition", translate("intake", "Condition"), self._condition)
        self._add("seal_no", translate("intake", "Seal no."), self._seal)
        self._add("sealed", " ", self._sealed)
        self._add("condition_note", translate("intake", "What about it?"), self._condition_note, 2)
        self._notes.add_to(self._add)
        self._add("where", translate("intake", "Goes into"), self._where, 2)
        self._add("weights", translate("intake", "Weight"), self._weights, 2)
        self._add("note", translate("intake", "Difference to the list"), self._note, 2)
        self._add("awaited", "", self._awaited, 2)
        self._add("refusal_note", translate("intake", "Remark on refusing"), self._refusal_note, 2)
        self._add("files", translate("intake", "Photos"), self._photos, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.medium)
        column.addWidget(self._ways)
        column.addWidget(self._form)
        column.addStretch(1)
        self._form.finished.connect(self.entered)
        self.amount.number.returnPressed.connect(self.entered)
        self._cash.finished.connect(self.entered)
        self._weights.finished.connect(self.entered)

    def _add(self, name: str, said: str, editor: QWidget, span: int = 1) -> None:
        self._form.put(name, Field(said, editor), span)

    def _connect(self) -> None:
        self._ways.currentChanged.connect(lambda _at: self._on_edited())
        for signal in (
            self.amount.edited,
            self._condition.chosen,
            self._condition_note.textEdited,
            self._notes.care.textEdited,
            self._notes.missing.textEdited,
            self._notes.keep.textEdited,
            self._seal.textEdited,
            self._sealed.toggled,
            self._note.textChanged,
            self._awaited.toggled,
            self._reason.chosen,
            self._refusal_note.textChanged,
            self._weights.edited,
        ):
            signal.connect(lambda *_what: self._on_edited())
        self._cash.edited.connect(self._on_cash)
        self._photos.add_pressed.connect(self.file_pressed)
        self._photos.dropped.connect(self.files_dropped)

    def show_line(self, item: ItemState, draft: Draft, rule: CategoryRule) -> None:
        """The thing of a line and what was typed of it."""
        self._is_filling = True
        self._item, self._draft, self._rule = item, draft, rule
        self._notes.fill(draft)
        unit = item.balance.listed.u
        self._fields["number"].set_word(
            translate("intake", "Found ({unit})").format(unit=word("unit", unit))
        )
        self._ways.setCurrentIndex(WAYS.index(draft.way))
        self.amount.set_value(draft.number)
        self._condition.set_value(draft.condition)
        self._condition_note.setText(draft.condition_note)
        self._seal.setText(draft.seal_no)
        self._sealed.setChecked(not draft.counted)
        self._note.setPlainText(draft.note)
        self._awaited.setChecked(draft.list_awaited)
        self._reason.set_value(draft.reason)
        self._refusal_note.setPlainText(draft.refusal_note)
        if rule.by_face:
            self._cash.set_unit(cash_unit(draft, item), choose=unit not in CURRENCIES)
            self._cash.set_counts(list(draft.cash))
        self._fill_weights(draft)
        self._show_files()
        self._is_filling = False
        self._show_fields()

    def _fill_weights(self, draft: Draft) -> None:
        typed: dict[str, str] = {}
        for kind, number, unit, scale in draft.weights:
            typed.update({kind: number, f"{kind}_unit": unit, "scale": scale})
        self._weights.fill(typed)

    def draft(self) -> Draft:
        """What stands in the form."""
        number, _unit = self.amount.value()
        return replace(
            self._notes.taken(self._draft),
            way=WAYS[self._ways.currentIndex()],
            number=number or self.amount.number.text().strip(),
            counted=not self._sealed.isChecked(),
            condition=self._condition.value(),
            condition_note=self._condition_note.value(),
            seal_no=self._seal.value(),
            note=self._note.value(),
            list_awaited=self._awaited.isChecked(),
            reason=self._reason.value(),
            refusal_note=self._refusal_note.value(),
            cash=tuple(self._cash.counts()) if self._rule.by_face else (),
            cash_unit=self._cash.unit if self._rule.by_face else "",
            weights=tuple(
                (one.kind.value, one.amount.n, one.amount.u, one.scale_no)
                for one in self._weights.weights()
            ),
        )

    def begin(self) -> None:
        """Where the clerk begins to type."""
        way = WAYS[self._ways.currentIndex()]
        if way == REFUSE:
            self._reason.setFocus()
        elif self._rule.by_face and not self._sealed.isChecked():
            self._cash.begin()
        else:
            self.amount.number.setFocus()
            self.amount.number.selectAll()

    def check(self) -> bool:
        """Mark what is missing; whether nothing is."""
        if self._item is None:
            return False
        found = missing(self.draft(), self._item, self._rule)
        for name, read in (("weights", self._weights), ("cash", self._cash)):
            if not self._fields[name].isHidden() and (told := read.mistake()):
                found[name] = told
        self._form.mark(found)
        if found:
            editor = self._fields[next(iter(found))].editor
            if editor is self._cash:
                self._cash.begin()
            elif editor is self._weights:
                self._weights.findChildren(TextField)[0].setFocus()
            elif editor.focusPolicy() != Qt.FocusPolicy.NoFocus or editor.focusProxy():
                editor.setFocus()
        return not found

    def put_into(self, *, place: str = "", container: str = "", where: str = "") -> bool:
        """A safe was scanned; whether the sealed thing goes there."""
        if self._item is None or not self._sealed.isChecked():
            return False
        self._draft = replace(self._draft, place=place, container=container, where=where)
        self._on_edited()
        return True

    def add_files(self, files: list[Attached]) -> None:
        """Files that were stored belong to this line."""
        rows = tuple((one.h, one.n, one.mime, one.kind.value, one.name) for one in files)
        known = {row[0] for row in self._draft.files}
        added = tuple(row for row in rows if row[0] not in known)
        self._draft = replace(self._draft, files=(*self._draft.files, *added))
        self._show_files()
        self._on_edited()

    def _show_files(self) -> None:
        path_of = self._desk.core.attachments.path_of
        tiles = [PhotoTile(row[0], path_of(row[0]), row[4]) for row in self._draft.files]
        self._photos.set_photos(tiles)

    def _on_cash(self) -> None:
        """What the notes add up to is what was found."""
        found = self._cash.amount_in(self._item.balance.listed.u) if self._item else ""
        if found:
            self.amount.set_value(found)
        self._on_edited()

    def _on_edited(self) -> None:
        if self._is_filling or self._item is None:
            return
        self._show_fields()
        for field in self._fields.values():
            if field.has_mistake:
                field.set_mistake("")
        self.edited.emit()

    def _show_fields(self) -> None:
        """Only what this way and this kind of thing ask for."""
        item = self._item
        if item is None:
            return
        draft = self.draft()
        taking = draft.way != REFUSE
        shown = {
            "number": taking,
            "condition": taking,
            "condition_note": taking and draft.condition != Condition.INTACT,
            **self._notes.shown(draft, self._rule),
            "seal_no": taking,
            "sealed": taking,
            "where": taking and not draft.counted,
            "cash": taking and draft.counted and self._rule.by_face,
            "weights": taking and draft.counted and self._rule.weighed,
            "note": taking and differs(draft, item),
            "awaited": taking and differs(draft, item),
            "reason": draft.way != ACCEPT,
            "refusal_note": draft.way != ACCEPT,
        }
        self._form.show_only(shown)
        self._where.setText(
            self._draft.where or translate("intake", "Scan the safe or the bag in the safe.")
        )
