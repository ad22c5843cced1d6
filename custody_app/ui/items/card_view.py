"""The card of one thing: pills, what may be done, facts, history, papers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from custody_app.domain import tag
from custody_app.queries.why_still_here import Blocker
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.item_columns import amount_text
from custody_app.ui.items.facts import blocker_fact, fact_rows, timeline_entry
from custody_app.ui.items.papers_tab import PapersTab
from custody_app.ui.items.presenter import FRONT, ActionRow, actions_of, balance_rows, pills_of
from custody_app.ui.items.reading import CardView
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.viewer import Viewer
from custody_app.ui.widgets.buttons import Button, IconButton, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.facts_grid import FactsGrid
from custody_app.ui.widgets.flow import FlowRow
from custody_app.ui.widgets.labels import ElidedLabel, Label, button_text, set_tip
from custody_app.ui.widgets.layouts import hairline, row, scrolling
from custody_app.ui.widgets.photo_strip import PhotoStrip, PhotoTile
from custody_app.ui.widgets.timeline import TimelineView

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class ItemCardView(Card):
    """Shows a ``CardView``; ``asked`` carries the code of what shall be done."""

    asked = Signal(str)
    closed = Signal()
    event_opened = Signal(str)
    case_opened = Signal(str)
    file_opened = Signal(str)
    files_dropped = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: CardView | None = None
        self._title = ElidedLabel("", "title")
        self._code = Label("", "mono", selectable=True)
        self._quantity = Label("", "strong")
        self._pills = FlowRow()
        self._actions = FlowRow()
        self._facts = FactsGrid()
        self._balance = FlowRow()
        self._blockers = QVBoxLayout()
        self._blockers.setSpacing(SPACE.tiny)
        self._why = Label(translate("items", "Why it is still here"), "section")
        self.photos = PhotoStrip(desk.tasks)
        self.photos.add_pressed.connect(lambda: self.asked.emit("files"))
        self.photos.opened.connect(self.file_opened)
        self.photos.dropped.connect(self.files_dropped)
        self._timeline = TimelineView()
        self._timeline.opened.connect(self.event_opened)
        self.papers = PapersTab(desk)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("item_tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._overview(), button_text(translate("items", "Overview")))
        self.tabs.addTab(self._timeline, button_text(translate("items", "History")))
        self.tabs.addTab(self.papers, button_text(translate("items", "Papers")))
        self._sheets = QStackedWidget()
        self._sheets.addWidget(
            EmptyState(
                translate("items", "Pick a thing to see its card."),
                translate("items", "Or scan its label."),
                icon="package",
            )
        )
        self._sheets.addWidget(self._sheet())
        self.body.addWidget(self._sheets)

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        close = IconButton(
            "x", translate("items", "Close the card"), self.closed.emit, name="close_card"
        )
        column.addLayout(row(self._title, close))
        column.addLayout(row(self._quantity, self._code, None, spacing=SPACE.large))
        column.addWidget(self._pills)
        column.addWidget(self._actions)
        column.addWidget(self.tabs, 1)
        return sheet

    def _overview(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE.small, SPACE.medium, SPACE.small, SPACE.medium)
        column.setSpacing(SPACE.medium)
        column.addWidget(self._balance)
        column.addWidget(self._why)
        column.addLayout(self._blockers)
        column.addWidget(hairline())
        column.addWidget(self._facts)
        column.addWidget(self.photos)
        column.addStretch(1)
        return scrolling(inside)

    def show_nothing(self) -> None:
        """No thing is picked."""
        self._view = None
        self._sheets.setCurrentIndex(0)

    def show_view(self, view: CardView, viewer: Viewer) -> None:
        """Fill the card."""
        self._view = view
        state = view.card.state
        self._title.setText(state.name)
        self._code.setText(tag.grouped(tag.code_of(state.tag, max(state.copy, tag.FIRST_COPY))))
        amount = view.card.row.quantity
        self._quantity.setText(amount_text(amount))
        pills = []
        for fact in pills_of(state):
            pill = Pill(fact.text, fact.tone)
            set_tip(pill, fact.dimension)
            pill.setAccessibleName(f"{fact.dimension} {fact.text}")
            pills.append(pill)
        self._pills.set_widgets(pills)
        self._show_actions(actions_of(state, viewer))
        self._balance.set_widgets(
            [Label(f"{said}  {text}", "muted") for said, text in balance_rows(state)]
        )
        self._facts.show_rows(fact_rows(view.card))
        self._show_blockers(view.blockers)
        path_of = self._desk.core.attachments.path_of
        self.photos.set_photos(
            [PhotoTile(one.h, path_of(one.h), one.name) for one in view.card.files]
        )
        self._timeline.set_entries([timeline_entry(entry) for entry in view.history])
        self.papers.show_card(view.card)
        count = len(view.card.forms)
        text = translate("items", "Papers ({count})").format(count=count)
        self.tabs.setTabText(2, button_text(text if count else translate("items", "Papers")))
        text = translate("items", "History ({count})").format(count=len(view.history))
        self.tabs.setTabText(1, button_text(text))
        self._sheets.setCurrentIndex(1)

    def _show_blockers(self, blockers: tuple[Blocker, ...]) -> None:
        while (item := self._blockers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._why.setVisible(bool(blockers))
        for blocker in blockers:
            self._blockers.addWidget(_BlockerLine(blocker))

    def _show_actions(self, rows: list[ActionRow]) -> None:
        front = [one for code in FRONT for one in rows if one.code == code]
        rest = [one for one in rows if one.code not in FRONT]
        buttons = [
            Button(
                one.text,
                Kind.SECONDARY,
                one.icon,
                partial(self.asked.emit, one.code),
                name=f"item_{one.code}_button",
                tip=one.why_not,
            )
            for one in front
        ]
        for button, one in zip(buttons, front, strict=True):
            button.setEnabled(not one.why_not)
        if rest:
            more = Button(
                translate("items", "More"), Kind.QUIET, "ellipsis", name="item_more_button"
            )
            more.setMenu(self._menu(rest, more))
            buttons.append(more)
        self._actions.set_widgets(buttons)

    def _menu(self, rows: list[ActionRow], parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        colors = look().colors
        for one in rows:
            icon = look().icon(one.icon, colors.danger if one.is_danger else colors.text_muted)
            action = menu.addAction(icon, button_text(one.text))
            action.setObjectName(f"item_{one.code}_action")
            action.setEnabled(not one.why_not)
            set_tip(action, one.why_not)
            action.triggered.connect(lambda _checked, code=one.code: self.asked.emit(code))
        return menu


class _BlockerLine(QWidget):
    """Why, whose move it is, since when, what comes next."""

    def __init__(self, blocker: Blocker) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE.tiny)
        column.setSpacing(2)
        since = ""
        if blocker.since:
            since = translate("items", "{days} {days:day|days}").format(days=blocker.days)
        line = FlowRow()
        line.set_widgets(
            [
                Pill(word("blocker", blocker.code), Tone.CAUTION),
                Label(blocker.owner, "strong"),
                Label(since, "small"),
            ]
        )
        column.addWidget(line)
        said = "  ".join(blocker_fact(name, value) for name, value in blocker.facts)
        step = word("next_step", blocker.next_step) if blocker.next_step else ""
        text = "  ".join(part for part in (said, step) if part)
        if text:
            column.addWidget(Label(text, "muted", wrap=True))
