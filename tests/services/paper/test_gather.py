"""From ids to what stands on paper: who, where, how much, approved by whom and on which day."""

from __future__ import annotations

from dataclasses import replace

from custody_app.bootstrap import Core
from custody_app.domain.events.item import ItemAccepted
from custody_app.domain.moments import Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import Party, Rank
from custody_app.services.paper.gather import Gather
from tests.services.asking import item_named, items_named, keyed, person


def test_a_person_is_named_with_badge_and_unit(centre: Core, gather: Gather) -> None:
    found = gather.person(person(centre, "clerk"))
    assert (found.name, found.badge) == ("李䶮", "530101")
    assert found.unit == "昆明市公安局涉案财物管理中心"
    assert found.confirmed_at is None
    assert gather.person("") == gather.person(None) == gather.person("station")
    assert gather.person(None).name == ""


def test_who_confirmed_by_pin_is_shown_with_moment_and_hash(centre: Core, gather: Gather) -> None:
    drug = item_named(centre, "白色晶体疑似甲基苯丙胺")
    accepted = gather.evidence.last(drug, ItemAccepted)
    assert accepted is not None
    _, seen = accepted
    confirmed = gather.evidence.confirmations(seen.core.batch)
    second = gather.person(person(centre, "second"), confirmed)
    assert second.confirmed_at == seen.core.wall
    assert len(second.confirmed_hash) == 16
    assert seen.ehash[:16] != second.confirmed_hash
    clerk = gather.recorder(seen, confirmed)
    assert (clerk.name, clerk.confirmed_hash) == ("李䶮", seen.ehash[:16])


def test_holders_are_named_or_it_is_said_why_not(gather: Gather) -> None:
    assert gather.named("", Party.UNKNOWN).party is Party.UNKNOWN
    assert gather.named("岩某", Party.REFUSED_TO_SIGN).name == "岩某"


def test_a_place_is_told_from_the_site_down(centre: Core, gather: Gather) -> None:
    place = keyed(centre, "place", "A-04-02")
    assert gather.place_path(place) == "KM / A / A-04 / A-04-02"
    assert gather.place_path(None) == ""


def test_a_thing_in_a_container_shares_its_place_also_after_a_move(
    centre: Core, gather: Gather
) -> None:
    boxed = items_named(centre, "盗版教辅图书")
    states = [gather.world.item(one) for one in boxed]
    inside = [one for one in states if one.container]
    for one in inside:
        assert one.container is not None
        assert one.place is None
        place = gather.world.container(one.container).place
        assert gather.where(one) == gather.place_path(place) != ""
        assert gather.line(one).container


def test_a_line_says_what_was_listed_only_where_it_differs(centre: Core, gather: Gather) -> None:
    keys = gather.line(gather.world.item(item_named(centre, "钥匙")))
    assert (keys.quantity, keys.listed) == (Amount("8", "把"), Amount("10", "把"))
    bank = gather.line(gather.world.item(item_named(centre, "充电宝")))
    assert bank.listed is None
    part = gather.line(gather.world.item(item_named(centre, "钥匙")), Amount("5", "把"), "x")
    assert (part.quantity, part.listed, part.remark) == (Amount("5", "把"), None, "x")


def test_a_line_carries_the_label_last_issued(centre: Core, gather: Gather) -> None:
    item = gather.world.item(item_named(centre, "雨伞"))
    assert gather.line(item).code18[:15] == item.tag
    again = gather.line(replace(item, copy=3)).code18
    assert (again[15], gather.line(item).code18[15]) == ("3", "1")
    assert gather.line(replace(item, copy=0)).code18[15] == "1"


def test_an_approval_in_the_program_carries_the_date_of_the_place(
    centre: Core, gather: Gather
) -> None:
    """Approved at half past one in the morning in China, while the day before lasts in UTC."""
    request = gather.world.request(keyed(centre, "request", request_no(centre, "disposal")))
    night = replace(request, paper=None, decided_at=Moment("2026-11-25T17:30:00.000Z"))
    found = gather.approval(night)
    assert (found.on, found.number) == ("2026-11-26", request.number)
    assert (found.approver, found.rank) == ("赵𠮷", Rank.POLICE_HEAD)
    undecided = gather.approval(replace(request, paper=None, decided_at=None, approver=None))
    assert (undecided.on, undecided.approver) == (None, "")


def test_an_approval_on_paper_carries_number_and_date_of_the_paper(
    centre: Core, gather: Gather
) -> None:
    with centre.reader.connect() as connection:
        numbers = connection.exec_driver_sql("SELECT number FROM request_card ORDER BY n")
        requests = [keyed(centre, "request", number) for number in numbers.scalars()]
    on_paper = [
        request for id_ in requests if (request := gather.world.request(id_)).paper is not None
    ]
    assert on_paper
    for request in on_paper:
        assert request.paper is not None
        found = gather.approval(request)
        assert (found.number, found.on) == (request.paper.number, request.paper.on)


def request_no(centre: Core, kind: str) -> str:
    with centre.reader.connect() as connection:
        return str(
            connection.exec_driver_sql(
                "SELECT number FROM request_card WHERE kind = ? AND disposal = 'return_to_victim'",
                (kind,),
            ).scalar_one()
        )
