"""Steps of counts and of what they bring to light: stopped, noted by the heads, cleared or lost."""

from __future__ import annotations

from custody_app.domain.commands.counts import CountPlace
from custody_app.domain.commands.store import (
    AcknowledgeDifference,
    FreezeItem,
    SeeItem,
    UnfreezeItem,
    WriteOffItem,
)
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import FreezeReason
from tests import builders as b
from tests.scenarios.random_work.centre import PLACES, Centre
from tests.scenarios.random_work.dice import Asked, Steps, Throw

COUNTS = Steps()


def is_frozen(item: ItemState) -> bool:
    return item.frozen is not None


@COUNTS.step(b.CUSTODIAN)
def count(centre: Centre, throw: Throw) -> Asked:
    return _count(centre, throw)


@COUNTS.step(b.CUSTODIAN_2)
def count_once_more(centre: Centre, throw: Throw) -> Asked:
    return _count(centre, throw)


def _count(centre: Centre, throw: Throw) -> Asked:
    """What the record has there is filled in as the service does; each thing is found or not."""
    place = throw.dice.one_of((b.SLOT, b.SLOT, b.SLOT, *PLACES))
    expected = tuple(id_ for id_ in centre.items if centre.world.item(id_).place == place)
    seen = tuple(id_ for id_ in expected if throw.dice.one_of((True, False)))
    beside = (centre.items[0],) if not throw.dice.mostly() else ()
    found = tuple(dict.fromkeys((*seen, *beside)))
    return CountPlace(place=place, seen=found, expected=expected, note="盘点")


@COUNTS.step(b.SUPERVISOR)
def see(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice)
    return item and SeeItem(item=item, place=throw.dice.one_of((None, b.SLOT)))


@COUNTS.step()
def freeze(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, lambda item: item.in_custody)
    reason = throw.dice.one_of((FreezeReason.COUNT_DIFFERS, FreezeReason.NOT_FOUND))
    return item and FreezeItem(item=item, reason=reason, note="不符")


def is_reported(item: ItemState) -> bool:
    return bool(item.unacknowledged)


@COUNTS.step(b.UNIT_HEAD, b.CUSTODY_HEAD)
def a_head_takes_note(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, is_reported)
    head = throw.dice.one_of((None, throw.other))
    return item and AcknowledgeDifference(item=item, head=head, note="知悉")


@COUNTS.step(b.CUSTODIAN, b.CUSTODY_HEAD, b.UNIT_HEAD)
def both_heads_are_told(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, is_reported)
    head = throw.dice.one_of((throw.other, throw.beside))
    return item and AcknowledgeDifference(item=item, head=head, note="知悉")


@COUNTS.step(b.CUSTODIAN, b.POLICE_HEAD)
def clear(centre: Centre, throw: Throw) -> Asked:
    item = None if throw.dice.mostly() else centre.thing(throw.dice, is_frozen)
    return item and UnfreezeItem(item=item, paper_no="决2号", approver=throw.other, note="已找到")


@COUNTS.step(b.CUSTODIAN, b.POLICE_HEAD)
def write_off(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, lambda item: is_frozen(item) and not is_reported(item))
    lost = throw.dice.one_of((None, Amount("1", "件"), Amount("2", "件"), Amount("8", "件")))
    return item and WriteOffItem(
        item=item, paper_no="决3号", liability_no="责1号", approver=throw.other, note="遗失",
        quantity=lost, attachments=(b.PAPER,),
    )  # fmt: skip
