"""The public notice: decided by a police head, runs by the pack, stops treasury and sale (T22)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.notices import PublishNotice, RecordClaim
from custody_app.domain.events.authority import AuthorityChangeConfirmed
from custody_app.domain.events.clocks import ClockStopped
from custody_app.domain.events.item import ItemFrozen
from custody_app.domain.events.notices import NoticeClaimed, NoticePublished
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Day, later
from custody_app.domain.rules import notices
from custody_app.domain.rules.notices import notice_fault, running_notice
from custody_app.domain.vocabulary import Authority, FreezeReason
from tests.builders import (
    CASE,
    CUSTODIAN,
    NOW,
    POLICE_HEAD,
    PROCURATORATE,
    UNIT_HEAD,
    a_centre,
)

TODAY = Day(later(NOW, hours=8)[:10])


def publish(item: ItemId, **more: Any) -> PublishNotice:
    values = {
        "paper_no": "公告3号", "published_on": TODAY, "where": "昆明日报", "approver": POLICE_HEAD,
    }  # fmt: skip
    return PublishNotice(item=item, **(values | more))


def claim(item: ItemId, **more: Any) -> RecordClaim:
    values = {"claimant": "杨柳", "claimed_on": TODAY, "grounds": "持有购买发票"}
    return RecordClaim(item=item, **(values | more))


def test_a_notice_runs_and_a_claim_ends_it() -> None:
    world = a_centre()
    item = world.stored(ownerless=True)
    world.when(claim(item)).refused("notice.not_running")
    world.when(publish(item)).then(NoticePublished)
    running = running_notice(world.item(item))
    assert running is not None
    assert running.deadline == "D13"
    world.when(publish(item)).refused("notice.runs_already")
    world.when(claim(item)).then(NoticeClaimed)
    assert running_notice(world.item(item)) is None


def test_at_the_court_it_is_the_term_of_the_court() -> None:
    world = a_centre()
    item = world.stored()
    world.given(
        AuthorityChangeConfirmed(
            item=item, to_unit=PROCURATORATE, to_authority=Authority.COURT, receipt_no="1",
            receipt_on=TODAY,
        )
    )  # fmt: skip
    world.when(publish(item)).then(NoticePublished)
    running = running_notice(world.item(item))
    assert running is not None
    assert running.deadline == "D14"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"paper_no": " "}, "notice.paper_missing"),
        ({"where": ""}, "notice.where_missing"),
        ({"published_on": Day("2031-01-01")}, "time.day_in_future"),
        ({"published_on": Day("2001-01-01")}, "notice.before_taken"),
        ({"approver": UNIT_HEAD}, "notice.rank_too_low"),
        ({"approver": CUSTODIAN}, "notice.rank_too_low"),
    ],
)
def test_a_bad_notice_is_refused(change: dict[str, Any], code: str) -> None:
    world = a_centre()
    world.when(publish(world.stored(), **change)).refused(code)


def test_what_is_stopped_or_of_the_own_case_is_not_announced() -> None:
    world = a_centre()
    item = world.stored()
    world.change(CASE, "case", officers=(POLICE_HEAD,))
    world.when(publish(item)).refused("separation.approves_own_case")
    world.given(ItemFrozen(item=item, reason=FreezeReason.NOT_FOUND))
    world.when(publish(item)).refused("item.frozen")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"claimant": " "}, "notice.claimant_missing"),
        ({"grounds": ""}, "notice.grounds_missing"),
        ({"claimed_on": Day("2001-01-01")}, "notice.claimed_before"),
        ({"claimed_on": Day("2031-01-01")}, "time.day_in_future"),
    ],
)
def test_a_bad_claim_is_refused(change: dict[str, Any], code: str) -> None:
    world = a_centre()
    item = world.stored()
    world.given(
        NoticePublished(
            item=item, deadline="D13", paper_no="1", published_on=TODAY, where="x",
            approver=POLICE_HEAD,
        )
    )  # fmt: skip
    world.when(claim(item, **change)).refused(code)


def test_ownerless_things_wait_for_the_end_of_their_notice() -> None:
    world = a_centre()
    item = world.stored(ownerless=True)

    def fault(days: float = 0) -> str:
        found = notice_fault(world.item(item), world.world, later(NOW, days=days))
        return found.code if found else ""

    assert fault() == "disposal.notice_missing"
    world.when(publish(item)).then(NoticePublished)
    assert fault() == "disposal.notice_running"
    assert fault(days=170) == "disposal.notice_running"
    assert fault(days=200) == ""
    perishable = replace(world.item(item), perishable=True)
    assert notice_fault(perishable, world.world, NOW) is None
    world.given(ClockStopped(item=item, deadline="D13"))
    assert fault() == "disposal.notice_missing"


def test_a_thing_with_an_owner_needs_no_notice() -> None:
    world = a_centre()
    assert notice_fault(world.item(world.stored()), world.world, NOW) is None


def test_the_commands_decided_here() -> None:
    assert {rule.__name__ for rule in notices.RULES} == {"PublishNotice", "RecordClaim"}
