"""WaysField: every way out of custody, open or closed, and why; picking one is the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from custody_app.domain.errors import RuleBroken
from custody_app.domain.law.codes import UNREAD
from custody_app.domain.law.routes import Route
from custody_app.domain.rules.ways_out import WayOut
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, translate
from custody_app.runtime.words import word
from custody_app.ui.notices import Sentence
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.facts_grid import FactsGrid
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import scrolling
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

LIST_WIDTH = 366
ROW_HEIGHT = 30
NAMED_MAX = 3

Explain = Callable[[Exception], Sequence[Sentence]]


def state_text(way: WayOut) -> str:
    """Whether the way is open."""
    if way.closed:
        return translate("ways", "closed")
    return translate("ways", "with a paper") if way.asks_paper else translate("ways", "open")


def state_tone(way: WayOut) -> Tone:
    """Its colour."""
    if way.closed:
        return Tone.BAD
    return Tone.CAUTION if way.asks_paper else Tone.GOOD


def facts_of(way: WayOut) -> list[tuple[str, str]]:
    """Who approves by which article; then the situations that the law sends this way."""
    level = word("rank", way.level.rank.value)
    if way.level.article:
        level = f"{level} · {way.level.article}"
    rows = [(translate("ways", "Approved by"), level)]
    said = translate("ways", "Situations")
    for route in sorted(way.routes, key=lambda one: one.situation not in way.shown):
        rows.append((said, _route_text(route, route.situation in way.shown)))
        said = ""
    return rows


def _route_text(route: Route, is_shown: bool) -> str:
    """One row of the decision table; an article that nobody read is not named."""
    text = word("situation", route.situation.value)
    if is_shown:
        text = translate("ways", "{situation} (as recorded)").format(situation=text)
    attached = route.attach_zh if language() == DEFAULT_LANGUAGE else route.attach_en
    text = translate("ways", "{situation}. To attach: {papers}").format(
        situation=text, papers=attached
    )
    return text if route.certainty in UNREAD else f"{text} · {route.article}"


class WaysField(QWidget):
    """The list on the left, the picked way on the right; ``chosen`` carries its code.

    ``entered`` tells that Enter goes on to the next field;
    ``leave_out`` carries the things that the picked way is closed to, when others may go.
    """

    chosen = Signal(str)
    entered = Signal()
    leave_out = Signal(object)

    def __init__(
        self, desk: Desk, ways: Sequence[WayOut], names: dict[str, str], way: str = ""
    ) -> None:
        super().__init__()
        self._ways = {one.disposal.value: one for one in ways}
        self._names = names
        self._explain: Explain = desk.notices.sentences_of
        self.table: RecordTable[WayOut] = RecordTable(
            "ways_out",
            [
                Column("way", translate("ways", "Way out"),
                       lambda one: word("disposal", one.disposal.value), 234, is_strong=True),
                Column("state", translate("ways", "State"), state_text, 110, tone=state_tone),
            ],
            desk.tasks, desk.memory, footer=False,
        )  # fmt: skip
        view = self.table.view
        view.setObjectName("way")
        view.horizontalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.setFixedSize(LIST_WIDTH, ROW_HEIGHT * len(self._ways) + 4)
        self._facts = FactsGrid()
        self._bars = QVBoxLayout()
        self._bars.setSpacing(SPACE.small)
        self._leave_out = Button(
            translate("ways", "Leave out what it is closed to"), Kind.SECONDARY, "x",
            lambda: self.leave_out.emit(self.closed_items()), name="leave_out_button",
        )  # fmt: skip
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.large)
        layout.addWidget(self.table, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(scrolling(self._side()), 1)
        self.setFixedHeight(self.table.height())
        self.setFocusProxy(view)
        self.table.set_rows(list(ways))
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda _way: self.entered.emit())
        self.table.pick_where(lambda one: one.disposal.value == (way or self._first()))

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, SPACE.small, 0)
        column.setSpacing(SPACE.medium)
        column.addLayout(self._bars)
        column.addWidget(self._leave_out)
        column.addWidget(self._facts)
        column.addStretch(1)
        return side

    def _first(self) -> str:
        """The way that the decision table has in mind, else the first that is open."""
        usable = [one for one in self._ways.values() if not one.closed]
        fitting = [one for one in usable if one.shown]
        found = fitting or usable or list(self._ways.values())
        return found[0].disposal.value

    def way(self) -> WayOut:
        """The picked way."""
        return self.table.current() or self._ways[self._first()]

    def value(self) -> str:
        """Its code."""
        return self.way().disposal.value

    def closed_items(self) -> set[str]:
        """Things that the picked way is closed to."""
        return {str(one.facts["item"]) for one in self.way().closed if "item" in one.facts}

    def _on_picked(self, way: WayOut | None) -> None:
        if way is None:
            return
        self._facts.show_rows(facts_of(way))
        while (line := self._bars.takeAt(0)) is not None:
            widget = line.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for faults, role in ((way.closed, "mistake"), (way.asks_paper, "strong")):
            for text, below in self._told(faults):
                self._bars.addWidget(Label(text, role, wrap=True, selectable=True))
                if below:
                    self._bars.addWidget(Label(below, "small", wrap=True, selectable=True))
        closed = self.closed_items()
        self._leave_out.setVisible(0 < len(closed) < len(self._names))
        self.chosen.emit(way.disposal.value)

    def _told(self, faults: Sequence[RuleBroken]) -> list[tuple[str, str]]:
        """One sentence for each reason, with the things it is said of when there are several."""
        by_code: dict[str, list[RuleBroken]] = {}
        for fault in faults:
            by_code.setdefault(fault.code, []).append(fault)
        told = []
        for same in by_code.values():
            (sentence,) = self._explain(same[0])
            text = sentence.text
            if len(self._names) > 1:
                text = translate("ways", "{things}: {text}").format(
                    things=self._things(same), text=text
                )
            below = (sentence.article, sentence.next_step)
            told.append((text, "\n".join(one for one in below if one)))
        return told

    def _things(self, faults: Sequence[RuleBroken]) -> str:
        names = [self._names.get(str(one.facts.get("item", "")), "") for one in faults]
        named = translate("ways", ", ").join(f"“{name}”" for name in names[:NAMED_MAX] if name)
        if len(names) <= NAMED_MAX:
            return named
        more = translate("ways", "{things} and {count} more")
        return more.format(things=named, count=len(names) - NAMED_MAX)
