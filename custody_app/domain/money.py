"""Money of cases: where it comes from and goes to, in whole minor units (fen), never a float."""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain.errors import RuleBroken
from custody_app.domain.quantity import CURRENCIES, Amount

WITHOUT_CENTS = frozenset({"JPY", "KRW", "VND"})
"""Currencies whose smallest unit is the unit itself."""


class MoneySource(StrEnum):
    """How money came into the sole lawful account."""

    TRANSFER = "transfer"
    CASH = "cash"
    BANKED_CASH = "banked_cash"
    SALE = "sale"


class Payee(StrEnum):
    """Whom money of a case is paid to."""

    PAYER = "payer"
    VICTIM = "victim"
    PARTY = "party"
    TREASURY = "treasury"


def decimals_of(unit: str) -> int:
    """How many digits the currency has behind the point."""
    return 0 if unit in WITHOUT_CENTS else 2


def fen_of(amount: Amount) -> int:
    """The amount in the smallest unit of its currency.

    Raises:
        RuleBroken: ``money.not_money``, ``money.decimals``.
    """
    if amount.u not in CURRENCIES:
        raise RuleBroken("money.not_money", unit=amount.u)
    whole, _, rest = amount.n.partition(".")
    digits = decimals_of(amount.u)
    if len(rest.rstrip("0")) > digits:
        raise RuleBroken("money.decimals", number=amount.n, unit=amount.u, digits=digits)
    return int(whole + rest[:digits].ljust(digits, "0"))


def amount_of(fen: int, unit: str) -> Amount:
    """An amount of at least nothing, written out with all digits of its currency."""
    return Amount(text_of(fen, unit), unit)


def text_of(fen: int, unit: str) -> str:
    """The decimal text of minor units; a minus in front of what went out."""
    sign, digits = "-" if fen < 0 else "", decimals_of(unit)
    if digits == 0:
        return f"{sign}{abs(fen)}"
    whole, rest = divmod(abs(fen), 10**digits)
    return f"{sign}{whole}.{rest:0{digits}d}"
