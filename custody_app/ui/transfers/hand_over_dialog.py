"""Hand over with the case on an approved request, the whole or a part; take back what left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.outgoing import TakeBackItem
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import ItemId, PlaceId, UnitId
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import AttachmentKind, Condition, FormKind
from custody_app.queries.people import UnitRow, units
from custody_app.queries.reader import Reader
from custody_app.queries.requests import RequestFolder
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.item_columns import line_text
from custody_app.ui.kinds import kinds_of
from custody_app.ui.leaving_lines import Leaving, LeavingLine, Mistake
from custody_app.ui.leaving_sheet import LeavingSheet
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.transfers.presenter import LeftRow, hand_overs, read_hand_over
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.quantity_field import QuantityField
from custody_app.ui.widgets.weights_editor import WeightsEditor

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

WIDTH = 1_020


def hand_over(desk: Desk, request: str) -> None:
    """Read what of the request is still here, then hand over."""
    read, owner = Reader(desk.core.reader), desk.notices.window()
    desk.tasks.read(
        lambda: read_hand_over(read, request),
        lambda found: HandOverDialog(desk, *found).dialog.open(),
        owner=owner, question="hand_over",
    )  # fmt: skip


class HandOverDialog:
    """Receiving person, list number, and a proposal for each thing; scans mark what is in hand."""

    def __init__(self, desk: Desk, folder: RequestFolder, things: list[Leaving]) -> None:
        self._desk = desk
        self._folder = folder
        self.sheet = LeavingSheet(things, with_proposal=True)
        every = TextField(name="proposal_for_all", max_length=200)
        every.textEdited.connect(lambda text: self.sheet.sheet.set_column("proposal", text))
        entries = [
            text_entry(
                "receiver", translate("transfers", "Who receives it"),
                TextField(name="receiver", max_length=80), needed=True,
                hint=translate("transfers", "Name of the person who signs the list."),
            ),
            text_entry(
                "list_no", translate("transfers", "Number of the list"),
                TextField(name="list_no", max_length=80),
                hint=translate("transfers", "If the receiving unit has its own."),
            ),
            text_entry("every", translate("transfers", "Proposal for all"), every, span=2),
        ]  # fmt: skip
        text = translate("transfers", "Request {number}, case {case}, to {unit}.")
        row = folder.row
        sheet = Sheet(
            translate("transfers", "Hand over with the case"), entries,
            text.format(number=row.number, case=row.case_number, unit=folder.to_unit),
            button=translate("transfers", "Hand over"), columns=2, width=WIDTH,
            below=(self.sheet,),
        )  # fmt: skip
        self.dialog = FormDialog(desk, sheet, self._go, on_scan=self.sheet.take_scan)

    def _go(self, values: Values, dialog: FormDialog) -> None:
        try:
            lines = self.sheet.lines()
        except Mistake as mistake:
            dialog.tell(str(mistake))
            return
        lacking = [line.item.name for line in lines if not line.proposal]
        if lacking:
            text = translate("transfers", "“{name}” still needs a proposal.")
            dialog.fields["every"].set_mistake(text.format(name=lacking[0]))
            return
        commands = hand_overs(self._folder, lines, values["list_no"], values["receiver"])
        two = any(line.needs_two for line in lines)
        sentence = translate(
            "transfers",
            "{count} {count:thing leaves|things leave} for {unit} and {count:goes|go} to "
            "{receiver}.",
        )
        question = Question(
            sentence.format(
                count=len(lines), unit=self._folder.to_unit, receiver=values["receiver"]
            ),
            lines=[line_text(line.item) for line in lines],
            who=Who.SECOND if two else Who.NOBODY,
            button=translate("transfers", "Hand over"),
        )
        dialog.ask_and_record(question, *commands, then=lambda _outcome: self._print(lines))

    def _print(self, lines: list[LeavingLine]) -> None:
        ids = tuple(ItemId(line.item.id) for line in lines)
        form = IssueForm(
            kind=FormKind.TRANSFER_LIST, items=ids, case=self._folder.state.case,
            request=self._folder.state.id,
        )  # fmt: skip
        issue_paper(self._desk, self._desk.notices.window(), form)


def take_back(desk: Desk, row: LeftRow) -> None:
    """Read the units, then ask how the thing comes back."""
    read, owner = Reader(desk.core.reader), desk.notices.window()
    desk.tasks.read(
        lambda: read(units),
        lambda found: TakeBackDialog(desk, row, list(found)).dialog.open(),
        owner=owner, question="units",
    )  # fmt: skip


class TakeBackDialog:
    """Quantity, paper and reason by which a thing comes back: a new leg of the same thing."""

    def __init__(self, desk: Desk, row: LeftRow, units_found: list[UnitRow]) -> None:
        self._desk = desk
        self._row = row
        unit = row.released.u
        self.files = FilesField(desk, [AttachmentKind.LEGAL_DOCUMENT, AttachmentKind.PHOTO])
        self.weights = WeightsEditor()
        nobody = [("", translate("transfers", "Not a unit"))]
        conditions = [(c.value, word("condition", c.value)) for c in Condition]
        place = TextField(name="back_place", max_length=60)
        entries = [
            text_entry(
                "quantity", translate("transfers", "How much comes back"),
                QuantityField([(unit, word("unit", unit))], row.released.n, unit, name="back"),
                needed=True,
            ),
            choice_entry(
                "unit", translate("transfers", "From which unit"),
                nobody + [(one.id, one.name) for one in units_found],
            ),
            text_entry(
                "paper", translate("transfers", "Paper by which it comes back"),
                TextField(name="back_paper", max_length=80), needed=True,
            ),
            choice_entry("condition", translate("transfers", "Condition"), conditions),
            text_entry(
                "seal", translate("transfers", "Seal no., if it is sealed"),
                TextField(name="back_seal", max_length=60),
            ),
            text_entry(
                "place", translate("transfers", "Place (code)"), place,
                hint=translate("transfers", "Scan the place; it can follow later."),
            ),
            note_entry("reason", translate("transfers", "Why it comes back"), span=2, lines=2),
            text_entry(
                "weights", translate("transfers", "Weighed again"), self.weights, span=2
            ),
            text_entry("files", translate("transfers", "Papers and photos"), self.files, span=2),
        ]  # fmt: skip
        sheet = Sheet(
            translate("transfers", "Take back"), entries, line_text(row.item), columns=2, width=760,
            button=translate("transfers", "Take back"),
        )  # fmt: skip
        self.dialog = FormDialog(
            desk, sheet, self._go, on_scan=lambda code: place.setText(code.digits)
        )

    def _go(self, values: Values, dialog: FormDialog) -> None:
        number, unit = values["quantity"]
        command = TakeBackItem(
            item=ItemId(self._row.item.id),
            quantity=Amount(number, unit),
            paper_no=values["paper"],
            reason=values["reason"],
            from_unit=UnitId(values["unit"]) if values["unit"] else None,
            condition=Condition(values["condition"]),
            weights=self.weights.weights(),
            seal_no=values["seal"],
            place=PlaceId(values["place"]) if values["place"] else None,
            attachments=self.files.value(),
        )
        two = kinds_of(self._desk).two_people(self._row.item) and not values["seal"]
        text = translate("transfers", "“{name}” is in the custody of the centre again.")
        question = Question(
            text.format(name=self._row.item.name), who=Who.SECOND if two else Who.NOBODY
        )
        dialog.ask_and_record(question, command)
