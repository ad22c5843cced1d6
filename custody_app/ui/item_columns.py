"""How lists of things look the same on every page: columns, tones and the words in their cells."""

from __future__ import annotations

from custody_app.domain import tag
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import GONE, Custody
from custody_app.queries.item_rows import ItemRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.widgets.columns import Column

NARROW = ("name", "code", "quantity", "state")
USUAL = ("name", "quantity", "place", "state", "case", "code")


def custody_tone(custody: Custody) -> Tone:
    """The colour that goes with a state of custody."""
    if custody is Custody.IN_STORE:
        return Tone.GOOD
    if custody is Custody.ON_LOAN:
        return Tone.CAUTION
    if custody is Custody.REFUSED:
        return Tone.BAD
    return Tone.NEUTRAL if custody in GONE else Tone.INFO


def amount_text(amount: Amount | None) -> str:
    """``5.50 克``: the number as read, with the word of its unit."""
    return f"{amount.n} {unit_word(amount.u, amount.n)}" if amount is not None else ""


def code_text(code: str) -> str:
    """The 18 digits in groups that people can compare."""
    return tag.grouped(code) if len(code) == tag.LENGTH else code


def where_text(row: ItemRow) -> str:
    """Place and container where the thing lies; who has it when it is lent."""
    if row.holder_name:
        return row.holder_name
    container = row.container_name or row.container_code[-8:]
    return " · ".join(part for part in (row.place_code, container) if part)


def line_text(row: ItemRow) -> str:
    """One thing in one line, as confirmations list it."""
    return f"{row.name}  {amount_text(row.quantity)}  {code_text(row.code)}"


def item_columns(*keys: str) -> list[Column[ItemRow]]:
    """The columns named, in that order; nothing named means the usual ones."""
    known = {column.key: column for column in _all()}
    return [known[key] for key in keys or USUAL]


def _all() -> list[Column[ItemRow]]:
    return [
        Column("name", translate("picking", "Item"), lambda r: r.name, 180, is_strong=True),
        Column("code", translate("picking", "Code"), lambda r: code_text(r.code), 190),
        Column("line", translate("picking", "Line"), lambda r: r.line, 70),
        Column("case", translate("picking", "Case"), lambda r: r.case_number, 280),
        Column("category", translate("picking", "Kind"), _category, 100, sort="category"),
        Column("quantity", translate("picking", "Quantity"), _quantity, 130, is_number=True),
        Column("place", translate("picking", "Where"), where_text, 120),
        Column("state", translate("picking", "State"), _state, 150, _tone, sort="custody"),
        Column("matters", translate("picking", "Still to do"), _matters, 180),
    ]


def _category(row: ItemRow) -> str:
    return word("category", row.category.value)


def _quantity(row: ItemRow) -> str:
    return amount_text(row.quantity)


def _state(row: ItemRow) -> str:
    return word("custody", row.custody.value)


def _tone(row: ItemRow) -> Tone:
    return custody_tone(row.custody)


def _matters(row: ItemRow) -> str:
    return ", ".join(word("matter", code) for code in row.matters)
