"""Steps of things that go with the case, come back, or lay here before the record began."""

from __future__ import annotations

from custody_app.domain.commands.intake import TakeOverItem
from custody_app.domain.commands.loans import RequestDisposal, RequestedItem
from custody_app.domain.commands.outgoing import HandOverWithCase, TakeBackItem
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Category, Disposal
from tests import builders as b
from tests.scenarios.random_work.centre import LISTED, PLACES, STATION, Centre
from tests.scenarios.random_work.dice import Asked, Steps, Throw
from tests.scenarios.random_work.things import granted_for, in_store, thing_of

LEAVING = Steps()


@LEAVING.step(b.OFFICER, b.OFFICER_2)
def ask_to_hand_over(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, in_store)
    return item and RequestDisposal(
        items=(RequestedItem(item=item),), disposal=Disposal.WITH_CASE, reason="移送起诉",
        legal_paper_no="诉1", to_unit=b.PROCURATORATE, requester=throw.other,
    )  # fmt: skip


@LEAVING.step(b.CUSTODIAN, b.CUSTODIAN_2)
def hand_over(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, granted_for(Disposal.WITH_CASE))
    item = thing_of(request, centre, throw)
    part = throw.dice.one_of((None, Amount("2", "件"), Amount("3", "件")))
    if request is None or item is None:
        return None
    return HandOverWithCase(
        item=item, request=request.id, to_unit=b.PROCURATORATE, proposal="没收", quantity=part,
        received_by="孙某", parts_note="钥匙另案留存",
    )  # fmt: skip


def may_come_back(item: ItemState) -> bool:
    return item.returnable is not None


@LEAVING.step(b.CUSTODIAN_2, b.CUSTODIAN)
def take_back(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, may_come_back)
    return item and TakeBackItem(
        item=item, quantity=throw.dice.amount(), paper_no="退补1", reason="补充侦查",
        place=throw.dice.one_of((None, b.SLOT, *PLACES)),
    )  # fmt: skip


@LEAVING.step()
def take_over(centre: Centre, throw: Throw) -> Asked:
    if throw.dice.mostly():
        return None
    return TakeOverItem(
        seizure=b.TAKEOVER_SEIZURE, name="旧存物品", category=Category.GENERAL, quantity=LISTED,
        place=throw.dice.one_of((b.SLOT, STATION)),
    )  # fmt: skip
