"""LeavingSheet: the things about to leave, line by line; a scan marks what is in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import WeightKind
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.scanning.code import ScannedCode
from custody_app.ui.item_columns import code_text, where_text
from custody_app.ui.leaving_lines import Leaving, LeavingLine, Mistake, has_code, read_line
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.fields import TickField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.line_sheet import LineSheet, SheetColumn, SheetLine

SEEN = "✓"


class LeavingSheet(QWidget):
    """With the tick set only what was scanned leaves; the first scan sets it."""

    changed = Signal()

    def __init__(
        self,
        things: Sequence[Leaving],
        *,
        with_proposal: bool = False,
        with_weights: bool = True,
        with_scan: bool = True,
        extra: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._things = {thing.item.id: thing for thing in things}
        self._seen: set[str] = set()
        weighed = with_weights and any(thing.needs_weight for thing in things)
        if with_scan and any(thing.is_vehicle for thing in things):
            parts = translate("picking", "Why key or articles stay")
            extra = (*extra, ("parts_note", parts))
        self.sheet = LineSheet(
            _columns(with_proposal, weighed, with_scan, extra), name="leaving_sheet"
        )
        self.sheet.set_lines([SheetLine(id_, _cells(thing)) for id_, thing in self._things.items()])
        self.only_scanned = TickField(
            translate("picking", "Only what was scanned"), name="only_scanned"
        )
        self._told = Label("", "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.small)
        layout.addWidget(self.sheet)
        layout.addLayout(row(self.only_scanned, None, self._told))
        self.only_scanned.setVisible(with_scan)
        self._told.setVisible(with_scan)
        self.only_scanned.toggled.connect(lambda _on: self._show())
        self._show()

    def take_scan(self, code: ScannedCode) -> None:
        """Mark a thing of the sheet as being in hand."""
        if code.kind is not TagKind.ITEM:
            return
        for id_, thing in self._things.items():
            if has_code(thing.item, code.digits):
                self.mark([id_])
                return
        self._told.set_role("mistake")
        self._told.setText(translate("picking", "This thing is not on the sheet."))

    def mark(self, items: Sequence[str]) -> None:
        """These things were scanned."""
        for id_ in items:
            if id_ in self._things:
                self._seen.add(id_)
                self.sheet.set_cell(id_, "seen", SEEN)
                self.only_scanned.setChecked(True)
        self._show()

    def things(self) -> list[Leaving]:
        """What leaves now."""
        only = self.only_scanned.isChecked()
        return [t for id_, t in self._things.items() if not only or id_ in self._seen]

    def lines(self) -> list[LeavingLine]:
        """What leaves now with what was typed.

        Raises:
            Mistake: a cell cannot be read, or nothing leaves.
        """
        typed = self.sheet.value()
        things = self.things()
        if not things:
            raise Mistake(translate("picking", "Scan what leaves, or take the tick away."))
        return [read_line(thing, typed[thing.item.id]) for thing in things]

    def _show(self) -> None:
        text = translate("picking", "{count} of {all} leave now")
        self._told.set_role("small")
        self._told.setText(text.format(count=len(self.things()), all=len(self._things)))
        self.changed.emit()


def _columns(
    with_proposal: bool, weighed: bool, with_scan: bool, extra: Sequence[tuple[str, str]]
) -> list[SheetColumn]:
    columns = [
        SheetColumn("name", translate("picking", "Item"), 190),
        SheetColumn("code", translate("picking", "Code"), 180),
        SheetColumn("place", translate("picking", "Where"), 110),
        SheetColumn("quantity", translate("picking", "Quantity"), 90, is_typed=True),
        SheetColumn("unit", translate("picking", "Unit"), 64),
    ]
    if with_scan:
        columns.insert(0, SheetColumn("seen", translate("picking", "Scanned"), 76))
    if weighed:
        columns += [
            SheetColumn(kind.value, word("weight_kind", kind.value), 100, is_typed=True)
            for kind in (WeightKind.GROSS, WeightKind.NET)
        ]
    columns += [SheetColumn(key, title, 140, is_typed=True) for key, title in extra]
    if with_proposal:
        columns.append(
            SheetColumn("proposal", translate("picking", "Proposal"), 180, is_typed=True)
        )
    return columns


def _cells(thing: Leaving) -> dict[str, str]:
    item = thing.item
    return {
        "name": item.name,
        "code": code_text(item.code),
        "place": where_text(item),
        "quantity": thing.asked.n,
        "unit": word("unit", thing.asked.u),
    }
