"""The chain-of-custody form, the correction notice, the check list of a place."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId, PlaceId
from custody_app.domain.vocabulary import Custody, FormKind
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.item_forms import correction_notice, custody_form, place_contents
from tests.services.asking import item_named, items_named, keyed, positions_of


def ask(*items: ItemId, place: str = "") -> IssueForm:
    return IssueForm(
        kind=FormKind.CUSTODY_FORM, items=items, place=PlaceId(place) if place else None
    )


def test_the_chain_has_every_event_in_order_with_its_hash(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    drug = item_named(centre, "白色晶体疑似甲基苯丙胺")
    paper = custody_form(ask(drug), gather, head)
    seen = list(gather.evidence.newest_first(drug))[::-1]
    assert [step.hash for step in paper.steps] == [one.ehash[:16] for one in seen]
    assert len(paper.steps) == len(positions_of(centre, drug))
    by_type = {step.typ: step for step in paper.steps}
    out, back = by_type["ITEM_CHECKED_OUT"], by_type["ITEM_RETURNED"]
    assert (out.released_by, back.received_by) == ("李䶮", "李䶮")
    assert out.received_by == back.released_by != "李䶮"
    assert "0.18 g" in back.detail
    assert back.place.endswith("G-02")
    assert paper.state is Custody.IN_STORE
    assert len(paper.photos) == 1


def test_moves_of_the_box_count_while_the_thing_was_inside(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    books = items_named(centre, "盗版教辅图书")[0]
    steps = custody_form(ask(books), gather, head).steps
    moved = [step for step in steps if step.via_container]
    assert [step.typ for step in moved] == ["CONTAINER_MOVED"]
    assert moved[0].place.endswith("C-02-03")
    assert moved[0].via_container[0] == "2"
    loose = custody_form(ask(item_named(centre, "雨伞")), gather, head)
    assert not any(step.via_container for step in loose.steps)


def test_a_correction_shows_old_and_new_and_names_the_old_paper(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    with centre.reader.connect() as connection:
        corrected = connection.exec_driver_sql(
            "SELECT name FROM item_card i JOIN subject_state s ON s.id = i.id"
            " WHERE s.state LIKE '%\"corrections\":1%'"
        ).scalars().first()  # fmt: skip
    paper = correction_notice(ask(item_named(centre, str(corrected))), gather, head)
    assert paper.facts
    assert all(fact.new for fact in paper.facts if fact.fact != "identifiers")
    assert paper.reason
    assert len(paper.of_event) == 16


def test_a_place_lists_what_lies_in_it_below_it_and_in_its_containers(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    slot = place_contents(ask(place=keyed(centre, "place", "A-01-01")), gather, head)
    assert {line.name for line in slot.lines} == {"钥匙", "充电宝"}
    zone = place_contents(ask(place=keyed(centre, "place", "A")), gather, head)
    assert {"钥匙", "充电宝", "雨伞", "弹簧刀"} <= {line.name for line in zone.lines}
    assert slot.place.endswith("A-01 / A-01-01")
    empty = place_contents(ask(place=keyed(centre, "place", "A-03-05")), gather, head)
    assert empty.lines == ()


@pytest.mark.parametrize(
    ("build", "names", "code"),
    [
        (custody_form, (), "form.one_item"),
        (custody_form, ("雨伞", "钥匙"), "form.one_item"),
        (correction_notice, (), "form.one_item"),
        (correction_notice, ("雨伞",), "form.not_corrected"),
        (place_contents, (), "form.no_place"),
    ],
)
def test_refusals(
    centre: Core, gather: Gather, head: FormHead, build: Any, names: tuple[str, ...], code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        build(ask(*(item_named(centre, name) for name in names)), gather, head)
    assert refused.value.code == code
