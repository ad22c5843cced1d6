from __future__ import annotations

from typing import Any

from custody_app.domain.commands.loans import ReturnItem
from custody_app.domain.commands.outgoing import ConfirmAuthority, RefuseAuthority, SendAuthority
from custody_app.domain.events.authority import (
    AuthorityChangeConfirmed,
    AuthorityChangeRefused,
    AuthorityChangeSent,
)
from custody_app.domain.events.item import ItemReturned
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Day
from custody_app.domain.rules.authority import RULES
from custody_app.domain.vocabulary import Authority, Custody, Disposal, FreezeReason
from tests.builders import (
    COURT,
    LABORATORY,
    OFFICER,
    OTHER_OFFICER,
    POLICE_UNIT,
    PROCURATORATE,
    a_centre,
)
from tests.domain.rules.asking import BEFORE_DUE, disposal_of, lent

TODAY = Day("2026-03-02")
BEFORE = Day("2026-03-01")
TOMORROW = Day("2026-03-03")


def send(item: ItemId, **values: Any) -> SendAuthority:
    defaults: dict[str, Any] = {
        "to_unit": PROCURATORATE,
        "paper_no": "昆公移[2026]1号",
        "proposal": "建议没收",
    }
    return SendAuthority(item=item, **(defaults | values))


def confirm(item: ItemId, **values: Any) -> ConfirmAuthority:
    return ConfirmAuthority(item=item, **({"receipt_no": "H-1", "receipt_on": TODAY} | values))


def refuse(item: ItemId, **values: Any) -> RefuseAuthority:
    defaults: dict[str, Any] = {"refused_on": TODAY, "reason": "清单不符"}
    return RefuseAuthority(item=item, **(defaults | values))


def test_every_command_has_its_rule() -> None:
    assert set(RULES) == {SendAuthority, ConfirmAuthority, RefuseAuthority}


def test_authority_moves_and_the_object_stays() -> None:
    world = a_centre()
    item = world.stored()
    answer = world.when(send(item)).then(AuthorityChangeSent)
    answer.saying(to_authority=Authority.PROCURATORATE)
    assert world.item(item).authority is Authority.POLICE
    world.when(confirm(item)).then(AuthorityChangeConfirmed).saying(receipt_no="H-1")
    state = world.item(item)
    assert (state.authority, state.authority_unit) == (Authority.PROCURATORATE, PROCURATORATE)
    assert state.custody is Custody.IN_STORE
    assert state.place is not None


def test_authority_comes_back() -> None:
    world = a_centre()
    item = world.stored()
    for unit, authority in ((COURT, Authority.COURT), (POLICE_UNIT, Authority.POLICE)):
        world.do(send(item, to_unit=unit))
        world.do(confirm(item))
        assert world.item(item).authority is authority


def test_a_loan_keeps_its_return_duty() -> None:
    world = a_centre()
    item = world.stored()
    lent(world, item)
    world.do(send(item))
    world.do(confirm(item))
    loan = world.item(item).loan
    assert loan is not None
    assert loan.borrower == OFFICER
    world.when(ReturnItem(item=item), now=BEFORE_DUE).then(ItemReturned)


def test_sending_refusals() -> None:
    world = a_centre()
    item, listed, frozen = world.stored(), world.listed(), world.stored()
    world.change(frozen, frozen=FreezeReason.COUNT_DIFFERS)
    world.when(send(listed)).refused("item.not_in_store")
    world.when(send(frozen)).refused("item.frozen")
    world.when(send(item, to_unit=LABORATORY)).refused("authority.unit_decides_nothing")
    world.when(send(item, to_unit=POLICE_UNIT)).refused("authority.there_already")
    world.when(send(item, paper_no="", proposal=" ")).refused(
        "authority.paper_missing", "authority.proposal_missing"
    )
    world.do(send(item))
    world.when(send(item)).refused("item.authority_offered")


def test_an_open_disposal_comes_first() -> None:
    world = a_centre()
    item = world.stored()
    world.do(disposal_of(item, disposal=Disposal.DESTRUCTION))
    world.when(send(item)).refused("item.disposal_open")


def test_officers_send_in_their_own_case() -> None:
    world = a_centre()
    item = world.stored()
    world.when(send(item), by=OTHER_OFFICER).refused("authority.not_your_case")
    world.when(send(item), by=OFFICER).then(AuthorityChangeSent)


def test_the_receipt_has_number_and_a_possible_date() -> None:
    world = a_centre()
    item = world.stored()
    world.when(confirm(item)).refused("authority.not_sent")
    world.do(send(item))
    world.when(confirm(item, receipt_no=" ")).refused("authority.receipt_missing")
    world.when(confirm(item, receipt_on=TOMORROW)).refused("time.day_in_future")
    world.when(confirm(item, receipt_on=BEFORE)).refused("authority.answered_before_sent")


def test_a_refusal_leaves_authority_where_it_was() -> None:
    world = a_centre()
    item = world.stored()
    world.when(refuse(item)).refused("authority.not_sent")
    world.do(send(item))
    world.when(refuse(item, reason="")).refused("authority.reason_missing")
    world.when(refuse(item, refused_on=TOMORROW)).refused("time.day_in_future")
    world.when(refuse(item)).then(AuthorityChangeRefused)
    state = world.item(item)
    assert (state.authority, state.authority_offer) == (Authority.POLICE, None)
