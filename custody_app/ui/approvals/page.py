"""The page of approvals: what waits for me, for others, for a confirmation; what was decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar

from custody_app.domain.commands.registers import IssueForm
from custody_app.queries.approvals import (
    Decision,
    WaitingRequests,
    decided_requests,
    decision_on,
    waiting_requests,
)
from custody_app.queries.reader import Reader
from custody_app.queries.requests import RequestFolder, RequestRow
from custody_app.runtime.i18n import translate
from custody_app.ui.approvals.presenter import (
    DECIDED,
    MINE,
    TABS,
    ApprovalAction,
    actions_of,
    form_of,
    law_text,
    rows_of_tab,
    tab_words,
)
from custody_app.ui.decision_dialogs import (
    ApproveDialog,
    approve_here,
    own_id,
    refuse_by_pin,
    withdraw,
)
from custody_app.ui.hurry_dialogs import HurryDialog, confirm_by_pin, revoke_by_pin
from custody_app.ui.paper_decision import PaperDialog
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.request_panel import RequestPanel
from custody_app.ui.shell.page import Page
from custody_app.ui.viewer import viewer_in
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.labels import Label, set_tip
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


LISTS_HEIGHT = 360


class ApprovalsPage(Page):
    """What waits for whose decision?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = Reader(desk.core.reader)
        self._wanted = ""
        self._found: WaitingRequests | None = None
        self.decision: Decision | None = None
        self.tabs = QTabBar()
        self.tabs.setObjectName("approvals_tabs")
        self.tabs.setDrawBase(False)
        for word_ in tab_words():
            self.tabs.addTab(word_)
        self.offers: dict[str, ApprovalAction] = {}
        self.panels: list[RequestPanel] = []
        self.buttons = self._made_buttons()
        self.law = Label("", "body", wrap=True, selectable=True)
        self.why_not = Label("", "caution", wrap=True)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(LISTS_HEIGHT)
        self.panels += [self._panel(name) for name in TABS]
        self.body.addLayout(row(self.tabs, None))
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.law)
        self.body.addWidget(self.why_not)
        self.body.addLayout(row(*self.buttons.values(), None))
        self.tabs.currentChanged.connect(self._show_tab)
        self._show(None)

    def _panel(self, name: str) -> RequestPanel:
        texts = {
            "mine": translate("approvals", "Nothing waits for your decision."),
            "others": translate("approvals", "Nothing waits for the decision of others."),
            "unconfirmed": translate("approvals", "No approval waits to be confirmed."),
            "decided": translate("approvals", "Nothing was decided yet."),
        }
        hint = translate("approvals", "Requests are made at the counter, at a thing, at disposal.")
        panel = RequestPanel(
            self.desk, f"approvals_{name}", EmptyState(texts[name], hint, icon="stamp"), []
        )
        panel.shown.connect(lambda folder, at=panel: self._on_folder(at, folder))
        panel.item_opened.connect(lambda item: self.desk.navigate("items", item_id=item))
        self._stack.addWidget(panel)
        return panel

    def _made_buttons(self) -> dict[str, Button]:
        def made(code: str, text: str, icon: str, do: Callable[[], object], kind: Kind) -> Button:
            return Button(text, kind, icon, do, name=f"approval_{code}_button")

        plain, first, danger = Kind.SECONDARY, Kind.PRIMARY, Kind.DANGER
        return {
            "approve": made("approve", translate("approvals", "Approve…"), "check",
                            self._approve, first),
            "confirm": made("confirm", translate("approvals", "Confirm…"), "check",
                            lambda: self._with(confirm_by_pin, "confirm"), first),
            "refuse": made("refuse", translate("approvals", "Refuse…"), "ban",
                           lambda: self._with(refuse_by_pin, "refuse"), danger),
            "revoke": made("revoke", translate("approvals", "Do not confirm…"), "ban",
                           lambda: self._with(revoke_by_pin, "revoke"), danger),
            "paper": made("paper", translate("approvals", "Decided on paper…"), "file-check",
                          self._on_paper, plain),
            "hurry": made("hurry", translate("approvals", "By telephone or deputy…"), "alarm-clock",
                          self._in_a_hurry, plain),
            "print": made("print", translate("approvals", "Approval form"), "printer",
                          self._print, plain),
            "withdraw": made("withdraw", translate("approvals", "Withdraw…"), "undo-2",
                             self._withdraw, Kind.QUIET),
        }  # fmt: skip

    @property
    def panel(self) -> RequestPanel:
        """The list in front."""
        return self.panels[self.tabs.currentIndex()]

    def on_shown(self, **args: object) -> None:
        """Read anew; ``tab`` picks a list, ``request`` opens one wherever it stands."""
        tab = TABS.get(str(args.get("tab") or ""))
        if tab is not None:
            self.tabs.setCurrentIndex(tab)
        self._wanted = str(args.get("request") or "")
        self._refresh()

    def on_changed(self, changes: object) -> None:
        """Something was asked for or decided."""
        self._refresh()

    def take_keyboard(self) -> bool:
        """The list in front, or the tabs where it is empty."""
        table = self.panel.table
        (table.view if table.current() is not None else self.tabs).setFocus()
        return True

    def state(self) -> dict[str, object]:
        """The list in front."""
        return {"tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
        tab = state.get("tab")
        if isinstance(tab, int) and MINE <= tab <= DECIDED:
            self.tabs.setCurrentIndex(tab)

    def _refresh(self) -> None:
        read, person = self._read, own_id(self.desk)

        def asked() -> tuple[WaitingRequests, tuple[RequestRow, ...]]:
            return read(waiting_requests, person=person), read(decided_requests).rows

        self.desk.tasks.read(asked, self._show_lists, owner=self, question="approvals")

    def _show_lists(self, found: tuple[WaitingRequests, tuple[RequestRow, ...]]) -> None:
        self._found, decided = found
        lists = [*(rows_of_tab(self._found, tab) for tab in range(DECIDED)), decided]
        for tab, (text, rows) in enumerate(zip(tab_words(), lists, strict=True)):
            self.tabs.setTabText(tab, text if tab == DECIDED else f"{text}  {len(rows)}")
        if self._wanted:
            for tab, rows in enumerate(lists):
                if any(one.id == self._wanted for one in rows):
                    self.panels[tab].pick(self._wanted)
                    self.tabs.setCurrentIndex(tab)
                    break
            self._wanted = ""
        for panel, rows in zip(self.panels, lists, strict=True):
            panel.set_requests(rows)
        self._on_folder(self.panel, self.panel.folder)

    def _show_tab(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        self._on_folder(self.panel, self.panel.folder)

    def _on_folder(self, panel: RequestPanel, folder: RequestFolder | None) -> None:
        if not self.panels or panel is not self.panel:
            return
        if folder is None:
            self._show(None)
            return
        read, id_, person = self._read, folder.row.id, own_id(self.desk)
        self.desk.tasks.read(
            lambda: read(decision_on, request=id_, person=person), self._show, owner=self,
            question="decision",
        )  # fmt: skip

    def _show(self, found: Decision | None) -> None:
        """The law and the buttons of the request that is open."""
        self.decision = found
        actions: dict[str, ApprovalAction] = {}
        if found is not None:
            viewer = viewer_in(self.desk, found.folder.state.case, self._read)
            actions = {one.code: one for one in actions_of(found, viewer)}
        self.offers = actions
        for code, button in self.buttons.items():
            action = actions.get(code)
            button.setVisible(action is not None)
            button.setEnabled(action is not None and not action.why_not)
            set_tip(button, action.why_not if action is not None else "")
        self.law.setText(law_text(found) if found is not None else "")
        reasons = dict.fromkeys(one.why_not for one in actions.values() if one.why_not)
        self.why_not.setText("\n".join(reasons))
        self.why_not.setVisible(bool(reasons))

    def _with(self, do: Callable[..., object], code: str) -> None:
        if self.decision is not None:
            do(self.desk, self.decision.folder, myself=self.offers[code].myself)

    def _approve(self) -> None:
        if self.decision is None:
            return
        if self.decision.folder.items:
            myself = self.offers["approve"].myself
            ApproveDialog(self.desk, self.decision.folder, myself=myself).dialog.open()
        else:
            approve_here(self.desk, self.decision.folder.state)

    def _on_paper(self) -> None:
        if self.decision is not None:
            PaperDialog(self.desk, self.decision.folder.state).dialog.open()

    def _in_a_hurry(self) -> None:
        if self.decision is not None:
            HurryDialog(self.desk, self.decision.folder.state).dialog.open()

    def _withdraw(self) -> None:
        if self.decision is not None:
            withdraw(self.desk, self.decision.folder)

    def _print(self) -> None:
        kind = form_of(self.decision) if self.decision is not None else None
        if self.decision is not None and kind is not None:
            issue_paper(
                self.desk, self, IssueForm(kind=kind, request=self.decision.folder.state.id)
            )
