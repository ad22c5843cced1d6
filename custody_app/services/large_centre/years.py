"""What happens to generated items over the years: loan, move, change of authority, disposal."""

from __future__ import annotations

from collections.abc import Iterator

from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.events.authority import AuthorityChangeConfirmed, AuthorityChangeSent
from custody_app.domain.ids import PersonId, RequestId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import AskedItem
from custody_app.domain.vocabulary import (
    Authority,
    Condition,
    Disposal,
    LoanPurpose,
    Rank,
    Recipient,
    RequestKind,
    SignedBy,
)
from custody_app.services.large_centre import wording
from custody_app.services.large_centre.cast import DAY, HOUR, Case, Deal, Stage, Thing
from custody_app.storage.bulk_ledger import Deed

LOANS, MOVES, SIGHTINGS, TO_AUTHORITY, DESTROYED = 0.15, 0.25, 0.5, 0.12, 0.45
"""Shares of the cases to which each of these happens; of what is disposed, what is destroyed."""


def years(stage: Stage, at: int, case: Case, open_share: float) -> Iterator[Deal]:
    """Everything that happens to a case after its things were put on their shelves."""
    random = stage.random
    at += random.randrange(1, 40) * DAY
    if random.random() < LOANS and at < stage.until:
        yield from _loan(stage, at, case)
        at += 12 * DAY
    if random.random() < MOVES and at < stage.until:
        moved = [
            e.ItemMoved(item=thing.id, place=stage.place(thing), reason="库位调整")
            for thing in case.things
        ]
        yield Deal(at, case.hand, case.deeds(moved))
    at += random.randrange(20, 200) * DAY
    if random.random() < SIGHTINGS and at < stage.until:
        seen = [e.ItemSeen(item=thing.id) for thing in case.things]
        yield Deal(at, case.hand, case.deeds(seen))
    if random.random() < TO_AUTHORITY and at < stage.until:
        yield from _authority(stage, at + HOUR, case)
    elif random.random() < (1 - open_share) / (1 - TO_AUTHORITY):
        at += random.randrange(30, 300) * DAY
        if at < stage.until:
            yield from _disposal(stage, at, case)


def _asked(stage: Stage, at: int, case: Case) -> tuple[RequestId, str, tuple[AskedItem, ...]]:
    moment = stage.moment(at)
    month = f"SQ{moment[:4]}{moment[5:7]}"
    number = f"{month}{stage.numbers.take(month):04d}"
    asked = tuple(AskedItem(thing.id, thing.quantity, "0" * 64) for thing in case.things)
    return RequestId(stage.new_id(at)), number, asked


def _approval(made: r.RequestMade, approver: PersonId) -> tuple[Deed, Deed]:
    """A request as the officer brings it on paper, and its approval."""
    approved = r.RequestApproved(
        request=made.request, approver=approver, rank=made.rank_needed, digest="0" * 64
    )
    return Deed(made, made.requester, "seen"), Deed(approved, approver, "paper")


def _loan(stage: Stage, at: int, case: Case) -> Iterator[Deal]:
    request, number, asked = _asked(stage, at, case)
    due = stage.moment(at + 10 * DAY)
    made = r.RequestMade(
        request=request,
        number=number,
        kind=RequestKind.CALL_OUT,
        case=case.id,
        requester=case.officers[0],
        items=asked,
        rank_needed=Rank.UNIT_HEAD,
        purpose=LoanPurpose.IDENTIFICATION,
        due_at=due,
        reason="组织辨认",
    )
    yield Deal(at, case.hand, _approval(made, case.unit.head))
    out, back = [], []
    for thing in case.things:
        out.append(_lent(thing, case, request, due))
        back.append(_returned(thing, case, stage))
    done = r.RequestCarriedOut(request=request)
    yield Deal(at + HOUR, case.hand, case.deeds((*out, done)), case.pair)
    if at + 5 * DAY < stage.until:
        yield Deal(at + 5 * DAY, case.hand, case.deeds(back), case.pair)


def _lent(thing: Thing, case: Case, request: RequestId, due: Moment) -> e.ItemCheckedOut:
    return e.ItemCheckedOut(
        item=thing.id,
        request=request,
        borrower=case.officers[0],
        purpose=LoanPurpose.IDENTIFICATION,
        quantity=thing.quantity,
        due_at=due,
        condition=Condition.INTACT,
        weights=thing.weights,
        seal_no=thing.seal_no,
        second=case.second_for(thing),
    )


def _returned(thing: Thing, case: Case, stage: Stage) -> e.ItemReturned:
    return e.ItemReturned(
        item=thing.id,
        returned_by=case.officers[0],
        quantity=thing.quantity,
        condition=Condition.INTACT,
        weights=thing.weights,
        seal_no=thing.seal_no,
        place=stage.place(thing),
        second=case.second_for(thing),
    )


def _authority(stage: Stage, at: int, case: Case) -> Iterator[Deal]:
    moment = stage.moment(at)
    to_unit, to = stage.cast.procuratorate, Authority.PROCURATORATE
    paper = f"昆公移字[{moment[:4]}]{stage.numbers.take(f'move{moment[:4]}')}号"
    sent = [
        AuthorityChangeSent(
            item=thing.id, to_unit=to_unit, to_authority=to, paper_no=paper, proposal="随案移送"
        )
        for thing in case.things
    ]
    yield Deal(at, case.hand, case.deeds(sent))
    if at + 3 * DAY < stage.until:
        day = stage.moment(at + 3 * DAY)[:10]
        confirmed = [
            AuthorityChangeConfirmed(
                item=thing.id,
                to_unit=to_unit,
                to_authority=to,
                receipt_no=f"回{paper}",
                receipt_on=Day(day),
            )
            for thing in case.things
        ]
        yield Deal(at + 3 * DAY, case.hand, case.deeds(confirmed))


def _disposal(stage: Stage, at: int, case: Case) -> Iterator[Deal]:
    request, number, asked = _asked(stage, at, case)
    destroy = stage.random.random() < DESTROYED
    kind = Disposal.DESTRUCTION if destroy else Disposal.RETURN_TO_OWNER
    made = r.RequestMade(
        request=request,
        number=number,
        kind=RequestKind.DISPOSAL,
        case=case.id,
        requester=case.officers[0],
        items=asked,
        rank_needed=Rank.POLICE_HEAD,
        disposal=kind,
        reason="案件已办结",
    )
    yield Deal(at, case.hand, _approval(made, stage.cast.police_head))
    ended = [_ended(stage, thing, kind, request, case) for thing in case.things]
    done = r.RequestCarriedOut(request=request)
    yield Deal(at + HOUR, case.hand, case.deeds((*ended, done)), case.second)
    if at + 30 * DAY < stage.until:
        archived = [e.ItemArchived(item=thing.id) for thing in case.things]
        yield Deal(at + 30 * DAY, case.hand, case.deeds(archived))


def _ended(
    stage: Stage, thing: Thing, kind: Disposal, request: RequestId, case: Case
) -> e.ItemEvent:
    if kind is Disposal.DESTRUCTION:
        return e.ItemDestroyed(
            item=thing.id,
            request=request,
            quantity=thing.quantity,
            handlers=(PersonId(case.hand.id), PersonId(case.second.id)),
            witness=case.unit.head,
            method="粉碎",
            where="销毁场",
        )
    return e.ItemReleased(
        item=thing.id,
        request=request,
        kind=kind,
        quantity=thing.quantity,
        recipient=Recipient.OWNER,
        signed_by=SignedBy.SIGNATURE,
        second=PersonId(case.second.id),
        recipient_name=wording.person_name(stage.random),
        recipient_id_kind="111",
        recipient_id_no=f"5301{stage.random.randrange(10**14):014d}",
        proof="居民身份证",
    )
