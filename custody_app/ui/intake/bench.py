"""The bench: the list on the left, the thing on the right, the delivery below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.i18n import translate
from custody_app.ui.intake.delivery_bar import DeliveryBar
from custody_app.ui.intake.drafts import is_open
from custody_app.ui.intake.lines_panel import LinesPanel
from custody_app.ui.intake.presenter import IntakePresenter, Standing
from custody_app.ui.intake.thing_card import ThingCard
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.layouts import boxed, column, row, split

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

SIZES = [550, 480]


class Bench(QWidget):
    """Shows what the presenter holds; the page records."""

    labels_pressed = Signal()
    paper_pressed = Signal(str)

    def __init__(self, desk: Desk, presenter: IntakePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._desk = desk
        self.picked = ""
        self._now = ""
        self._begins = self._prints = False
        self.lines = LinesPanel(desk, presenter.standing)
        self.thing = ThingCard(desk)
        self.delivery = DeliveryBar(desk)
        self._labels = Button(
            "", Kind.SECONDARY, "tags", self.labels_pressed.emit, name="print_labels_button"
        )
        self._papers = {
            kind: Button(
                text,
                Kind.QUIET,
                "printer",
                partial(self.paper_pressed.emit, kind.value),
                name=f"print_{kind.value}_button",
            )
            for kind, text in (
                (FormKind.INTAKE_LIST, translate("intake", "Intake list")),
                (FormKind.RECEIPT, translate("intake", "Receipt")),
                (FormKind.REFUSAL_NOTICE, translate("intake", "Refusal notice")),
            )
        }
        left = column(row(self._labels, *self._papers.values(), None), self.lines)
        sheet = QVBoxLayout(self)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(SPACE.gap)
        sheet.addWidget(split(boxed(left), self.thing, sizes=SIZES, name="intake_split"), 1)
        sheet.addWidget(self.delivery)
        self._connect()

    def _connect(self) -> None:
        self.lines.picked.connect(self._on_picked)
        self.lines.typing_changed.connect(lambda _shown: self._show_counts())
        self.lines.listed.connect(self._on_listed)
        self.lines.opened.connect(lambda _item: self.thing.form.begin())
        self.thing.form.edited.connect(self._on_edited)
        self.thing.decided.connect(self.decide)
        self.thing.taken_back.connect(self._on_taken_back)
        self.thing.again_pressed.connect(self._on_again)
        self.delivery.all_pressed.connect(self._on_all)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.decide)

    def show_view(self, *, picked: str = "") -> None:
        """The lines anew; the picked one stays picked."""
        presenter = self._presenter
        wanted = picked or self.picked
        if presenter.line(wanted) is None:
            wanted = presenter.first_line()
        self.picked = wanted
        self.lines.set_takeover(presenter.is_takeover)
        self.lines.show_lines(presenter.lines, wanted)
        if not presenter.lines and not self.lines.is_typing:
            self.lines.show_quick(True)
        self._show_thing()
        self._show_counts()
        if self._begins and self.thing.is_coming:
            self._begins = False
            self.thing.form.begin()
        elif self._prints and not self._labels.isHidden():
            self._prints = False
            self._labels.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_listed(self) -> None:
        """The lines are read anew first; then the clerk counts the first thing."""
        self._begins = True

    def _on_picked(self, item: str) -> None:
        if item and item != self.picked:
            self.picked = item
            self._show_thing()

    def _show_thing(self) -> None:
        presenter = self._presenter
        line = presenter.line(self.picked)
        draft = presenter.draft(self.picked) if line is not None else None
        standing = presenter.standing(line) if line is not None else Standing("", Tone.NEUTRAL)
        self.thing.show_line(
            line,
            draft,
            standing,
            is_coming=line is not None and presenter.is_coming(line.state),
            is_decided=self.picked in presenter.drafts,
        )

    def _show_counts(self) -> None:
        presenter = self._presenter
        open_lines = sum(
            is_open(line.state) and line.state.id not in presenter.drafts
            for line in presenter.lines
        )
        self.delivery.show_count(
            len(presenter.drafts),
            open_lines,
            len(presenter.late_lines(self._now)),
            presenter.wants_second(),
        )
        waiting = bool(open_lines or presenter.drafts)
        self.delivery.setVisible(waiting and not self.lines.is_typing)
        labels = len(presenter.to_label()) + len(presenter.unproved())
        self._labels.setVisible(labels > 0)
        self._labels.set_text(translate("intake", "Print labels ({count})").format(count=labels))
        taken = bool(presenter.settled(refused=False))
        self._papers[FormKind.INTAKE_LIST].setVisible(taken)
        self._papers[FormKind.RECEIPT].setVisible(taken and not presenter.is_takeover)
        self._papers[FormKind.REFUSAL_NOTICE].setVisible(bool(presenter.settled(refused=True)))

    def set_now(self, now: str) -> None:
        """The time, for what is late."""
        self._now = now

    def _on_edited(self) -> None:
        draft = self.thing.form.draft()
        if draft.item:
            self._presenter.note_down(draft)

    def decide(self) -> None:
        """Keep the decision of this line and go on to the next; the last leads to the button."""
        line = self._presenter.line(self.picked)
        if line is None or not self.thing.is_coming:
            return
        if not self.thing.form.check():
            return
        self._presenter.keep(self.thing.form.draft())
        following = self._presenter.next_open(self.picked)
        self.show_view(picked=following or self.picked)
        if following:
            self.thing.form.begin()
        elif self.delivery.wants_reason:
            self.delivery.focus_late()
        else:
            self.delivery.focus_confirm()

    def _on_taken_back(self) -> None:
        self._presenter.drop(self.picked)
        self.show_view()
        self.thing.form.begin()

    def _on_again(self) -> None:
        self._presenter.bring_again(self.picked)
        self.show_view()
        self.thing.form.begin()

    def _on_all(self) -> None:
        left = self._presenter.keep_all_as_listed()
        self.show_view(picked=left[0] if left else "")
        if left:
            text = translate("intake", "Lines that need more (count, weigh, describe): {count}.")
            self._desk.notices.info(text.format(count=len(left)))
            self.thing.form.check()
        else:
            self.delivery.focus_confirm()

    def labels_come_next(self) -> None:
        """Once the lines are read anew, the next Enter prints labels."""
        self._prints = True
