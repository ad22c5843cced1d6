"""Facts a kind of thing must carry when it is counted: cash, weights, identifying numbers."""

from __future__ import annotations

from decimal import Decimal

from custody_app.domain.errors import RuleBroken
from custody_app.domain.parts import Cash, Identifiers, Weight
from custody_app.domain.policy import Policy
from custody_app.domain.quantity import CURRENCIES, Amount, grams
from custody_app.domain.rules.kinds import kind_of
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import CashUse, Category, WeightKind
from custody_app.domain.world import World

PIECES = frozenset("张枚")
"""Units in which notes and coins are counted one by one."""
IDENTIFIED = frozenset({Category.PHONE, Category.ELECTRONIC, Category.VEHICLE})


def check_cash(
    category: Category, cash: Cash | None, quantity: Amount, proving_feature: str, world: World
) -> None:
    """Cash says what it is for; an object says which feature proves something (21号 第9条).

    Raises:
        RuleBroken: ``intake.cash_use_missing``, ``intake.proving_feature_missing``, those of
            ``check_notes``.
    """
    if category is Category.CASH:
        if cash is None:
            raise RuleBroken("intake.cash_use_missing")
        if cash.use is CashUse.OBJECT and not proving_feature.strip():
            raise RuleBroken("intake.proving_feature_missing")
    if cash is not None:
        check_notes(category, cash, quantity, world)


def check_notes(category: Category, cash: Cash, quantity: Amount, world: World) -> None:
    """Only kinds that are counted by face value say so; counterfeit money is never banked.

    Raises:
        RuleBroken: ``intake.cash_not_cash``, ``intake.counterfeit_banked``, those of
            ``check_cash_sum``.
    """
    if not kind_of(category, world).by_face:
        raise RuleBroken("intake.cash_not_cash", category=category.value)
    if cash.use is CashUse.TO_BANK and category is not Category.CASH:
        raise RuleBroken("intake.counterfeit_banked")
    check_cash_sum(cash, quantity)


def use_of(category: Category, known: Cash | None) -> CashUse:
    """What it is kept for as far as known; cash goes to the bank, counterfeit money never."""
    if category is not Category.CASH:
        return CashUse.OBJECT
    return known.use if known is not None else CashUse.TO_BANK


def check_cash_sum(cash: Cash, quantity: Amount) -> None:
    """Total and notes agree with each other and with the quantity, in money or in pieces.

    Raises:
        RuleBroken: ``intake.cash_not_money``, ``intake.cash_quantity``, ``intake.cash_count``,
            ``intake.cash_sum``, ``intake.cash_pieces``, ``quantity.other_unit``.
    """
    if cash.total.u not in CURRENCIES:
        raise RuleBroken("intake.cash_not_money", unit=cash.total.u)
    if quantity.u in CURRENCIES and (
        quantity.u != cash.total.u or quantity.value != cash.total.value
    ):
        raise RuleBroken(
            "intake.cash_quantity",
            quantity=quantity.n,
            total=cash.total.n,
            unit=cash.total.u,
        )
    if not cash.denominations:
        return
    total = Decimal(0)
    for row in cash.denominations:
        if row.face.u != cash.total.u:
            raise RuleBroken("quantity.other_unit", unit=cash.total.u, other=row.face.u)
        if row.count <= 0 or row.face.is_zero:
            raise RuleBroken("intake.cash_count", face=row.face.n, count=row.count)
        total += row.face.value * row.count
    if total != cash.total.value:
        raise RuleBroken("intake.cash_sum", sum=f"{total:f}", total=cash.total.n)
    pieces = sum(row.count for row in cash.denominations)
    if quantity.u in PIECES and pieces != quantity.value:
        raise RuleBroken("intake.cash_pieces", pieces=pieces, quantity=quantity.n, unit=quantity.u)


def check_counted(
    item: ItemState,
    quantity: Amount,
    cash: Cash | None,
    weights: tuple[Weight, ...],
    world: World,
) -> None:
    """What a count must have found for this kind of thing.

    Raises:
        RuleBroken: ``intake.cash_use_missing``, ``intake.cash_denominations_missing``, those of
            ``check_notes``, ``intake.weights_missing``, ``intake.identifiers_missing``.
    """
    kind, found = kind_of(item.category, world), cash or item.cash
    if item.category is Category.CASH:
        if found is None:
            raise RuleBroken("intake.cash_use_missing")
        if not found.denominations:
            raise RuleBroken("intake.cash_denominations_missing", item=item.id)
    if found is not None and (cash is not None or kind.by_face):
        check_notes(item.category, found, quantity, world)
    if not weights and kind.weighed:
        raise RuleBroken("intake.weights_missing", item=item.id, category=item.category.value)
    if quantity.value == 1:
        check_identifiers(item.category, item.identifiers)


def check_identifiers(category: Category, identifiers: Identifiers | None) -> None:
    """One phone, device or vehicle carries a number, or says why none can be read (decisions, 15).

    Raises:
        RuleBroken: ``intake.identifiers_missing``.
    """
    if category in IDENTIFIED and (identifiers is None or identifiers == Identifiers()):
        raise RuleBroken("intake.identifiers_missing", category=category.value)


def check_weights(weights: tuple[Weight, ...]) -> None:
    """Readings are weights, each kind once, net not above gross.

    Raises:
        RuleBroken: ``quantity.not_a_weight``, ``intake.weight_twice``, ``intake.net_above_gross``,
            ``quantity.zero``.
    """
    read: dict[WeightKind, Decimal] = {}
    for weight in weights:
        if weight.kind in read:
            raise RuleBroken("intake.weight_twice", weight_kind=weight.kind.value)
        if weight.amount.is_zero:
            raise RuleBroken("quantity.zero")
        read[weight.kind] = grams(weight.amount)
    gross, net = read.get(WeightKind.GROSS), read.get(WeightKind.NET)
    if gross is not None and net is not None and net > gross:
        raise RuleBroken("intake.net_above_gross", net=f"{net:f}", gross=f"{gross:f}")


@dataclass(frozen=True, slots=True)
class Comparison:
    """New readings against the last ones."""

    differs: bool = False
    serious: bool = False


def compare_weights(
    item: ItemState,
    weights: tuple[Weight, ...],
    policy: Policy,
    sampled: Amount | None = None,
) -> Comparison:
    """Whether a reading is beyond tolerance, and so far beyond that the thing is frozen.

    A documented sample is not missing: what is left is compared with the last reading less it.
    """
    taken = grams(sampled) if sampled is not None else Decimal(0)
    tolerance = policy.weight_tolerance_g(item.category)
    limit = policy.number("freeze_weight_difference_percent")
    differs = serious = False
    for weight in weights:
        before = item.weight(weight.kind)
        if before is None or weight.kind is WeightKind.SAMPLED:
            continue
        was = grams(before)
        change = abs(grams(weight.amount) - (was - taken))
        if change > tolerance:
            differs = True
            serious = serious or change * 100 >= limit * was
    return Comparison(differs, serious)
