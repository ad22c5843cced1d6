"""From the confirmed basket to the record and its papers: PINs, one call, a tone, the slips."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.vocabulary import Signs
from custody_app.queries.people import PersonRow
from custody_app.runtime.i18n import translate
from custody_app.scanning.basket import Doing
from custody_app.ui.counter.keeping import Keeping
from custody_app.ui.counter.presenter import CounterPresenter, with_owed
from custody_app.ui.counter.wording import number_text, summary, thing_text
from custody_app.ui.decision_dialogs import own_id
from custody_app.ui.difference_notices import notices_of, stopped_by
from custody_app.ui.notices import Action
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.confirm_dialog import (
    Confirmation,
    Question,
    Who,
    ask_confirmation,
)

if TYPE_CHECKING:
    from custody_app.services.custody import Beside
    from custody_app.services.outcome import Outcome
    from custody_app.services.session import Session
    from custody_app.services.signer import Signer
    from custody_app.ui.desk import Desk


class Closing:
    """Carries one basket out; ``done`` is called when it is on the record."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        presenter: CounterPresenter,
        keeping: Keeping,
        done: Callable[[], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self._desk = desk
        self._owner = owner
        self._presenter = presenter
        self._keeping = keeping
        self._done = done
        self._failed = failed

    def start(self) -> None:
        """Ask whoever must confirm, then record."""
        if not self._presenter.can_confirm:
            return
        person = self._presenter.shown_look.person
        if self._presenter.asks_person and person is not None:
            self._ask_person(person)
        else:
            self._ask_second(())

    def _ask_person(self, person: PersonRow) -> None:
        sign_in = self._desk.core.sign_in

        def check(badge: str, pin: str) -> Session:
            session = sign_in.with_pin(badge, pin)
            if session.person.id != person.id:
                raise RuleBroken("counter.other_person", person=person.id)
            return session

        question = Question(
            self._sentence(),
            translate("counter", "{name} confirms by PIN").format(name=person.name),
            self._lines(),
            translate("counter", "Confirm"),
            Who.SECOND,
            badge=person.badge_no,
        )
        ask_confirmation(
            self._desk, question, lambda given: self._ask_second(given.signers), check, self._owner
        )

    def _ask_second(self, signers: tuple[Signer, ...]) -> None:
        if not self._presenter.shown_look.needs_second:
            self._record(signers)
            return
        text = translate(
            "counter",
            "Among them are cash, drugs, guns or valuables. A second person confirms, who is "
            "none of these: an officer of the case, who takes, brings or approved them.",
        )
        question = Question(
            f"{self._sentence()} {text}",
            translate("counter", "Second person"),
            self._lines(),
            translate("counter", "Confirm"),
            Who.SECOND,
            already={
                self._presenter.basket.person: Signs.BEARER, own_id(self._desk): Signs.FIRST
            },
        )  # fmt: skip

        def confirmed(given: Confirmation) -> None:
            self._record((*signers, *given.signers))

        ask_confirmation(self._desk, question, confirmed, parent=self._owner)

    def _record(self, signers: tuple[Signer, ...]) -> None:
        presenter = self._presenter
        sentence, cases = self._sentence(), presenter.cases()

        def recorded(outcome: Outcome) -> None:
            QApplication.beep()
            presenter.carried_out()
            notices = notices_of(stopped_by(outcome.events), cases)
            presenter.owed = (*presenter.owed, *notices)
            self._desk.notices.success(
                translate("counter", "On the record. {sentence}").format(sentence=sentence)
            )
            self._done()
            self.make_papers()

        self._desk.record(
            *presenter.shown_look.commands,
            owner=self._owner,
            confirmers=signers,
            then=recorded,
            failed=self._failed,
            beside=self.beside(),
        )

    def beside(self) -> Beside | None:
        """What keeps, in the transaction of the record, which papers it will owe.

        A crash before they are made loses none; what was stopped only the events tell.
        """
        cases, after = self._presenter.cases(), self._presenter.plain_after()
        return self._keeping.beside_events(
            lambda events: with_owed(after, notices_of(stopped_by(events), cases))
        )

    def make_papers(self) -> None:
        """Make what is owed as one print job; it stays owed until it is on the record."""
        owed = self._presenter.owed
        if not owed:
            return
        self._presenter.owed = ()
        beside = self._keeping.beside(self._presenter.plain())
        issue_paper(
            self._desk, self._owner, *owed, failed=lambda error: self._still_owed(owed, error),
            beside=beside,
        )  # fmt: skip

    def _still_owed(self, owed: tuple[IssueForm, ...], error: Exception) -> None:
        self._presenter.owed = (*owed, *self._presenter.owed)
        again = Action(translate("counter", "Make the papers again"), self.make_papers)
        self._desk.notices.refuse(error, again)

    def _sentence(self) -> str:
        return summary(self._presenter.shown_look, self._presenter.parties.brought_by)

    def _lines(self) -> list[str]:
        look = self._presenter.shown_look
        first = (Doing.OUT, Doing.RETURN)
        lines = [line for line in look.ready if line.row.doing in first]
        lines += [line for line in look.ready if line.row.doing not in first]
        return [f"{thing_text(line)}  {number_text(line)}" for line in lines]
