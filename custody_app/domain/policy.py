"""The centre's policy.

The few settings a centre may choose, each with its default and what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from custody_app.domain.errors import RuleBroken
from custody_app.domain.state.registers import PolicyValue
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Setting:
    """One entry of the policy: its default as text and its shape."""

    default: str
    shape: str


SETTINGS: dict[str, Setting] = {
    "weight_tolerance_g": Setting("0.5", "number"),
    "drug_weight_tolerance_g": Setting("0.05", "number"),
    "weight_tolerance_by_category": Setting("", "by_category"),
    "freeze_weight_difference_percent": Setting("5", "number"),
    "freeze_count_difference_percent": Setting("0", "number"),
    "return_warning_days": Setting("3", "number"),
    "counter_lock_minutes": Setting("15", "number"),
    "password_days": Setting("90", "number"),
    "label_before_shelf": Setting("yes", "yes_no"),
    "label_proof_by_category": Setting("", "proofs"),
    "agency": Setting("", "text"),
    "backup_target": Setting("", "text"),
    "hand_over_late_hours": Setting("24", "number"),
}
"""Name -> default; differences in grams, terms in days, hours or minutes as the name says.

``weight_tolerance_by_category`` names categories with a tolerance of their own, such as
``valuables=0.01 drugs=0.02``; ``label_proof_by_category`` those whose labels are proved otherwise
than one by one, such as ``vehicle=none general=sample``.
"""


class LabelProof(StrEnum):
    """How labels of a kind of thing are proved before it goes onto a shelf."""

    EACH = "each"
    SAMPLE = "sample"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy in force."""

    entries: tuple[PolicyValue, ...] = ()

    def text(self, name: str) -> str:
        """The entry as text."""
        for entry in self.entries:
            if entry.name == name:
                return entry.value
        return SETTINGS[name].default

    def number(self, name: str) -> Decimal:
        """The entry as a number."""
        return Decimal(self.text(name))

    def yes(self, name: str) -> bool:
        """The entry as a yes or no."""
        return self.text(name) == "yes"

    def weight_tolerance_g(self, category: Category) -> Decimal:
        """Greatest difference of two readings that needs no explanation, in grams."""
        own = by_category(self.text("weight_tolerance_by_category")).get(category)
        if own is not None:
            return own
        drug = category is Category.DRUGS
        return self.number("drug_weight_tolerance_g" if drug else "weight_tolerance_g")

    def label_proof(self, category: Category) -> LabelProof:
        """How the label of such a thing is proved before it goes onto a shelf."""
        if not self.yes("label_before_shelf"):
            return LabelProof.NONE
        return proofs(self.text("label_proof_by_category")).get(category, LabelProof.EACH)


def by_category(text: str) -> dict[Category, Decimal]:
    """``valuables=0.01 drugs=0.02`` as a table.

    Raises:
        ValueError: an unknown category, one named twice, or no number.
    """
    found: dict[Category, Decimal] = {}
    for pair in text.split():
        name, _, number = pair.partition("=")
        category = Category(name)
        try:
            amount = Decimal(number)
        except InvalidOperation:
            raise ValueError(number) from None
        if category in found or not amount.is_finite() or amount < 0:
            raise ValueError(pair)
        found[category] = amount
    return found


def proofs(text: str) -> dict[Category, LabelProof]:
    """``vehicle=none general=sample`` as a table.

    Raises:
        ValueError: an unknown category or way, or a category named twice.
    """
    found: dict[Category, LabelProof] = {}
    for pair in text.split():
        name, _, way = pair.partition("=")
        if Category(name) in found:
            raise ValueError(pair)
        found[Category(name)] = LabelProof(way)
    return found


TABLES: Mapping[str, Callable[[str], object]] = {"by_category": by_category, "proofs": proofs}
"""Shapes that name categories -> what reads them."""


def check_entry(name: str, value: str) -> None:
    """Refuse an unknown setting or a value of the wrong shape.

    Raises:
        RuleBroken: ``policy.unknown_setting``, ``policy.wrong_value``.
    """
    if name not in SETTINGS:
        raise RuleBroken("policy.unknown_setting", name=name[:60])
    shape = SETTINGS[name].shape
    good = True
    if shape == "number":
        try:
            good = Decimal(value).is_finite() and Decimal(value) >= 0
        except InvalidOperation:
            good = False
    elif shape == "yes_no":
        good = value in ("yes", "no")
    elif shape in TABLES:
        try:
            TABLES[shape](value)
        except ValueError:
            good = False
    if not good:
        raise RuleBroken("policy.wrong_value", name=name, value=value[:60])
