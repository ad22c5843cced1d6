"""Stores and other keepers: which store a place belongs to, what each rule alone refuses."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.intake import AcceptItem
from custody_app.domain.commands.store import MoveContainer
from custody_app.domain.commands.stores import (
    AnnounceDelivery,
    EntrustItem,
    ReceiveFromStore,
    SendToStore,
    WithdrawDelivery,
)
from custody_app.domain.events.item import ItemAccepted
from custody_app.domain.events.registers import PlaceRegistered
from custody_app.domain.events.stores import (
    DeliveryAnnounced,
    ItemEntrusted,
    ItemKeptTemporarily,
    ItemReceivedFromStore,
    ItemSentToStore,
)
from custody_app.domain.ids import ItemId, PlaceId
from custody_app.domain.moments import Day, later
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.comparing import compared
from custody_app.domain.rules.delivery import ANNOUNCED_FROM
from custody_app.domain.rules.entrusting import KEEPS_FOR_OTHERS
from custody_app.domain.rules.stores import store_of
from custody_app.domain.rules.transport import RULES as TRANSPORT
from custody_app.domain.state.away import Entrustment, Transit
from custody_app.domain.state.away_steps import found_again
from custody_app.domain.state.item import opening_balance
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import (
    Condition,
    Custody,
    FreezeReason,
    PlaceKind,
    Role,
    UnitKind,
)
from tests.builders import (
    ANTI_DRUG,
    BAG,
    CUSTODIAN,
    CUSTODIAN_2,
    CUSTODY_HEAD,
    NOW,
    OFFICER,
    ONE,
    POLICE_UNIT,
    SLOT,
    SUPERVISOR,
    TestWorld,
    a_centre,
    a_tag,
)

STATION = PlaceId("place-station")
SHELF = PlaceId("place-station-shelf")


@pytest.fixture
def world() -> TestWorld:
    """A centre with one temporary store."""
    found = a_centre()
    places = ((STATION, PlaceKind.TEMPORARY_STORE, None), (SHELF, PlaceKind.SLOT, STATION))
    for at, (id_, kind, parent) in enumerate(places, 50):
        tag = a_tag(TagKind.PLACE, at)
        found.record(PlaceRegistered(place=id_, tag=tag, code=id_, kind=kind, parent=parent))
    return found


def accepted(world: TestWorld, place: PlaceId) -> ItemId:
    item = world.listed()
    world.change(item, copy=1, label_proved=True)
    world.when(AcceptItem(item=item, quantity=ONE, place=place)).then(
        *((ItemAccepted,) if place == SLOT else (ItemAccepted, ItemKeptTemporarily))
    )
    return item


def test_everything_in_a_temporary_store_belongs_to_it(world: TestWorld) -> None:
    assert store_of(world.world, SHELF, None) == STATION
    assert store_of(world.world, STATION, None) == STATION
    assert store_of(world.world, SLOT, None) is None
    assert store_of(world.world, None, BAG) is None


def test_a_thing_may_go_back_to_a_temporary_store(world: TestWorld) -> None:
    item = accepted(world, SLOT)
    send = SendToStore(item=item, carrier=SUPERVISOR, to_store=SLOT)
    world.when(send).refused("stores.not_a_store")
    send = SendToStore(item=item, carrier=SUPERVISOR, to_store=STATION)
    world.when(send).then(ItemSentToStore)
    transit = world.item(item).transit
    assert isinstance(transit, Transit)
    assert (transit.from_store, transit.to_store) == (None, STATION)
    receive = ReceiveFromStore(item=item, place=SHELF)
    world.when(receive, by=CUSTODIAN_2, now=later(NOW, hours=-1)).refused("stores.before_dispatch")
    world.when(receive, by=CUSTODIAN_2).then(ItemReceivedFromStore)
    assert world.item(item).custody is Custody.TEMPORARY_STORE


def test_what_was_sent_comes_to_no_third_store(world: TestWorld) -> None:
    item = accepted(world, SHELF)
    third = PlaceId("place-third")
    world.record(
        PlaceRegistered(
            place=third, tag=a_tag(TagKind.PLACE, 60), code=third, kind=PlaceKind.TEMPORARY_STORE
        )
    )
    world.when(SendToStore(item=item, carrier=SUPERVISOR)).then(ItemSentToStore)
    receive = ReceiveFromStore(item=item, place=third)
    world.when(receive, by=CUSTODIAN_2).refused("stores.other_store")


def test_a_seal_that_is_not_the_same_stops_what_arrives(world: TestWorld) -> None:
    item = accepted(world, SHELF)
    world.change(item, seal="sealed", seal_no="F-1")
    world.do(SendToStore(item=item, carrier=SUPERVISOR))
    assert world.item(item).transit.seal_no == "F-1"  # type: ignore[union-attr]
    found = compared(
        ReceiveFromStore(item=item, seal_no="F-2"),
        world.item(item),
        world.item(item).transit,  # type: ignore[arg-type]
        ONE,
        world.context(),
    )
    assert found.grave is FreezeReason.SEAL_DIFFERS
    alone = ReceiveFromStore(item=item, place=SLOT, seal_no="F-1")
    world.when(alone, by=CUSTODIAN_2).then(ItemReceivedFromStore)


def test_a_full_container_does_not_change_the_store(world: TestWorld) -> None:
    world.stored(place=None)
    item = world.stored(place=SLOT)
    world.change(item, place=None, container=BAG)
    world.when(MoveContainer(container=BAG, place=SHELF)).refused("stores.needs_transport")


def test_a_delivery_is_announced_and_withdrawn(world: TestWorld) -> None:
    item = world.listed()
    announce = AnnounceDelivery(item=item, expected_at=later(NOW, hours=1), brings=OFFICER)
    assert Custody.IN_STORE not in ANNOUNCED_FROM
    world.when(announce, by=OFFICER).then(DeliveryAnnounced)
    world.do(WithdrawDelivery(item=item, reason="改日"), by=OFFICER)
    assert world.item(item).custody is Custody.LISTED


def test_a_custodian_of_the_station_only_keeps_the_station(world: TestWorld) -> None:
    world.change(CUSTODIAN, "person", roles=(Role.STORE_CUSTODIAN,))
    item = world.listed()
    world.when(AcceptItem(item=item, quantity=ONE)).refused("stores.centre_not_yours")
    assert SendToStore in TRANSPORT


def test_only_units_under_a_contract_keep_things(world: TestWorld) -> None:
    item = world.stored()
    terms: dict[str, Any] = {
        "item": item, "qualification": "资质", "contract_no": "1", "reason": "无条件",
        "contract_on": Day("2026-03-02"), "until": Day("2027-03-01"),
    }  # fmt: skip
    police = EntrustItem(**terms, to_unit=POLICE_UNIT)
    world.when(police, by=CUSTODY_HEAD).refused("stores.unit_keeps_nothing")
    assert UnitKind.POLICE not in KEEPS_FOR_OTHERS
    world.when(EntrustItem(**terms, to_unit=ANTI_DRUG), by=CUSTODY_HEAD).then(ItemEntrusted)
    kept = world.item(item).entrusted
    assert isinstance(kept, Entrustment)
    assert kept.condition is Condition.INTACT


@pytest.mark.parametrize(("found", "lost", "taken"), [("3", "1", "4"), ("5", "0", "5")])
def test_what_is_found_again_adds_up(found: str, lost: str, taken: str) -> None:
    four = Amount("4", "件")
    before = opening_balance(four)
    before = found_again(before, four)
    after = found_again(before, Amount(found, "件"))
    assert after.adds_up
    assert (after.lost.n, after.taken.n) == (lost, taken)
