"""Dialogs of accounts: open, set roles, close, reset by two people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import CloseAccount, SetRoles
from custody_app.domain.ids import PersonId
from custody_app.domain.vocabulary import Role
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values, note_entry
from custody_app.ui.settings.roles_choice import RolesChoice
from custody_app.ui.settings.secret_fields import opened, people_of, same_twice, secret_entries
from custody_app.ui.shell.confirm_dialog import Confirmation, Question, Who, ask_confirmation
from custody_app.ui.widgets.fields import Field

if TYPE_CHECKING:
    from custody_app.queries.people import PersonRow
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

WIDE = 780


def ask_open_account(desk: Desk, person: PersonRow, staff: Sequence[PersonRow]) -> FormDialog:
    """Roles, password and PIN of a new account; the audit administrator countersigns."""
    roles = RolesChoice((), len(staff) + 1, desk.notices.explain)
    entries = (
        Entry("roles", Field(translate("settings", "Roles"), roles, needed=True), True, 2),
        *secret_entries(),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        secrets = same_twice(values, dialog)
        if secrets is None:
            return
        signer, people = desk.signer, people_of(desk)

        def carry_out(given: Confirmation) -> None:
            _work(
                desk,
                dialog,
                lambda: people.open_account(
                    PersonId(person.id), values["roles"], secrets, signer=signer,
                    confirmers=given.signers,
                ),
            )  # fmt: skip

        text = translate("settings", "{name} can sign in from now on with these roles.")
        _countersigned(desk, dialog, person, staff, text, carry_out)

    title = translate("settings", "Open an account for {name}").format(name=person.name)
    sentence = translate(
        "settings",
        "{name} types password and PIN personally. The signing key is made at this workstation "
        "and never leaves it.",
    ).format(name=person.name)
    sheet = Sheet(title, entries, sentence, translate("settings", "Open the account"), False, 2,
                  WIDE)  # fmt: skip
    return opened(FormDialog(desk, sheet, go))


def ask_roles(desk: Desk, person: PersonRow, staff: Sequence[PersonRow]) -> FormDialog:
    """Other roles from now on."""
    held = tuple(role.value for role in person.roles)
    roles = RolesChoice(held, len(staff), desk.notices.explain)
    entries = (Entry("roles", Field(translate("settings", "Roles"), roles), True),)

    def go(values: Values, dialog: FormDialog) -> None:
        command = SetRoles(person=PersonId(person.id), roles=values["roles"])
        text = translate("settings", "{name} has these roles from now on.")
        _countersigned(
            desk, dialog, person, staff, text,
            lambda given: dialog.record(command, confirmers=given.signers),
        )  # fmt: skip

    title = translate("settings", "Roles of {name}").format(name=person.name)
    return opened(FormDialog(desk, Sheet(title, entries, width=WIDE), go))


def ask_close(desk: Desk, person: PersonRow, staff: Sequence[PersonRow]) -> FormDialog:
    """Take the right to sign in."""
    entries = (note_entry("reason", translate("settings", "Reason"), lines=2),)

    def go(values: Values, dialog: FormDialog) -> None:
        command = CloseAccount(person=PersonId(person.id), reason=values["reason"])
        text = translate("settings", "{name} can no longer sign in.")
        _countersigned(
            desk, dialog, person, staff, text,
            lambda given: dialog.record(command, confirmers=given.signers),
        )  # fmt: skip

    title = translate("settings", "Close the account of {name}").format(name=person.name)
    sentence = translate("settings", "What the person recorded stays and stays verifiable.")
    word = translate("settings", "Close the account")
    return opened(FormDialog(desk, Sheet(title, entries, sentence, word, True), go))


def ask_reset(desk: Desk, person: PersonRow) -> FormDialog:
    """A new key for somebody who lost password or PIN; two other people do it."""
    entries = (
        note_entry("reason", translate("settings", "Reason"), lines=2, span=2),
        *secret_entries(),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        secrets = same_twice(values, dialog)
        if secrets is None:
            return
        signer, people = desk.signer, people_of(desk)

        def carry_out(given: Confirmation) -> None:
            _work(
                desk,
                dialog,
                lambda: people.reset(
                    PersonId(person.id), secrets, values["reason"], signer=signer,
                    confirmers=given.signers,
                ),
            )  # fmt: skip

        sentence = translate("settings", "{name} gets a new key; the old one no longer signs.")
        question = Question(sentence.format(name=person.name), who=Who.SECOND)
        ask_confirmation(desk, question, carry_out, parent=dialog)

    title = translate("settings", "New password and PIN for {name}").format(name=person.name)
    sentence = translate(
        "settings", "Two people do this together, neither of them {name}; one is security "
        "administrator, the audit administrator confirms if there is another one.",
    ).format(name=person.name)  # fmt: skip
    word = translate("settings", "Reset")
    return opened(FormDialog(desk, Sheet(title, entries, sentence, word, False, 2, WIDE), go))


def _countersigned(
    desk: Desk,
    dialog: FormDialog,
    person: PersonRow,
    staff: Sequence[PersonRow],
    sentence: str,
    then: Callable[[Confirmation], object],
) -> None:
    """Ask an audit administrator to confirm, where there is one besides the two concerned."""
    officer = desk.session.officer
    own = officer.badge_no if officer is not None else ""
    others = [
        one
        for one in staff
        if Role.AUDIT_ADMIN in one.roles and one.id != person.id and one.badge_no != own
    ]
    who = Who.SECOND if others else Who.NOBODY
    lines = [
        translate("settings", "The audit administrator confirms: {names}").format(
            names=translate("settings", ", ").join(f"{one.name} {one.badge_no}" for one in others)
        )
    ]
    question = Question(sentence.format(name=person.name), lines=lines if others else [], who=who)
    ask_confirmation(desk, question, then, parent=dialog)


def _work(desk: Desk, dialog: FormDialog, work: Callable[[], Outcome]) -> None:
    dialog.button.setEnabled(False)

    def done(outcome: Outcome) -> None:
        desk.bus.publish(outcome)
        dialog.accept()

    desk.tasks.write(work, done, dialog.refused, owner=dialog)
