"""Dialogs of a public notice: publish it, record a claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.domain.commands.notices import PublishNotice, RecordClaim
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import PersonId
from custody_app.domain.law.doubts import doubts_of_holder
from custody_app.domain.moments import Day
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values, note_entry, text_entry
from custody_app.ui.items.request_actions import picker
from custody_app.ui.items.store_actions import called
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field, TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from custody_app.ui.desk import Desk


def ask_notice(desk: Desk, owner: QWidget, state: ItemState, today: str) -> FormDialog:
    """Number, day, where, on whose decision; the paper follows."""
    entries = (
        text_entry(
            "paper",
            translate("items", "Notice no."),
            TextField(max_length=80, name="notice_paper"),
            needed=True,
        ),
        Entry(
            "on",
            Field(translate("items", "Published on"), DateField(today, name="notice_on")),
            True,
        ),
        text_entry(
            "where",
            translate("items", "Published in"),
            TextField(max_length=120, name="notice_where"),
            needed=True,
        ),
        Entry("approver", Field(translate("items", "Decided by"), picker(desk, "notice_by")), True),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            PublishNotice(
                item=state.id,
                paper_no=values["paper"],
                published_on=Day(values["on"]),
                where=values["where"],
                approver=PersonId(values["approver"].person_id),
            ),
            then=lambda _outcome: issue_paper(
                desk, owner, IssueForm(kind=FormKind.PUBLIC_NOTICE, items=(state.id,))
            ),
        )

    return _opened(desk, translate("items", "Publish a notice to the owner"), entries, state, go)


def ask_claim(desk: Desk, state: ItemState, today: str) -> FormDialog:
    """Who says that the thing is theirs, and why."""
    entries = (
        text_entry(
            "claimant",
            translate("items", "Claimed by"),
            TextField(max_length=60, name="claimant"),
            needed=True,
        ),
        text_entry(
            "id_no",
            translate("items", "Identity card no."),
            TextField(judge=doubts_of_holder, max_length=30, name="claimant_id"),
        ),
        Entry(
            "on", Field(translate("items", "Claimed on"), DateField(today, name="claimed_on")), True
        ),
        note_entry("grounds", translate("items", "What the claimant shows or says")),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            RecordClaim(
                item=state.id,
                claimant=values["claimant"],
                claimant_id_no=values["id_no"],
                claimed_on=Day(values["on"]),
                grounds=values["grounds"],
            )
        )

    return _opened(desk, translate("items", "Record a claim"), entries, state, go)


def _opened(
    desk: Desk,
    title: str,
    entries: tuple[Entry, ...],
    state: ItemState,
    go: Callable[[Values, FormDialog], object],
) -> FormDialog:
    dialog = FormDialog(desk, Sheet(title, entries, sentence=called(state)), go)
    dialog.open()
    return dialog
