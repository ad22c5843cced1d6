"""Dialogs of things that a qualified unit keeps: contract and decision, and the visit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from custody_app.domain.commands.stores import (
    EntrustItem,
    VisitEntrusted,
)
from custody_app.domain.ids import UnitId
from custody_app.domain.moments import Day
from custody_app.domain.parts import PaperApproval
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.entrusting import KEEPS_FOR_OTHERS
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Condition, FormKind
from custody_app.queries.people import units
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.difference_dialog import print_notices
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
)
from custody_app.ui.items.away_actions import (
    date_field,
    opened,
    person_field,
    person_id,
    quantity_field,
    recorded,
    text_field,
)
from custody_app.ui.items.store_actions import WIDE, called, second_if_needed
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def ask_entrust(desk: Desk, state: ItemState, today: str) -> FormDialog:
    """The qualified unit, its contract and term, and the decision of the head (T09)."""
    keepers = [(one.id, one.name) for one in Reader(desk.core.reader)(units)
               if one.kind in KEEPS_FOR_OTHERS]  # fmt: skip
    entries = (
        choice_entry("unit", translate("items", "Qualified unit"), keepers),
        text_field("qualification", translate("items", "Qualification"), needed=True),
        text_field("contract", translate("items", "Contract no."), needed=True),
        Entry("on", Field(translate("items", "Contract of"), DateField(today, name="on"),
                          needed=True), True),
        date_field("until", translate("items", "Kept until")),
        text_field("received_by", translate("items", "Received by")),
        person_field(desk, "approver", translate("items", "Head of custody who decided")),
        text_field("paper", translate("items", "Approval on paper, no."),
              hint=translate("items", "Empty: the head confirms by PIN.")),
        note_entry("reason", translate("items", "Reason"), span=2),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        number = values["paper"].strip()
        command = EntrustItem(
            item=state.id,
            to_unit=UnitId(values["unit"]),
            qualification=values["qualification"],
            contract_no=values["contract"],
            contract_on=Day(values["on"]),
            until=Day(values["until"]),
            reason=values["reason"],
            approver=person_id(values["approver"]),
            paper=PaperApproval(number, today) if number else None,
            received_by=values["received_by"],
        )
        sentence = translate("items", "{name} goes into the keeping of another unit.").format(
            name=called(state)
        )
        by_pin = values["approver"] is not None and not number
        question = Question(sentence, who=Who.SECOND)
        dialog.ask_and_record(
            question if by_pin else second_if_needed(desk, state, sentence),
            command,
            then=partial(recorded, desk, state, FormKind.ENTRUST_LIST),
        )

    sheet = Sheet(
        translate("items", "Entrust to a third party"),
        entries,
        sentence=called(state),
        columns=2,
        width=WIDE,
    )
    return opened(FormDialog(desk, sheet, go))


def ask_visit(desk: Desk, state: ItemState) -> FormDialog:
    """What was seen at the unit that keeps it (T09)."""
    stored = state.balance.stored
    entries = (
        quantity_field(stored),
        choice_entry("condition", translate("items", "Condition"),
                     list(words("condition").items()), value=state.condition.value),
        note_entry("note", translate("items", "What was seen"), needed=False, span=2),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        command = VisitEntrusted(
            item=state.id,
            quantity=Amount(values["quantity"][0], stored.u),
            condition=Condition(values["condition"]),
            note=values["note"],
        )
        dialog.record(command, then=partial(print_notices, desk, desk.notices))

    title = translate("items", "Record a visit")
    sheet = Sheet(title, entries, sentence=called(state), columns=2, width=WIDE)
    return opened(FormDialog(desk, sheet, go))
