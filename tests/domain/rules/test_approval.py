from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.loans import (
    ApproveRequest,
    RefuseRequest,
    RequestDisposal,
    RequestedItem,
    WithdrawRequest,
)
from custody_app.domain.commands.store import LabelItem, MoveItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.item import ItemCorrected, ItemFileAttached
from custody_app.domain.events.registers import (
    CaseClosed,
    PersonChanged,
    RequestApproved,
    RequestMade,
    RequestRefused,
    RequestWithdrawn,
)
from custody_app.domain.moments import Moment
from custody_app.domain.parts import PaperApproval
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.approval import digest_of, why_not_decided_by
from custody_app.domain.rules.approver import rank_of, suffices
from custody_app.domain.vocabulary import (
    Authority,
    Category,
    Disposal,
    FreezeReason,
    LoanPurpose,
    MeasureState,
    Nature,
    Rank,
    RequestState,
    UnitKind,
)
from tests.builders import (
    ADMIN_CASE,
    ANTI_DRUG,
    CASE,
    COURT,
    CUSTODIAN,
    CUSTODIAN_2,
    CUSTODY_HEAD,
    LABORATORY,
    OFFICER,
    OFFICER_2,
    OTHER_OFFICER,
    POLICE_HEAD,
    PRINCIPAL_HEAD,
    PROCURATORATE,
    SAFE,
    SLOT_2,
    SPECIAL_DEPARTMENT,
    UNIT_HEAD,
    VISITOR,
    a_centre,
    cash_item,
)
from tests.domain.rules.asking import asked, call_out_of, check_out_of, disposal_of, granted

PAPER = PaperApproval("昆公借审[2026]3号", "2026-03-02")


# asking to call out


def test_call_out_is_asked_with_the_digest_of_each_thing() -> None:
    world = a_centre()
    item = world.stored()
    answer = world.when(call_out_of(item)).then(RequestMade)
    answer.saying(rank_needed=Rank.UNIT_HEAD, requester=OFFICER, case=CASE)
    request = answer.events[0]
    assert isinstance(request, RequestMade)
    assert request.items[0].digest == world.item(item).material_digest()
    assert request.items[0].quantity == Amount("1", "件")


@pytest.mark.parametrize(
    ("values", "purpose", "rank"),
    [
        ({}, LoanPurpose.COURT, Rank.UNIT_HEAD),
        ({}, LoanPurpose.PUBLICITY, Rank.POLICE_HEAD),
        ({"category": Category.VEHICLE}, LoanPurpose.INSPECTION, Rank.POLICE_HEAD),
    ],
)
def test_level_of_a_call_out(values: dict[str, Any], purpose: LoanPurpose, rank: Rank) -> None:
    world = a_centre()
    item = world.stored(**values)
    world.when(call_out_of(item, purpose=purpose)).then(RequestMade).saying(rank_needed=rank)


def test_call_out_refusals() -> None:
    world = a_centre()
    item, listed = world.stored(), world.listed()
    other = world.stored(case=ADMIN_CASE)
    frozen = world.stored()
    world.change(frozen, frozen=FreezeReason.WEIGHT_DIFFERS)
    world.when(call_out_of()).refused("request.no_items")
    world.when(call_out_of(item, item)).refused("request.item_twice")
    world.when(call_out_of(item, other)).refused("request.one_case")
    world.when(call_out_of(item, reason=" ")).refused("request.reason_missing")
    world.when(call_out_of(item, due_at=world.now)).refused("request.due_in_past")
    world.when(call_out_of(listed, frozen)).refused("item.not_in_store", "item.frozen")


def test_the_part_asked_for_is_there() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("300", "册"))

    def asks(n: str, unit: str = "册") -> tuple[RequestedItem, ...]:
        return (RequestedItem(item=item, quantity=Amount(n, unit)),)

    world.when(call_out_of(item, items=asks("301"))).refused("request.more_than_stored")
    world.when(call_out_of(item, items=asks("0"))).refused("quantity.zero")
    world.when(call_out_of(item, items=asks("3", "件"))).refused("quantity.other_unit")
    world.when(call_out_of(item, items=asks("300"))).then(RequestMade)


def test_who_asks_belongs_to_the_case() -> None:
    world = a_centre()
    item = world.stored()
    world.when(call_out_of(item, requester=OTHER_OFFICER)).then(RequestMade)  # same unit
    world.when(call_out_of(item, requester=VISITOR)).then(RequestMade)  # procuratorate
    world.when(call_out_of(item, requester=None)).refused("request.not_of_case")  # the custodian
    shown = call_out_of(item, requester=None, purpose=LoanPurpose.PUBLICITY)
    world.when(shown).then(RequestMade)
    world.change(OTHER_OFFICER, "person", unit=LABORATORY)
    world.when(call_out_of(item, requester=OTHER_OFFICER)).refused("request.not_of_case")
    world.record(PersonChanged(person=OFFICER, departed=True))
    world.when(call_out_of(item)).refused("request.requester_departed")


def test_nothing_is_asked_of_a_closed_case() -> None:
    world = a_centre()
    item = world.stored()
    world.record(CaseClosed(case=CASE))
    world.when(call_out_of(item)).refused("case.closed")


# deciding


def test_the_head_approves_in_the_program() -> None:
    world = a_centre()
    item = world.stored()
    request = asked(world, item)
    answer = world.when(ApproveRequest(request=request), by=UNIT_HEAD).then(RequestApproved)
    state = world.world.request(request)
    answer.saying(approver=UNIT_HEAD, rank=Rank.UNIT_HEAD, digest=digest_of(state.items))
    assert state.state is RequestState.APPROVED
    world.when(ApproveRequest(request=request), by=POLICE_HEAD).refused("approval.decided_already")


def test_the_head_confirms_by_pin_at_the_counter() -> None:
    world = a_centre()
    request = asked(world, world.stored())
    command = ApproveRequest(request=request, approver=UNIT_HEAD)
    world.when(command).refused("approval.needs_pin")
    world.when(command, confirmers=[UNIT_HEAD]).then(RequestApproved).saying(approver=UNIT_HEAD)


def test_nobody_approves_their_own() -> None:
    world = a_centre()
    item = world.stored()
    own = asked(world, item, requester=UNIT_HEAD)
    world.when(ApproveRequest(request=own), by=UNIT_HEAD).refused("approval.own_request")
    typed = world.do(call_out_of(item), by=UNIT_HEAD)[0]
    assert isinstance(typed, RequestMade)
    world.when(ApproveRequest(request=typed.request), by=UNIT_HEAD).refused("approval.own_entry")
    on_paper = ApproveRequest(request=typed.request, approver=UNIT_HEAD, paper=PAPER)
    world.when(on_paper).then(RequestApproved)


def test_paper_does_not_let_anybody_approve_their_own() -> None:
    world = a_centre()
    request = asked(world, world.stored(), requester=UNIT_HEAD)
    on_paper = ApproveRequest(request=request, approver=UNIT_HEAD, paper=PAPER)
    world.when(on_paper).refused("approval.own_request")


def test_an_officer_of_the_case_does_not_approve() -> None:
    world = a_centre()
    request = asked(world, world.stored())
    world.change(OFFICER_2, "person", rank=Rank.UNIT_HEAD)
    world.when(ApproveRequest(request=request), by=OFFICER_2).refused("approval.own_case")


def test_the_level_of_the_approver() -> None:
    world = a_centre()
    publicity = asked(world, world.stored(), purpose=LoanPurpose.PUBLICITY)
    approve = ApproveRequest(request=publicity)
    world.when(approve, by=UNIT_HEAD).refused("approval.rank_too_low")
    world.when(approve, by=CUSTODY_HEAD).refused("approval.rank_too_low")
    world.when(approve, by=CUSTODIAN_2).refused("approval.rank_too_low")
    world.when(approve, by=POLICE_HEAD).then(RequestApproved).saying(rank=Rank.POLICE_HEAD)


def test_the_article_is_named_only_where_it_was_read() -> None:
    world = a_centre()
    vehicle = asked(world, world.stored(category=Category.VEHICLE))
    world.when(ApproveRequest(request=vehicle), by=UNIT_HEAD).refused("approval.rank_too_low_here")


def test_the_level_entered_must_be_held() -> None:
    world = a_centre()
    request = asked(world, world.stored(), purpose=LoanPurpose.PUBLICITY)
    said = ApproveRequest(request=request, approver=UNIT_HEAD, rank=Rank.POLICE_HEAD, paper=PAPER)
    world.when(said).refused("approval.rank_too_low")
    wrong = ApproveRequest(request=request, approver=POLICE_HEAD, rank=Rank.UNIT_HEAD, paper=PAPER)
    world.when(wrong).refused("approval.rank_not_held")


def test_the_head_of_another_unit_does_not_approve() -> None:
    world = a_centre()
    request = asked(world, world.stored())
    world.change(UNIT_HEAD, "person", unit=LABORATORY)
    world.when(ApproveRequest(request=request), by=UNIT_HEAD).refused("approval.other_unit")


def test_who_left_does_not_approve() -> None:
    world = a_centre()
    request = asked(world, world.stored())
    world.record(PersonChanged(person=UNIT_HEAD, departed=True))
    command = ApproveRequest(request=request, approver=UNIT_HEAD, paper=PAPER)
    world.when(command).refused("approval.departed")


def test_paper_has_number_date_and_approver() -> None:
    world = a_centre()
    request = asked(world, world.stored())

    def on_paper(paper: PaperApproval, approver: object = UNIT_HEAD) -> ApproveRequest:
        return ApproveRequest(request=request, approver=approver, paper=paper)  # type: ignore[arg-type]

    world.when(on_paper(PaperApproval(" ", "2026-03-02"))).refused("approval.paper_number_missing")
    world.when(on_paper(PaperApproval("1号", "2026-03-09"))).refused("time.day_in_future")
    world.when(on_paper(PaperApproval("1号", "昨天"))).refused("input.not_a_day")
    world.when(on_paper(PAPER, None)).refused("approval.paper_approver")
    world.when(on_paper(PaperApproval("1号", "1999-03-01"))).refused("approval.paper_early")
    refusal = RefuseRequest(
        request=request,
        reason="不同意",
        approver=UNIT_HEAD,
        paper=PaperApproval("1号", "1999-03-01"),
    )
    world.when(refusal).refused("approval.paper_early")
    world.when(on_paper(PAPER)).then(RequestApproved).saying(paper=PAPER, approver=UNIT_HEAD)


def test_a_changed_fact_voids_what_is_asked_and_what_is_approved() -> None:
    world = a_centre()
    item = world.stored()
    before, approved = asked(world, item), granted(world, item)
    world.record(ItemCorrected(item=item, of_event="x", name="棕色双肩包", reason="录入错误"))
    approve = ApproveRequest(request=before)
    world.when(approve, by=UNIT_HEAD).refused("approval.facts_changed")
    world.when(check_out_of(item, approved)).refused("approval.facts_changed")


def test_a_move_a_label_and_a_photo_void_nothing() -> None:
    world = a_centre()
    item = world.stored()
    approved = granted(world, item)
    world.do(MoveItem(item=item, place=SLOT_2))
    world.do(LabelItem(item=item, reason="污损"))
    world.record(ItemFileAttached(item=item))
    world.when(check_out_of(item, approved)).saying(request=approved)


def test_a_part_may_be_approved_and_what_changed_left_out() -> None:
    world = a_centre()
    items = [world.stored(), world.stored(), world.stored()]
    request = asked(world, *items)
    world.change(items[1], holds=1)
    world.when(ApproveRequest(request=request), by=UNIT_HEAD).refused("approval.facts_changed")
    stranger = ApproveRequest(request=request, items=(world.stored(),))
    world.when(stranger, by=UNIT_HEAD).refused("approval.other_item")
    world.do(ApproveRequest(request=request, items=(items[2],)), by=UNIT_HEAD)
    assert [one.item for one in world.world.request(request).items] == [items[2]]
    world.when(check_out_of(items[0], request)).refused("approval.other_item")
    head = world.world.person(UNIT_HEAD)
    refusal = why_not_decided_by(head, world.world.request(request), world.world)
    assert refusal is not None
    assert refusal.code == "approval.decided_already"


def test_refusing_needs_level_and_reason() -> None:
    world = a_centre()
    request = asked(world, world.stored())
    refuse = RefuseRequest(request=request, reason="理由不足")
    world.when(RefuseRequest(request=request, reason=""), by=UNIT_HEAD).refused(
        "approval.reason_missing"
    )
    world.when(refuse, by=OFFICER).refused(
        "approval.own_request", "approval.own_case", "approval.rank_too_low"
    )
    world.when(refuse, by=UNIT_HEAD).then(RequestRefused).saying(approver=UNIT_HEAD)
    world.when(refuse, by=UNIT_HEAD).refused("approval.decided_already")


def test_withdrawing() -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item)
    withdraw = WithdrawRequest(request=request, reason="不再需要")
    world.when(WithdrawRequest(request=request, reason=" ")).refused("approval.reason_missing")
    world.when(withdraw, by=OTHER_OFFICER).refused("approval.not_yours")
    world.when(withdraw, by=OFFICER).then(RequestWithdrawn)
    world.when(withdraw, by=OFFICER).refused("approval.decided_already")
    world.when(check_out_of(item, request)).refused("approval.not_approved")


def test_what_was_used_is_not_withdrawn() -> None:
    world = a_centre()
    first, second = world.stored(), world.stored()
    request = granted(world, first, second)
    world.do(check_out_of(first, request))
    withdraw = WithdrawRequest(request=request, reason="不再需要")
    world.when(withdraw, by=OFFICER).refused("approval.carried_out")


def test_ranks() -> None:
    world = a_centre()
    assert rank_of(world.world.person(UNIT_HEAD)) is Rank.UNIT_HEAD
    world.change(UNIT_HEAD, "person", rank=None)
    assert rank_of(world.world.person(UNIT_HEAD)) is Rank.UNIT_HEAD
    assert rank_of(world.world.person(CUSTODIAN)) is None
    assert suffices(Rank.PRINCIPAL_HEAD, Rank.UNIT_HEAD)
    assert not suffices(Rank.CUSTODY_HEAD, Rank.UNIT_HEAD)
    assert not suffices(None, Rank.UNIT_HEAD)
    assert suffices(Rank.CUSTODY_HEAD, Rank.CUSTODY_HEAD)


# asking for disposal


@pytest.mark.parametrize(
    ("disposal", "values", "state", "rank"),
    [
        (Disposal.RETURN_TO_VICTIM, {"recipient": "王五"}, {}, Rank.POLICE_HEAD),
        (
            Disposal.RETURN_TO_OWNER,
            {"recipient": "王五"},
            {"measure_state": MeasureState.EXPIRED},
            Rank.POLICE_HEAD,
        ),
        (
            Disposal.RETURN_TO_OWNER,
            {"recipient": "王五"},
            {"measure_state": MeasureState.LIFTED},
            Rank.UNIT_HEAD,
        ),
        (Disposal.DESTRUCTION, {}, {}, Rank.POLICE_HEAD),
        (Disposal.SALE, {}, {}, Rank.PRINCIPAL_HEAD),
        (Disposal.AUCTION, {}, {"measure_state": MeasureState.LIFTED}, Rank.POLICE_HEAD),
        (Disposal.TREASURY, {}, {}, Rank.POLICE_HEAD),
        (Disposal.COMPETENT_AUTHORITY, {"to_unit": ANTI_DRUG}, {}, Rank.POLICE_HEAD),
        (Disposal.WITH_CASE, {"to_unit": PROCURATORATE}, {}, Rank.UNIT_HEAD),
    ],
)
def test_level_of_a_disposal(
    disposal: Disposal, values: dict[str, Any], state: dict[str, Any], rank: Rank
) -> None:
    world = a_centre()
    item = world.stored()
    world.change(item, **state)
    command = disposal_of(item, disposal=disposal, **values)
    world.when(command).then(RequestMade).saying(rank_needed=rank, disposal=disposal)


def test_early_sale_in_an_administrative_case_needs_the_agency_head() -> None:
    world = a_centre()
    item = world.stored(case=ADMIN_CASE)
    command = disposal_of(item, disposal=Disposal.SALE, requester=OTHER_OFFICER)
    world.when(command).saying(rank_needed=Rank.POLICE_HEAD)


def test_custodians_ask_for_disposal() -> None:
    world = a_centre()
    item = world.stored()
    command = disposal_of(item, disposal=Disposal.DESTRUCTION, requester=None)
    world.when(command).then(RequestMade).saying(requester=CUSTODIAN)


def test_holds_freezes_and_offers_stop_a_disposal() -> None:
    world = a_centre()
    held, frozen = world.stored(), world.stored()
    world.change(held, holds=2)
    world.change(frozen, frozen=FreezeReason.COUNT_DIFFERS)
    command = disposal_of(held, frozen, disposal=Disposal.DESTRUCTION)
    world.when(command).refused("disposal.on_hold", "item.frozen")


def test_another_authority_must_say_so_on_paper() -> None:
    world = a_centre()
    item = world.stored()
    world.change(item, authority=Authority.COURT, authority_unit=COURT)
    command = disposal_of(item, disposal=Disposal.DESTRUCTION)
    world.when(command).refused("disposal.authority_paper")
    with_paper = disposal_of(
        item, disposal=Disposal.DESTRUCTION, legal_paper_no="(2026)云01刑初1号"
    )
    world.when(with_paper).then(RequestMade)


def test_contraband_is_neither_sold_nor_given_back() -> None:
    world = a_centre()
    knife = world.stored(category=Category.KNIFE, nature=Nature.CONTRABAND)
    gun = world.stored(SAFE, category=Category.FIREARM)
    for item in (knife, gun):
        for disposal in (Disposal.SALE, Disposal.AUCTION):
            world.when(disposal_of(item, disposal=disposal)).refused("disposal.contraband_sold")
    back = disposal_of(knife, disposal=Disposal.RETURN_TO_VICTIM, recipient="王五")
    world.when(back).refused("disposal.contraband_returned")


@pytest.mark.parametrize("category", [Category.FIREARM, Category.AMMUNITION, Category.DRUGS])
def test_a_special_department_decides_on_destruction_in_its_field(category: Category) -> None:
    world = a_centre()
    gun, knife = world.stored(SAFE, category=category), world.stored()
    asked = disposal_of(gun, knife, disposal=Disposal.DESTRUCTION, legal_paper_no="判决书1号")
    (made,) = world.do(asked)
    assert isinstance(made, RequestMade)
    approve = ApproveRequest(request=made.request)
    for head in (POLICE_HEAD, PRINCIPAL_HEAD):
        (broken,) = world.when(approve, by=head).broken
        assert broken.code == "approval.rank_too_low"
        assert broken.facts["rank"] == "special_department"
        assert broken.facts["basis"]
    world.when(approve, by=SPECIAL_DEPARTMENT).then(RequestApproved)


def test_a_special_department_decides_nothing_outside_its_field() -> None:
    world = a_centre()
    (made,) = world.do(disposal_of(world.stored(), disposal=Disposal.DESTRUCTION))
    assert isinstance(made, RequestMade)
    approve = ApproveRequest(request=made.request)
    world.when(approve, by=SPECIAL_DEPARTMENT).refused("approval.rank_too_low")


def test_drugs_wait_for_the_decision() -> None:
    world = a_centre()
    drugs = world.stored(SAFE, category=Category.DRUGS, quantity=Amount("5.50", "g"))
    destroy = disposal_of(drugs, disposal=Disposal.DESTRUCTION)
    world.when(destroy).refused("disposal.drugs_before_judgment")
    given = disposal_of(drugs, disposal=Disposal.COMPETENT_AUTHORITY, to_unit=ANTI_DRUG)
    world.when(given).refused("disposal.drugs_before_judgment")
    given = disposal_of(drugs, disposal=Disposal.AUTHORITY_STORE, to_unit=ANTI_DRUG)
    world.when(given).then(RequestMade)
    world.when(given).refused("item.disposal_open")
    other = world.stored(SAFE, category=Category.DRUGS, quantity=Amount("5.50", "g"))
    judged = disposal_of(other, disposal=Disposal.DESTRUCTION, legal_paper_no="判决书1号")
    world.when(judged).then(RequestMade)


def test_returning_names_the_recipient_and_needs_the_lifting() -> None:
    world = a_centre()
    item = world.stored()
    bare = disposal_of(item, disposal=Disposal.RETURN_TO_OWNER)
    world.when(bare).refused("disposal.recipient_missing", "disposal.measure_in_force")


def test_uncounted_property_is_counted_first() -> None:
    world = a_centre()
    cash = world.stored(SAFE, accepted={"counted": False, "seal_no": "F1"}, **cash_item())
    world.when(disposal_of(cash, disposal=Disposal.TREASURY)).refused("disposal.uncounted")


def test_the_unit_must_be_one_that_receives_so() -> None:
    world = a_centre()
    item = world.stored()

    def to(disposal: Disposal, unit: object) -> RequestDisposal:
        return disposal_of(item, disposal=disposal, to_unit=unit)

    world.when(to(Disposal.WITH_CASE, None)).refused("disposal.unit_missing")
    world.when(to(Disposal.COMPETENT_AUTHORITY, None)).refused("disposal.unit_missing")
    world.when(to(Disposal.COMPETENT_AUTHORITY, COURT)).refused("disposal.unit_kind")
    world.when(to(Disposal.WITH_CASE, LABORATORY)).refused("disposal.unit_kind")
    assert world.world.unit(LABORATORY).kind is UnitKind.LABORATORY


def test_the_case_named_is_that_of_the_things() -> None:
    world = a_centre()
    item = world.stored()
    command = disposal_of(item, disposal=Disposal.DESTRUCTION, case=ADMIN_CASE)
    world.when(command).refused("request.other_case")


def test_things_on_loan_are_not_disposed_of() -> None:
    world = a_centre()
    item = world.stored()
    world.do(check_out_of(item, granted(world, item)))
    world.when(disposal_of(item, disposal=Disposal.DESTRUCTION)).refused("item.on_loan")


def test_principal_head_decides_everything() -> None:
    world = a_centre()
    item = world.stored()
    event = world.do(disposal_of(item, disposal=Disposal.SALE))[0]
    assert isinstance(event, RequestMade)
    approve = ApproveRequest(request=event.request)
    world.when(approve, by=POLICE_HEAD).refused("approval.rank_too_low")
    world.when(approve, by=PRINCIPAL_HEAD).then(RequestApproved)


def test_unknown_request_is_told() -> None:
    world = a_centre()
    with pytest.raises(RuleBroken) as error:
        world.decide(ApproveRequest(request="nothing"), by=UNIT_HEAD)  # type: ignore[arg-type]
    assert error.value.code == "request.unknown"


def test_an_item_is_not_asked_for_before_its_time() -> None:
    world = a_centre()
    item = world.stored()
    past = Moment("2026-03-01T00:00:00.000Z")
    world.when(call_out_of(item, due_at=past)).refused("request.due_in_past")
