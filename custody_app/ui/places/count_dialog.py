"""The blind count of a place: scan what lies there, without a list of what should.

Scans are journalled like all others; whoever counts sees only what they scanned themselves. What
was scanned is kept until the count is closed: a crash, a lock or Back loses nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QVBoxLayout

from custody_app.domain import tag
from custody_app.domain.commands.counts import CountPlace
from custody_app.domain.events.counts import PlaceCounted
from custody_app.domain.ids import ItemId, PlaceId
from custody_app.domain.tag import TagKind
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import Meaning, resolve_tag
from custody_app.runtime.i18n import translate
from custody_app.services.open_counts import OpenCount
from custody_app.ui.places.count_keeping import CountKeeping, CountOffer, Left
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.fields import Field, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

WIDTH, HEIGHT = 620, 520


class CountDialog(QDialog):
    """Scans add up; closing the count records it and tells what differs."""

    def __init__(
        self, desk: Desk, place: PlaceId, code: str, then: Callable[[PlaceCounted], object]
    ) -> None:
        super().__init__(desk.notices.window())
        self._desk, self._place, self._then = desk, place, then
        self._seen: dict[str, str] = {}
        self._keeping = CountKeeping(desk, self, place, self._failed_to_keep)
        self._asked = 0
        self._is_begun = False
        self.setObjectName("count_dialog")
        title = translate("places", "Count {place}").format(place=code)
        self.setWindowTitle(title)
        self.resize(WIDTH, HEIGHT)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("places", "Scanned here"))
        self.note = TextField(name="count_note", max_length=200)
        self._sum = Label("", "body")
        self._mistake = Label("", "mistake", wrap=True)
        self._mistake.hide()
        self.button = Button(
            translate("places", "Close the count"), Kind.PRIMARY, "check", self.close_count,
            name="close_count_button",
        )  # fmt: skip
        back = Button(translate("dialogs", "Back"), clicked=self.reject, name="count_back_button")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.large)
        outer.setSpacing(SPACE.medium)
        outer.addWidget(Label(title, "title", wrap=True))
        sentence = translate(
            "places",
            "Scan everything that lies here, boxes opened. What should be here is told when the "
            "count is closed.",
        )
        outer.addWidget(Label(sentence, "muted", wrap=True))
        self.offer = CountOffer()
        outer.addWidget(self.offer)
        outer.addWidget(self.list, 1)
        outer.addWidget(self._sum)
        outer.addWidget(Field(translate("places", "Remark"), self.note))
        outer.addWidget(self._mistake)
        outer.addLayout(row(None, back, self.button))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.close_count)
        desk.scans.claim(self._take_scan)
        self.finished.connect(lambda _result: desk.scans.release(self._take_scan))
        self.rejected.connect(self._put_away)
        self.finished.connect(lambda _result: self.deleteLater())
        self._tell()
        self._wait(1)
        self._keeping.look(self._on_left)

    @property
    def seen(self) -> tuple[ItemId, ...]:
        """What was scanned, in order."""
        return tuple(ItemId(id_) for id_ in self._seen)

    def _on_left(self, left: Left) -> None:
        """Ask first when a count broke off here, or somebody else is counting."""
        if left.text:
            self._sum.hide()
            self.offer.ask(left, self._go_on, self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        self._keeping.begin(self._begun)

    def _go_on(self, count: OpenCount) -> None:
        self._keeping.take_up(count, self._begun)

    def _begun(self, count: OpenCount) -> None:
        """From now on scans count; what was scanned before the break stands in the list."""
        self._wait(-1)
        self._is_begun = True
        self.offer.hide()
        self._sum.show()
        self._refuse("")
        rows = Reader(self._desk.core.reader)(item_rows, items=count.items)
        for found in rows:
            self._add(found)
        self._tell()

    def _add(self, found: ItemRow) -> None:
        self._seen[found.id] = found.name
        self.list.addItem(f"{len(self._seen)}  {found.name}  {tag.grouped(found.code)}")
        self.list.scrollToBottom()

    def _elsewhere(self) -> None:
        """Somebody took the count up in another window."""
        self._wait(1)
        self._is_begun = False
        self._desk.notices.sound()
        self._refuse(self._why_not_begun())

    def _put_away(self) -> None:
        if self._is_begun and not self._seen:
            self._keeping.let_go()

    def _why_not_begun(self) -> str:
        if self.offer.isVisible():
            return translate("places", "Say first what becomes of the count that is open here.")
        return translate(
            "places",
            "This count goes on in another window or was closed there; nothing is counted here.",
        )

    def _take_scan(self, code: ScannedCode) -> None:
        if not self._is_begun:
            self._refuse(self._why_not_begun())
            return
        if code.kind is not TagKind.ITEM:
            self._refuse(translate("places", "Only labels of things are counted."))
            return
        read, digits = Reader(self._desk.core.reader), code.digits
        self._wait(1)
        self._desk.tasks.read(
            lambda: read(resolve_tag, code=digits), self._on_meaning, self._unread, owner=self
        )

    def _wait(self, change: int) -> None:
        """No count is closed before its last scan is understood."""
        self._asked += change
        self.button.setEnabled(self._asked == 0)

    def _unread(self, error: Exception) -> None:
        self._wait(-1)
        self._refuse(self._desk.notices.explain(error))

    def _on_meaning(self, meaning: Meaning) -> None:
        self._wait(-1)
        if not meaning.id:
            self._refuse(translate("places", "This label is not known here."))
            return
        if meaning.id in self._seen:
            self._refuse(translate("places", "This one was scanned already."))
            return
        (found,) = Reader(self._desk.core.reader)(item_rows, items=[meaning.id])
        self._add(found)
        self._refuse("")
        self._tell()
        self._keeping.keep(self.seen, self._elsewhere)

    def _failed_to_keep(self, error: Exception) -> None:
        self._refuse(self._desk.notices.explain(error))

    def _tell(self) -> None:
        self._sum.setText(
            translate("places", "{count} {count:thing|things} scanned.").format(
                count=len(self._seen)
            )
        )

    def _refuse(self, text: str) -> None:
        self._mistake.setText(text)
        self._mistake.setVisible(bool(text))

    def close_count(self) -> None:
        """Record what was found."""
        if not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        self._desk.record(
            CountPlace(place=self._place, seen=self.seen, note=self.note.value()),
            owner=self,
            then=self._done,
            failed=self._failed,
            beside=self._keeping.beside(),
        )

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self._refuse(self._desk.notices.explain(error))

    def _done(self, outcome: Outcome) -> None:
        self.accept()
        for one in outcome.recorded:
            if isinstance(one.event, PlaceCounted):
                self._then(one.event)


def result_text(event: PlaceCounted) -> str:
    """What a count found, in one sentence."""
    if not event.missing and not event.unexpected:
        text = translate(
            "places", "{count} {count:thing is|things are} here, and nothing is missing."
        )
        return text.format(count=event.seen)
    text = translate(
        "places",
        "{seen} of {expected} found; {missing} not found, {unexpected} recorded elsewhere. "
        "What is missing is counted again by somebody else.",
    )
    return text.format(
        seen=event.seen,
        expected=event.expected,
        missing=len(event.missing),
        unexpected=len(event.unexpected),
    )
