"""New papers: disposal report of a period, custody forms, labels once more, sheets printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Day, moment_of
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.item_rows import ItemRow
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    text_entry,
)
from custody_app.ui.item_chooser import Wanted, choose_items
from custody_app.ui.label_dialog import show_labels
from custody_app.ui.paper_dialog import PaperDialog, issue_paper
from custody_app.ui.reports.presenter import LabelFile, label_files, read_file
from custody_app.ui.times import local_text
from custody_app.ui.widgets.date_field import DateField

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk


def period_of(today: str) -> tuple[str, str]:
    """The month up to today."""
    return f"{today[:8]}01", today


def report_of_period(desk: Desk) -> FormDialog:
    """The disposal report from one day to another, both included."""
    since, until = period_of(local_text(moment_of(desk.core.clock.now()))[:10])
    entries = [
        text_entry(
            "since", translate("reports", "From"), DateField(since, name="since"), needed=True
        ),
        text_entry(
            "until", translate("reports", "To"), DateField(until, name="until"), needed=True
        ),
    ]

    def go(values: Values, dialog: FormDialog) -> None:
        if values["since"] > values["until"]:
            text = translate("reports", "The period ends before it begins.")
            dialog.fields["until"].set_mistake(text)
            return
        command = IssueForm(
            kind=FormKind.DISPOSAL_REPORT, since=Day(values["since"]), until=Day(values["until"])
        )
        dialog.button.setEnabled(False)
        owner = desk.notices.window()

        def done(_outcome: Outcome) -> None:
            dialog.accept()

        issue_paper(desk, owner, command, then=done, failed=dialog.refused)

    sentence = translate(
        "reports", "Opening + in − out = closing, and everything that left, with its approval."
    )
    sheet = Sheet(
        translate("reports", "Disposal report"), entries, sentence,
        button=translate("reports", "Make the report"), columns=2,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def custody_forms(desk: Desk) -> None:
    """The chain-of-custody form of each thing chosen."""

    def go(rows: list[ItemRow]) -> None:
        commands = [IssueForm(kind=FormKind.CUSTODY_FORM, items=(ItemId(r.id),)) for r in rows]
        issue_paper(desk, desk.notices.window(), *commands)

    wanted = Wanted(
        translate("reports", "Custody form: of which things?"),
        translate("reports", "One form for each thing, with every step and the hash of each."),
        is_one_case=False,
        button=translate("reports", "Make the forms"),
    )
    choose_items(desk, wanted, go)


def has_no_label(row: ItemRow) -> str:
    """Why the labels of a thing cannot be printed again."""
    if row.copy:
        return ""
    text = translate("reports", "No label was issued for “{name}” yet.")
    return text.format(name=row.name)


def labels_again(desk: Desk) -> None:
    """The labels last issued, once more; no new copy is issued."""
    wanted = Wanted(
        translate("reports", "Labels again: of which things?"),
        translate(
            "reports", "The copy last issued is printed again. A lost label is replaced on the "
            "card of the thing."
        ),
        is_one_case=False,
        unfit=has_no_label,
        button=translate("reports", "Show the labels"),
    )  # fmt: skip
    choose_items(desk, wanted, lambda rows: show_labels(desk, [("item", r.id) for r in rows]))


def label_sheets(desk: Desk) -> None:
    """Sheets of labels that were printed, from the files made then."""
    centre, owner = desk.core.folder, desk.notices.window()

    def show(files: list[LabelFile]) -> None:
        if not files:
            desk.notices.info(translate("reports", "No sheet of labels was printed yet."))
            return
        choices = [(file.name, sheet_name(file)) for file in files]
        entries = [choice_entry("name", translate("reports", "Printed on"), choices)]

        def go(values: Values, dialog: FormDialog) -> None:
            dialog.accept()
            chosen = next(file for file in files if file.name == values["name"])
            show_sheet(desk, chosen)

        sheet = Sheet(
            translate("reports", "Sheets of labels"), entries,
            button=translate("reports", "Show"),
        )  # fmt: skip
        FormDialog(desk, sheet, go).open()

    desk.tasks.read(lambda: label_files(centre), show, owner=owner, question="sheets")


def show_sheet(desk: Desk, file: LabelFile) -> None:
    """A sheet as it was printed."""
    dialog = PaperDialog(desk, translate("reports", "Sheets of labels"))
    desk.tasks.read(
        lambda: read_file(file.path),
        lambda content: dialog.show_file(content, sheet_name(file), file.name),
        owner=dialog,
    )
    dialog.open()


def sheet_name(file: LabelFile) -> str:
    """``2026-11-24 09:30:12`` from the name of the file, which holds the moment."""
    digits = "".join(one for one in file.name if one.isdigit())
    if len(digits) < 14:
        return file.name
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{day} {digits[8:10]}:{digits[10:12]}:{digits[12:14]} UTC"
