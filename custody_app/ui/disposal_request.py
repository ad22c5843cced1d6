"""Ask that things of one case leave for good: the way, the reason, the legal paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.loans import RequestDisposal, RequestedItem
from custody_app.domain.ids import ItemId, PersonId, UnitId
from custody_app.domain.moments import moment_of
from custody_app.domain.rules.ways_out import RETURNS, UNIT_KINDS
from custody_app.domain.vocabulary import Custody, Disposal
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import UnitRow
from custody_app.queries.reader import Reader
from custody_app.queries.ways_out import OpenWays, open_ways
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    note_entry,
    text_entry,
)
from custody_app.ui.item_chooser import Wanted, choose_items
from custody_app.ui.item_columns import line_text
from custody_app.ui.leaving_lines import Leaving, Mistake
from custody_app.ui.leaving_sheet import LeavingSheet
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.shell.confirm_dialog import Question
from custody_app.ui.ways_field import WaysField
from custody_app.ui.widgets.fields import ChoiceField, TextField

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

Then = Callable[[str], object]
WIDTH = 980


def choose_and_ask(desk: Desk, then: Then, way: str = "", chosen: Sequence[ItemRow] = ()) -> None:
    """Choose things of one case, then say how they shall leave; ``then`` gets the request's id."""
    wanted = Wanted(
        translate("disposal", "Ask for disposal: which things?"),
        translate("disposal", "One request is for things of one case that leave the same way."),
        ItemFilters(custody=(Custody.IN_STORE,)),
    )
    choose_items(
        desk, wanted, lambda rows: ask_disposal(desk, [row.id for row in rows], then, way), chosen
    )


def ask_disposal(desk: Desk, items: Sequence[str], then: Then, way: str = "") -> None:
    """Show which ways out are open to these things of one case, and ask for one of them."""
    read, owner = Reader(desk.core.reader), desk.notices.window()
    now = moment_of(desk.core.clock.now())
    desk.tasks.read(
        lambda: read(open_ways, items=items, now=now),
        lambda found: RequestDialog(desk, found, way, then).dialog.open(),
        owner=owner, question="ask_disposal",
    )  # fmt: skip


class RequestDialog:
    """Fields that a way does not need are hidden; a way that is closed cannot be asked for."""

    def __init__(self, desk: Desk, found: OpenWays, way: str, then: Then) -> None:
        self._desk = desk
        self._found = found
        self._then = then
        things = [
            Leaving(row, found.states[row.id], found.states[row.id].balance.stored,
                    found.kinds.of(row.category))
            for row in found.rows
        ]  # fmt: skip
        self._ways = WaysField(desk, found.ways, {row.id: row.name for row in found.rows}, way)
        self._requester = person_field(desk, "requester")
        self._unit = ChoiceField([], name="to_unit")
        self.sheet = LeavingSheet(things, with_weights=False, with_scan=False)
        text = translate("disposal", "Case {case}, {count} {count:thing|things}.")
        sheet = Sheet(
            translate("disposal", "Ask for disposal"), self._entries(),
            text.format(case=found.rows[0].case_number, count=len(things)), columns=2, width=WIDTH,
            button=translate("disposal", "Ask"), below=(self.sheet,),
        )  # fmt: skip
        self.dialog = FormDialog(
            desk, sheet, self._go, on_scan=lambda code: take_badge(desk, self._requester, code)
        )
        self._ways.chosen.connect(self._on_way)
        self._ways.leave_out.connect(self._leave_out)
        self._on_way(self._ways.value())

    def _entries(self) -> list[Entry]:
        return [
            text_entry("way", translate("disposal", "How it shall leave"), self._ways, span=2),
            text_entry(
                "paper", translate("disposal", "Legal paper no."),
                TextField(name="legal_paper", max_length=120),
                hint=translate("disposal", "Judgment, decision or letter that says so."),
            ),
            text_entry("unit", translate("disposal", "Which unit receives it"), self._unit),
            text_entry(
                "recipient", translate("disposal", "Who gets it back"),
                TextField(name="recipient", max_length=120), needed=True,
                hint=translate("disposal", "Name as on the identity paper."),
            ),
            note_entry("reason", translate("disposal", "Reason"), lines=3, span=2),
            text_entry(
                "requester", translate("disposal", "Asked by"), self._requester,
                hint=translate("disposal", "Leave empty if you ask yourself."), span=2,
            ),
        ]  # fmt: skip

    def _on_way(self, code: str) -> None:
        way = Disposal(code)
        from_kinds = receiving(self._found.units, way)
        none = [("", translate("disposal", "Not named"))] if way is Disposal.TREASURY else []
        self._unit.set_choices(none + [(unit.id, unit.name) for unit in from_kinds])
        self.dialog.fields["unit"].setVisible(way in UNIT_KINDS)
        self.dialog.fields["recipient"].setVisible(way in RETURNS)
        self.dialog.fields["paper"].set_mistake("")
        self.dialog.tell("")
        self.dialog.button.setEnabled(not self._ways.way().closed)

    def _leave_out(self, closed: set[str]) -> None:
        """The same question for the things that the picked way is open to."""
        rest = [row.id for row in self._found.rows if row.id not in closed]
        self.dialog.reject()
        ask_disposal(self._desk, rest, self._then, self._ways.value())

    def _go(self, values: Values, dialog: FormDialog) -> None:
        way = Disposal(values["way"])
        if way in UNIT_KINDS and not values["unit"] and way is not Disposal.TREASURY:
            text = translate("disposal", "No unit of this kind is registered yet (Settings).")
            dialog.fields["unit"].set_mistake(text)
            return
        if self._ways.way().asks_paper and not values["paper"]:
            field = dialog.fields["paper"]
            field.set_mistake(translate("disposal", "This way is open only with its number."))
            field.editor.setFocus()
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
            to_unit=UnitId(values["unit"]) if way in UNIT_KINDS and values["unit"] else None,
            recipient=values["recipient"] if way in RETURNS else "",
            requester=PersonId(requester.person_id) if requester else None,
        )
        sentence = translate(
            "disposal", "Approval is asked for {way} of {count} {count:thing|things}."
        )
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
