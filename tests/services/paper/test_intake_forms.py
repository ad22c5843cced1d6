"""Papers of the window say what was accepted, how it differs, what was refused, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import later
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import DeliveryMode, FormKind, Party, RefusalReason
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.intake_forms import intake_list, receipt, refusal_notice
from tests.services.asking import item_named, items_named


def ask(*items: ItemId) -> IssueForm:
    return IssueForm(kind=FormKind.INTAKE_LIST, items=items)


def test_a_list_names_lines_papers_and_people(centre: Core, gather: Gather, head: FormHead) -> None:
    phones, keys = items_named(centre, "手机")[0], item_named(centre, "钥匙")
    paper = intake_list(ask(phones, keys), gather, head)
    assert [line.no for line in paper.lines] == ["1", "4"]
    assert paper.lines[0].remark.startswith("清单记载 5 部")
    assert (paper.lines[1].listed, paper.lines[1].quantity) == (
        Amount("10", "把"),
        Amount("8", "把"),
    )
    assert paper.case.officers == ("张𬱖", "刘洋")
    assert paper.papers[0].number.startswith("五公（刑）扣字")
    assert (paper.holder.name, paper.witness.name) == ("罗某某", "李秀英")
    assert (paper.received_by.name, paper.delivered_by.name) == ("李䶮", "张𬱖")
    assert paper.mode is DeliveryMode.OFFICER_BRINGS
    assert paper.second is None
    assert not paper.sealed_uncounted


def test_the_second_person_and_a_refused_signature_are_shown(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = intake_list(ask(item_named(centre, "白色晶体疑似甲基苯丙胺")), gather, head)
    assert paper.second is not None
    assert paper.second.name == "王㛃"
    assert paper.second.confirmed_hash
    assert paper.holder.party is Party.REFUSED_TO_SIGN
    gold = intake_list(ask(item_named(centre, "金条")), gather, head)
    assert gold.holder.party is Party.UNKNOWN


def test_a_part_came_in_with_its_parent(centre: Core, gather: Gather, head: FormHead) -> None:
    whole, part = items_named(centre, "手机")[:2]
    ours, parents = (intake_list(ask(one), gather, head) for one in (part, whole))
    assert ours.received_at == parents.received_at
    assert ours.lines[0].no == "1-1"


def test_existing_stock_has_a_list_too(centre: Core, gather: Gather, head: FormHead) -> None:
    paper = intake_list(ask(item_named(centre, "雨伞")), gather, head)
    assert paper.mode is None
    assert str(paper.taken_at).startswith("2019")
    assert paper.delivered_by.name == ""


def test_a_receipt_says_when_the_24_hours_end(centre: Core, gather: Gather, head: FormHead) -> None:
    paper = receipt(ask(item_named(centre, "赌资")), gather, head)
    assert paper.sealed_uncounted
    assert paper.taken_at is not None
    assert paper.due_at == later(paper.taken_at, hours=24)
    assert paper.keeping_unit == "昆明市公安局"


def test_a_refusal_says_why_and_what_was_on_the_list(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    crowbar, keys = item_named(centre, "撬棍"), item_named(centre, "钥匙")
    paper = refusal_notice(ask(crowbar, keys), gather, head)
    first, second = paper.lines
    assert first.reason is RefusalReason.NAME_DIFFERS
    assert "螺丝刀" in first.note
    assert (second.line.quantity, second.line.listed) == (Amount("2", "把"), Amount("10", "把"))
    assert paper.refused_by.name == "李䶮"
    assert paper.due_at is not None


REFUSALS: list[tuple[Callable[..., Any], str, str]] = [
    (intake_list, "撬棍", "form.not_accepted"),
    (receipt, "撬棍", "form.not_accepted"),
    (refusal_notice, "雨伞", "form.not_refused"),
    (intake_list, "", "form.no_items"),
    (receipt, "", "form.no_items"),
    (refusal_notice, "", "form.no_items"),
]


@pytest.mark.parametrize(("build", "name", "code"), REFUSALS)
def test_a_paper_never_says_what_is_not_on_record(
    centre: Core, gather: Gather, head: FormHead, build: Any, name: str, code: str
) -> None:
    items = (item_named(centre, name),) if name else ()
    with pytest.raises(RuleBroken) as refused:
        build(ask(*items), gather, head)
    assert refused.value.code == code
