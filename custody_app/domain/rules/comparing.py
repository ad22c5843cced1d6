"""What came back against what went out: count, weights, seal, condition, the gravest first."""

from __future__ import annotations

from typing import Protocol

from custody_app.domain.errors import RuleBroken
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import WEIGHT_UNITS, Amount, grams
from custody_app.domain.rules.counting import SERIOUS
from custody_app.domain.rules.measured import compare_weights
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Condition, FreezeReason
from custody_app.domain.world import Context


class WentOut(Protocol):
    """A thing as it left: on loan, between stores, or into the keeping of somebody else."""

    @property
    def quantity(self) -> Amount: ...
    @property
    def weights(self) -> tuple[Weight, ...]: ...
    @property
    def seal_no(self) -> str: ...
    @property
    def condition(self) -> Condition: ...


class Brought(Protocol):
    """A command that says how the thing is now."""

    @property
    def weights(self) -> tuple[Weight, ...]: ...
    @property
    def seal_no(self) -> str: ...
    @property
    def condition(self) -> Condition: ...


@dataclass(frozen=True, slots=True)
class Found:
    """What differs from the hand-out, and the gravest of it, which freezes the thing."""

    differences: tuple[RuleBroken, ...]
    grave: FreezeReason | None


def compared(
    command: Brought,
    item: ItemState,
    went_out: WentOut,
    quantity: Amount,
    context: Context,
    sampled: Amount | None = None,
) -> Found:
    """Count, weights, seal and condition against the hand-out, the gravest first."""
    differences, grave = [], []
    if quantity.value != went_out.quantity.value:
        weighed = quantity.u in WEIGHT_UNITS
        tolerance = context.policy.weight_tolerance_g(item.category)
        if not weighed or abs(grams(quantity) - grams(went_out.quantity)) > tolerance:
            differences.append(
                RuleBroken(
                    "return.quantity_differs",
                    lent=went_out.quantity.n,
                    found=quantity.n,
                    unit=quantity.u,
                )
            )
            if _counts_far_off(quantity, went_out, context):
                grave.append(FreezeReason.COUNT_DIFFERS)
    readings = compare_weights(item, command.weights, context.policy, sampled)
    if readings.differs:
        differences.append(_weight_difference(item, command.weights))
    if readings.serious:
        grave.append(FreezeReason.WEIGHT_DIFFERS)
    if went_out.seal_no and command.seal_no.strip() != went_out.seal_no:
        found = command.seal_no.strip() or "—"
        differences.append(
            RuleBroken("return.seal_differs", recorded=went_out.seal_no, found=found)
        )
        grave.append(FreezeReason.SEAL_DIFFERS)
    if command.condition is not went_out.condition:
        differences.append(
            RuleBroken(
                "return.condition_differs",
                condition_before=went_out.condition.value,
                condition=command.condition.value,
            )
        )
        if command.condition in SERIOUS:
            grave.append(FreezeReason.CONDITION_DIFFERS)
    return Found(tuple(differences), grave[0] if grave else None)


def _counts_far_off(quantity: Amount, went_out: WentOut, context: Context) -> bool:
    """So many more or fewer that the thing is stopped; without a policy any difference does."""
    limit = context.policy.number("freeze_count_difference_percent")
    change = abs(quantity.value - went_out.quantity.value)
    return change * 100 >= limit * went_out.quantity.value


def _weight_difference(item: ItemState, read: tuple[Weight, ...]) -> RuleBroken:
    def said(weights: tuple[Weight, ...]) -> str:
        return ", ".join(f"{one.amount.n} {one.amount.u}" for one in weights)

    kinds = {one.kind for one in read}
    before = tuple(one for one in item.weights if one.kind in kinds)
    return RuleBroken("return.weight_differs", recorded=said(before), found=said(read))
