"""The page of approvals at a shown window: whose turn it is, whole or part, in a hurry, void."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from custody_app.domain.commands.loans import RequestCallOut, RequestDisposal, RequestedItem
from custody_app.domain.commands.store import MoveItem, PlaceHold
from custody_app.domain.ids import ItemId, PersonId, PlaceId
from custody_app.domain.moments import later, moment_of
from custody_app.domain.vocabulary import Disposal, LoanPurpose, RequestState, Role
from custody_app.queries.approvals import decided_requests, decision_on, waiting_requests
from custody_app.queries.find_items import find_items
from custody_app.queries.holdings import find_place
from custody_app.queries.requests import request_folder
from custody_app.services.permission_table import permission_table
from custody_app.ui.approvals.page import ApprovalsPage
from custody_app.ui.approvals.presenter import (
    DECIDED,
    MINE,
    OTHERS,
    UNCONFIRMED,
    actions_of,
    law_text,
)
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.viewer import Viewer
from tests.living import CAST, signer_of
from tests.ui.centre.window import Window

TABLE = permission_table()


def at(window: Window, key: str) -> ApprovalsPage:
    member = CAST.member(key)
    session = window.core.sign_in.with_pin(member.badge, member.pin)
    window.program.session.set_officer(officer_of(session))
    window.program.window.rebuild()
    window.settle()
    page = window.go("approvals")
    assert isinstance(page, ApprovalsPage)
    return page


def recorded(window: Window, key: str, *commands: Any) -> Any:
    outcome = window.core.custody.handle(*commands, signer=signer_of(window.core, key))
    window.settle()
    return outcome


def called_out(window: Window, count: int = 1) -> str:
    """A call-out of a key, and of so many things of its case, that its officer asks for."""
    core = window.core
    key = window.item("钥匙")
    held = window.read(find_items, limit=200).rows
    rest = [row for row in held if row.case_id == key.case_id and row.custody == "S30"]
    rows = [key, *(row for row in rest if row.id != key.id)][:count]
    command = RequestCallOut(
        items=tuple(RequestedItem(item=ItemId(row.id)) for row in rows),
        purpose=LoanPurpose.IDENTIFICATION,
        due_at=later(moment_of(core.clock.now()), days=3),
        reason="辨认",
        requester=PersonId(window.person("zhang").id),
    )
    return str(recorded(window, "clerk", command).first("request"))


def ids(page: ApprovalsPage, tab: int) -> set[str]:
    return {row.id for row in page.panels[tab].table.model.held()}


def opened(window: Window, page: ApprovalsPage, request: str) -> None:
    page.on_shown(request=request)
    window.settle()
    assert page.decision is not None
    assert page.decision.folder.row.id == request


def is_void(page: ApprovalsPage) -> bool:
    assert page.decision is not None
    return page.decision.is_void


def test_whose_turn_it_is_and_by_which_law(window: Window) -> None:
    request = called_out(window)
    page = at(window, "wuhua_head")
    assert request in ids(page, MINE)
    opened(window, page, request)
    text = page.law.text()
    assert "公通字〔2015〕21号 第15条" in text
    assert CAST.member("wuhua_head").name in text
    assert page.buttons["approve"].isEnabled()
    page = at(window, "clerk")
    assert request in ids(page, OTHERS)


def test_today_leads_there_and_the_head_approves_with_the_own_pin(window: Window) -> None:
    request = called_out(window)
    at(window, "wuhua_head")
    today: Any = window.go("today")
    cards = {card.code: card for card in today._shown}
    row = next(row for row in cards["waiting_for_me"].rows if row.way.request == request)
    assert row.way.page == "approvals"
    today._go(row.way)
    window.settle()
    page: Any = window.go("approvals", request=request)
    page.buttons["approve"].click()
    window.settle()
    window.form().submit()
    window.settle()
    window.confirm_as("wuhua_head")
    window.settle()
    assert window.read(request_folder, request=request).row.state is RequestState.APPROVED
    assert request in ids(page, DECIDED)


def test_a_part_is_approved_and_the_rest_is_not_handed_out(window: Window) -> None:
    request = called_out(window, 2)
    page = at(window, "wuhua_head")
    opened(window, page, request)
    page.buttons["approve"].click()
    window.settle()
    dialog = window.form()
    ticks = dialog.findChildren(QCheckBox, "approved_thing")
    ticks[1].setChecked(False)
    dialog.submit()
    window.settle()
    window.confirm_as("wuhua_head")
    window.settle()
    folder = window.read(request_folder, request=request)
    assert [line.item.name for line in folder.items] == [window.item("钥匙").name]


def test_a_head_of_another_unit_and_of_a_low_rank_is_told_why_not(window: Window) -> None:
    request = called_out(window)
    page = at(window, "guandu_head")
    assert request in ids(page, OTHERS)
    opened(window, page, request)
    assert not page.buttons["approve"].isEnabled()
    assert not page.buttons["refuse"].isEnabled()
    assert page.why_not.text()


def test_by_telephone_then_confirmed(window: Window) -> None:
    request = called_out(window)
    page = at(window, "clerk")
    opened(window, page, request)
    page.buttons["hurry"].click()
    window.settle()
    dialog = window.form()
    picker: Any = dialog.fields["entitled"].editor
    picker.edit.setText(CAST.member("wuhua_head").badge)
    picker._ask()
    window.settle()
    reason: Any = dialog.fields["reason"].editor
    reason.setPlainText("负责人出差")
    dialog.submit()
    window.settle()
    window.confirm_as("clerk")
    window.settle()
    assert request in ids(page, UNCONFIRMED)
    today: Any = window.go("today")
    assert "unconfirmed" in {card.code for card in today._shown}
    page = at(window, "wuhua_head")
    assert request in ids(page, MINE)
    opened(window, page, request)
    assert page.buttons["confirm"].isEnabled()
    page.buttons["confirm"].click()
    window.settle()
    window.confirm_as("wuhua_head")
    window.settle()
    assert request not in {row.id for row in window.read(waiting_requests).unconfirmed}


def test_a_changed_fact_voids_it_and_says_so_while_a_move_does_not(window: Window) -> None:
    request = called_out(window)
    key = window.item("钥匙")
    (place, *_rest) = window.read(find_place, text="A-01-02")
    recorded(window, "clerk", MoveItem(item=ItemId(key.id), place=PlaceId(place.id)))
    page = at(window, "wuhua_head")
    opened(window, page, request)
    assert is_void(page) is False
    recorded(window, "clerk", PlaceHold(item=ItemId(key.id), reason="当事人提出异议"))
    opened(window, page, request)
    assert is_void(page) is True
    assert not page.buttons["approve"].isEnabled()
    assert page.law.text().count("已失效") == 1


def test_what_is_printed_and_withdrawn(window: Window) -> None:
    request = called_out(window)
    page = at(window, "clerk")
    opened(window, page, request)
    page.buttons["print"].click()
    window.settle()
    window.dialog().accept()
    page.buttons["withdraw"].click()
    window.settle()
    dialog = window.form()
    dialog.fields["reason"].editor.setPlainText("不再需要")  # type: ignore[attr-defined]
    dialog.submit()
    window.settle()
    state = window.read(request_folder, request=request).row.state
    assert state is RequestState.WITHDRAWN
    assert request in {row.id for row in window.read(decided_requests).rows}


def test_on_paper_with_its_scan(window: Window, tmp_path: Path) -> None:
    request = called_out(window)
    page = at(window, "clerk")
    opened(window, page, request)
    page.buttons["paper"].click()
    window.settle()
    dialog = window.form()
    dialog.submit()
    assert dialog.fields["files"].has_mistake
    dialog.reject()


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.CUSTODIAN, Role.LEGAL_REVIEWER])
def test_actions_say_why_not(window: Window, role: Role) -> None:
    request = called_out(window)
    person = window.person("guandu_head" if role is Role.UNIT_HEAD else "clerk").id
    found = window.read(decision_on, request=request, person=person)
    actions = {one.code: one for one in actions_of(found, Viewer(TABLE, frozenset({role})))}
    assert set(actions) == {"approve", "refuse", "paper", "hurry", "withdraw", "print"}
    assert bool(actions["approve"].why_not) is True
    assert law_text(found)


def test_the_keyboard_reaches_it(window: Window) -> None:
    at(window, "clerk")
    window.press(Qt.Key.Key_1, control=True)
    window.press(Qt.Key.Key_D, control=True)
    window.settle()
    assert isinstance(window.page, ApprovalsPage)


def test_a_disposal_shows_the_level_of_its_way(window: Window) -> None:
    key = window.item("钥匙")
    command = RequestDisposal(
        items=(RequestedItem(item=ItemId(key.id)),), disposal=Disposal.DESTRUCTION,
        reason="无价值", requester=PersonId(window.person("zhang").id),
    )  # fmt: skip
    request = str(recorded(window, "clerk", command).first("request"))
    found = window.read(decision_on, request=request)
    assert {one.id for one in found.deciders} >= {window.person("police_head").id}
    assert window.person("wuhua_head").id not in {one.id for one in found.deciders}
