"""Dialogs of counting: count again by two, record a sample, bank cash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.intake import BankCash, RecountItem
from custody_app.domain.commands.store import SampleItem
from custody_app.domain.law.rule_pack import CategoryRule
from custody_app.domain.moments import Day
from custody_app.domain.quantity import WEIGHT_UNITS, Amount
from custody_app.domain.rules.measured import use_of
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Condition
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word, words
from custody_app.ui.difference_dialog import print_notices
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.items.notes_fields import adds_up_to, cash_editor
from custody_app.ui.items.store_actions import WIDE, called, second_if_needed
from custody_app.ui.kinds import kinds_of
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.widgets.cash_editor import CashEditor
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field, TextField
from custody_app.ui.widgets.quantity_field import QuantityField
from custody_app.ui.widgets.weights_editor import WeightsEditor

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def ask_recount(desk: Desk, state: ItemState) -> FormDialog:
    """Two people count or weigh again."""
    stored = state.balance.stored
    kind = kinds_of(desk).of(state.category)
    weights = WeightsEditor()
    cash = cash_editor(state)

    def go(values: Values, dialog: FormDialog) -> None:
        command = RecountItem(
            item=state.id,
            quantity=Amount(values["quantity"][0], stored.u),
            condition=Condition(values["condition"]),
            weights=weights.weights(),
            cash=cash.cash(use_of(state.category, state.cash)),
            new_seal_no=values["seal"],
            note=values["note"],
        )
        sentence = translate("items", "Two people counted {name}: {number} {unit}.").format(
            name=called(state),
            number=command.quantity.n,
            unit=unit_word(stored.u, command.quantity.n),
        )
        dialog.ask_and_record(
            Question(sentence, who=Who.SECOND),
            command,
            then=lambda outcome: print_notices(desk, desk.notices, outcome),
        )

    sheet = Sheet(
        translate("items", "Count again, two people"),
        _recount_entries(state, kind, cash, weights),
        sentence=called(state),
        columns=2,
        width=WIDE,
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def _recount_entries(
    state: ItemState, kind: CategoryRule, cash: CashEditor, weights: WeightsEditor
) -> tuple[Entry, ...]:
    """Notes only for what is counted by face value, weights only for what is weighed."""
    stored = state.balance.stored
    amount = QuantityField([], stored.n, name="recount")
    adds_up_to(cash, amount, stored.u)
    entries = [
        Entry(
            "quantity",
            Field(translate("items", "Found ({unit})").format(unit=word("unit", stored.u)), amount),
            True,
        ),
        choice_entry(
            "condition", translate("items", "Condition"), list(words("condition").items())
        ),
        text_entry(
            "seal",
            translate("items", "New seal no."),
            TextField(max_length=60, name="recount_seal"),
        ),
    ]
    if kind.by_face:
        entries.append(Entry("cash", Field(translate("items", "Notes and coins"), cash), span=2))
    if kind.weighed or state.weights:
        entries.append(Entry("weights", Field(translate("items", "Weight"), weights), span=2))
    entries.append(note_entry("note", translate("items", "Note"), needed=False, span=2))
    return tuple(entries)


def ask_sample(desk: Desk, state: ItemState) -> FormDialog:
    """A documented sample and the weights left."""
    stored = state.balance.stored.u
    pieces = () if stored in WEIGHT_UNITS or state.cash is not None else (stored,)
    units = [(unit, word("unit", unit)) for unit in ("g", "mg", "kg", *pieces)]
    sampled = QuantityField(units, name="sampled")
    rest = WeightsEditor()
    entries = (
        Entry("sampled", Field(translate("items", "Sample taken"), sampled), True),
        text_entry(
            "paper",
            translate("items", "Sampling record no."),
            TextField(max_length=80, name="sample_paper"),
            needed=True,
        ),
        Entry("rest", Field(translate("items", "Weight left"), rest), span=2),
        note_entry("note", translate("items", "Note"), needed=False, span=2),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        command = SampleItem(
            item=state.id,
            sampled=Amount(*values["sampled"]),
            paper_no=values["paper"],
            rest=rest.weights(),
            note=values["note"],
        )
        sentence = translate("items", "A sample of {name} is recorded.").format(name=called(state))
        dialog.ask_and_record(second_if_needed(desk, state, sentence), command)

    sheet = Sheet(
        translate("items", "Record a sample"),
        entries,
        sentence=called(state),
        columns=2,
        width=WIDE,
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def ask_bank(desk: Desk, state: ItemState, today: str) -> FormDialog:
    """The bank's receipt closes cash that was to be banked."""
    entries = (
        text_entry(
            "receipt",
            translate("items", "Bank receipt no."),
            TextField(max_length=80, name="bank_receipt"),
            needed=True,
        ),
        Entry(
            "on", Field(translate("items", "Banked on"), DateField(today, name="banked_on")), True
        ),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        total = state.cash.total if state.cash is not None else state.balance.stored
        command = BankCash(
            item=state.id,
            amount=total,
            receipt_no=values["receipt"],
            banked_on=Day(values["on"]),
        )
        sentence = translate("items", "{number} {unit} went to the account.").format(
            number=total.n, unit=word("unit", total.u)
        )
        dialog.ask_and_record(second_if_needed(desk, state, sentence), command)

    sheet = Sheet(translate("items", "Bank receipt"), entries, sentence=called(state))
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog
