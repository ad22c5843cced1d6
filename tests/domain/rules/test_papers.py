from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.registers import (
    FileSignedForm,
    IssueBlankSlips,
    IssueForm,
    VoidForm,
)
from custody_app.domain.events.centre import BlankSlipsIssued
from custody_app.domain.events.registers import FormIssued, FormSigned, FormVoided
from custody_app.domain.ids import FormId, ItemId, RequestId
from custody_app.domain.rules.papers import RULES
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind
from tests.builders import PAPER, TestWorld, a_centre, a_tag

MADE: dict[str, Any] = {
    "kind": FormKind.INTAKE_LIST,
    "tag": a_tag(TagKind.FORM, 1),
    "number": "RK2026030001",
    "sha256": "ab" * 32,
    "language": "zh_CN",
    "awaits_signature": True,
}


def issued(world: TestWorld, **values: Any) -> FormId:
    event = world.do(IssueForm(**(MADE | values)))[0]
    assert isinstance(event, FormIssued)
    return event.form


def test_a_form_is_recorded_with_number_code_and_hash() -> None:
    world = a_centre()
    item = world.stored()
    answer = world.when(IssueForm(**MADE, items=(item,), batch="b1")).then(FormIssued)
    answer.saying(number="RK2026030001", items=(item,), of_batch="b1", awaits_signature=True)
    assert {IssueForm, FileSignedForm, VoidForm, IssueBlankSlips} == set(RULES)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"tag": ""}, "form.not_made"),
        ({"number": ""}, "form.not_made"),
        ({"sha256": "xyz"}, "form.not_made"),
        ({"items": (ItemId("nothing"),)}, "item.unknown"),
        ({"request": RequestId("nothing")}, "request.unknown"),
        ({"replaces": "RK0"}, "form.unknown"),
    ],
)
def test_issue_refusals(values: dict[str, Any], refusal: str) -> None:
    a_centre().when(IssueForm(**(MADE | values))).refused(refusal)


def test_a_form_replaces_another_by_id_or_number() -> None:
    world = a_centre()
    first = issued(world)
    second = MADE | {"number": "RK2026030002", "tag": a_tag(TagKind.FORM, 2)}
    world.when(IssueForm(**(second | {"replaces": first}))).saying(replaces=first)
    world.when(IssueForm(**(second | {"replaces": MADE["number"]}))).then(FormIssued)


def test_the_signed_copy_comes_back_once_with_its_scan() -> None:
    world = a_centre()
    form = issued(world)
    world.when(FileSignedForm(form=form)).refused("form.scan_missing")
    world.when(FileSignedForm(form=form, attachments=(PAPER,))).then(FormSigned)
    assert world.world.form(form).signed_at == world.now
    again = FileSignedForm(form=form, attachments=(PAPER,))
    world.when(again).refused("form.signed_already")


def test_a_void_form_stays_void() -> None:
    world = a_centre()
    form = issued(world)
    world.when(VoidForm(form=form, reason="")).refused("form.void_reason_missing")
    world.when(VoidForm(form=form, reason="打印错误")).then(FormVoided)
    world.when(VoidForm(form=form, reason="打印错误")).refused("form.voided")
    world.when(FileSignedForm(form=form, attachments=(PAPER,))).refused("form.voided")


def test_blank_slips() -> None:
    world = a_centre()
    kind = FormKind.CHECK_OUT_SLIP
    first = a_tag(TagKind.FORM, 77)
    answer = world.when(IssueBlankSlips(kind=kind, count=10, first_tag=first))
    answer.then(BlankSlipsIssued).saying(first_tag=first, count=10)
    numbered = world.when(IssueBlankSlips(kind=kind, count=1)).then(BlankSlipsIssued)
    slips = numbered.events[0]
    assert isinstance(slips, BlankSlipsIssued)
    assert slips.first_tag.startswith("6")
    for count in (0, -1, 201):
        world.when(IssueBlankSlips(kind=kind, count=count)).refused("form.blank_count")
    world.when(IssueBlankSlips(kind=FormKind.RECEIPT, count=1)).refused("form.blank_kind")
