"""Dialogs of a discrepancy's end: it is cleared and goes on, or what is lost is written off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.commands.store import UnfreezeItem, WriteOffItem
from custody_app.domain.ids import PersonId
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import AttachmentKind, FormKind
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values, note_entry, text_entry
from custody_app.ui.items.request_actions import picker
from custody_app.ui.items.store_actions import WIDE, called
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.widgets.fields import Field, TextField
from custody_app.ui.widgets.quantity_field import QuantityField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from custody_app.ui.desk import Desk

REPORT_KINDS = [AttachmentKind.APPROVAL, AttachmentKind.PROOF]


def _decision(desk: Desk) -> tuple[Entry, ...]:
    return (
        text_entry(
            "paper",
            translate("items", "Decision no."),
            TextField(max_length=80, name="unfreeze_paper"),
            needed=True,
        ),
        Entry(
            "approver", Field(translate("items", "Decided by"), picker(desk, "unfreeze_by")), True
        ),
    )


def ask_unfreeze(desk: Desk, owner: QWidget, state: ItemState) -> FormDialog:
    """The police head's decision clears the difference; its paper is offered."""
    entries = (*_decision(desk), note_entry("note", translate("items", "How it was cleared")))

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            UnfreezeItem(
                item=state.id,
                paper_no=values["paper"],
                approver=PersonId(values["approver"].person_id),
                note=values["note"],
            ),
            then=lambda _outcome: print_result(desk, owner, state),
        )

    dialog = FormDialog(
        desk, Sheet(translate("items", "Unfreeze"), entries, sentence=called(state)), go
    )
    dialog.open()
    return dialog


def ask_write_off(desk: Desk, owner: QWidget, state: ItemState) -> FormDialog:
    """What the inquiry did not find, who answers for it, and on whose decision."""
    there = state.balance.on_loan if state.loan is not None else state.balance.stored
    amount = QuantityField([], there.n, name="written_off")
    entries = (
        text_entry(
            "quantity",
            translate("items", "Lost ({unit})").format(unit=word("unit", there.u)),
            amount,
            needed=True,
        ),
        text_entry(
            "liability",
            translate("items", "Decision on liability, no."),
            TextField(max_length=80, name="liability_no"),
            needed=True,
        ),
        *_decision(desk),
        note_entry("note", translate("items", "Result of the inquiry")),
        text_entry(
            "files",
            translate("items", "Report of the inquiry"),
            FilesField(desk, REPORT_KINDS),
            needed=True,
        ),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            WriteOffItem(
                item=state.id,
                quantity=Amount(values["quantity"][0], there.u),
                liability_no=values["liability"],
                paper_no=values["paper"],
                approver=PersonId(values["approver"].person_id),
                note=values["note"],
                attachments=tuple(values["files"]),
            ),
            then=lambda _outcome: print_result(desk, owner, state),
        )

    sheet = Sheet(
        translate("items", "Write off what is lost"),
        entries,
        sentence=called(state),
        is_danger=True,
        width=WIDE,
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def print_result(desk: Desk, owner: QWidget, state: ItemState) -> None:
    """The paper of the inquiry's result."""
    issue_paper(desk, owner, IssueForm(kind=FormKind.INQUIRY_RESULT, items=(state.id,)))
