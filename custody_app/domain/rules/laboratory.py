"""What a laboratory documents by its paper: a sample used up, a seal opened and renewed.

Such a loss is reasonable: entered with its paper, never a difference that freezes (21号 第16条).
"""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.commands.loans import ReturnItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemSampled, SealChanged
from custody_app.domain.ids import PersonId
from custody_app.domain.quantity import WEIGHT_UNITS, Amount, grams
from custody_app.domain.state.item import ItemState, Loan
from custody_app.domain.vocabulary import UnitKind, WeightKind
from custody_app.domain.world import World


def check_documented(command: ReturnItem, item: ItemState, loan: Loan, world: World) -> None:
    """A sample and a renewed seal need their paper; a renewed seal needs its laboratory too.

    Raises:
        RuleBroken: ``return.lab_paper_missing``, ``return.laboratory_missing``,
            ``return.not_a_laboratory``, ``return.seal_not_renewed``, ``return.sample_unweighed``,
            ``return.sample_too_much``, ``quantity.zero``, ``quantity.not_a_weight``.
    """
    if command.laboratory is not None:
        unit = world.unit(command.laboratory)
        if unit.kind is not UnitKind.LABORATORY:
            raise RuleBroken("return.not_a_laboratory", unit=unit.code)
    if command.sampled is None and not command.seal_renewed:
        return
    if not command.lab_paper_no.strip():
        raise RuleBroken("return.lab_paper_missing", item=item.id)
    if command.seal_renewed:
        _check_seal(command, item, loan)
    if command.sampled is not None:
        _check_sampled(command.sampled, command, item)


def _check_seal(command: ReturnItem, item: ItemState, loan: Loan) -> None:
    if command.laboratory is None:
        raise RuleBroken("return.laboratory_missing", item=item.id)
    found = command.seal_no.strip()
    if not loan.seal_no or not found or found == loan.seal_no:
        raise RuleBroken("return.seal_not_renewed", recorded=loan.seal_no or "—")


def _check_sampled(sampled: Amount, command: ReturnItem, item: ItemState) -> None:
    weight = grams(sampled)
    if not weight:
        raise RuleBroken("quantity.zero")
    before = [found for kind in (WeightKind.GROSS, WeightKind.NET) if (found := item.weight(kind))]
    if not before or not command.weights:
        raise RuleBroken("return.sample_unweighed", item=item.id)
    if any(weight >= grams(one) for one in before):
        raise RuleBroken("return.sample_too_much", sampled=sampled.n, unit=sampled.u)


def before_sampling(quantity: Amount, sampled: Amount | None, loan: Loan) -> Amount:
    """The quantity that came back with the sample counted in; the sample is booked by itself."""
    if sampled is None or quantity.u not in WEIGHT_UNITS or sampled.u != quantity.u:
        return quantity
    if quantity.value == loan.quantity.value:
        return quantity
    return quantity.plus(sampled)


def documented(command: ReturnItem, loan: Loan, second: PersonId | None) -> tuple[Event, ...]:
    """The events that record what the paper says."""
    found: list[Event] = []
    paper_no = command.lab_paper_no.strip()
    if command.seal_renewed:
        found.append(
            SealChanged(
                item=command.item,
                opened_seal_no=loan.seal_no,
                new_seal_no=command.seal_no.strip(),
                second=second,
                reason=command.difference_note,
                paper_no=paper_no,
                laboratory=command.laboratory,
            )
        )
    if command.sampled is not None:
        found.append(
            ItemSampled(
                item=command.item,
                sampled=command.sampled,
                rest=command.weights,
                second=second,
                note=command.difference_note,
                paper_no=paper_no,
                laboratory=command.laboratory,
            )
        )
    return tuple(found)


def as_documented(command: ReturnItem, loan: Loan) -> Loan:
    """The hand-out as it would compare had the laboratory done nothing: a renewed seal agrees."""
    return replace(loan, seal_no=command.seal_no.strip()) if command.seal_renewed else loan
