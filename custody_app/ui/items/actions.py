"""What is asked of a thing, sent to the dialog that does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.commands.store import AttachFiles
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Attached
from custody_app.domain.vocabulary import AttachmentKind, FormKind
from custody_app.runtime.i18n import translate
from custody_app.services.inbox import Inbox
from custody_app.ui.difference_dialog import ask_acknowledge
from custody_app.ui.items.away_actions import (
    ask_announce,
    ask_receive,
    ask_send,
    ask_take_back,
    ask_withdraw,
)
from custody_app.ui.items.clock_actions import ask_clock
from custody_app.ui.items.correct_action import ask_correct
from custody_app.ui.items.count_actions import ask_bank, ask_recount, ask_sample
from custody_app.ui.items.discrepancy_actions import ask_unfreeze, ask_write_off
from custody_app.ui.items.entrust_actions import ask_entrust, ask_visit
from custody_app.ui.items.law_actions import (
    ask_archive,
    ask_freeze,
    ask_hold,
    ask_measure,
)
from custody_app.ui.items.loan_actions import ask_extend, ask_longer
from custody_app.ui.items.notice_actions import ask_claim, ask_notice
from custody_app.ui.items.reading import CardView
from custody_app.ui.items.request_actions import ask_call_out, ask_for_disposal
from custody_app.ui.items.store_actions import ask_bind, ask_label, ask_move, ask_seal, ask_see
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.times import local_text

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

FILE_FILTER = "*.jpg *.jpeg *.png *.webp *.pdf"


class ItemActions:
    """One door for the card's buttons and menu."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        self._desk = desk
        self._owner = owner
        self._inbox = Inbox(desk.core.folder.inbox, desk.core.attachments)

    def start(self, code: str, view: CardView, now: Moment) -> None:
        """Begin what was asked for."""
        desk, state = self._desk, view.card.state
        today = local_text(now)[:10]
        doors: dict[str, Callable[[], object]] = {
            "move": lambda: ask_move(desk, state),
            "announce": lambda: ask_announce(desk, state),
            "withdraw": lambda: ask_withdraw(desk, state),
            "send": lambda: ask_send(desk, state),
            "receive": lambda: ask_receive(desk, state),
            "entrust": lambda: ask_entrust(desk, state, today),
            "visit": lambda: ask_visit(desk, state),
            "take_back": lambda: ask_take_back(desk, state),
            "label": lambda: ask_label(desk, state),
            "bind": lambda: ask_bind(desk, state),
            "see": lambda: ask_see(desk, state),
            "seal": lambda: ask_seal(desk, state),
            "recount": lambda: ask_recount(desk, state),
            "sample": lambda: ask_sample(desk, state),
            "bank": lambda: ask_bank(desk, state, today),
            "call_out": lambda: ask_call_out(desk, state),
            "longer": lambda: ask_longer(desk, state),
            "extend_loan": lambda: ask_extend(desk, self._owner, state),
            "disposal": lambda: ask_for_disposal(desk, state),
            "hold": lambda: ask_hold(desk, state, lift=False),
            "lift": lambda: ask_hold(desk, state, lift=True),
            "freeze": lambda: ask_freeze(desk, state),
            "unfreeze": lambda: ask_unfreeze(desk, self._owner, state),
            "write_off": lambda: ask_write_off(desk, self._owner, state),
            "notice": lambda: self._paper(view, FormKind.DIFFERENCE_NOTICE),
            "acknowledge": lambda: ask_acknowledge(desk, state),
            "measure": lambda: ask_measure(desk, state, today),
            "publish": lambda: ask_notice(desk, self._owner, state, today),
            "claim": lambda: ask_claim(desk, state, today),
            "start_clock": lambda: ask_clock(desk, state, local_text(now), "start", self._owner),
            "extend_clock": lambda: ask_clock(desk, state, local_text(now), "extend", self._owner),
            "stop_clock": lambda: ask_clock(desk, state, local_text(now), "stop", self._owner),
            "archive": lambda: ask_archive(desk, state),
            "correct": lambda: ask_correct(desk, view),
            "move_slip": lambda: self._paper(view, FormKind.MOVE_SLIP),
            "custody_form": lambda: self._paper(view, FormKind.CUSTODY_FORM),
            "files": lambda: self._pick_files(view),
        }
        doors[code]()

    def _paper(self, view: CardView, kind: FormKind) -> None:
        form = IssueForm(kind=kind, items=(view.card.state.id,))
        issue_paper(self._desk, self._owner, form)

    def _pick_files(self, view: CardView) -> None:
        title = translate("items", "Photos and documents")
        names, _kind = QFileDialog.getOpenFileNames(
            self._owner, title, "", f"{title} ({FILE_FILTER})"
        )
        if names:
            self.attach(view, [Path(name) for name in names])

    def attach(self, view: CardView, paths: list[Path], *, taking: bool = False) -> None:
        """Store files, then attach them by one event."""
        keep = self._inbox.take if taking else self._inbox.keep
        item = view.card.state.id

        def kind_of(path: Path) -> AttachmentKind:
            is_paper = path.suffix.lower() == ".pdf"
            return AttachmentKind.OTHER if is_paper else AttachmentKind.PHOTO

        def done(files: list[Attached]) -> None:
            text = translate("items", "{count} {count:file|files} attached to {name}.").format(
                count=len(files), name=view.card.state.name
            )
            self._desk.record(
                AttachFiles(item=item, attachments=tuple(files)),
                owner=self._owner,
                then=lambda _outcome: self._desk.notices.success(text),
            )

        self._desk.tasks.write(
            lambda: [keep(path, kind_of(path)) for path in paths], done, owner=self._owner
        )
