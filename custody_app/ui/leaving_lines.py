"""Lines of things about to leave: what is typed for each, read as amounts and weights. No Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field

from custody_app.domain.errors import RuleBroken
from custody_app.domain.law.rule_pack import CategoryRule
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import WEIGHT_UNITS, Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, Grade, SealState, WeightKind
from custody_app.queries.item_rows import ItemRow
from custody_app.runtime.i18n import translate
from custody_app.scanning.wedge import fold

_WEIGHT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]*)\Z")
BASE = 15
USUAL_UNIT = "g"


@dataclass(frozen=True, slots=True)
class Leaving:
    """One thing that may leave: its row, its state, the part asked for, what its kind asks for.

    Attributes:
        always_weighed: it is weighed under its seal too, as for the store of the authority.
    """

    item: ItemRow
    state: ItemState
    asked: Amount
    rule: CategoryRule
    always_weighed: bool = False

    @property
    def is_vehicle(self) -> bool:
        """It may have a key, or things found in it, that stay."""
        return self.item.category is Category.VEHICLE

    @property
    def needs_weight(self) -> bool:
        """It is weighed again unless it goes under its seal."""
        is_open = self.state.seal is not SealState.SEALED
        return self.always_weighed or (self.rule.weighed and is_open)

    @property
    def needs_two(self) -> bool:
        """A second person confirms its hand-over."""
        return self.rule.two_people or self.item.grade is not Grade.NORMAL


@dataclass(frozen=True, slots=True)
class LeavingLine:
    """What was typed for a thing that leaves now; no quantity means all that was asked for.

    ``parts_note`` says why the key of a vehicle, or what was found in it, stays.
    """

    item: ItemRow
    quantity: Amount | None = None
    weights: tuple[Weight, ...] = ()
    proposal: str = ""
    parts_note: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    needs_two: bool = False


class Mistake(ValueError):
    """A cell that cannot be read; the text is for people."""


def has_code(item: ItemRow, digits: str) -> bool:
    """Whether a scanned code is this thing's, whichever copy of its label."""
    return item.tag == digits[:BASE]


def read_line(thing: Leaving, cells: Mapping[str, str]) -> LeavingLine:
    """A line from its typed cells.

    Raises:
        Mistake: quantity or weight cannot be read, or a weight is missing.
    """
    quantity = read_quantity(thing, cells.get("quantity", ""))
    weights = tuple(
        Weight(kind, amount)
        for kind in (WeightKind.GROSS, WeightKind.NET)
        if (amount := read_weight(thing, cells.get(kind.value, ""))) is not None
    )
    if thing.needs_weight and not weights and WeightKind.GROSS.value in cells:
        text = translate("picking", "“{name}” must be weighed again.")
        raise Mistake(text.format(name=thing.item.name))
    same = quantity is None or quantity.value == thing.asked.value
    return LeavingLine(
        thing.item,
        None if same else quantity,
        weights,
        proposal=cells.get("proposal", "").strip(),
        parts_note=cells.get("parts_note", "").strip(),
        typed=cells,
        needs_two=thing.needs_two,
    )


def read_quantity(thing: Leaving, text: str) -> Amount | None:
    """The typed part of what was asked for; nothing means all of it.

    Raises:
        Mistake: not a number.
    """
    typed = fold(text).strip()
    if not typed:
        return None
    number = typed.split()[0]
    try:
        return Amount(number, thing.asked.u)
    except RuleBroken as error:
        words = translate("picking", "The quantity of “{name}” is no number of this unit: {text}.")
        raise Mistake(words.format(name=thing.item.name, text=text)) from error


def read_weight(thing: Leaving, text: str) -> Amount | None:
    """``12.50`` or ``1.2 kg``; grams where no unit is typed.

    Raises:
        Mistake: not a weight.
    """
    typed = fold(text).strip()
    if not typed:
        return None
    found = _WEIGHT.match(typed)
    unit = (found.group(2) or USUAL_UNIT) if found else ""
    if found is None or unit not in WEIGHT_UNITS:
        words = translate("picking", "The weight of “{name}” is typed like 12.50 or 1.2 kg.")
        raise Mistake(words.format(name=thing.item.name))
    return Amount(found.group(1), unit)


def several_cases(rows: Sequence[ItemRow]) -> bool:
    """Whether these things belong to more than one case; a paper names one."""
    return len({row.case_id for row in rows}) > 1
