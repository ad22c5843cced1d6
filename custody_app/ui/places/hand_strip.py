"""HandStrip: what was scanned to be moved, and that a place is to be scanned next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from custody_app.runtime.i18n import translate
from custody_app.ui.places.presenter import Hand
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, IconButton, Kind
from custody_app.ui.widgets.labels import ElidedLabel, Label
from custody_app.ui.widgets.layouts import boxed, row

SHOWN_MAX = 6


class HandStrip(QFrame):
    """Empty: one line how to move by scan. Otherwise the things in hand, and what comes next."""

    put_down = Signal(str)
    put_all_down = Signal()
    here_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hand_strip")
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        layout.setSpacing(SPACE.small)
        self._title = Label("", "strong", wrap=True)
        self.here_button = Button(
            translate("places", "Put here"), Kind.PRIMARY, "map-pin", self.here_pressed.emit,
            name="put_here_button",
        )  # fmt: skip
        self.clear_button = Button(
            translate("places", "Put down"), Kind.QUIET, clicked=self.put_all_down.emit,
            name="put_down_button",
        )  # fmt: skip
        head = QHBoxLayout()
        head.setSpacing(SPACE.medium)
        mark = Label("")
        mark.setPixmap(look().icon("scan-line", look().colors.accent).pixmap(20, 20))
        head.addWidget(mark)
        head.addWidget(self._title, 1)
        head.addWidget(self.clear_button)
        head.addWidget(self.here_button)
        layout.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE.tiny)
        layout.addLayout(self._lines)
        self._mistake = Label("", "mistake", wrap=True, selectable=True)
        layout.addWidget(self._mistake)
        self._mistake.hide()
        self._hand = Hand()
        self._here = ""
        self.show_hand(self._hand)

    def show_place(self, here: str) -> None:
        """The code of the place picked in the tree; things in hand can be put there."""
        self._here = here
        self.here_button.setVisible(not self._hand.is_empty and bool(here))
        self.here_button.set_text(translate("places", "Put in {place}").format(place=here))

    def show_hand(self, hand: Hand) -> None:
        """Show what is in hand."""
        self._hand = hand
        while self._lines.count():
            line = self._lines.takeAt(0)
            widget = line.widget() if line is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for thing in hand.things[:SHOWN_MAX]:
            out = IconButton("x", translate("places", "Put down"))
            out.clicked.connect(lambda _on=False, id_=thing.id: self.put_down.emit(id_))
            self._lines.addWidget(boxed(row(ElidedLabel(thing.name, "body"), out)))
        more = len(hand.things) - SHOWN_MAX
        if more > 0:
            text = translate("places", "… and {count} more").format(count=more)
            self._lines.addWidget(Label(text, "muted"))
        if hand.is_empty:
            self._title.setText(
                translate("places", "Move by scan: scan things or a container, then the place.")
            )
        else:
            self._title.setText(
                translate("places", "In hand: {count}. Now scan where to put it.").format(
                    count=len(hand.things)
                )
            )
        self._title.set_role("muted" if hand.is_empty else "strong")
        self.clear_button.setVisible(not hand.is_empty)
        self.show_place(self._here)
        self.tell("")

    def tell(self, text: str, tone: Tone = Tone.BAD) -> None:
        """Why it could not be moved, or that it lies there now."""
        self._mistake.set_role("mistake" if tone is Tone.BAD else "good")
        self._mistake.setText(text)
        self._mistake.setVisible(bool(text))
