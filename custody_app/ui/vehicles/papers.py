"""Papers of the yard that are of no single vehicle: blank sheets, the weekly table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.moments import Day, Moment
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, text_entry
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.times import local_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

SHEETS_MAX = 50
USUAL_SHEETS = "5"
WEEK_DAYS = 6


def count_mistake(text: str) -> str:
    """What is wrong with a number of sheets; empty when it can be printed."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= SHEETS_MAX:
        return ""
    return translate("vehicles", "Type a number from 1 to {most}.").format(most=SHEETS_MAX)


def ask_blank_sheets(desk: Desk) -> FormDialog:
    """Sheets to be filled by hand in the yard, each with a code of its own."""
    entries = (
        text_entry(
            "count", translate("vehicles", "How many"),
            TextField(USUAL_SHEETS, check=count_mistake, max_length=3, name="sheet_count"),
            needed=True,
        ),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        commands = [IssueForm(kind=FormKind.INSPECTION_SHEET) for _ in range(int(values["count"]))]
        _issue(desk, dialog, *commands)

    sheet = Sheet(
        translate("vehicles", "Print blank inspection sheets"), entries,
        translate("vehicles", "Fill them by hand at the vehicle; scan the code to type one in."),
        button=translate("vehicles", "Print"),
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def ask_week(desk: Desk, now: Moment) -> FormDialog:
    """The table of vehicles of a week, both days included."""
    until = local_text(now)[:10]
    since = (date.fromisoformat(until) - timedelta(days=WEEK_DAYS)).isoformat()
    entries = (
        text_entry("since", translate("vehicles", "From"), DateField(since, name="week_since"),
                   needed=True),
        text_entry("until", translate("vehicles", "To"), DateField(until, name="week_until"),
                   needed=True),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        _issue(
            desk, dialog,
            IssueForm(
                kind=FormKind.VEHICLE_WEEK, since=Day(values["since"]), until=Day(values["until"])
            ),
        )  # fmt: skip

    sheet = Sheet(
        translate("vehicles", "Weekly table of vehicles"), entries,
        translate("vehicles", "What came, what left, what stands here and for how long."),
        button=translate("vehicles", "Make the table"), columns=2,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def _issue(desk: Desk, dialog: FormDialog, *commands: IssueForm) -> None:
    dialog.button.setEnabled(False)

    def done(_outcome: Outcome) -> None:
        dialog.accept()

    issue_paper(desk, desk.notices.window(), *commands, then=done, failed=dialog.refused)
