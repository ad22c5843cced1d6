"""File the signed copy of a paper back: by its code, or from a picked scan; void a paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from custody_app.domain.commands.registers import FileSignedForm, VoidForm
from custody_app.domain.vocabulary import AttachmentKind
from custody_app.queries.forms import FormFolder
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry, text_entry
from custody_app.ui.reports.presenter import paper_of_scan
from custody_app.ui.times import local_text

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def paper_name(folder: FormFolder) -> str:
    """Kind, number and day of a paper."""
    row = folder.row
    return f"{word('form_kind', row.kind.value)}  {row.number}  {local_text(row.issued_at)}"


def file_signed(desk: Desk, folder: FormFolder, scans: list[Path] | None = None) -> FormDialog:
    """The signed copy came back; its scan is attached."""
    files = FilesField(desk, [AttachmentKind.SIGNED_FORM], needed=[AttachmentKind.SIGNED_FORM])
    entries = [
        text_entry("files", translate("reports", "Scan of the signed copy"), files, needed=True),
        note_entry("note", translate("reports", "Note"), needed=False, lines=2),
    ]

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            FileSignedForm(form=folder.state.id, note=values["note"], attachments=values["files"])
        )

    sheet = Sheet(
        translate("reports", "File the signed copy"), entries, paper_name(folder),
        button=translate("reports", "File"), width=560,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    if scans:
        files.add_paths(scans)
    return dialog


def pick_signed_scan(desk: Desk) -> None:
    """Pick scans; the code on each says which paper it is."""
    names, _chosen = QFileDialog.getOpenFileNames(
        desk.notices.window(),
        translate("reports", "Signed copies"),
        "",
        f"{translate('reports', 'Scans')} (*.pdf *.png *.jpg *.jpeg *.webp)",
    )
    file_scans(desk, [Path(name) for name in names])


def file_scans(desk: Desk, paths: list[Path]) -> None:
    """One dialog after another, for every scan whose code is read."""
    if not paths:
        return
    read, first, rest = Reader(desk.core.reader), paths[0], paths[1:]

    def found(folder: FormFolder) -> None:
        if folder.state.signed_at is not None:
            text = translate("reports", "The signed copy of {number} is filed already.")
            desk.notices.info(text.format(number=folder.row.number))
            file_scans(desk, rest)
            return
        dialog = file_signed(desk, folder, [first])
        dialog.finished.connect(lambda _result: file_scans(desk, rest))

    def failed(error: Exception) -> None:
        desk.notices.refuse(error)
        file_scans(desk, rest)

    desk.tasks.read(lambda: paper_of_scan(read, first), found, failed, owner=desk.notices.window())


def void(desk: Desk, folder: FormFolder) -> FormDialog:
    """A paper no longer counts; it stays on the record with the reason."""

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(VoidForm(form=folder.state.id, reason=values["reason"]))

    text = translate("reports", "{name} no longer counts; it stays on the record.")
    sheet = Sheet(
        translate("reports", "Void the paper"),
        [note_entry("reason", translate("reports", "Reason"))],
        text.format(name=paper_name(folder)),
        button=translate("reports", "Void"),
        is_danger=True,
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog
