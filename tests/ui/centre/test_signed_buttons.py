"""Who signed an act already finds what would sign it once more grey, and is told at once."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from custody_app.domain.commands.loans import (
    ApproveRequest,
    RequestCallOut,
    RequestDisposal,
    RequestedItem,
)
from custody_app.domain.commands.registers import ChangeCase, SetRoles
from custody_app.domain.ids import CaseId, ItemId, PersonId, RequestId
from custody_app.domain.moments import moment_of
from custody_app.domain.state.registers import CaseState
from custody_app.domain.vocabulary import Disposal, LoanPurpose, Role
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import find_people
from custody_app.queries.states import state_of
from custody_app.services.signer import Signer
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.counter.page import CounterPage
from custody_app.ui.disposal.tabs import APPROVED, UNANSWERED
from custody_app.ui.request_panel import RequestPanel
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.person_picker import PersonChoice
from tests.living import CAST, signer_of
from tests.scenarios.matrix import rows
from tests.ui.centre.test_together import of_two_cases
from tests.ui.centre.window import Window

ROWS = rows()
HEADS = (Role.UNIT_HEAD, Role.POLICE_HEAD, Role.PRINCIPAL_HEAD)
CARRY = ("DestroyItem", "ReleaseItem", "SellItem", "PayInItem", "GiveToAuthority",
         "DeliverToAuthorityStore")  # fmt: skip
WHO = "police_head"
"""Police head, and a custodian besides, as it happens where few people serve."""


def two_roles(window: Window) -> Signer:
    security, audit = signer_of(window.core, "security"), signer_of(window.core, "audit")
    who = signer_of(window.core, WHO)
    roles = SetRoles(person=PersonId(who.id), roles=(Role.CUSTODIAN, Role.POLICE_HEAD))
    window.core.custody.handle(roles, signer=security, confirmers=[audit])
    return signer_of(window.core, WHO)


def sits_down(window: Window, who: str, *roles: Role) -> None:
    member = CAST.member(who)
    officer = officer_of(window.core.sign_in.with_pin(member.badge, member.pin))
    if roles:
        officer = replace(officer, roles=frozenset(role.value for role in roles))
    window.program.session.set_officer(officer)


def is_officer_of(window: Window, row: ItemRow, who: Signer) -> None:
    case = window.read(state_of, CaseState, row.case_id)
    officers = (*case.officers, PersonId(who.id))
    change = ChangeCase(case=CaseId(case.id), officers=officers, reason="协办")
    window.core.custody.handle(change, signer=signer_of(window.core, "clerk"))


def asked(window: Window, row: ItemRow, by: Signer) -> RequestId:
    case = window.read(state_of, CaseState, row.case_id)
    ask = RequestDisposal(
        items=(RequestedItem(item=ItemId(row.id)),), disposal=Disposal.DESTRUCTION,
        reason="判决予以销毁", legal_paper_no="刑判1号", requester=PersonId(case.officers[0]),
    )  # fmt: skip
    return RequestId(window.core.custody.handle(ask, signer=by).first("request"))


def approved(window: Window, request: RequestId, by: str) -> None:
    window.core.custody.handle(ApproveRequest(request=request), signer=signer_of(window.core, by))


def button(window: Window, name: str) -> Button:
    found = window.page.findChild(Button, name)
    assert isinstance(found, Button)
    return found


def is_open(panel: RequestPanel, request: str) -> bool:
    return panel.folder is not None and panel.folder.row.id == request


@pytest.mark.parametrize("relation", ["other case", "own case", "entered it", "approved it"])
def test_the_buttons_of_a_request_know_who_signed_it(
    window: Window, relation: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Carry out, all of this way, approve, refuse: for every role at the window."""
    who, clerk = two_roles(window), signer_of(window.core, "clerk")
    one, two = of_two_cases(window)
    if relation == "own case":
        for row in (one, two):
            is_officer_of(window, row, who)
    by = who if relation == "entered it" else clerk
    waits, may_leave = asked(window, one, by), asked(window, two, by)
    approved(window, may_leave, WHO if relation == "approved it" else "principal")
    sits_down(window, WHO, Role.CUSTODIAN)
    window.program.window.rebuild()
    window.settle()
    count = 0
    for role in Role:
        sits_down(window, WHO, role)
        for tab, request, names in (
            (APPROVED, may_leave, ("carry_out_button", "carry_together_button")),
            (UNANSWERED, waits, ("approve_button", "refuse_button")),
        ):
            page = window.go("disposal", request=request)
            panel = page.approved if tab == APPROVED else page.unanswered
            window.until(partial(is_open, panel, request))
            panel.pick(request)
            page.judge_buttons()
            for name in names:
                found = button(window, name)
                commands = CARRY if tab == APPROVED else ("ApproveRequest",)
                wanted = any(ROWS[command][role.value] for command in commands)
                if tab == APPROVED:
                    wanted = wanted and relation not in ("approved it", "own case")
                elif role in HEADS:
                    wanted = wanted and relation not in ("own case", "entered it")
                assert (found.refusal == "") is wanted, (role, name, found.refusal)
                assert wanted or not found.isEnabled(), (role, name)
                count += 1
    with capsys.disabled():
        sys.stdout.write(f"\nalready signed, buttons of disposal, {relation}: {count}\n")


def test_the_second_handler_is_told_at_once_that_he_signed_already(window: Window) -> None:
    two_roles(window)
    one, _ = of_two_cases(window)
    request = asked(window, one, signer_of(window.core, "clerk"))
    approved(window, request, WHO)
    page = window.go("disposal", request=request)
    window.until(lambda: page.carry_button.isEnabled())
    page.carry_out()
    form: Any = window.form()
    window.scan(one.code)
    for key, text in (("method", "机械粉碎"), ("where", "再生资源厂")):
        form.fields[key].editor.setText(text)
    witness = window.person("wuhua_head")
    form.fields["witness"].editor.set_chosen(
        PersonChoice(witness.id, witness.badge_no, witness.name, witness.unit_name)
    )
    picture = window.core.folder.root / "burnt.png"
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0x884422)
    assert image.save(str(picture))
    form.fields["files"].editor.add_paths([picture])
    window.settle()
    form.submit()
    window.settle()
    before = window.state(one.id)
    for key in (WHO, "clerk", "wuhua_head"):
        window.confirm_as(key)
        field = window.dialog().findChild(TextField, "second_pin_edit")
        assert field is not None
        assert "签字" in said_in(window), key
        assert window.state(one.id) == before
    window.confirm_as("second")
    window.until(lambda: window.state(one.id).custody != before.custody)


def said_in(window: Window) -> str:
    """Everything that stands in the dialog in front."""
    return " ".join(label.text() for label in window.dialog().findChildren(QLabel))


@pytest.mark.parametrize("relation", ["other case", "own case", "approved it", "takes it"])
def test_the_counter_confirms_nothing_that_its_person_signed(
    window: Window, relation: str, capsys: pytest.CaptureFixture[str]
) -> None:
    who, clerk = two_roles(window), signer_of(window.core, "clerk")
    row, _ = of_two_cases(window)
    if relation == "own case":
        is_officer_of(window, row, who)
    case = window.read(state_of, CaseState, row.case_id)
    borrower = case.officers[0]
    out = RequestCallOut(
        items=(RequestedItem(item=ItemId(row.id)),), purpose=LoanPurpose.IDENTIFICATION,
        due_at=moment_of(window.core.clock.now() + timedelta(hours=4)), reason="辨认",
        requester=PersonId(borrower),
    )  # fmt: skip
    request = RequestId(window.core.custody.handle(out, signer=clerk).first("request"))
    approved(window, request, WHO if relation == "approved it" else "principal")
    sits_down(window, WHO)
    window.program.window.rebuild()
    window.settle()
    page = window.go("counter")
    assert isinstance(page, CounterPage)
    person = window.person(WHO).code if relation == "takes it" else badge_of(window, borrower)
    window.scan(person, row.code)
    wanted = relation == "other case"
    assert page.presenter.can_confirm is wanted, relation
    assert button(window, "confirm_basket_button").isEnabled() is wanted
    (line,) = page.presenter.shown_look.lines
    assert bool(line.refused) is not wanted
    with capsys.disabled():
        sys.stdout.write(f"\nalready signed, the counter, {relation}: 1\n")


def badge_of(window: Window, person: str) -> str:
    (found,) = [one for one in window.read(find_people, text="", limit=200) if one.id == person]
    return found.code
