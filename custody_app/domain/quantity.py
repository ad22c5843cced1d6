"""Counted, weighed and monetary amounts: a decimal string with its unit, never a float.

The string is kept as it was read, trailing zeros included, because ``5.50 g`` and ``5.5 g`` tell
of different scales.
"""

from __future__ import annotations

import re
from decimal import Decimal

from custody_app.domain.errors import RuleBroken
from custody_app.domain.values import dataclass

_NUMBER = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?\Z")

COUNT_UNITS = frozenset(
    "个件只枚枝支发张份本册盘条套辆座株部包把台块瓶袋箱卷根双次人场"  # one character each
)
WEIGHT_UNITS = {"mg": Decimal("0.001"), "g": Decimal(1), "kg": Decimal(1000), "t": Decimal(1000000)}
OTHER_UNITS = frozenset(["m", "m2", "m3", "mu", "mL", "L"])
CURRENCIES = frozenset(
    ("CNY", "HKD", "MOP", "TWD", "USD", "EUR", "GBP", "JPY", "KRW", "VND", "THB", "MMK", "LAK")
)
UNITS = COUNT_UNITS | frozenset(WEIGHT_UNITS) | OTHER_UNITS | CURRENCIES


@dataclass(frozen=True, slots=True)
class Amount:
    """``n`` as read, ``u`` a unit of measure or an ISO 4217 currency (decisions, 8)."""

    n: str
    u: str

    def __post_init__(self) -> None:
        if not _NUMBER.match(self.n):
            raise RuleBroken("quantity.not_a_number", number=self.n[:40])
        if self.u not in UNITS:
            raise RuleBroken("quantity.unknown_unit", unit=self.u[:40])
        if self.u in COUNT_UNITS and "." in self.n:
            raise RuleBroken("quantity.whole_number", number=self.n, unit=self.u)
        if self.u in CURRENCIES and len(self.n.partition(".")[2]) > 2:
            raise RuleBroken("quantity.cents", number=self.n, unit=self.u)

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return Decimal(self.n)

    @property
    def is_zero(self) -> bool:
        """Nothing at all."""
        return self.value == 0

    def plus(self, other: Amount) -> Amount:
        """The sum, in the same unit."""
        return self._with(self.value + self._same_unit(other))

    def minus(self, other: Amount) -> Amount:
        """The rest; below zero is refused, because a thing cannot leave twice."""
        rest = self.value - self._same_unit(other)
        if rest < 0:
            raise RuleBroken("quantity.below_zero", have=self.n, asked=other.n, unit=self.u)
        return self._with(rest)

    def _same_unit(self, other: Amount) -> Decimal:
        if other.u != self.u:
            raise RuleBroken("quantity.other_unit", unit=self.u, other=other.u)
        return other.value

    def _with(self, value: Decimal) -> Amount:
        return Amount(f"{value:f}", self.u)


def zero(unit: str) -> Amount:
    """Nothing, in this unit."""
    return Amount("0", unit)


def grams(amount: Amount) -> Decimal:
    """A weight in grams, for comparing readings of different scales.

    Raises:
        RuleBroken: ``quantity.not_a_weight``.
    """
    if amount.u not in WEIGHT_UNITS:
        raise RuleBroken("quantity.not_a_weight", unit=amount.u)
    return amount.value * WEIGHT_UNITS[amount.u]
