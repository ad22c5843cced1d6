"""The page of transfers: what is on its way, what waits for an answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import ItemId
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind, RequestState
from custody_app.queries.item_rows import item_rows
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.ui.leaving_lines import has_code
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.page import Page
from custody_app.ui.transfers.hand_over_dialog import hand_over, take_back
from custody_app.ui.transfers.offer_dialog import change_authority, record_answer
from custody_app.ui.transfers.presenter import SentRow, read_paper
from custody_app.ui.transfers.tables import left_table, request_table, sent_table
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

SENT, WITH_CASE, LEFT = range(3)


class TransfersPage(Page):
    """What is on its way, what waits for an answer?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = Reader(desk.core.reader)
        self.tabs = QTabBar()
        self.tabs.setObjectName("transfers_tabs")
        self.tabs.setDrawBase(False)
        for text in (
            translate("transfers", "Waiting for a receipt"),
            translate("transfers", "Going with the case"),
            translate("transfers", "Left the centre"),
        ):
            self.tabs.addTab(text)
        self.sent = sent_table(desk)
        self.requests = request_table(desk)
        self.left = left_table(desk)
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.change_button = Button(
            translate("transfers", "Change authority…"), Kind.PRIMARY, "arrow-left-right",
            lambda: change_authority(self.desk), name="change_authority_button",
        )  # fmt: skip
        self.ask_button = Button(
            translate("transfers", "Ask for a transfer…"), Kind.PRIMARY, "send",
            lambda: self.desk.navigate("disposal", way="with_case"), name="ask_transfer_button",
        )  # fmt: skip
        self.answer_button = Button(
            translate("transfers", "Record the answer…"), icon="stamp", clicked=self._answer,
            name="answer_button",
        )  # fmt: skip
        self.list_button = Button(
            translate("transfers", "Print the list"), icon="printer", clicked=self._print,
            name="print_list_button",
        )  # fmt: skip
        self.hand_button = Button(
            translate("transfers", "Hand over…"), icon="handshake", clicked=self._hand_over,
            name="hand_over_button",
        )  # fmt: skip
        self.back_button = Button(
            translate("transfers", "Take back…"), Kind.PRIMARY, "undo-2", self._take_back,
            name="take_back_button",
        )  # fmt: skip
        self.body.addLayout(
            row(
                self.tabs, None, self.list_button, self.answer_button, self.hand_button,
                self.back_button, self.ask_button, self.change_button,
            )
        )  # fmt: skip
        for table in (self.sent, self.requests, self.left):
            self._stack.addWidget(table)
            table.picked.connect(lambda _row: self._show_buttons())
        self.body.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._show_tab)
        self.sent.opened.connect(lambda _row: self._answer())
        self.requests.opened.connect(lambda _row: self._hand_over())
        self.left.opened.connect(lambda found: self.desk.navigate("items", item_id=found.item.id))
        self._show_tab(SENT)

    def _show_tab(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        for button, where in (
            (self.answer_button, SENT),
            (self.list_button, SENT),
            (self.change_button, SENT),
            (self.hand_button, WITH_CASE),
            (self.ask_button, WITH_CASE),
            (self.back_button, LEFT),
        ):
            button.setVisible(tab == where)
        self._show_buttons()

    def _show_buttons(self) -> None:
        sent, request = self.sent.current(), self.requests.current()
        self.answer_button.setEnabled(sent is not None)
        self.list_button.setEnabled(sent is not None)
        is_approved = request is not None and request.state is RequestState.APPROVED
        self.hand_button.setEnabled(is_approved)
        self.back_button.setEnabled(self.left.current() is not None)

    def on_shown(self, **args: object) -> None:
        """Read anew; ``items`` are things whose authority is to change; ``tab`` picks a list."""
        self._refresh()
        tabs = {"sent": SENT, "with_case": WITH_CASE, "left": LEFT}
        tab = tabs.get(str(args.get("tab") or ""))
        if tab is not None:
            self.tabs.setCurrentIndex(tab)
        request = str(args.get("request") or "")
        if request:
            hand_over(self.desk, request)
        items = args.get("items")
        if isinstance(items, list | tuple) and items:
            read = self._read
            self.desk.tasks.read(
                lambda: read(item_rows, items=[str(id_) for id_ in items]),
                lambda rows: change_authority(self.desk, rows),
                owner=self, question="chosen",
            )  # fmt: skip

    def on_changed(self, changes: object) -> None:
        """Something was sent, answered or handed over."""
        self._refresh()

    def on_scan(self, code: ScannedCode) -> bool:
        """A thing that waits for a receipt, or that left, is picked in its list."""
        if code.kind is not TagKind.ITEM:
            return False
        for tab, table in ((SENT, self.sent), (LEFT, self.left)):
            if table.pick_where(lambda found: has_code(found.item, code.digits)):
                self.tabs.setCurrentIndex(tab)
                return True
        return False

    def state(self) -> dict[str, object]:
        """The list in front."""
        return {"tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
        tab = state.get("tab")
        if isinstance(tab, int) and SENT <= tab <= LEFT:
            self.tabs.setCurrentIndex(tab)

    def _refresh(self) -> None:
        self.sent.refresh()
        self.requests.refresh()
        self.left.refresh()

    def _answer(self) -> None:
        found = self.sent.current()
        if found is not None:
            record_answer(self.desk, found, self._refresh)

    def _print(self) -> None:
        """The list of the paper of the picked line, anew."""
        found, read = self.sent.current(), self._read
        if found is not None:
            self.desk.tasks.read(
                partial(read_paper, read, found), self._issue, owner=self, question="paper"
            )

    def _issue(self, rows: list[SentRow]) -> None:
        ids = tuple(ItemId(found.item.id) for found in rows)
        issue_paper(self.desk, self, IssueForm(kind=FormKind.AUTHORITY_CHANGE, items=ids))

    def _hand_over(self) -> None:
        found = self.requests.current()
        if found is None:
            return
        if found.state is RequestState.APPROVED:
            hand_over(self.desk, found.id)
        else:
            self.desk.navigate("disposal", request=found.id)

    def _take_back(self) -> None:
        found = self.left.current()
        if found is not None:
            take_back(self.desk, found)
