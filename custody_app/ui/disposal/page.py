"""The page of disposal: what may leave, what stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.moments import moment_of
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Disposal, FormKind
from custody_app.queries.item_rows import item_rows
from custody_app.queries.reader import Reader
from custody_app.queries.requests import RequestFolder
from custody_app.queries.resolve_tag import Meaning, resolve_tag
from custody_app.runtime.i18n import translate
from custody_app.ui.decision_dialogs import approve_here, own_id, refuse_by_pin, withdraw
from custody_app.ui.disposal.money_dialogs import dialog_of
from custody_app.ui.disposal.presenter import (
    TOGETHER_MAX,
    Carrying,
    Piles,
    goes_together,
    read_carrying,
    read_piles,
)
from custody_app.ui.disposal.tabs import (
    APPROVED,
    TABS,
    TO_ARCHIVE,
    UNANSWERED,
    count_text,
    tab_words,
)
from custody_app.ui.disposal.thing_lists import ArchiveList, BankList, HeldList
from custody_app.ui.disposal_request import choose_and_ask
from custody_app.ui.paper_decision import PaperDialog
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.request_panel import RequestPanel
from custody_app.ui.shell.page import Page
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk


class DisposalPage(Page):
    """What may leave, what stops it?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = Reader(desk.core.reader)
        self._piles: Piles | None = None
        self._seen: set[str] = set()
        self._wanted = ""
        self.tabs = QTabBar()
        self.tabs.setObjectName("disposal_tabs")
        self.tabs.setDrawBase(False)
        for word_ in tab_words():
            self.tabs.addTab(word_)
        self.approved = RequestPanel(
            desk, "approved",
            EmptyState(
                translate("disposal", "Nothing approved waits to be carried out."),
                translate("disposal", "Ask for disposal; what was approved appears here."),
                icon="gavel",
            ),
            self._approved_buttons(),
        )  # fmt: skip
        self.unanswered = RequestPanel(
            desk, "unanswered",
            EmptyState(translate("disposal", "No request waits for a decision."), icon="stamp"),
            self._unanswered_buttons(),
        )  # fmt: skip
        self.held = HeldList(desk)
        self.bank = BankList(desk)
        self.archive = ArchiveList(desk)
        self._stack = QStackedWidget()
        self._build()

    def _approved_buttons(self) -> list[QWidget]:
        self.carry_button = Button(
            translate("disposal", "Carry out…"), Kind.PRIMARY, "package-check", self.carry_out,
            name="carry_out_button",
        )  # fmt: skip
        self.together_button = Button(
            translate("disposal", "All of this way…"), icon="package-check",
            clicked=self.carry_out_together, name="carry_together_button",
            tip=translate("disposal", "Destroy or sell what several requests approved, together"),
        )  # fmt: skip
        take_back = Button(
            translate("disposal", "Withdraw…"), Kind.QUIET,
            clicked=lambda: self._with_folder(self.approved, withdraw),
            name="withdraw_approved_button",
        )  # fmt: skip
        return [self.carry_button, self.together_button, take_back]

    def _unanswered_buttons(self) -> list[QWidget]:

        def waiting(do: Callable[[Desk, RequestFolder], object]) -> None:
            self._with_folder(self.unanswered, do)

        self.approve_button = Button(
            translate("disposal", "Approve by PIN…"), Kind.PRIMARY, "check",
            lambda: waiting(lambda desk, one: approve_here(desk, one.state)),
            name="approve_button",
        )  # fmt: skip
        refuse = Button(
            translate("disposal", "Refuse…"), icon="ban",
            clicked=lambda: waiting(refuse_by_pin),
            name="refuse_button",
        )  # fmt: skip
        paper = Button(
            translate("disposal", "Decided on paper…"), icon="file-check",
            clicked=lambda: waiting(lambda desk, one: PaperDialog(desk, one.state).dialog.open()),
            name="paper_decision_button",
        )  # fmt: skip
        form = Button(
            translate("disposal", "Approval form"), icon="printer",
            clicked=lambda: waiting(self._print_form),
            name="approval_form_button",
        )  # fmt: skip
        take_back = Button(
            translate("disposal", "Withdraw…"), Kind.QUIET,
            clicked=lambda: waiting(withdraw), name="withdraw_button",
        )  # fmt: skip
        return [self.approve_button, refuse, paper, form, take_back]

    def _build(self) -> None:
        text = translate("disposal", "Ask for disposal…")
        self.ask_button = Button(text, Kind.PRIMARY, "plus", self.ask, name="ask_disposal_button")
        report = Button(
            translate("disposal", "Disposal report…"), icon="chart-column",
            clicked=lambda: self.desk.navigate("reports", new="disposal_report"),
            name="disposal_report_button",
        )  # fmt: skip
        self.body.addLayout(row(self.tabs, None, report, self.ask_button))
        for part in (self.approved, self.held, self.unanswered, self.bank, self.archive):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.approved.shown.connect(self._on_approved)
        self.unanswered.shown.connect(lambda found: self._enable(self.unanswered, found))
        for panel in (self.approved, self.unanswered):
            panel.item_opened.connect(lambda item: self.desk.navigate("items", item_id=item))
            self._enable(panel, panel.folder)

    def _on_approved(self, folder: RequestFolder | None) -> None:
        self._enable(self.approved, folder)
        way = folder.state.disposal if folder is not None else None
        several = self._piles is not None and len(self._piles.of_way(way)) > 1
        self.together_button.setVisible(goes_together(way) and several)

    def _enable(self, panel: RequestPanel, folder: object) -> None:
        for button in panel.findChildren(Button):
            if button.objectName().endswith("_button"):
                button.setEnabled(folder is not None)

    def on_shown(self, **args: object) -> None:
        """Read the piles; ``way`` begins a request, ``request`` and ``tab`` open what waits."""
        self._refresh()
        tab = TABS.get(str(args.get("tab") or ""))
        if tab is not None:
            self.tabs.setCurrentIndex(tab)
        self._wanted = str(args.get("request") or "")
        items = args.get("items")
        if isinstance(items, list | tuple) and items:
            self._ask_for([str(id_) for id_ in items], str(args.get("way") or ""))
        elif args.get("way"):
            self.ask(str(args.get("way")))

    def on_changed(self, changes: object) -> None:
        """Something was asked for, decided or carried out."""
        self._refresh()

    def on_scan(self, code: ScannedCode) -> bool:
        """A thing that may leave opens its request and counts as in hand; a thing only."""
        if code.kind is not TagKind.ITEM:
            return False
        read, digits = self._read, code.digits
        self.desk.tasks.write(lambda: read(resolve_tag, code=digits), self._on_meaning, owner=self)
        return True

    def state(self) -> dict[str, object]:
        """The pile in front and what was scanned."""
        return {"tab": self.tabs.currentIndex(), "seen": sorted(self._seen)}

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
        tab, seen = state.get("tab"), state.get("seen")
        if isinstance(tab, int) and APPROVED <= tab <= TO_ARCHIVE:
            self.tabs.setCurrentIndex(tab)
        if isinstance(seen, list):
            self._seen = {str(id_) for id_ in seen}

    def _refresh(self) -> None:
        read, clock = self._read, self.desk.core.clock
        self.desk.tasks.read(
            lambda: read_piles(read, moment_of(clock.now())), self._show, owner=self,
            question="piles",
        )  # fmt: skip
        self.bank.refresh()
        self.archive.refresh()

    def _show(self, found: Piles) -> None:
        self._piles = found
        counts = found.piles.counts
        numbers = (counts.approved, counts.held, counts.unanswered, found.to_bank,
                   found.to_archive)  # fmt: skip
        for tab, (word_, count) in enumerate(zip(tab_words(), numbers, strict=True)):
            self.tabs.setTabText(tab, f"{word_}  {count_text(count)}")
        self.held.set_rows(found.held)
        if self._wanted:
            for tab, panel in ((APPROVED, self.approved), (UNANSWERED, self.unanswered)):
                rows = found.approved if panel is self.approved else found.piles.unanswered
                if any(one.id == self._wanted for one in rows):
                    panel.pick(self._wanted)
                    self.tabs.setCurrentIndex(tab)
            self._wanted = ""
        self.approved.set_requests(found.approved)
        self.unanswered.set_requests(found.piles.unanswered)

    def _on_meaning(self, found: Meaning) -> None:
        item = found.item
        request = self._piles.request_with(item.id) if item and self._piles else None
        if item is None or request is None:
            self.desk.notices.sound()
            text = translate("disposal", "Nothing approved is waiting for this thing.")
            self.desk.notices.warning(text)
            return
        self._seen.add(item.id)
        self.tabs.setCurrentIndex(APPROVED)
        self.approved.pick(request.id)
        text = translate("disposal", "In hand: “{name}”. Scan on, then carry out.")
        self.desk.notices.info(text.format(name=item.name))
        QTimer.singleShot(0, self.carry_button, self.carry_button.setFocus)

    def ask(self, way: str = "") -> None:
        """Ask for a disposal; the new request is opened."""
        choose_and_ask(self.desk, self._asked, way)

    def _ask_for(self, items: list[str], way: str) -> None:
        read = self._read
        self.desk.tasks.read(
            lambda: read(item_rows, items=items),
            lambda rows: choose_and_ask(self.desk, self._asked, way, rows),
            owner=self, question="chosen",
        )  # fmt: skip

    def _asked(self, request: str) -> None:
        self._wanted = request
        self._refresh()

    def carry_out(self) -> None:
        """Carry out the picked request, the way it was approved."""
        folder = self.approved.folder
        if folder is None:
            return
        if folder.state.disposal is Disposal.WITH_CASE:
            self.desk.navigate("transfers", tab="with_case", request=folder.row.id)
            return
        read, id_ = self._read, folder.row.id
        self.desk.tasks.read(
            lambda: read_carrying(read, id_), self._open_carrying, owner=self, question="carry"
        )

    def carry_out_together(self) -> None:
        """Everything approved of the same way; what is scanned, or all of it, leaves now."""
        folder, piles = self.approved.folder, self._piles
        if folder is None or piles is None:
            return
        read, first, by = self._read, folder.row.id, own_id(self.desk)
        rest = [one for one in piles.of_way(folder.state.disposal) if one != first]
        ids = [first, *rest][:TOGETHER_MAX]
        self.desk.tasks.read(
            lambda: read_carrying(read, *ids, by=by), self._open_carrying, owner=self,
            question="carry",
        )  # fmt: skip

    def _open_carrying(self, found: Carrying) -> None:
        dialog = dialog_of(self.desk, found)
        here = [thing.item.id for thing in found.things if thing.item.id in self._seen]
        dialog.sheet.mark(here)
        dialog.dialog.open()

    def _with_folder(
        self, panel: RequestPanel, do: Callable[[Desk, RequestFolder], object]
    ) -> None:
        if panel.folder is not None:
            do(self.desk, panel.folder)

    def _print_form(self, _desk: Desk, folder: RequestFolder) -> None:
        command = IssueForm(kind=FormKind.DISPOSAL_APPROVAL, request=folder.state.id)
        issue_paper(self.desk, self, command)
