"""Each way out and each purpose has a level, and every rule of asking is in the table."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.commands.loans import (
    RequestCallOut,
    RequestDisposal,
    RequestedItem,
    RequestExtension,
    ReturnItem,
)
from custody_app.domain.ids import RequestId
from custody_app.domain.law.codes import Act, Certainty
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.approver import Level, call_out_level, disposal_level
from custody_app.domain.rules.completion import carried_out
from custody_app.domain.rules.requests import RULES
from custody_app.domain.rules.rule_packs import adopted
from custody_app.domain.vocabulary import (
    CaseKind,
    Custody,
    Disposal,
    LoanPurpose,
    Rank,
)
from tests.builders import PRINCIPAL_HEAD, TestWorld, a_centre
from tests.domain.law.packs import NATIONAL, YEARS
from tests.domain.rules.asking import (
    BEFORE_DUE,
    check_out_of,
    disposal_granted,
    granted,
)
from tests.domain.rules.test_disposal import sell

BOOKS = Amount("300", "册")


def test_every_way_of_asking_has_its_rule() -> None:
    assert set(RULES) == {RequestCallOut, RequestExtension, RequestDisposal}


def test_every_way_out_and_purpose_has_a_level() -> None:
    world = a_centre()
    item = world.item(world.stored())
    for disposal in Disposal:
        for kind in CaseKind:
            assert isinstance(disposal_level([item], disposal, kind, world.world).rank, Rank)
    for purpose in LoanPurpose:
        level = call_out_level([item], purpose, CaseKind.CRIMINAL, world.world)
        assert level.rank in (Rank.UNIT_HEAD, Rank.POLICE_HEAD)


def test_the_pack_in_force_sets_the_level_and_names_no_article_nobody_read() -> None:
    world = a_centre()
    item = world.item(world.stored())
    asked = ([item], LoanPurpose.TEST, CaseKind.CRIMINAL)
    assert call_out_level(*asked, world.world) == Level(Rank.UNIT_HEAD, "公通字〔2015〕21号 第15条")
    stricter = tuple(
        replace(one, rank=Rank.POLICE_HEAD, certainty=Certainty.OURS)
        if one.act is Act.CALL_OUT
        else one
        for one in NATIONAL.approvals
    )
    pack = replace(NATIONAL, version="own", approvals=stricter)
    world.record(adopted(world.world.rules().id, pack, YEARS))
    assert call_out_level(*asked, world.world) == Level(Rank.POLICE_HEAD, "")


def test_a_request_is_carried_out_with_its_last_thing() -> None:
    world = a_centre()
    first, second = world.stored(), world.stored()
    request = granted(world, first, second)
    events = world.do(check_out_of(first, request))
    assert carried_out(events, world.world) == ()
    assert len(world.do(check_out_of(second, request))) == 2


def lend(world: TestWorld, item: str, n: int) -> None:
    part = (RequestedItem(item=item, quantity=Amount(str(n), "册")),)  # type: ignore[arg-type]
    request: RequestId = granted(world, items=part)
    world.do(check_out_of(item, request))  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.integers(1, 120), st.integers(0, 3)), min_size=1, max_size=6))
def test_balances_add_up_whatever_is_lent_lost_and_sold(steps: list[tuple[int, int]]) -> None:
    world = a_centre()
    item = world.stored(quantity=BOOKS)
    for n, missing in steps:
        state = world.item(item)
        if state.custody is not Custody.IN_STORE or state.frozen or n > state.balance.stored.value:
            break
        if missing == 3:
            part = (RequestedItem(item=item, quantity=Amount(str(n), "册")),)
            facts = {"disposal": Disposal.SALE, "approver": PRINCIPAL_HEAD, "items": part}
            world.do(sell(item, disposal_granted(world, item, **facts)))  # type: ignore[arg-type]
        else:
            lend(world, item, n)
            found = Amount(str(max(n - missing, 1)), "册")
            back = ReturnItem(item=item, quantity=found, difference_note="差异说明")
            world.do(back, now=BEFORE_DUE)
            world.change(item, frozen=None)
        balance = world.item(item).balance
        assert balance.adds_up
        assert balance.released.value + balance.lost.value <= BOOKS.value
