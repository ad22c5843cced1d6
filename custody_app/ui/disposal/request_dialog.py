"""Ask that things of one case leave for good: the way, the reason, the legal paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.loans import RequestDisposal, RequestedItem
from custody_app.domain.ids import ItemId, PersonId, UnitId
from custody_app.domain.rules.ways_out import UNIT_KINDS
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Custody, Disposal
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.kinds import kinds_in_force
from custody_app.queries.people import UnitRow, units
from custody_app.queries.reader import Reader
from custody_app.queries.states import states_of
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.disposal.presenter import needs_recipient, needs_unit
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.item_chooser import Wanted, choose_items
from custody_app.ui.item_columns import line_text
from custody_app.ui.leaving_lines import Leaving, Mistake
from custody_app.ui.leaving_sheet import LeavingSheet
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.shell.confirm_dialog import Question
from custody_app.ui.widgets.fields import ChoiceField, TextField

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

Then = Callable[[str], object]
WIDTH = 900


def cannot_be_asked_for(row: ItemRow) -> str:
    """Why disposal of a thing cannot be asked for now."""
    stops = {
        "held": translate("disposal", "“{name}” is on hold."),
        "frozen": translate("disposal", "“{name}” is frozen until its difference is cleared."),
        "authority_sent": translate(
            "disposal", "“{name}” is offered to another unit and waits for the answer."
        ),
    }
    for matter, text in stops.items():
        if matter in row.matters:
            return text.format(name=row.name)
    return ""


def ask_disposal(desk: Desk, then: Then, way: str = "", chosen: Sequence[ItemRow] = ()) -> None:
    """Choose things of one case, then say how they shall leave; ``then`` gets the request's id."""
    wanted = Wanted(
        translate("disposal", "Ask for disposal: which things?"),
        translate("disposal", "One request is for things of one case that leave the same way."),
        ItemFilters(custody=(Custody.IN_STORE,)),
        unfit=cannot_be_asked_for,
    )
    choose_items(desk, wanted, lambda rows: _read_and_ask(desk, rows, way, then), chosen)


def _read_and_ask(desk: Desk, rows: list[ItemRow], way: str, then: Then) -> None:
    read, owner = Reader(desk.core.reader), desk.notices.window()

    def work() -> tuple[list[Leaving], list[UnitRow]]:
        states = read(states_of, ItemState, [row.id for row in rows])
        kinds = read(kinds_in_force)
        things = [
            Leaving(row, states[row.id], states[row.id].balance.stored, kinds.of(row.category))
            for row in rows
        ]
        return things, list(read(units))

    def show(found: tuple[list[Leaving], list[UnitRow]]) -> None:
        RequestDialog(desk, found[0], found[1], way, then).dialog.open()

    desk.tasks.read(work, show, owner=owner, question="ask_disposal")


class RequestDialog:
    """Fields that a way does not need are hidden."""

    def __init__(
        self, desk: Desk, things: list[Leaving], found: list[UnitRow], way: str, then: Then
    ) -> None:
        self._things = things
        self._units = found
        self._then = then
        ways = [(one.value, word("disposal", one.value)) for one in Disposal]
        self._requester = person_field(desk, "requester")
        self._unit = ChoiceField([], name="to_unit")
        self.sheet = LeavingSheet(things, with_weights=False, with_scan=False)
        entries = [
            choice_entry("way", translate("disposal", "How it shall leave"), ways, value=way),
            text_entry(
                "paper", translate("disposal", "Legal paper no."),
                TextField(name="legal_paper", max_length=120),
                hint=translate("disposal", "Judgment, decision or letter that says so."),
            ),
            text_entry(
                "recipient", translate("disposal", "Who gets it back"),
                TextField(name="recipient", max_length=120), needed=True,
                hint=translate("disposal", "Name as on the identity paper."), span=2,
            ),
            text_entry("unit", translate("disposal", "Which unit receives it"), self._unit, span=2),
            note_entry("reason", translate("disposal", "Reason"), lines=3, span=2),
            text_entry(
                "requester", translate("disposal", "Asked by"), self._requester,
                hint=translate("disposal", "Leave empty if you ask yourself."), span=2,
            ),
        ]  # fmt: skip
        text = translate("disposal", "Case {case}, {count} things.")
        item = things[0].item
        sheet = Sheet(
            translate("disposal", "Ask for disposal"), entries,
            text.format(case=item.case_number, count=len(things)), columns=2, width=WIDTH,
            button=translate("disposal", "Ask"), below=(self.sheet,),
        )  # fmt: skip
        self.dialog = FormDialog(
            desk, sheet, self._go, on_scan=lambda code: take_badge(desk, self._requester, code)
        )
        choice = self.dialog.fields["way"].editor
        assert isinstance(choice, ChoiceField)
        choice.chosen.connect(self._on_way)
        self._on_way(choice.value())

    def _on_way(self, code: str) -> None:
        way = Disposal(code)
        from_kinds = receiving(self._units, way)
        none = [("", translate("disposal", "Not named"))] if way is Disposal.TREASURY else []
        self._unit.set_choices(none + [(unit.id, unit.name) for unit in from_kinds])
        self.dialog.fields["unit"].setVisible(needs_unit(way))
        self.dialog.fields["recipient"].setVisible(needs_recipient(way))

    def _go(self, values: Values, dialog: FormDialog) -> None:
        way = Disposal(values["way"])
        if needs_unit(way) and not values["unit"] and way is not Disposal.TREASURY:
            text = translate("disposal", "No unit of this kind is registered yet (Settings).")
            dialog.fields["unit"].set_mistake(text)
            return
        try:
            lines = self.sheet.lines()
        except Mistake as mistake:
            dialog.tell(str(mistake))
            return
        requester = values["requester"]
        command = RequestDisposal(
            items=tuple(
                RequestedItem(item=ItemId(one.item.id), quantity=one.quantity) for one in lines
            ),
            disposal=way,
            reason=values["reason"],
            legal_paper_no=values["paper"],
            to_unit=UnitId(values["unit"]) if needs_unit(way) and values["unit"] else None,
            recipient=values["recipient"] if needs_recipient(way) else "",
            requester=PersonId(requester.person_id) if requester else None,
        )
        sentence = translate("disposal", "Approval is asked for {way} of {count} things.")
        question = Question(
            sentence.format(way=word("disposal", way.value), count=len(lines)),
            lines=[line_text(one.item) for one in lines],
            button=translate("disposal", "Ask"),
        )
        dialog.ask_and_record(question, command, then=self._done)

    def _done(self, outcome: Outcome) -> None:
        self._then(outcome.first("request"))


def receiving(found: Sequence[UnitRow], way: Disposal) -> list[UnitRow]:
    """Units that may receive by this way."""
    from_kinds = UNIT_KINDS.get(way, frozenset())
    return [unit for unit in found if unit.kind in from_kinds]
