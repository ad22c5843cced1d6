"""The centre's policy.

The few settings a centre may choose, each with its default and what it means.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from custody_app.domain.errors import RuleBroken
from custody_app.domain.state.registers import PolicyValue
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
    "agency": Setting("", "text"),
    "backup_target": Setting("", "text"),
    "hand_over_late_hours": Setting("24", "number"),
}
"""Name -> default; differences in grams, terms in days, hours or minutes as the name says.

``weight_tolerance_by_category`` names categories with a tolerance of their own, such as
``valuables=0.01 drugs=0.02``.
"""


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
    elif shape == "by_category":
        try:
            by_category(value)
        except ValueError:
            good = False
    if not good:
        raise RuleBroken("policy.wrong_value", name=name, value=value[:60])
