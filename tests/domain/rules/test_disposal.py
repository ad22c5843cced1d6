from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.loans import RequestedItem
from custody_app.domain.commands.outgoing import DestroyItem, GiveToAuthority, PayInItem, SellItem
from custody_app.domain.events.item import (
    ItemDestroyed,
    ItemGivenToAuthority,
    ItemPaidIn,
    ItemSold,
)
from custody_app.domain.events.money import MoneyDeposited
from custody_app.domain.events.registers import PersonChanged, RequestCarriedOut
from custody_app.domain.ids import ItemId, RequestId
from custody_app.domain.parts import Attached, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.carrying_out import part_of
from custody_app.domain.rules.disposal import RULES
from custody_app.domain.rules.kinds import is_contraband
from custody_app.domain.rules.ways_out import UNIT_KINDS
from custody_app.domain.vocabulary import (
    SALES,
    AttachmentKind,
    Category,
    Custody,
    Disposal,
    MeasureState,
    Nature,
    Shown,
    WeightKind,
)
from tests.builders import (
    ANTI_DRUG,
    COURT,
    CUSTODIAN,
    CUSTODIAN_2,
    CUSTODY_HEAD,
    FINANCE_CLERK,
    FINANCE_OFFICE,
    OFFICER,
    OFFICER_2,
    OTHER_OFFICER,
    PHOTO,
    POLICE_UNIT,
    PRINCIPAL_HEAD,
    SAFE,
    SPECIAL_DEPARTMENT,
    SUPERVISOR,
    TestWorld,
    a_centre,
    cash_item,
)
from tests.domain.rules.asking import disposal_granted, lent

SIGNED = Attached("d" * 64, 1000, "application/pdf", AttachmentKind.SIGNED_FORM, "销毁清单.pdf")


def to_destroy(world: TestWorld, item: ItemId, **values: Any) -> RequestId:
    return disposal_granted(world, item, disposal=Disposal.DESTRUCTION, **values)


def destroy(item: ItemId, request: RequestId, **values: Any) -> DestroyItem:
    defaults: dict[str, Any] = {
        "handlers": (CUSTODIAN, CUSTODIAN_2),
        "witness": SUPERVISOR,
        "method": "焚烧",
        "where": "市危废处置中心",
        "attachments": (PHOTO,),
    }
    return DestroyItem(item=item, request=request, **(defaults | values))


def test_two_destroy_before_a_witness() -> None:
    world = a_centre()
    item = world.stored()
    command = destroy(item, to_destroy(world, item))
    answer = world.when(command, confirmers=[CUSTODIAN_2]).then(ItemDestroyed, RequestCarriedOut)
    answer.saying(handlers=(CUSTODIAN, CUSTODIAN_2), witness=SUPERVISOR)
    assert world.item(item).custody is Custody.DESTROYED
    assert set(RULES) == {DestroyItem, SellItem, PayInItem, GiveToAuthority}


@pytest.mark.parametrize(
    ("handlers", "codes"),
    [
        ((CUSTODIAN,), ("disposal.two_handlers", "disposal.handler_not_confirmed")),
        ((CUSTODIAN, CUSTODIAN), ("disposal.two_handlers", "disposal.handler_not_confirmed")),
        ((CUSTODIAN, OFFICER), ("disposal.handler_of_case", "disposal.handler_not_confirmed")),
        (
            (CUSTODIAN, SUPERVISOR),
            ("disposal.handler_not_confirmed", "disposal.witness_is_handler"),
        ),
    ],
)
def test_handlers(handlers: tuple[Any, ...], codes: tuple[str, ...]) -> None:
    world = a_centre()
    item = world.stored()
    command = destroy(item, to_destroy(world, item), handlers=handlers)
    world.when(command, confirmers=[CUSTODIAN_2]).refused(*codes)


def test_a_handler_who_left() -> None:
    world = a_centre()
    item = world.stored()
    command = destroy(
        item, to_destroy(world, item), handlers=(CUSTODIAN, CUSTODIAN_2, OTHER_OFFICER)
    )
    world.record(PersonChanged(person=OTHER_OFFICER, departed=True))
    world.when(command, confirmers=[CUSTODIAN_2]).refused("disposal.handler_departed")


def test_the_other_handler_confirms_or_signs_the_list() -> None:
    world = a_centre()
    item = world.stored()
    request = to_destroy(world, item)
    world.when(destroy(item, request)).refused("disposal.handler_not_confirmed")
    unsigned = destroy(item, request, shown=Shown.PAPER)
    world.when(unsigned).refused("disposal.handler_not_confirmed")
    signed = destroy(item, request, shown=Shown.PAPER, attachments=(PHOTO, SIGNED))
    world.when(signed).then(ItemDestroyed, RequestCarriedOut)


def test_a_handler_or_a_custodian_records_it() -> None:
    world = a_centre()
    item = world.stored()
    request = to_destroy(world, item)
    command = destroy(item, request)
    world.when(command, by=FINANCE_CLERK, confirmers=[CUSTODIAN]).refused(
        "disposal.recorder_not_handler"
    )
    world.when(command, by=CUSTODY_HEAD, confirmers=[CUSTODIAN]).saying(witness=SUPERVISOR)


@pytest.mark.parametrize("witness", [OFFICER, OFFICER_2])
def test_an_officer_of_the_case_is_no_witness(witness: Any) -> None:
    world = a_centre()
    item = world.stored()
    command = destroy(item, to_destroy(world, item), witness=witness)
    world.when(command, confirmers=[CUSTODIAN_2]).refused("disposal.witness_held_it")


def test_who_took_it_in_or_borrowed_it_is_no_witness() -> None:
    world = a_centre()
    item = world.stored()
    world.change(item, borrowers=(OTHER_OFFICER,))
    request = to_destroy(world, item)
    two = (CUSTODIAN_2, CUSTODY_HEAD)
    took = destroy(item, request, handlers=two, witness=CUSTODIAN)
    world.when(took, by=CUSTODIAN_2, confirmers=[CUSTODY_HEAD]).refused("disposal.witness_held_it")
    borrowed = destroy(item, request, witness=OTHER_OFFICER)
    world.when(borrowed, confirmers=[CUSTODIAN_2]).refused("disposal.witness_held_it")


def test_where_how_and_pictures() -> None:
    world = a_centre()
    item = world.stored()
    command = destroy(item, to_destroy(world, item), method="", where=" ", attachments=())
    world.when(command, confirmers=[CUSTODIAN_2]).refused(
        "disposal.method_missing", "disposal.where_missing", "disposal.photo_missing"
    )


def test_the_witness_is_not_the_second_person_of_drugs() -> None:
    world = a_centre()
    drugs = world.stored(SAFE, category=Category.DRUGS, quantity=Amount("5.50", "g"))
    judged = {"legal_paper_no": "判决书1号", "approver": SPECIAL_DEPARTMENT}
    request = to_destroy(world, drugs, **judged)
    command = destroy(drugs, request)
    world.when(command, confirmers=[SUPERVISOR]).refused("separation.second_person")
    world.when(command, confirmers=[SUPERVISOR, CUSTODIAN_2]).then(ItemDestroyed, RequestCarriedOut)


def to_sell(world: TestWorld, item: ItemId, **values: Any) -> RequestId:
    facts: dict[str, Any] = {"disposal": Disposal.SALE, "approver": PRINCIPAL_HEAD}
    return disposal_granted(world, item, **(facts | values))


def sell(item: ItemId, request: RequestId, **values: Any) -> SellItem:
    defaults: dict[str, Any] = {"proceeds": Amount("1200.00", "CNY"), "voucher_no": "BM-1"}
    return SellItem(item=item, request=request, **(defaults | values))


def test_selling() -> None:
    world = a_centre()
    item = world.stored()
    request = to_sell(world, item)
    world.when(sell(item, request, voucher_no="", proceeds=Amount("0", "CNY"))).refused(
        "disposal.proceeds", "disposal.voucher_missing"
    )
    world.when(sell(item, request, proceeds=Amount("5", "件"))).refused("disposal.proceeds")
    sold = world.when(sell(item, request)).then(ItemSold, MoneyDeposited, RequestCarriedOut)
    sold.saying(kind=Disposal.SALE)
    assert world.item(item).custody is Custody.SOLD


def test_an_auction_is_recorded_as_one() -> None:
    world = a_centre()
    item = world.stored()
    request = to_sell(world, item, disposal=Disposal.AUCTION)
    world.when(sell(item, request)).saying(kind=Disposal.AUCTION)


def test_contraband_is_never_sold_whatever_was_approved() -> None:
    world = a_centre()
    item = world.stored()
    request = to_sell(world, item)
    world.change(item, nature=Nature.CONTRABAND)
    assert is_contraband(world.item(item), world.world)
    world.when(sell(item, request)).refused("disposal.contraband_sold")


def test_a_part_is_sold_and_the_rest_needs_a_new_request() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("300", "册"))
    request = to_sell(world, item)
    world.do(sell(item, request, quantity=Amount("100", "册")))
    state = world.item(item)
    assert state.balance.released.n == "100"
    assert state.balance.adds_up
    world.when(sell(item, request)).refused("approval.used")
    part = (RequestedItem(item=item, quantity=Amount("200", "册")),)
    world.do(sell(item, to_sell(world, item, items=part)))
    assert world.item(item).custody is Custody.SOLD


def pay_in(item: ItemId, request: RequestId, **values: Any) -> PayInItem:
    return PayInItem(item=item, request=request, **({"receipt_no": "JK-1"} | values))


def test_paying_in() -> None:
    world = a_centre()
    cash = world.stored(SAFE, **cash_item())
    request = disposal_granted(world, cash, disposal=Disposal.TREASURY, to_unit=FINANCE_OFFICE)
    two = [CUSTODIAN_2]
    world.when(pay_in(cash, request)).refused("separation.second_person")
    world.when(pay_in(cash, request, receipt_no=""), confirmers=two).refused(
        "disposal.receipt_missing"
    )
    wrong = pay_in(cash, request, to_unit=COURT)
    world.when(wrong, confirmers=two).refused("disposal.unit_kind")
    done = world.when(pay_in(cash, request), confirmers=two).then(ItemPaidIn, RequestCarriedOut)
    done.saying(to_unit=FINANCE_OFFICE, second=CUSTODIAN_2)


def give(item: ItemId, request: RequestId, **values: Any) -> GiveToAuthority:
    defaults: dict[str, Any] = {
        "to_unit": ANTI_DRUG,
        "receipt_no": "JD-1",
        "received_by": "周九",
        "weights": (Weight(WeightKind.NET, Amount("5.50", "g")),),
    }
    return GiveToAuthority(item=item, request=request, **(defaults | values))


def test_giving_drugs_to_the_competent_authority() -> None:
    world = a_centre()
    drugs = world.stored(
        SAFE,
        category=Category.DRUGS,
        quantity=Amount("5.50", "g"),
        accepted={"weights": (Weight(WeightKind.NET, Amount("5.50", "g")),)},
    )
    request = disposal_granted(
        world, drugs, disposal=Disposal.COMPETENT_AUTHORITY, to_unit=ANTI_DRUG,
        legal_paper_no="（2026）云01刑终3号",
    )  # fmt: skip
    two = [CUSTODIAN_2]
    world.when(give(drugs, request, to_unit=POLICE_UNIT), confirmers=two).refused(
        "disposal.other_unit"
    )
    world.when(give(drugs, request, receipt_no="", received_by=""), confirmers=two).refused(
        "disposal.receipt_missing", "disposal.receiver_missing"
    )
    world.when(give(drugs, request, weights=()), confirmers=two).refused("transfer.weights_missing")
    light = (Weight(WeightKind.NET, Amount("5.00", "g")),)
    world.when(give(drugs, request, weights=light), confirmers=two).refused(
        "transfer.weight_differs"
    )
    done = world.when(give(drugs, request), confirmers=two)
    done.then(ItemGivenToAuthority, RequestCarriedOut)
    assert world.item(drugs).custody is Custody.WITH_AUTHORITY


def test_what_is_on_loan_or_gone_is_not_disposed_of() -> None:
    world = a_centre()
    item, other = world.stored(), world.stored()
    request, used = to_destroy(world, item), to_destroy(world, other)
    world.do(destroy(other, used), confirmers=[CUSTODIAN_2])
    world.when(destroy(other, used), confirmers=[CUSTODIAN_2]).refused("item.gone")
    lent(world, item)
    world.when(destroy(item, request), confirmers=[CUSTODIAN_2]).refused("item.on_loan")


def test_tables_of_ways_name_real_ways() -> None:
    assert set(UNIT_KINDS) <= set(Disposal)
    assert set(Disposal) > SALES


def test_part_of_what_is_stored() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("3", "件"))
    world.change(item, measure_state=MeasureState.LIFTED)
    request = world.world.request(to_destroy(world, item))
    asked = request.items[0]
    assert part_of(asked, None, world.item(item)) == Amount("3", "件")
