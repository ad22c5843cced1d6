"""Steps of unclaimed property: called for in public, claimed, gone to the treasury."""

from __future__ import annotations

from custody_app.domain.commands.loans import RequestDisposal, RequestedItem
from custody_app.domain.commands.notices import PublishNotice, RecordClaim
from custody_app.domain.commands.outgoing import PayInItem
from custody_app.domain.ids import ItemId
from custody_app.domain.rules.notices import running_notice
from custody_app.domain.vocabulary import Disposal
from tests import builders as b
from tests.scenarios.random_work.centre import Centre
from tests.scenarios.random_work.dice import Asked, Steps, Throw
from tests.scenarios.random_work.things import granted_for, thing_of, time_passes

NOTICES = Steps()
NOTICES.step()(time_passes)


def _unclaimed(centre: Centre, throw: Throw) -> ItemId | None:
    return centre.thing(throw.dice, lambda item: item.ownerless)


@NOTICES.step(b.CUSTODIAN, b.POLICE_HEAD)
def publish(centre: Centre, throw: Throw) -> Asked:
    item = _unclaimed(centre, throw)
    return item and PublishNotice(
        item=item, paper_no="公告1", published_on=centre.today, where="昆明日报",
        approver=throw.other,
    )  # fmt: skip


@NOTICES.step(b.OFFICER)
def claim(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, lambda item: running_notice(item) is not None)
    return item and RecordClaim(
        item=item, claimant="朱某", claimed_on=centre.today, grounds="发票一致"
    )


@NOTICES.step(b.OFFICER, b.OFFICER_2)
def ask_for_the_treasury(centre: Centre, throw: Throw) -> Asked:
    item = _unclaimed(centre, throw)
    return item and RequestDisposal(
        items=(RequestedItem(item=item),), disposal=Disposal.TREASURY, reason="无人认领",
        legal_paper_no="处1", requester=throw.other,
    )  # fmt: skip


@NOTICES.step(b.CUSTODIAN, b.CUSTODIAN_2)
def pay_in(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, granted_for(Disposal.TREASURY))
    item = thing_of(request, centre, throw)
    if request is None or item is None:
        return None
    return PayInItem(item=item, request=request.id, receipt_no="缴1", parts_note="钥匙留存")
