"""The form for the legal document and the head of its list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain.law.doubts import doubts_of_holder
from custody_app.domain.vocabulary import Party
from custody_app.queries.names import PersonRef
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.intake.header_entry import HeaderEntry, gaps_of, mistakes
from custody_app.ui.intake.officers_editor import OfficersEditor
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid, NoteField, TextField
from custody_app.ui.widgets.labels import Label, set_tip
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

COLUMNS = 4
PARTIES = ("holder", "witness", "place")


class HeaderForm(QWidget):
    """Every party is known, unknown, none or refused; a gap is explained in the remark."""

    recorded = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_takeover = False
        self.officers = OfficersEditor(Reader(desk.core.reader), desk.tasks)
        self._texts: dict[str, TextField] = {
            "document_no": TextField(max_length=80, name="document_no"),
            "list_no": TextField(max_length=80, name="list_no"),
            "holder": TextField(max_length=80, name="holder"),
            "holder_id_no": TextField(judge=doubts_of_holder, max_length=40, name="holder_id_no"),
            "witness": TextField(max_length=80, name="witness"),
            "place": TextField(max_length=160, name="taken_place"),
        }
        self._measure = ChoiceField(list(words("measure").items()), name="measure")
        self._document_on = DateField(name="document_on")
        self._taken_at = DateField(with_time=True, name="taken_at")
        self._notes = {
            name: ChoiceField(list(words("party").items()), name=f"{name}_note")
            for name in ("officers", *PARTIES)
        }
        self._remark = NoteField(lines=2, name="list_remark")
        self._gaps = Label("", "caution")
        self._fields: dict[str, Field] = {}
        self._title = Card(translate("intake", "Legal document and list"))
        self._build()

    def _fill(self, form: FormGrid) -> None:
        """The facts of the list in the order of the paper."""
        self._add(form, "measure", translate("intake", "Measure"), self._measure)
        self._add(
            form, "document_no", translate("intake", "Document no."), self._texts["document_no"]
        )
        self._add(form, "document_on", translate("intake", "Document date"), self._document_on)
        self._add(form, "list_no", translate("intake", "List no."), self._texts["list_no"])
        self._add(form, "taken_at", translate("intake", "Taken at"), self._taken_at, needed=True)
        self._add(form, "place", translate("intake", "Taken where"), self._texts["place"], span=2)
        self._add(form, "place_note", translate("intake", "Place is"), self._notes["place"])
        self._add(form, "holder", translate("intake", "Holder"), self._texts["holder"])
        self._add(form, "holder_note", translate("intake", "Holder is"), self._notes["holder"])
        self._add(
            form,
            "holder_id_no",
            translate("intake", "Holder's ID number"),
            self._texts["holder_id_no"],
            span=2,
        )
        self._add(form, "witness", translate("intake", "Witness"), self._texts["witness"])
        self._add(form, "witness_note", translate("intake", "Witness is"), self._notes["witness"])
        self._add(form, "officers", translate("intake", "Officers"), self.officers, span=2)
        self._add(form, "remark", translate("intake", "Remark"), self._remark, span=3)
        self._add(
            form, "officers_note", translate("intake", "Officers are"), self._notes["officers"]
        )

    def _build(self) -> None:
        form = FormGrid(COLUMNS)
        self._fill(form)
        for name, note in self._notes.items():
            note.chosen.connect(lambda code, name=name: self._on_note(name, code))
        self.officers.changed.connect(self._hint)
        self._texts["document_no"].textEdited.connect(lambda _text: self._hint())
        self._remark.textChanged.connect(self._hint)
        self._go = Button(
            translate("intake", "Record the list"),
            Kind.PRIMARY,
            "check",
            self.submit,
            name="record_list_button",
        )
        back = Button(translate("intake", "Back"), clicked=self.cancelled.emit)
        self._title.body.addWidget(form)
        self._title.body.addLayout(row(self._gaps, None, back, self._go))
        self.setTabOrder(self._go, back)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        set_tip(self._go, "Ctrl+Enter")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.medium)
        column.addWidget(self._title)
        column.addStretch(1)
        form.finished.connect(self.submit)

    def _add(
        self,
        form: FormGrid,
        name: str,
        word: str,
        editor: QWidget,
        *,
        span: int = 1,
        needed: bool = False,
    ) -> None:
        field = Field(word, editor, needed=needed)
        self._fields[name] = field
        form.add(field, span)

    def start(self, entry: HeaderEntry, officers: list[PersonRef]) -> None:
        """Fill with defaults or with what was kept."""
        self._is_takeover = entry.takeover
        self._title.set_title(
            translate("intake", "Existing stock: original document and list")
            if entry.takeover
            else translate("intake", "Legal document and list")
        )
        self._measure.set_value(entry.measure)
        self._document_on.setText(entry.document_on)
        self._taken_at.setText(entry.taken_at.replace("T", " "))
        for name, text in self._texts.items():
            text.setText(getattr(entry, name))
        for name, note in self._notes.items():
            note.set_value(getattr(entry, f"{name}_note"))
            self._on_note(name, note.value())
        self._remark.setPlainText(entry.remark)
        self.officers.set_people(officers)
        for field in self._fields.values():
            field.set_mistake("")
        self._hint()
        self._texts["document_no"].setFocus()

    def entry(self) -> HeaderEntry:
        """What stands in the form."""
        texts = {name: text.value() for name, text in self._texts.items()}
        notes = {f"{name}_note": note.value() for name, note in self._notes.items()}
        return replace(
            HeaderEntry(),
            measure=self._measure.value(),
            document_on=self._document_on.value(),
            taken_at=self._taken_at.value(),
            officers=tuple(person.id for person in self.officers.people()),
            remark=self._remark.value(),
            takeover=self._is_takeover,
            **texts,
            **notes,
        )

    def submit(self) -> None:
        """Mark what is missing; tell when nothing is."""
        entry = self.entry()
        found = mistakes(entry)
        for name in ("taken_at", "document_on"):
            editor = self._fields[name].editor
            if isinstance(editor, DateField) and editor.mistake():
                found[name] = editor.mistake()
        for name, field in self._fields.items():
            field.set_mistake(found.get(name, ""))
        if found:
            self._fields[next(iter(found))].editor.setFocus()
            return
        self.recorded.emit(entry)

    def set_busy(self, busy: bool) -> None:
        """While it is being recorded."""
        self._go.setEnabled(not busy)

    def _on_note(self, name: str, code: str) -> None:
        if name in PARTIES:
            gone = code in (Party.UNKNOWN, Party.NONE)
            self._texts[name].setEnabled(not gone)
            if gone:
                self._texts[name].clear()
                self._fields[name].set_mistake("")
        self._hint()

    def _hint(self) -> None:
        """Say early that a gap needs a word in the remark."""
        gaps = gaps_of(self.entry()) if not self._is_takeover else []
        needs = bool(gaps) and not self._remark.value()
        text = translate("intake", "To be explained in the remark: {gaps}.").format(
            gaps=translate("intake", ", ").join(gaps)
        )
        self._gaps.setText(text if needs else "")
