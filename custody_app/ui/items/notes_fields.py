"""Notes and coins in the dialogs of a thing: counted again, or corrected."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.parts import Cash
from custody_app.domain.quantity import CURRENCIES, Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import CashUse, Category
from custody_app.queries.kinds import Kinds
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.form_dialog import Entry, FormDialog, choice_entry
from custody_app.ui.widgets.cash_editor import YUAN, CashEditor
from custody_app.ui.widgets.fields import ChoiceField, Field
from custody_app.ui.widgets.quantity_field import QuantityField


def cash_editor(state: ItemState) -> CashEditor:
    """Notes in the currency on record; it is chosen where the thing is counted in pieces."""
    unit = state.balance.listed.u
    known = state.cash.total.u if state.cash is not None else unit
    return CashEditor(known if known in CURRENCIES else YUAN, choose=unit not in CURRENCIES)


def adds_up_to(cash: CashEditor, amount: QuantityField, unit: str) -> None:
    """What the notes add up to is the quantity."""

    def show() -> None:
        if found := cash.amount_in(unit):
            amount.set_value(found)

    cash.edited.connect(show)


class NotesCorrection:
    """Shown for kinds that are counted by face value; filled with what is on record."""

    def __init__(self, state: ItemState, kinds: Kinds) -> None:
        self._state = state
        self._kinds = kinds
        self.editor = cash_editor(state)
        if state.cash is not None:
            self.editor.set_counts([(one.face.n, one.count) for one in state.cash.denominations])
        use = state.cash.use if state.cash is not None else CashUse.TO_BANK
        self.entries = (
            choice_entry("cash_use", translate("items", "Cash is"), list(words("cash_use").items()),
                         value=use.value),
            Entry("cash", Field(translate("items", "Notes and coins"), self.editor), span=2),
        )  # fmt: skip

    def join(self, dialog: FormDialog) -> None:
        """Follow the category that is chosen in the dialog, and tell the quantity."""
        category, amount = dialog.fields["category"].editor, dialog.fields["quantity"].editor
        assert isinstance(category, ChoiceField) and isinstance(amount, QuantityField)
        category.chosen.connect(lambda code: self._show(dialog, Category(code)))
        adds_up_to(self.editor, amount, self._state.balance.listed.u)
        self._show(dialog, Category(category.value()))

    def _show(self, dialog: FormDialog, category: Category) -> None:
        dialog.fields["cash"].setVisible(self._kinds.of(category).by_face)
        dialog.fields["cash_use"].setVisible(category is Category.CASH)

    def cash(self, category: Category, use: str, quantity: Amount) -> Cash | None:
        """What is right now; None where it is what the record says, or the kind has no notes.

        Args:
            category: the right one.
            use: the use chosen for cash; counterfeit money is kept as an object.
            quantity: the right one.
        """
        if not self._kinds.of(category).by_face:
            return None
        known = self._state.cash
        right = self.editor.cash(CashUse(use) if category is Category.CASH else CashUse.OBJECT)
        if right is None and known is not None:
            total = quantity if quantity.u in CURRENCIES else known.total
            right = replace(known, total=total, denominations=())
        if right is None or (known is not None and _facts(right) == _facts(known)):
            return None
        return right


def _facts(cash: Cash) -> tuple[object, ...]:
    """Alike for the same notes, in whichever order and with whichever zeros they were typed."""
    rows = sorted((row.face.value, row.count) for row in cash.denominations)
    return cash.use, cash.total.u, cash.total.value, tuple(rows)
