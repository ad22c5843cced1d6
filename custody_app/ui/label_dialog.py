"""Labels on the screen: to the label printer or as PDF; each copy of a thing leaves once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from custody_app.documents.labels.stock import DEFAULT_STOCK, read_stock, stock_names
from custody_app.domain.commands.store import LabelItem
from custody_app.domain.ids import ItemId
from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import translate
from custody_app.services.label_printing.sending import PrintBroken, Sent
from custody_app.ui.label_printer import kept_printer, said
from custody_app.ui.paper_dialog import PaperDialog, read_file
from custody_app.ui.printing_door import PaperShape
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.fields import ChoiceField, Field, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed, row

if TYPE_CHECKING:
    from custody_app.services.paper.labels import Subject
    from custody_app.ui.desk import Desk

MEMORY = "labels"


@dataclass(frozen=True, slots=True)
class Made:
    """What can be printed now, as PDF, and what left before."""

    fresh: tuple[Subject, ...]
    gone: tuple[Subject, ...]
    name: str = ""
    content: bytes = b""


class LabelDialog(PaperDialog):
    """Labels with a choice of the label paper, which is remembered."""

    def __init__(self, desk: Desk, subjects: Sequence[Subject], parent: QWidget | None) -> None:
        super().__init__(desk, translate("dialogs", "Labels"), parent)
        self._subjects = tuple(subjects)
        self._made = Made((), ())
        self._printer = kept_printer(desk.memory)
        self._told = Label("", "muted", wrap=True, selectable=True)
        self._told.hide()
        self.column.insertWidget(0, self._told)
        self.column.insertWidget(0, self._again_row())
        self.column.insertLayout(0, self._printer_row())
        self.column.insertLayout(0, self._paper_row())
        self.preview.printed.connect(lambda: self._left(translate("dialogs", "printer of this PC")))
        self.preview.saved.connect(self._left)
        self._make()

    def _paper_row(self) -> QHBoxLayout:
        stocks = [(name, read_stock(name).words[self.desk.language]) for name in stock_names()]
        kept = str(self.desk.memory.get(MEMORY).get("stock") or DEFAULT_STOCK)
        self._stock = ChoiceField(stocks, value=kept, name="label_stock")
        per_page = max(read_stock(name).per_page for name in stock_names())
        used = [(str(number), str(number)) for number in range(per_page)]
        self._skip = ChoiceField(used, name="label_skip")
        self._stock.chosen.connect(lambda _code: self._make())
        self._skip.chosen.connect(lambda _code: self._make())
        self._paper = Field(translate("dialogs", "Label paper"), self._stock)
        skip = Field(translate("dialogs", "Labels already used on the first sheet"), self._skip)
        return row(self._paper, skip)

    def _printer_row(self) -> QHBoxLayout:
        self._send_button = Button(
            "", Kind.PRIMARY, "sticker", self._send, name="send_labels_button"
        )
        self._where = Label("", "muted", wrap=True)
        self._where.setText(
            said(self._printer)
            if self._printer.is_set_up
            else translate("dialogs", "A label printer is set up in Settings, Labels and cards.")
        )
        line = row(self._send_button, self._where)
        line.setStretch(1, 1)
        return line

    def focus_first(self) -> None:
        """Where a label printer stands, Enter burns the labels."""
        if self._printer.is_set_up:
            self._send_button.setFocus()
        else:
            super().focus_first()

    def _again_row(self) -> QWidget:
        """What left already gets its next copy, with a reason."""
        self._gone = Label("", "strong", wrap=True)
        self._reason = TextField(max_length=200, name="reprint_reason")
        self._reason_field = Field(translate("dialogs", "Why again?"), self._reason)
        self._next = Button(
            translate("dialogs", "Void them, make the next copy"),
            Kind.SECONDARY,
            "refresh-cw",
            self._make_next,
            name="next_copies_button",
        )
        again = boxed(row(self._gone, self._reason_field, self._next))
        again.hide()
        self._again = again
        return again

    def _make(self) -> None:
        stock, skip = self._stock.value(), int(self._skip.value() or 0)
        kept = dict(self.desk.memory.get(MEMORY))
        kept["stock"] = stock
        self.desk.memory.put(MEMORY, kept)
        press, subjects = self.desk.core.labels, self._subjects

        def work() -> Made:
            gone = press.printed(subjects)
            fresh = tuple(subject for subject in subjects if subject not in gone)
            found = read_file(press.print(fresh, stock, skip=skip)) if fresh else ("", b"")
            return Made(fresh, gone, *found)

        self.desk.tasks.read(
            work,
            self._show,
            lambda error: self._paper.set_mistake(self.desk.notices.explain(error)),
            owner=self,
            question="labels",
        )

    def _show(self, made: Made) -> None:
        self._made = made
        self._paper.set_mistake("")
        self._send_button.set_text(
            translate("dialogs", "Print {count} on the label printer").format(count=len(made.fresh))
        )
        self._send_button.setEnabled(bool(made.fresh) and self._printer.is_set_up)
        self._again.setVisible(bool(made.gone))
        self._gone.setText(
            translate("dialogs", "{count} of these labels left for a printer before.").format(
                count=len(made.gone)
            )
        )
        stock = read_stock(self._stock.value())
        self.preview.shape = PaperShape(stock.dpi, stock.size_mm if stock.is_roll else None)
        if made.fresh:
            title = translate("dialogs", "{count} {count:label|labels}").format(
                count=len(made.fresh)
            )
            self.show_file(made.content, title, made.name)
        else:
            self.preview.clear()

    def _send(self) -> None:
        """Off the window's thread, and not where records are written: printers are slow."""
        press, fresh, printer = self.desk.core.labels, self._made.fresh, self._printer
        self._send_button.setEnabled(False)
        self._tell(translate("dialogs", "Sending to the label printer …"))
        self.desk.tasks.read(
            lambda: press.send(fresh, printer), self._on_sent, self._on_broken, owner=self
        )

    def _on_sent(self, sent: Sent) -> None:
        if sent.sure == sent.total:
            text = translate(
                "dialogs", "The printer has {count} {count:label|labels}, all there are."
            )
        else:
            text = translate(
                "dialogs", "{count} {count:label was|labels were} handed over; look at the printer."
            )
        proof = translate("dialogs", "Stick each one on and scan it: that proves it reads.")
        self._tell_and_make(f"{text.format(count=sent.total)} {proof}")

    def _on_broken(self, error: Exception) -> None:
        self._tell(self.desk.notices.explain(error), is_bad=True)
        if isinstance(error, PrintBroken):
            self._make()
        self._send_button.setEnabled(True)
        self._send_button.setFocus()

    def _left(self, to: str) -> None:
        """The PDF was printed or saved."""
        press, fresh = self.desk.core.labels, self._made.fresh
        text = translate("dialogs", "{count} {count:label|labels} left: {to}").format(
            count=len(fresh), to=to
        )
        self.desk.tasks.read(
            lambda: press.note_printed(fresh, to),
            lambda _none: self._tell_and_make(text),
            lambda error: self._tell(self.desk.notices.explain(error), is_bad=True),
            owner=self,
        )

    def _make_next(self) -> None:
        reason = self._reason.value()
        missing = "" if reason else translate("dialogs", "This is still missing.")
        self._reason_field.set_mistake(missing)
        if missing:
            return
        commands = [LabelItem(item=ItemId(id_), reason=reason) for _kind, id_ in self._made.gone]
        self.desk.record(
            *commands,
            owner=self,
            then=lambda _outcome: self._make(),
            failed=lambda error: self._reason_field.set_mistake(self.desk.notices.explain(error)),
        )

    def _tell_and_make(self, text: str) -> None:
        self._tell(text)
        self._make()

    def _tell(self, text: str, *, is_bad: bool = False) -> None:
        self._told.set_role("mistake" if is_bad else "strong")
        self._told.setText(text)
        self._told.show()


def show_labels(desk: Desk, subjects: Sequence[Subject], parent: QWidget | None = None) -> None:
    """Labels of things, containers, places or people, ready to print."""
    LabelDialog(desk, subjects, parent).open()
