"""Steps between stores and keepers: announced, sent, received, entrusted, visited, back."""

from __future__ import annotations

from custody_app.domain.commands.stores import (
    AnnounceDelivery,
    EntrustItem,
    ReceiveFromStore,
    ReturnEntrusted,
    SendToStore,
    VisitEntrusted,
    WithdrawDelivery,
)
from custody_app.domain.moments import Day, later
from custody_app.domain.vocabulary import STORED, Condition, Custody
from tests import builders as b
from tests.scenarios.random_work.centre import PLACES, SHELF, STATION, Centre
from tests.scenarios.random_work.counts import both_heads_are_told, write_off
from tests.scenarios.random_work.dice import STORE_KEEPER, Asked, Steps, Throw
from tests.scenarios.random_work.things import in_store, to_come

STORES = Steps()
STORES.step(b.CUSTODIAN, b.CUSTODY_HEAD, b.UNIT_HEAD)(both_heads_are_told)
STORES.step(b.CUSTODIAN, b.POLICE_HEAD)(write_off)
HOW = (Condition.INTACT, Condition.INTACT, Condition.DAMAGED, Condition.LOST)


@STORES.step(b.OFFICER, b.OFFICER_2)
def announce(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, to_come)
    return item and AnnounceDelivery(
        item=item, expected_at=later(centre.now, hours=3), brings=throw.other
    )


@STORES.step(b.OFFICER)
def withdraw_delivery(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, lambda item: item.custody is Custody.AWAITED)
    return item and WithdrawDelivery(item=item, reason="改日")


@STORES.step(b.CUSTODIAN, b.SUPERVISOR)
def send(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, lambda item: item.custody in STORED)
    store = throw.dice.one_of((STATION, None))
    return item and SendToStore(item=item, carrier=throw.other, to_store=store, reason="调整")


@STORES.step(STORE_KEEPER, b.CUSTODIAN, b.CUSTODY_HEAD)
def receive_in_the_temporary_store(centre: Centre, throw: Throw) -> Asked:
    return _receive(centre, throw)


@STORES.step(b.CUSTODIAN_2, b.CUSTODIAN, b.CUSTODY_HEAD)
def receive_in_the_centre(centre: Centre, throw: Throw) -> Asked:
    return _receive(centre, throw)


def _receive(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, lambda item: item.transit is not None)
    amount = throw.dice.one_of((None, throw.dice.amount()))
    return item and ReceiveFromStore(
        item=item, place=throw.dice.one_of((SHELF, *PLACES)), quantity=amount,
        difference_note=throw.dice.one_of(("差", "")),
    )  # fmt: skip


@STORES.step(b.CUSTODY_HEAD)
def entrust(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, in_store)
    return item and EntrustItem(
        item=item, to_unit=throw.dice.one_of((b.ANTI_DRUG, b.LABORATORY, b.COURT)),
        qualification="资质1", contract_no="合同1", contract_on=centre.today,
        until=Day("2099-01-01"), reason="本中心无条件保管",
    )  # fmt: skip


@STORES.step()
def visit(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, lambda item: item.entrusted is not None)
    amount = throw.dice.one_of((None, throw.dice.amount()))
    return item and VisitEntrusted(
        item=item, quantity=amount, condition=throw.dice.one_of(HOW), note="看过"
    )


@STORES.step(b.CUSTODY_HEAD, b.CUSTODIAN)
def take_back_entrusted(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, lambda item: item.entrusted is not None)
    amount = throw.dice.one_of((None, throw.dice.amount()))
    return item and ReturnEntrusted(
        item=item, place=throw.dice.one_of(PLACES), quantity=amount, difference_note="差"
    )
