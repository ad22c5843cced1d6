"""What the command cards do in an open basket."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QApplication

from custody_app.runtime.i18n import translate
from custody_app.ui.counter.approving import Approving
from custody_app.ui.counter.presenter import CounterPresenter
from custody_app.ui.counter.understanding import CommandCard
from custody_app.ui.desk import Desk
from custody_app.ui.paper_dialog import PaperDialog


class Counter(Protocol):
    """The part of the counter page that the cards work."""

    desk: Desk
    presenter: CounterPresenter
    approving: Approving

    def go_on(self) -> None:
        """To what must still be read, else to the confirmation."""

    def clear(self) -> None:
        """Put the basket away."""

    def changed(self) -> None:
        """The basket changed."""


def play_card(page: Counter, card: CommandCard) -> None:
    """Do what the card says; without an open basket only papers listen to it."""
    paper = QApplication.activeModalWidget()
    if isinstance(paper, PaperDialog):
        if card is CommandCard.PRINT:
            paper.print_now()
        elif card in (CommandCard.NEXT_PERSON, CommandCard.CANCEL, CommandCard.CONFIRM):
            paper.accept()
        return
    if not page.presenter.is_open and card is not CommandCard.REPEAT_PLACE:
        page.desk.notices.info(
            translate("counter", "Command cards act in an open basket. Scan a badge or a thing.")
        )
        return
    if card is CommandCard.CONFIRM:
        page.go_on()
    elif card is CommandCard.NEXT_PERSON and page.presenter.shown_look.ready:
        page.desk.notices.sound()
        page.desk.notices.warning(
            translate("counter", "The basket is not confirmed yet. Scan “confirm” or “cancel”.")
        )
    elif card in (CommandCard.CANCEL, CommandCard.NEXT_PERSON):
        page.clear()
    elif card is CommandCard.PRINT:
        page.approving.print_all()
    elif page.presenter.repeat_place():
        page.changed()
