"""Who may not have done it: nobody approves, keeps, clears or receives what is their own."""

from __future__ import annotations

from custody_app.domain.events import approvals as a
from custody_app.domain.events import item as e
from custody_app.domain.events import money as m
from custody_app.domain.events import notices as n
from custody_app.domain.events import registers as r
from custody_app.domain.events import stores as s
from custody_app.domain.events import vehicles as v
from custody_app.domain.events.base import Event
from custody_app.domain.events.inquiry import ItemWrittenOff
from custody_app.domain.ids import PersonId
from custody_app.domain.rules.stores import CENTRE_KEEPERS
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.money import AccountState
from custody_app.domain.vocabulary import Rank, Role
from tests.scenarios.random_work.centre import SHELF, STATION
from tests.scenarios.random_work.watched import Done

KEEPING = (
    e.ItemAccepted, e.ItemTakenOver, e.ItemCameBack, e.ItemHandedOver, e.ItemRefused, e.ItemMoved,
    e.ItemReturned, e.ItemUnfrozen, ItemWrittenOff,
    s.ItemSentToStore, s.ItemReceivedFromStore, s.ItemEntrusted, s.EntrustedVisited,
    s.EntrustedReturned, n.NoticePublished, v.VehicleInspected, v.InspectionCorrected,
    v.VehicleMaintained, v.ItemLinkedToVehicle,
)  # fmt: skip
"""What a custodian records; the officer of the case is none (21号 第8条)."""
OF_THE_CENTRE = (
    e.ItemCheckedOut, e.ItemReturned, e.ItemHandedOver, e.ItemCameBack, e.ItemDestroyed, e.ItemSold,
    e.ItemPaidIn, s.ItemEntrusted, s.EntrustedReturned,
)  # fmt: skip
"""What is done with things of the centre alone."""
DECIDED_ABOVE = (ItemWrittenOff, e.ItemUnfrozen, n.NoticePublished)
HEADS = {Rank.POLICE_HEAD, Rank.PRINCIPAL_HEAD}


def watch_people(done: Done) -> None:
    """All of it, for the events of one step."""
    for event, before, after in done.items():
        _look_at_keeper(event, after, done)
        _look_at_store(event, after, done)
        if before is not None:
            _look_at_decision(event, before, done)
    for event in done.events:
        if isinstance(event, r.RequestApproved):
            entitled = [one.entitled for one in done.events if isinstance(one, a.ApprovalDelegated)]
            _decides(event.request, [event.approver, *entitled], done)
        if isinstance(event, a.ApprovalConfirmed | a.ApprovalRevoked):
            _decides(event.request, [event.person], done)
        if isinstance(event, m.MoneyRefunded | m.MoneyPaidOut | m.MoneyCorrected):
            _look_at_payment(event, done)


def _look_at_keeper(event: Event, item: ItemState, done: Done) -> None:
    if isinstance(event, KEEPING) and done.keeps():
        assert done.by not in done.officers(item.case), "custodian of the own case"


def _look_at_store(event: Event, after: ItemState, done: Done) -> None:
    """Who keeps a temporary store alone takes in, moves and sends there, and nothing else."""
    roles = set(done.before.person(done.by).roles)
    if Role.STORE_CUSTODIAN not in roles or CENTRE_KEEPERS & roles:
        return
    assert not isinstance(event, OF_THE_CENTRE), "the store keeper acts in the centre"
    if isinstance(event, e.ItemAccepted | e.ItemMoved | e.ItemTakenOver):
        assert after.place in (STATION, SHELF), "the store keeper keeps it in the centre"


def _decides(request_id: str, deciding: list[PersonId], done: Done) -> None:
    """Neither who asks nor an officer of the case says yes, in whosoever's name."""
    request = done.after.request(request_id)
    for person in deciding:
        assert person != request.requester, "self-approval"
        assert person not in done.officers(request.case), "approval of the own case"


def _look_at_decision(event: Event, before: ItemState, done: Done) -> None:
    if isinstance(event, DECIDED_ABOVE):
        assert event.approver not in done.officers(before.case), "decides on the own case"
        assert done.before.person(event.approver).rank in HEADS, "decided too low"
    if isinstance(event, ItemWrittenOff | e.ItemUnfrozen):
        assert event.approver != done.by, "clears the own difference"
        assert before.frozen is not None, "cleared without a difference"
    if isinstance(event, ItemWrittenOff):
        assert not before.unacknowledged, "written off before both heads knew"
    if isinstance(event, s.ItemReceivedFromStore):
        assert before.transit is not None
        sent = (before.transit.sent_by, before.transit.carrier, before.transit.recorded_by)
        assert done.by not in sent, "receives the own dispatch"
        assert event.second not in sent, "the second person brought it"
    if isinstance(event, s.ItemEntrusted):
        assert event.approver not in done.officers(before.case), "entrusts the own case"


def _look_at_payment(event: m.MoneyRefunded | m.MoneyPaidOut | m.MoneyCorrected,
                     done: Done) -> None:  # fmt: skip
    case = done.before.get(AccountState, event.account).case
    two = (done.by, event.second)
    assert len(set(two)) == len(two), "one person moves money alone"
    assert not set(two) & set(done.officers(case)), "an officer of the case moves its money"
    request = getattr(event, "request", None)
    if request is not None:
        assert done.before.request(request).approver not in two, "who approved it pays it"
