"""Papers of the shift: blank slips for a power cut, contents of a place, command cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from custody_app.domain.commands.registers import IssueBlankSlips, IssueForm
from custody_app.domain.events.centre import BlankSlipsIssued
from custody_app.domain.ids import PlaceId
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import translate
from custody_app.scanning.code import ScannedCode
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, choice_entry, text_entry
from custody_app.ui.paper_dialog import PaperDialog, issue_paper
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

SLIPS = "20"


def print_blank_slips(desk: Desk, owner: QWidget) -> FormDialog:
    """Number blank slips in advance and print them."""
    kinds = [
        (FormKind.CHECK_OUT_SLIP.value, translate("shift", "Hand-out slips")),
        (FormKind.RETURN_SLIP.value, translate("shift", "Return slips")),
        (FormKind.INTAKE_LIST.value, translate("shift", "Intake slips")),
    ]
    entries = (
        choice_entry("kind", translate("shift", "Kind"), kinds),
        text_entry("count", translate("shift", "How many"),
                   TextField(SLIPS, check=_count_mistake, name="slip_count"), needed=True),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        command = IssueBlankSlips(kind=FormKind(values["kind"]), count=int(values["count"]))
        dialog.record(command, then=lambda outcome: _show_slips(desk, owner, outcome))

    sheet = Sheet(
        translate("shift", "Blank slips"),
        entries,
        translate(
            "shift",
            "Numbered slips are filled in by hand while there is no power, and typed in later "
            "with both times.",
        ),
        translate("shift", "Number and print"),
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def _count_mistake(text: str) -> str:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 200:
        return ""
    return translate("shift", "A number from 1 to 200.")


def _show_slips(desk: Desk, owner: QWidget, outcome: Outcome) -> None:
    for event in outcome.events:
        if isinstance(event, BlankSlipsIssued):
            name = f"blank-{event.first_tag}-{event.count}.pdf"
            title = translate("shift", "{count} blank {count:slip|slips}").format(count=event.count)
            show_pdf(desk, owner, desk.core.folder.printed / name, title)


def print_place(desk: Desk, owner: QWidget) -> FormDialog:
    """Print what the record says lies at a place, to be ticked off."""
    field = TextField(name="place_code", max_length=60)

    def take(code: ScannedCode) -> None:
        if code.kind is TagKind.PLACE:
            field.setText(code.digits)
            dialog.submit()

    def go(values: Values, dialog: FormDialog) -> None:
        form = IssueForm(kind=FormKind.PLACE_CONTENTS, place=PlaceId(values["place"]))
        issue_paper(desk, owner, form, then=lambda _outcome: dialog.accept(), failed=dialog.refused)

    sheet = Sheet(
        translate("shift", "Contents of a place"),
        (text_entry("place", translate("shift", "Place code"), field, needed=True,
                    hint=translate("shift", "Scan the place, or type its code.")),),
        button=translate("shift", "Print"),
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go, on_scan=take)
    dialog.open()
    return dialog


def print_command_cards(desk: Desk, owner: QWidget) -> None:
    """The five cards that work an open basket without keyboard and mouse."""
    cards = [
        (translate("shift", "Confirm"), translate("shift", "Carry the basket out")),
        (translate("shift", "Cancel"), translate("shift", "Put the basket away")),
        (translate("shift", "Print"), translate("shift", "Print what waits")),
        (translate("shift", "Next person"), translate("shift", "Ready for the next person")),
        (translate("shift", "Same place"), translate("shift", "Repeat the last place")),
    ]
    press = desk.core.labels
    title = translate("shift", "Command cards")
    desk.tasks.read(
        lambda: press.print_command_cards(cards),
        lambda path: show_pdf(desk, owner, path, title),
        owner=owner,
        question="cards",
    )


def show_pdf(
    desk: Desk, owner: QWidget, path: Path, title: str, then: Callable[[], object] | None = None
) -> PaperDialog:
    """Show a file under ``printed``."""
    dialog = PaperDialog(desk, title, owner)
    desk.tasks.read(
        lambda: _read(path),
        lambda content: dialog.show_file(content, title, path.name),
        owner=dialog,
    )
    if then is not None:
        dialog.finished.connect(lambda _result: then())
    dialog.open()
    return dialog


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Fault("file.not_read", path=path.name, reason=error.strerror or "") from error
