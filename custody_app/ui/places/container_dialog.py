"""A container: what is in it, its seal, where it lies, and its move with all it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from custody_app.domain.commands.registers import ChangeContainerSeal
from custody_app.domain.commands.store import MoveContainer
from custody_app.domain.ids import ContainerId, PlaceId
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Grade, SealState
from custody_app.queries.holdings import (
    ContainerNode,
    container_card,
    container_contents,
    find_place,
)
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import resolve_tag
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry, text_entry
from custody_app.ui.item_columns import code_text, item_columns
from custody_app.ui.label_dialog import show_labels
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Pill
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.labels import ElidedLabel, Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk
from custody_app.ui.zone_dialog import or_ask_zone

WIDTH, HEIGHT = 820, 620
ROOM = 0.9

SEAL_TONE = {
    SealState.SEALED: Tone.GOOD,
    SealState.OPENED: Tone.CAUTION,
    SealState.UNSEALED: Tone.NEUTRAL,
}


class ContainerDialog(QDialog):
    """Scanning a place moves the container there; Esc closes."""

    opened = Signal(str)

    def __init__(self, desk: Desk, container: str, parent: QWidget | None = None) -> None:
        super().__init__(parent or desk.notices.window())
        self.setObjectName("container_dialog")
        self._desk = desk
        self._id = container
        self._read = Reader(desk.core.reader)
        self._node: ContainerNode | None = None
        room = QGuiApplication.primaryScreen().availableSize() * ROOM
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self._title = Label("", "title", wrap=True)
        self._seal = Pill()
        self._grade = Pill()
        self._where = ElidedLabel("", "muted")
        self._told = Label("", "mistake", wrap=True, selectable=True)
        self._told.hide()
        empty = EmptyState(
            translate("places", "The container is empty."),
            translate("places", "Scan a thing, then this container, to put it in."),
            icon="package-open",
        )
        self.contents: RecordTable[ItemRow] = RecordTable(
            "container_contents", item_columns("name", "quantity", "state", "case", "code"),
            desk.tasks, desk.memory, empty=empty,
        )  # fmt: skip
        self.contents.opened.connect(self._open_item)
        self._build()
        desk.scans.claim(self._take_scan)
        desk.bus.changed.connect(self._on_changed)
        self.finished.connect(lambda _result: desk.scans.release(self._take_scan))
        self.finished.connect(lambda _result: self.deleteLater())
        self._on_changed()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.large)
        layout.setSpacing(SPACE.medium)
        layout.addLayout(row(self._title, None, self._grade, self._seal))
        layout.addWidget(self._where)
        layout.addWidget(self.contents, 1)
        layout.addWidget(self._told)
        move = Button(
            translate("places", "Move…"), Kind.PRIMARY, "map-pin", self.ask_place,
            name="container_move_button",
        )  # fmt: skip
        seal = Button(
            translate("places", "Seal…"), icon="lock", clicked=self.ask_seal,
            name="container_seal_button",
        )  # fmt: skip
        label = Button(
            translate("places", "Label"), icon="printer",
            clicked=lambda: show_labels(self._desk, [("container", self._id)], self),
            name="container_label_button",
        )  # fmt: skip
        close = Button(translate("dialogs", "Close"), clicked=self.accept, name="close_button")
        layout.addLayout(row(move, seal, label, None, close))

    def _on_changed(self, _outcome: object = None) -> None:
        read, id_ = self._read, self._id

        def work() -> tuple[ContainerNode, tuple[ItemRow, ...]]:
            return read(container_card, container=id_), read(container_contents, container=id_)

        self._desk.tasks.read(work, self._show, owner=self, question="container")

    def _show(self, found: tuple[ContainerNode, tuple[ItemRow, ...]]) -> None:
        node, rows = found
        self._node = node
        name = node.name or word("container_kind", node.kind.value)
        self._title.setText(f"{name}  {code_text(node.code)}")
        self.setWindowTitle(name)
        seal = SealState(node.seal)
        text = word("seal_state", seal.value)
        if node.seal_no and seal is SealState.SEALED:
            text = f"{text} {node.seal_no}"
        self._seal.set_state(text, SEAL_TONE[seal])
        grade = Grade(node.grade)
        tone = Tone.NEUTRAL if grade is Grade.NORMAL else Tone.CAUTION
        self._grade.set_state(word("grade", grade.value), tone)
        where = node.place.path if node.place else translate("places", "No place yet")
        parts = [where]
        if node.case_number:
            text = translate("places", "Case {number}")
            parts.append(text.format(number=node.case_number))
        self._where.setText("   ·   ".join(parts))
        self.contents.set_rows(list(rows))

    def _open_item(self, found: ItemRow) -> None:
        self.accept()
        self.opened.emit(found.id)

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _take_scan(self, code: ScannedCode) -> None:
        if code.kind is not TagKind.PLACE:
            self._tell(translate("places", "Scan a place to move the container there."))
            return
        read, digits = self._read, code.digits

        def found(meaning: object) -> None:
            place = getattr(meaning, "place", None)
            if place is None:
                self._tell(translate("places", "No place of this centre has this code."))
            else:
                self._move(place.id)

        self._desk.tasks.read(
            lambda: read(resolve_tag, code=digits), found, owner=self, question="scan"
        )

    def _move(self, place_id: str) -> None:
        self._tell("")
        move = MoveContainer(container=ContainerId(self._id), place=PlaceId(place_id))

        def tell(error: Exception) -> None:
            self._tell(self._desk.notices.explain(error))

        self._desk.record(move, owner=self, failed=or_ask_zone(self._desk, (move,), tell))

    def ask_place(self) -> None:
        """Move to a place whose code is typed or scanned."""
        read = self._read
        field = TextField(name="place_code", max_length=60)
        entries = [
            text_entry(
                "place", translate("places", "To which place (code)"), field, needed=True,
                hint=translate("places", "Scan the place, or type its code."),
            )
        ]  # fmt: skip

        def go(values: Values, dialog: FormDialog) -> None:
            text = values["place"]

            def found(places: list[str]) -> None:
                if len(places) == 1:
                    dialog.accept()
                    self._move(places[0])
                else:
                    text = translate("places", "No single place has this code.")
                    dialog.fields["place"].set_mistake(text)

            self._desk.tasks.read(
                lambda: exact_place(read, text), found, owner=dialog, question="place"
            )

        count = self._node.items if self._node is not None else 0
        sentence = translate(
            "places", "The container moves with its {count} {count:thing|things}, as one record."
        )
        sheet = Sheet(
            translate("places", "Move container"), entries, sentence.format(count=count),
            button=translate("places", "Move"),
        )  # fmt: skip
        dialog = FormDialog(
            self._desk, sheet, go, parent=self,
            on_scan=lambda code: field.setText(code.digits),
        )  # fmt: skip
        dialog.open()

    def ask_seal(self) -> None:
        """Open, apply or renew the seal."""
        node = self._node
        if node is None:
            return
        sealed = node.seal == SealState.SEALED
        entries = []
        if sealed:
            opened = TextField(name="opened_seal", max_length=60)
            entries.append(
                text_entry("opened", translate("places", "Seal opened"), opened, needed=True,
                           hint=translate("places", "As it stands on the seal itself."))
            )  # fmt: skip
        new = translate("places", "New seal no.")
        hint = translate("places", "Leave empty if the container stays open.") if sealed else ""
        entries.append(
            text_entry("new", new, TextField(name="new_seal", max_length=60), needed=not sealed,
                       hint=hint)
        )  # fmt: skip
        entries.append(note_entry("reason", translate("places", "Reason"), lines=2))
        two = sealed and Grade(node.grade) is not Grade.NORMAL

        def go(values: Values, dialog: FormDialog) -> None:
            command = ChangeContainerSeal(
                container=ContainerId(self._id),
                opened_seal_no=values.get("opened", ""),
                new_seal_no=values["new"],
                reason=values["reason"],
            )
            sentence = translate(
                "places", "The seal of the container is changed before two people."
            )
            question = Question(sentence if two else "", who=Who.SECOND if two else Who.NOBODY)
            dialog.ask_and_record(question, command)

        title = translate("places", "Change the seal")
        FormDialog(self._desk, Sheet(title, entries), go, parent=self).open()


def exact_place(read: Reader, text: str) -> list[str]:
    """Ids of the places a typed code or scanned number stands for."""
    if len(text) == 18 and text.isdigit():
        place = read(resolve_tag, code=text).place
        return [place.id] if place is not None else []
    wanted = text.casefold()
    places = read(find_place, text=text)
    exact = [node.id for node in places if node.code.casefold() == wanted]
    return exact or [node.id for node in places]
