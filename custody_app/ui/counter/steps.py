"""From a row of the basket and what was read of the thing to the commands that record it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, field, fields
from typing import Any

from custody_app.domain.commands.base import Command, LateWhy
from custody_app.domain.commands.loans import CheckOutItem, ReturnItem
from custody_app.domain.commands.store import (
    FreezeItem,
    MoveContainer,
    MoveItem,
    ProveLabel,
    SeeItem,
)
from custody_app.domain.ids import ContainerId, ItemId, PersonId, PlaceId, RequestId, UnitId
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Condition, FreezeReason, Shown, WeightKind
from custody_app.scanning.basket import Doing, Kind, Row, Target
from custody_app.scanning.wedge import fold

YES = "yes"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted, weighed and seen of one thing at the counter; empty where not touched.

    Attributes:
        number: what was counted.
        part: how much is handed out, where that is less than was approved.
        weights: as the weights editor keeps them: ``gross``, ``gross_unit``, ``net`` …
        laboratory: id of the laboratory whose paper explains a sample or a renewed seal.
        seal_renewed: ``yes`` when that laboratory put the seal on that was read.
    """

    number: str = ""
    part: str = ""
    seal_no: str = ""
    condition: str = ""
    note: str = ""
    late_note: str = ""
    laboratory: str = ""
    lab_paper_no: str = ""
    sampled: str = ""
    sampled_unit: str = ""
    seal_renewed: str = ""
    weights: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """For keeping; what is empty is left out."""
        return {name: value for name, value in asdict(self).items() if value}


def reading_of(plain: object) -> Reading:
    """A reading as it was kept; what does not fit is left out."""
    if not isinstance(plain, dict):
        return Reading()
    names = {one.name for one in fields(Reading)} - {"weights"}
    texts = {name: str(value) for name, value in plain.items() if name in names}
    weights = plain.get("weights")
    kept = {str(k): str(v) for k, v in weights.items()} if isinstance(weights, dict) else {}
    return Reading(weights=kept, **texts)


@dataclass(frozen=True, slots=True)
class Parties:
    """Who stands at the counter and how that is shown.

    Attributes:
        person: the visiting officer; empty when nobody showed a badge.
        shown: by the own PIN, by a credential that was looked at, or on paper.
        brought_by: name of who brings things back without a badge.
        occurred_at: when it happened, if it is typed in later from a blank slip.
    """

    person: str = ""
    shown: Shown = Shown.PAPER
    brought_by: str = ""
    occurred_at: Moment | None = None

    @property
    def late(self) -> dict[str, Any]:
        """The fields of a command that is typed in later."""
        if self.occurred_at is None:
            return {}
        return {"occurred_at": self.occurred_at, "occurred_why": LateWhy.POWER_CUT}


def weights_of(reading: Reading) -> tuple[Weight, ...]:
    """The weights that were read.

    Raises:
        RuleBroken: ``quantity.*``.
    """
    found = []
    for kind in (WeightKind.GROSS, WeightKind.NET):
        number = reading.weights.get(kind.value, "")
        if number:
            unit = reading.weights.get(f"{kind.value}_unit") or "g"
            found.append(Weight(kind, _read(number, unit), reading.weights.get("scale", "")))
    return tuple(found)


def commands_of(
    row: Row, item: ItemState | None, reading: Reading, parties: Parties
) -> tuple[Command, ...]:
    """What a row records; nothing for rows that only tell what is missing.

    Raises:
        RuleBroken: ``quantity.*`` for an amount that is none.
    """
    if row.doing is Doing.MOVE_BOX and row.target is not None:
        box, place = ContainerId(row.entry.id), PlaceId(row.target.id)
        return (MoveContainer(container=box, place=place, reason=reading.note, **parties.late),)
    if item is None:
        return ()
    if row.doing is Doing.OUT:
        return (_check_out(row, item, reading, parties),)
    if row.doing is Doing.RETURN:
        return (_return(row, item, reading, parties),)
    if row.doing is Doing.STOP:
        return (_stop(item, reading, parties),)
    prove: tuple[Command, ...] = ()
    if row.proves:
        prove = (ProveLabel(item=item.id, code=row.entry.code, **parties.late),)
    where = _where(row.target)
    if row.doing in (Doing.MOVE, Doing.PUT_AWAY):
        return (*prove, MoveItem(item=item.id, **where, reason=reading.note, **parties.late))
    if row.doing is Doing.FOUND:
        return (*prove, SeeItem(item=item.id, **where, **parties.late))
    return prove if row.doing is Doing.PROVE else ()


def _check_out(row: Row, item: ItemState, reading: Reading, parties: Parties) -> Command:
    return CheckOutItem(
        item=item.id,
        request=RequestId(row.request),
        borrower=PersonId(parties.person),
        shown=parties.shown,
        quantity=_amount(reading.part, item),
        counted=_amount(reading.number, item),
        condition=Condition(reading.condition) if reading.condition else None,
        weights=weights_of(reading),
        seal_no=reading.seal_no,
        condition_note=reading.note,
        **parties.late,
    )


def _return(row: Row, item: ItemState, reading: Reading, parties: Parties) -> Command:
    before = item.loan.condition if item.loan is not None else item.condition
    return ReturnItem(
        item=ItemId(item.id),
        returned_by=PersonId(parties.person) if parties.person else None,
        brought_by="" if parties.person else parties.brought_by,
        shown=parties.shown,
        quantity=_amount(reading.number, item),
        condition=Condition(reading.condition) if reading.condition else before,
        weights=weights_of(reading),
        seal_no=reading.seal_no,
        difference_note=reading.note,
        late_note=reading.late_note,
        laboratory=UnitId(reading.laboratory) if reading.laboratory else None,
        lab_paper_no=reading.lab_paper_no,
        sampled=_read(reading.sampled, reading.sampled_unit or "g") if reading.sampled else None,
        seal_renewed=reading.seal_renewed == YES,
        **_where(row.target),
        **parties.late,
    )


def _stop(item: ItemState, reading: Reading, parties: Parties) -> Command:
    """What was found at the hand-out is so far off that the thing is stopped instead."""
    seal_differs = bool(item.seal_no) and reading.seal_no.strip() not in ("", item.seal_no)
    reason = FreezeReason.WEIGHT_DIFFERS
    counted = _amount(reading.number, item)
    if counted is not None and counted.value != item.balance.stored.value:
        reason = FreezeReason.COUNT_DIFFERS
    elif seal_differs:
        reason = FreezeReason.SEAL_DIFFERS
    elif reading.condition and Condition(reading.condition) is not item.condition:
        reason = FreezeReason.CONDITION_DIFFERS
    return FreezeItem(item=item.id, reason=reason, note=reading.note, **parties.late)


def _amount(number: str, item: ItemState) -> Amount | None:
    return _read(number, item.balance.taken.u) if number else None


def _read(number: str, unit: str) -> Amount:
    """Full-width digits count like others."""
    return Amount(fold(number).strip(), unit)


def _where(target: Target | None) -> dict[str, Any]:
    if target is None:
        return {}
    if target.kind is Kind.PLACE:
        return {"place": PlaceId(target.id)}
    return {"container": ContainerId(target.id)}
