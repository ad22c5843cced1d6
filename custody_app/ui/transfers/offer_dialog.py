"""Change of authority: offer things to another unit, and record its stamped answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Day, moment_of
from custody_app.domain.vocabulary import AttachmentKind, Custody, FormKind
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import UnitRow
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, choice_entry, text_entry
from custody_app.ui.item_chooser import Wanted, choose_items
from custody_app.ui.item_columns import code_text, line_text, where_text
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.confirm_dialog import Question
from custody_app.ui.times import local_text
from custody_app.ui.transfers.presenter import (
    OPEN,
    REFUSED,
    TAKEN,
    Answer,
    OfferLine,
    SentRow,
    answers,
    deciding_units,
    offers,
    read_offer_lines,
    read_paper,
)
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.line_sheet import LineSheet, SheetColumn, SheetLine

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

WIDTH = 980
HELD = (Custody.IN_STORE, Custody.ON_LOAN)


def today_of(desk: Desk) -> str:
    """The day at this place."""
    return local_text(moment_of(desk.core.clock.now()))[:10]


def cannot_be_offered(row: ItemRow) -> str:
    """Why authority over a thing cannot be offered now."""
    if "authority_sent" in row.matters:
        text = translate("transfers", "“{name}” is offered already and waits for the answer.")
        return text.format(name=row.name)
    if "frozen" in row.matters:
        text = translate("transfers", "“{name}” is frozen until its difference is cleared.")
        return text.format(name=row.name)
    return ""


def change_authority(desk: Desk, chosen: Sequence[ItemRow] = ()) -> None:
    """Choose things of one case, then the unit and the paper."""
    wanted = Wanted(
        translate("transfers", "Change of authority: which things?"),
        translate("transfers", "The things stay where they are; only who decides on them changes."),
        ItemFilters(custody=HELD),
        unfit=cannot_be_offered,
    )
    choose_items(desk, wanted, lambda rows: _read_and_offer(desk, rows), chosen)


def _read_and_offer(desk: Desk, rows: list[ItemRow]) -> None:
    read, owner = Reader(desk.core.reader), desk.notices.window()

    def show(found: tuple[list[UnitRow], list[OfferLine]]) -> None:
        OfferDialog(desk, *found).dialog.open()

    desk.tasks.read(
        lambda: (deciding_units(read), read_offer_lines(read, rows)), show, owner=owner,
        question="offer",
    )  # fmt: skip


class OfferDialog:
    """Unit, paper and a proposal for each thing."""

    def __init__(self, desk: Desk, units: list[UnitRow], lines: list[OfferLine]) -> None:
        self._desk = desk
        self._rows = [line.item for line in lines]
        self._units = {unit.id: unit for unit in units}
        self.sheet = LineSheet(_offer_columns(), name="offer_sheet")
        self.sheet.set_lines([SheetLine(line.item.id, _offer_cells(line)) for line in lines])
        choices = [(unit.id, unit_words(unit)) for unit in units]
        every = TextField(name="proposal_for_all", max_length=200)
        every.textEdited.connect(lambda text: self.sheet.set_column("proposal", text))
        entries = [
            choice_entry("unit", translate("transfers", "To which unit"), choices),
            text_entry(
                "paper", translate("transfers", "Number of the paper"),
                TextField(name="paper", max_length=80), needed=True,
            ),
            text_entry(
                "every", translate("transfers", "Proposal for all"), every, span=2,
                hint=translate("transfers", "What the other unit is asked to decide; "
                               "change single lines below."),
            ),
        ]  # fmt: skip
        sheet = Sheet(
            translate("transfers", "Change of authority"), entries, _sentence(self._rows),
            button=translate("transfers", "Send"), columns=2, width=WIDTH, below=(self.sheet,),
        )  # fmt: skip
        self.dialog = FormDialog(desk, sheet, self._go)

    def _go(self, values: Values, dialog: FormDialog) -> None:
        cells = self.sheet.value()
        proposals = {id_: line.get("proposal", "") for id_, line in cells.items()}
        lacking = [row.name for row in self._rows if not proposals.get(row.id)]
        if lacking:
            text = translate("transfers", "“{name}” still needs a proposal.")
            dialog.fields["every"].set_mistake(text.format(name=lacking[0]))
            return
        unit = self._units[values["unit"]]
        commands = offers(self._rows, unit.id, values["paper"], proposals)
        sentence = translate(
            "transfers",
            "Authority over {count} {count:thing|things} is offered to {unit} with paper {paper}.",
        )
        question = Question(
            sentence.format(count=len(commands), unit=unit.name, paper=values["paper"]),
            lines=[line_text(row) for row in self._rows],
            button=translate("transfers", "Send"),
        )
        dialog.ask_and_record(question, *commands, then=self._print)

    def _print(self, _outcome: Outcome) -> None:
        ids = tuple(ItemId(row.id) for row in self._rows)
        owner = self._desk.notices.window()
        issue_paper(self._desk, owner, IssueForm(kind=FormKind.AUTHORITY_CHANGE, items=ids))


def unit_words(unit: UnitRow) -> str:
    """The unit with what it decides as."""
    authority = word("authority", unit.authority.value) if unit.authority else ""
    return f"{unit.name}  ·  {authority}" if authority else unit.name


def _sentence(rows: Sequence[ItemRow]) -> str:
    text = translate("transfers", "Case {case}, {count} {count:thing|things}.")
    return text.format(case=rows[0].case_number if rows else "", count=len(rows))


def _offer_columns() -> list[SheetColumn]:
    return [
        SheetColumn("name", translate("transfers", "Item"), 190),
        SheetColumn("code", translate("transfers", "Code"), 180),
        SheetColumn("place", translate("transfers", "Where"), 130),
        SheetColumn("photos", translate("transfers", "Photos"), 70),
        SheetColumn("loan", translate("transfers", "On loan until"), 130),
        SheetColumn("proposal", translate("transfers", "Proposal"), 200, is_typed=True),
    ]


def _offer_cells(line: OfferLine) -> dict[str, str]:
    return {
        "name": line.item.name,
        "code": code_text(line.item.code),
        "place": where_text(line.item),
        "photos": str(line.photos),
        "loan": local_text(line.loan_until) if line.loan_until else "–",
    }


def record_answer(desk: Desk, row: SentRow, then: Callable[[], object]) -> None:
    """Record the stamped receipt of the paper on which this thing was sent."""
    read, owner = Reader(desk.core.reader), desk.notices.window()
    desk.tasks.read(
        lambda: read_paper(read, row),
        lambda rows: AnswerDialog(desk, rows, then).dialog.open(),
        owner=owner, question="answer",
    )  # fmt: skip


class AnswerDialog:
    """Receipt number, date and scan; taken or refused for each thing."""

    def __init__(self, desk: Desk, rows: list[SentRow], then: Callable[[], object]) -> None:
        self._desk = desk
        self._rows = rows
        self._then = then
        choices = (
            (TAKEN, translate("transfers", "Taken over")),
            (REFUSED, translate("transfers", "Not taken over")),
            (OPEN, translate("transfers", "No answer yet")),
        )
        columns = [
            SheetColumn("name", translate("transfers", "Item"), 200),
            SheetColumn("code", translate("transfers", "Code"), 180),
            SheetColumn("answer", translate("transfers", "Answer"), 150, choices=choices),
            SheetColumn("reason", translate("transfers", "Why not"), 220, is_typed=True),
        ]
        self.sheet = LineSheet(columns, name="answer_sheet")
        self.sheet.set_lines([SheetLine(row.item.id, _answer_cells(row)) for row in rows])
        self.files = FilesField(desk, [AttachmentKind.RECEIPT])
        entries = [
            text_entry(
                "number", translate("transfers", "Number of the receipt"),
                TextField(name="receipt_no", max_length=80),
            ),
            text_entry(
                "on", translate("transfers", "Date of the receipt"),
                DateField(today_of(desk), name="receipt_on"), needed=True,
            ),
            text_entry(
                "files", translate("transfers", "Scan of the stamped receipt"), self.files, span=2,
            ),
        ]  # fmt: skip
        text = translate("transfers", "{unit}, paper {paper}, {count} {count:thing|things}.")
        first = rows[0]
        sheet = Sheet(
            translate("transfers", "Answer of the other unit"), entries,
            text.format(unit=first.unit, paper=first.paper_no, count=len(rows)),
            columns=2, width=WIDTH, below=(self.sheet,),
        )  # fmt: skip
        self.dialog = FormDialog(desk, sheet, self._go)

    def _go(self, values: Values, dialog: FormDialog) -> None:
        cells = self.sheet.value()
        told = [line.get("answer") for line in cells.values()]
        if TAKEN in told and not self._is_proved(values, dialog):
            return
        for row in self._rows:
            line = cells[row.item.id]
            if line.get("answer") == REFUSED and not line.get("reason"):
                text = translate("transfers", "Say why “{name}” was not taken over.")
                dialog.tell(text.format(name=row.item.name))
                return
        answer = Answer(values["number"], Day(values["on"]), values["files"])
        commands = answers(self._rows, cells, answer)
        if not commands:
            dialog.tell(translate("transfers", "Nothing is answered yet."))
            return
        sentence = translate(
            "transfers",
            "{taken} {taken:thing goes|things go} over to {unit}, {refused} {refused:stays|stay} "
            "with who has {refused:it|them}.",
        )
        question = Question(
            sentence.format(
                taken=told.count(TAKEN), refused=told.count(REFUSED), unit=self._rows[0].unit
            )
        )
        dialog.ask_and_record(question, *commands, then=lambda _outcome: self._then())

    def _is_proved(self, values: Values, dialog: FormDialog) -> bool:
        """Number and scan are there; otherwise the field says so."""
        lacking = translate("transfers", "What was taken over needs the stamped receipt.")
        for key in ("number", "files"):
            dialog.fields[key].set_mistake("" if values[key] else lacking)
        return bool(values["number"] and values["files"])


def _answer_cells(row: SentRow) -> dict[str, str]:
    return {"name": row.item.name, "code": code_text(row.item.code), "answer": TAKEN}
